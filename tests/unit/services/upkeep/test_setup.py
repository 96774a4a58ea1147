"""What a new store is asked for: how long names can be."""

import pytest

from xstui.domain.problems import Problem
from xstui.services.upkeep import setup

TOO_LONG = {"limit": 200}


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        (" ", [Problem("required", "employer")]),
        (f" {'x' * 200} ", []),
        ("x" * 201, [Problem("too-long", "employer", TOO_LONG)]),
    ],
)
def test_a_name_is_needed_and_has_a_longest(name, problems):
    assert setup.name_problems("employer", name) == problems


def test_departments_may_be_none_and_have_a_longest_name():
    assert setup.department_problems([]) == setup.department_problems(["Inkomen", f" {'x' * 200} "]) == []
    assert setup.department_problems(["Inkomen", "x" * 201]) == [Problem("too-long", "departments", TOO_LONG)]

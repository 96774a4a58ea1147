"""What a new store is asked for: how long names can be."""

import pytest

from xstui.domain.problems import Problem
from xstui.i18n import problem_text
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


def test_a_department_is_needed_named_once_and_has_a_longest_name():
    assert setup.department_problems(["Inkomen", f" {'x' * 200} ", ""]) == []
    assert setup.department_problems([]) == setup.department_problems([" "]) == [Problem("required", "departments")]
    alike = Problem("departments-alike", "departments", {"names": ("Winkel", "wínkel")})
    assert setup.department_problems(["Winkel", "Bakkerij", " wínkel"]) == [alike]
    assert problem_text(alike) == "Winkel en wínkel zijn dezelfde afdeling voor wie de naam typt: noem haar één keer."
    assert setup.department_problems(["Inkomen", "x" * 201]) == [Problem("too-long", "departments", TOO_LONG)]

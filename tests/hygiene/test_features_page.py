"""The page of features and the acceptance tests go together: neither names what the other does not know."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATES = ("done", "partly", "not yet")
TEST = re.compile(r"def (test(?:_F\d+)+_\w+)")
ALL = [f"F{n}" for n in range(1, 56)]


@cache
def rows():
    """Return the cells of the page's table, a tuple for each feature."""
    lines = (ROOT / "docs/features.md").read_text("utf-8").splitlines()
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| F")]
    return {row[0]: row[1:] for row in cells}


@cache
def acceptance_tests():
    """Return each acceptance test of the suite with the numbers in its name."""
    found = [name for path in (ROOT / "tests").rglob("test_*.py") for name in TEST.findall(path.read_text("utf-8"))]
    return {name: frozenset(re.findall(r"F\d+", re.match(r"test((?:_F\d+)+)", name)[1])) for name in found}


def test_every_number_of_the_manual_has_one_row_in_order():
    assert list(rows()) == ALL


@pytest.mark.parametrize("number", ALL)
def test_a_row_names_its_place_and_a_test_of_its_number_as_far_as_it_is_there(number):
    _what, state, where, shown, missing = rows()[number]
    assert state in STATES
    assert bool(where) is (state != "not yet")
    name = shown.strip("`")
    assert (number in acceptance_tests().get(name, ())) is (state != "not yet"), f"{name} is no test of {number}"
    assert state != "partly" or missing, "what is missing is said"
    assert state != "done" or not missing, "what is done lacks nothing"


def test_what_is_tested_is_on_the_page_as_there():
    tested = frozenset().union(*acceptance_tests().values())
    assert sorted(tested - {number for number, row in rows().items() if row[1] != "not yet"}) == []


def test_no_number_is_written_small_where_the_page_would_not_find_it():
    small = re.compile(r"def (test_f\d+_\w+)")
    assert [
        name for path in (ROOT / "tests").rglob("test_*.py") for name in small.findall(path.read_text("utf-8"))
    ] == []

"""A newer file of absence rates, read and checked."""

from decimal import Decimal

import pytest

from tests.refusals import problems_of
from xstui.domain.benchmark_line import Span
from xstui.domain.cbs_file import read_rates
from xstui.domain.problems import Problem

HEAD = "sbi_code;periode;ziekteverzuimpercentage"
CODES = {"T001081": "A-U"}


NO_RATES = Problem("cbs-no-rates", "file")
NO_GROUP = Problem("cbs-no-column", "file", {"column": "sbi_code", "other": "BedrijfskenmerkenSBI2008"})
NO_PERIOD = Problem("cbs-no-column", "file", {"column": "periode", "other": "Perioden"})
NO_RATE = Problem("cbs-no-column", "file", {"column": "ziekteverzuimpercentage", "other": "Ziekteverzuimpercentage_1"})


def in_row(code, **details):
    return Problem(code, "file", details)


def test_rates_are_read_by_quarter_and_by_year():
    lines = [HEAD, "T001081;2025KW01;5,7", "", "T001081;2025JJ00;5.1", "T001081;2025KW02;.", "T001081;2025KW03"]
    assert read_rates(lines, CODES) == {("A-U", Span(2025, 1)): Decimal("5.7"), ("A-U", Span(2025, 0)): Decimal("5.1")}


def test_the_columns_of_statline_are_known_too():
    lines = ["BedrijfskenmerkenSBI2008,Perioden,Ziekteverzuimpercentage_1", "T001081,2025KW04,5.0"]
    assert read_rates(lines, CODES) == {("A-U", Span(2025, 4)): Decimal("5.0")}


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        ([], [NO_GROUP, NO_PERIOD, NO_RATE]),
        (["sbi_code;periode"], [NO_RATE]),
        ([HEAD], [NO_RATES]),
        ([HEAD, f"T001081;2025KW01;{'5' * 200_000}"], [NO_RATES]),
        (
            [HEAD, "X;2025KW05;much"],
            [
                in_row("cbs-unknown-group", row=2, column="sbi_code", value="X"),
                in_row("cbs-unknown-period", row=2, column="periode", value="2025KW05"),
                in_row("cbs-unknown-rate", row=2, column="ziekteverzuimpercentage", value="much"),
            ],
        ),
        (
            [HEAD, "T001081;2025KW01;5,7", "T001081;2025KW01;5,8"],
            [in_row("cbs-twice", row=3, value="T001081", period="2025KW01")],
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told(lines, problems):
    assert problems_of(read_rates, lines, CODES) == problems

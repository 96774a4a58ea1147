"""A newer file of absence rates, read and checked."""

from decimal import Decimal

import pytest

from xstui.domain.benchmark_line import Span
from xstui.domain.cbs_file import read_rates
from xstui.domain.problems import Refused

HEAD = "sbi_code;periode;ziekteverzuimpercentage"
CODES = {"T001081": "A-U"}


def codes_of(*lines):
    with pytest.raises(Refused) as refused:
        read_rates(lines, CODES)
    return [problem.code for problem in refused.value.problems]


def test_rates_are_read_by_quarter_and_by_year():
    lines = [HEAD, "T001081;2025KW01;5,7", "", "T001081;2025JJ00;5.1", "T001081;2025KW02;.", "T001081;2025KW03"]
    assert read_rates(lines, CODES) == {("A-U", Span(2025, 1)): Decimal("5.7"), ("A-U", Span(2025, 0)): Decimal("5.1")}


def test_the_columns_of_statline_are_known_too():
    lines = ["BedrijfskenmerkenSBI2008,Perioden,Ziekteverzuimpercentage_1", "T001081,2025KW04,5.0"]
    assert read_rates(lines, CODES) == {("A-U", Span(2025, 4)): Decimal("5.0")}


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([], ["cbs-no-column"] * 3),
        (["sbi_code;periode"], ["cbs-no-column"]),
        ([HEAD], ["cbs-no-rates"]),
        ([HEAD, f"T001081;2025KW01;{'5' * 200_000}"], ["cbs-no-rates"]),
        ([HEAD, "X;2025KW05;much"], ["cbs-unknown-group", "cbs-unknown-period", "cbs-unknown-rate"]),
        ([HEAD, "T001081;2025KW01;5,7", "T001081;2025KW01;5,8"], ["cbs-twice"]),
    ],
)
def test_what_is_wrong_with_a_file_is_told(lines, codes):
    assert codes_of(*lines) == codes

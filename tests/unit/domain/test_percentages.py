"""Percentages, hours and amounts as they are typed (domain rules, 2.3; the manual, 5.3)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import problems_of
from xstui.domain.percentages import (
    PercentageEntry,
    absence_percentage,
    parse_amount,
    parse_hours,
    parse_percentage,
)
from xstui.domain.problems import Problem, Refused

TYPED = st.text(max_size=25) | st.text("0123456789.,:/*+xu%h€- ", max_size=25)


UNREADABLE = Problem("percentage-unreadable", "percentage")
OUT_OF_RANGE = Problem("percentage-out-of-range", "percentage")


@pytest.mark.parametrize(
    ("contract", "productive", "percentage"),
    [
        ("40", "10", "75.00"),
        ("40", "15", "62.50"),
        ("36", "0", "100.00"),
        ("36", "18", "50.00"),
        ("32", "10", "68.75"),
        ("36", "7", "80.56"),
        ("37.5", "12.5", "66.67"),
        ("36", "36", "0.00"),
    ],
)
def test_r2_8_the_percentage_absent_is_what_is_not_productive(contract, productive, percentage):
    assert str(absence_percentage(Decimal(contract), Decimal(productive))) == percentage


@pytest.mark.parametrize(
    ("contract", "productive", "problem"),
    [
        ("0", "0", OUT_OF_RANGE),
        ("36", "37", Problem("hours-over-contract", "percentage", {"hours": Decimal(36)})),
        ("36", "-1", OUT_OF_RANGE),
        ("-36", "0", OUT_OF_RANGE),
    ],
)
def test_hours_that_do_not_fit_in_the_contract_are_refused(contract, productive, problem):
    assert problems_of(absence_percentage, Decimal(contract), Decimal(productive)) == [problem]


@given(st.decimals(1, 60, places=2), st.decimals(0, 1, places=4))
def test_more_productive_hours_are_never_more_absence(contract, part):
    assert 0 <= absence_percentage(contract, contract * part) <= absence_percentage(contract, contract * part / 2)


@pytest.mark.parametrize(
    ("text", "value", "working", "of"),
    [
        ("75", "75.00", "", None),
        ("62,5", "62.50", "", None),
        ("62.5", "62.50", "", None),
        ("75 %", "75.00", "", None),
        ("75,00\u00a0%", "75.00", "", None),
        ("33,335", "33.34", "", None),
        ("100", "100.00", "", None),
        ("10/40", "75.00", "100 − 10/40 × 100", Decimal(40)),
        ("15/40", "62.50", "100 − 15/40 × 100", Decimal(40)),
        ("15u", "60.00", "100 − 15/37,5 × 100", None),
        ("15 U", "60.00", "100 − 15/37,5 × 100", None),
        ("7.5u", "80.00", "100 − 7.5/37.5 × 100", None),
        ("7:30h", "80.00", "100 − 7:30/37,5 × 100", None),
        ("3*5/40", "62.50", "100 − (3×5)/40 × 100", Decimal(40)),
        ("3+4/4x9", "80.56", "100 − (3+4)/(4×9) × 100", Decimal(36)),
    ],
)
def test_a_percentage_is_typed_as_it_is_or_as_a_sum_that_shows_its_working(text, value, working, of):
    assert parse_percentage(text, Decimal("37.5")) == PercentageEntry(Decimal(value), working, of)


@pytest.mark.parametrize(
    ("text", "contract", "value"),
    [
        ("10u", "40", "75.00"),
        ("15u", "40", "62.50"),
        ("0/36", "36", "100.00"),
        ("18u", "36", "50.00"),
        ("10/32", "32", "68.75"),
        ("7u", "36", "80.56"),
    ],
)
def test_m_5_3_the_worked_percentages_can_be_typed_as_hours(text, contract, value):
    assert parse_percentage(text, Decimal(contract)).value == Decimal(value)


def test_contract_hours_are_shown_without_trailing_zeros():
    assert parse_percentage("10u", Decimal("40.00")).working == "100 − 10/40 × 100"


@pytest.mark.parametrize(
    "text", ["", "veel", "-5", "1e3", "٣", "10/", "/40", "10/40/2", "10+", "1,2,3", "u", "12345678901"]
)
def test_what_is_no_percentage_is_unreadable(text):
    assert problems_of(parse_percentage, text, Decimal(36)) == [UNREADABLE]


def test_hours_of_an_unknown_contract_are_unreadable():
    assert problems_of(parse_percentage, "15u", None) == [UNREADABLE]


@pytest.mark.parametrize("text", ["0", "0,004", "100,01", "101", "40/40", "10/0", "36u"])
def test_a_percentage_lies_over_0_up_to_100(text):
    assert problems_of(parse_percentage, text, Decimal(36)) == [OUT_OF_RANGE]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("4000", "4000.00"),
        ("4.000,00", "4000.00"),
        ("€ 4.000,00", "4000.00"),
        ("€\u00a04.000,00", "4000.00"),
        ("4.000", "4000.00"),
        ("1.234.567,8", "1234567.80"),
        ("4000,5", "4000.50"),
        ("4000.50", "4000.50"),
        ("4.000,-", "4000.00"),
        ("4,000.00", "4000.00"),
        ("€ 1,234,567.80", "1234567.80"),
        ("0", "0.00"),
    ],
)
def test_amounts_are_read_in_the_dutch_way(text, amount):
    assert str(parse_amount(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "veel",
        "-5",
        "4,000",
        "4,000.5",
        "4,00.00",
        "4.000.5",
        "4.00.000",
        "1" * 13,
        "1.000" * 9,
        "4000 EUR",
        "²",
    ],
)
def test_what_is_no_amount_is_unreadable(text):
    assert problems_of(parse_amount, text) == [Problem("amount-unreadable")]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("36", "36.00"),
        ("36,5", "36.50"),
        ("36.5", "36.50"),
        ("36:30", "36.50"),
        ("7:20", "7.33"),
        ("9*4", "36.00"),
        ("4x7:12", "28.80"),
        ("3 * 8 + 4", "28.00"),
        ("0", "0.00"),
    ],
)
def test_hours_are_read_plain_by_the_clock_or_as_a_sum(text, hours):
    assert str(parse_hours(text)) == hours


@pytest.mark.parametrize("text", ["", "veel", "36:60", "36.500", "9**4", "*9", "-36", "12345", "1+" * 10 + "1", "½"])
def test_what_is_no_number_of_hours_is_unreadable(text):
    assert problems_of(parse_hours, text) == [Problem("hours-unreadable")]


def outcome(parse, *args):
    try:
        return parse(*args)
    except Refused as refused:
        return list(refused.problems)


@given(TYPED, st.none() | st.decimals(0, 168, places=2))
def test_any_text_is_a_percentage_or_refused(text, contract_hours):
    found = outcome(parse_percentage, text, contract_hours)
    if isinstance(found, PercentageEntry):
        assert 0 < found.value <= 100
        assert found.value.as_tuple().exponent == -2
    else:
        known = found[0].code == "hours-over-contract" and found[0].details["hours"] > 0
        assert known or found in ([UNREADABLE], [OUT_OF_RANGE])


@given(TYPED, st.sampled_from([(parse_amount, "amount-unreadable"), (parse_hours, "hours-unreadable")]))
def test_any_text_is_a_number_or_refused(text, how):
    parse, refusal = how
    found = outcome(parse, text)
    assert found == [Problem(refusal)] or (found >= 0 and found.as_tuple().exponent == -2)


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("0,01", Decimal("0.01")), ("100", 100), ("100,0", 100)])
def test_a_percentage_is_above_nought_and_at_most_a_hundred(text, value):
    assert parse_percentage(text, None).value == value
    for wrong in ("0", "0,00", "100,01"):
        assert problems_of(parse_percentage, wrong, None) == [Problem("percentage-out-of-range", "percentage")]

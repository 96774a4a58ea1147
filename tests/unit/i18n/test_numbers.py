"""Numbers in words, with Babel's CLDR as the referee."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from babel.numbers import format_decimal as cldr_decimal
from hypothesis import given
from hypothesis import strategies as st

from xstui.i18n import (
    format_decimal,
    format_fte,
    format_hours,
    format_money,
    format_percentage,
    set_language,
)

NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


def test_the_manuals_own_numbers():
    assert format_percentage(Decimal(75)) == "75,00 %"
    assert format_percentage(Decimal("62.5")) == "62,50 %"
    assert format_money(Decimal(4000)) == "€ 4.000,00"
    assert format_hours(Decimal(36)) == "36,00"
    assert format_fte(Decimal(36) / Decimal("36.86")) == "0,98"


def test_english_has_a_decimal_point():
    set_language("en")
    assert format_percentage(75) == "75.00 %"
    assert format_money(4000) == "€ 4,000.00"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("0.005"), 2, "0,01"),
        (Decimal("-0.004"), 2, "0,00"),
        (Decimal("-1234.5"), 1, "-1.234,5"),
        (Decimal("2.5"), 0, "3"),
        (1_000_000, 0, "1.000.000"),
    ],
)
def test_a_decimal_is_rounded_half_up_and_grouped(value, places, text):
    assert format_decimal(value, places) == text


@given(NUMBERS, st.sampled_from(["nl", "en"]))
def test_grouping_and_signs_agree_with_cldr(value, language):
    set_language(language)
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert format_decimal(value) == cldr_decimal(rounded or Decimal(0), "#,##0.00", language)

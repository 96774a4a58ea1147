"""A cell's text is the same on the screen and on paper, with the manual's own formats."""

from __future__ import annotations

import pytest

from tests.unit.reports.tables import COLUMNS, ROWS, TOTALS, table
from xstui.i18n import set_language
from xstui.reports.heading import facts
from xstui.reports.table import DASH, all_rows, row_count, shown


def texts(row):
    return [shown(cell, column) for cell, column in zip(row.cells, COLUMNS, strict=True)]


def test_each_kind_of_cell_reads_as_in_the_manual():
    assert texts(ROWS[0]) == [
        "TESTBEDRIJF",
        "1.234.567",
        "9,0",
        "75,00 %",
        "€ 4.000,00",
        "36,86",
        "08-06-2026",
        "2026-05",
        "14 Weken 1 Dag",
    ]


def test_below_zero_the_minus_stands_before_the_number():
    assert texts(ROWS[1])[1:5] == ["-3", "-3,5", "0,07 %", "€ -12,50"]


def test_unknown_is_a_dash_in_every_kind_of_column():
    assert [shown(None, column) for column in COLUMNS] == [DASH] * len(COLUMNS)


@pytest.mark.parametrize(("kind", "expected"), [(2, "4,0"), (3, "4,00 %"), (4, "€ 4,00"), (5, "4,00"), (1, "4")])
def test_a_whole_number_has_the_decimals_of_its_column(kind, expected):
    assert shown(4, COLUMNS[kind]) == expected


def test_in_english_the_decimal_mark_is_a_point():
    set_language("en")
    assert texts(ROWS[0])[2:5] == ["9.0", "75.00 %", "€ 4,000.00"]


def test_totals_come_last():
    assert all_rows(table()) == [*ROWS, TOTALS]
    assert row_count(table()) == 4
    assert all_rows(table(totals=None)) == list(ROWS)
    assert row_count(table(totals=None)) == 3


def test_the_head_says_where_the_figures_come_from():
    """Manual 7.2: snapshot, moment, user, period, parameters, explanation."""
    values = [value for _name, value in facts(table())]
    assert values[2:] == [
        "V. Polis",
        values[3],
        "2",
        "08-06-2026",
        "Alleen eigen werknemers.",
    ]
    assert "01-06-2025" in values[3]
    assert "31-05-2026" in values[3]

"""The year calendar as a report: a row for each month, a column for each day."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.refusals import problems_of, sentence_of
from xstui.domain.problems import Problem
from xstui.reports.pdf_layout import A4, layout_of
from xstui.services import reporting
from xstui.services.absence import pregnancy
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.reporting import parameters_from

NAME = "jaarkalender"


def made(context, **given):
    return reporting.make(context, parameters_from(context, NAME, given))


def month(table, number):
    return table.rows[number - 1].cells


def test_the_year_of_an_employee_by_number_or_name(context):
    table = made(context, employee="563166", year=2026)
    assert table == made(context, employee="polis", year=2026)
    assert table.parameters == (("Werknemer", "Polis, V."), ("Jaar", "2026"))
    march = month(table, 3)
    assert (march[0], march[1], march[2], march[7], march[31]) == ("mrt", "", 100, "", 100)
    assert march[32:] == (30, 22)
    assert month(table, 2)[2:4] == (Decimal(0), Decimal(0))
    assert month(table, 2)[29:] == ("", "", "", 0, 0), "no 29, 30 and 31 February"
    assert month(table, 7)[32:] == (None, None), "still to begin"
    assert table.totals.cells[32:] == (99, 67)
    assert made(context, employee="polis", year=2025).rows[0].cells[2] is None, "not employed"


def test_leave_has_a_sign_that_no_spreadsheet_takes_for_a_formula(context):
    pregnancy.report_pregnancy(context, 2, Pregnancy(context.today.replace(month=9, day=15), 6))
    assert month(made(context, employee="jansen", year=2026), 8)[5] == "~"


def test_the_year_of_a_department_with_average_and_highest(context):
    table = made(context, unit="Inkomen", year=2026)
    assert table.parameters == (("Organisatieonderdeel", "Inkomen"), ("Jaar", "2026"))
    assert month(table, 2)[32:] == (Decimal("0.0"), 0)
    assert month(table, 3)[1:4] == ("", 1, 1)
    assert [month(table, number)[32:] for number in (3, 7)] == [(Decimal("1.0"), 1), (None, None)]
    assert made(context).parameters == (("Organisatieonderdeel", "alle"), ("Jaar", "2026"))


def test_what_all_days_mean_is_said_once(context):
    for table in (made(context), made(context, employee="polis")):
        assert [text.partition(":")[0] for text in table.definitions][:2] == ["Maand", "1 - 31"]
        assert len(table.definitions) == 4


def test_the_days_fit_on_a_page_on_its_side(context):
    for table in (made(context), made(context, employee="polis")):
        layout = layout_of(table.columns)
        assert (layout.width, layout.height) == A4[::-1]
        assert all(layout.plain.width("100") <= place.room for place in layout.places[1:32])


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"employee": "niemand"}, Problem("unknown-employee", "employee", {"name": "niemand"})),
        ({"employee": "polsi"}, Problem("unknown-employee", "employee", {"name": "polsi"})),
        (
            {"employee": "vries"},
            Problem(
                "employee-not-unique",
                "employee",
                {"name": "vries", "known": ("Vries, K. de (563170)", "Vries, L. de (563171)")},
            ),
        ),
        ({"employee": "polis", "unit": "Inkomen"}, Problem("employee-or-unit", "employee")),
        ({"year": 1989}, Problem("year-out-of-range", "year", {"least": 1990, "most": 2027})),
    ],
)
def test_what_is_asked_wrongly_is_said_at_its_field(context, given, problem):
    assert problems_of(made, context, **given) == [problem]


def test_who_is_meant_is_asked_in_a_sentence(context):
    assert sentence_of(made, context, employee="vries") == (
        "Meer werknemers passen bij vries: Vries, K. de (563170) en Vries, L. de (563171). Typ het dossiernummer."
    )

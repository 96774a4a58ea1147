"""Every figure explains itself: its lines, cases or people add up to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.company import context_of
from xstui.domain.absence import Step
from xstui.domain.figures import Method
from xstui.domain.problems import Refused
from xstui.domain.roles import Role
from xstui.services import reporting
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.employment import terms
from xstui.services.reporting import explaining
from xstui.services.reporting.explaining import ExplainedCase, ExplainedPerson

INKOMEN, KANTOOR = 2, 3
JANSEN = 2


@pytest.fixture
def parameters(context):
    return replace(reporting.defaults(context, "verzuimcijfers"), months=1)


def test_polis_in_may_with_part_time_factor(context, parameters):
    found = explaining.explain_figures(context, parameters, INKOMEN).whole
    (line,) = found.lines
    assert (line.name, line.case_no, line.first, line.last, line.days) == (
        "Polis, V.",
        100_001,
        date(2026, 5, 1),
        date(2026, 5, 31),
        31,
    )
    assert line.factor == Fraction(3600, 3686)
    assert found.absent == 31 * line.factor
    table = reporting.make(context, parameters)
    assert found.percentage == next(row.cells[3] for row in table.rows if row.key == INKOMEN)


@pytest.mark.parametrize("method", list(Method))
def test_the_total_is_that_of_the_report_by_every_method(context, parameters, method):
    absence.change_percentage(context, 1, Step(date(2026, 5, 11), Decimal(50)))
    asked = replace(parameters, method=method, months=3)
    found = explaining.explain_figures(context, asked, None).whole
    assert found.percentage == reporting.make(context, asked).totals.cells[3]
    assert sum(line.contribution for line in found.lines) == found.absent
    assert len(found.lines) == 2


def test_a_unit_without_absence_has_no_lines(context, parameters):
    found = explaining.explain_figures(context, parameters, 3).whole
    assert (found.lines, found.absent, found.percentage) == ((), 0, 0)


def test_the_classes_and_zero_absence_are_those_of_the_report(context, parameters):
    absence.report_sick(context, SickReport(2, date(2026, 5, 4)))
    asked = replace(parameters, months=4)
    found = explaining.explain_figures(context, asked, None)
    cells = reporting.make(context, asked).totals.cells
    assert [part.percentage for part in found.classes] == list(cells[4:8])
    assert sorted(line.case_no for part in found.classes for line in part.lines) == [
        line.case_no for line in sorted(found.whole.lines, key=lambda line: line.case_no)
    ]
    names = [person.name for person in found.zero_absence.people]
    assert (len(names), found.zero_absence.employees) == (5, 7)
    assert names[0] == "Berg, J. van den"
    assert not {"Polis, V.", "Jansen, A."} & set(names)
    assert found.zero_absence.percentage == cells[11] == Fraction(500, 7)


def test_who_may_not_see_figures_may_not_see_their_working(context, parameters):
    with pytest.raises(Refused):
        explaining.explain_figures(context_of(context.store, Role.REPORTER), parameters, None)


def in_order_of_the_columns(found):
    return (
        found.employees.average,
        found.whole.percentage,
        *(part.percentage for part in found.classes),
        len(found.reports.cases),
        found.reports.frequency,
        found.duration.mean,
        found.zero_absence.percentage,
        found.hours.value,
    )


@pytest.fixture
def sick_and_better(context):
    """Jansen was sick for three days in May, and reported again in the same month."""
    absence.report_sick(context, SickReport(JANSEN, date(2026, 5, 4)))
    absence.report_recovery(context, 2, date(2026, 5, 6))
    absence.report_sick(context, SickReport(JANSEN, date(2026, 5, 28)))


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("months", [1, 12])
def test_every_figure_is_that_of_the_report(context, parameters, sick_and_better, method, months):
    asked = replace(parameters, method=method, months=months)
    table = reporting.make(context, asked)
    for row in (*table.rows, table.totals):
        assert in_order_of_the_columns(explaining.explain_figures(context, asked, row.key)) == row.cells[2:]


def test_the_reports_and_the_cases_that_ended_are_named(context, parameters, sick_and_better):
    found = explaining.explain_figures(context, parameters, None)
    again = ExplainedCase(100_003, "Jansen, A.", date(2026, 5, 28), None, None)
    ended = ExplainedCase(100_002, "Jansen, A.", date(2026, 5, 4), date(2026, 5, 6), 3)
    assert found.reports.cases == (ended, again)
    assert (found.duration.cases, found.duration.days, found.duration.mean) == ((ended,), 3, 3)


def test_the_people_and_the_hours_add_up(context, parameters, sick_and_better):
    found = explaining.explain_figures(context, parameters, None)
    assert sum(person.days for person in found.employees.people) == found.employees.employment_days == 7 * 31
    assert found.employees.average == 7
    assert sum(line.hours for line in found.whole.lines) == found.hours.hours
    assert found.hours.value == found.hours.hours / 7


def test_who_left_the_units_of_the_user_is_counted_and_not_named(context, parameters, sick_and_better):
    of_unit = replace(context_of(context.store, units={INKOMEN}), kept={})
    before = explaining.explain_figures(of_unit, parameters, None)
    first = terms.history(context, JANSEN).lines[0].terms
    terms.change(context, JANSEN, replace(first, valid_from=date(2026, 6, 1), unit_id=KANTOOR))
    found = explaining.explain_figures(of_unit, parameters, None)
    assert in_order_of_the_columns(found) == in_order_of_the_columns(before)
    assert {case.name for case in (*found.reports.cases, *found.duration.cases)} == {""}
    assert {line.name for line in found.whole.lines} == {"", "Polis, V."}
    assert found.employees.people[-1] == ExplainedPerson("", None, 31)
    assert "Jansen, A." not in {person.name for person in found.employees.people}

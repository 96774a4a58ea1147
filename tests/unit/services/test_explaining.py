"""Every percentage explains itself: its lines add up to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.company import desk_of
from xstui.domain.absence import Step
from xstui.domain.figures import Method
from xstui.domain.problems import Refused
from xstui.domain.roles import Role
from xstui.services import absence, explaining, reporting
from xstui.services.absence import SickReport

FIRST, INKOMEN = 1, 2


@pytest.fixture
def parameters(desk):
    return replace(reporting.defaults(desk, "verzuimcijfers"), months=1)


def test_polis_in_may_with_part_time_factor(desk, parameters):
    found = explaining.explain_figures(desk, parameters, INKOMEN).whole
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
    table = reporting.make(desk, parameters)
    assert found.percentage == next(row.cells[3] for row in table.rows if row.key == INKOMEN)


@pytest.mark.parametrize("method", list(Method))
def test_the_total_is_that_of_the_report_by_every_method(desk, parameters, method):
    absence.change_percentage(desk, 1, Step(date(2026, 5, 11), Decimal(50)))
    asked = replace(parameters, method=method, months=3)
    found = explaining.explain_figures(desk, asked, None).whole
    assert found.percentage == reporting.make(desk, asked).totals.cells[3]
    assert sum(line.contribution for line in found.lines) == found.absent
    assert len(found.lines) == 2


def test_a_unit_without_absence_has_no_lines(desk, parameters):
    found = explaining.explain_figures(desk, parameters, 3).whole
    assert (found.lines, found.absent, found.percentage) == ((), 0, 0)


def test_the_classes_and_zero_absence_are_those_of_the_report(desk, parameters):
    absence.report_sick(desk, SickReport(2, date(2026, 5, 4)))
    asked = replace(parameters, months=4)
    found = explaining.explain_figures(desk, asked, None)
    cells = reporting.make(desk, asked).totals.cells
    assert [part.percentage for part in found.classes] == list(cells[4:8])
    assert sorted(line.case_no for part in found.classes for line in part.lines) == [
        line.case_no for line in sorted(found.whole.lines, key=lambda line: line.case_no)
    ]
    names = [name for name, _dossier_no in found.zero_absence.people]
    assert (len(names), found.zero_absence.employees) == (5, 7)
    assert names[0] == "Berg, J. van den"
    assert not {"Polis, V.", "Jansen, A."} & set(names)
    assert found.zero_absence.percentage == cells[11] == Fraction(500, 7)


def test_who_may_not_see_figures_may_not_see_their_working(desk, parameters):
    with pytest.raises(Refused):
        explaining.explain_figures(desk_of(desk.store, Role.REPORTER), parameters, None)

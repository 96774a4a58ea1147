"""The year of somebody and of a department: what is registered, within the units of the actor."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests import company
from tests.refusals import problems_of
from xstui.domain.absence import EndReason, Step
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.domain.timeline import Spell
from xstui.domain.year_calendar import Mark
from xstui.services.absence import absence, pregnancy, year_calendar
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.store.tables import EmploymentTerms
from xstui.store.unit import EntryMeta

POLIS, JANSEN = 1, 2
EVERYTHING, INKOMEN, KANTOOR = 1, 2, 3
FIRST = date(2026, 3, 2)


def counted(context, unit_id, *days):
    counts = year_calendar.of_unit(context, unit_id, 2026).year.counts
    return [counts[day] for day in days]


def moves(context, person_id, day, unit_id):
    """Let somebody go to another unit from a day on; of the small company, employments have the people's numbers."""
    hours = {"hours": Decimal(36), "full_time_hours": Decimal("36.86")}
    with context.store.unit(EntryMeta("test.move", "xstui", company.NOW, undoable=False)) as unit:
        unit.add(EmploymentTerms(employment_id=person_id, valid_from=day, unit_id=unit_id, **hours))


def test_the_year_of_somebody_is_what_was_reported(context):
    absence.change_percentage(context, 1, Step(date(2026, 5, 11), Decimal(60)))
    found = year_calendar.of_person(context, POLIS, 2026)
    assert (found.name, found.dossier_no) == ("Polis, V.", 563166)
    assert found.path == ("TESTBEDRIJF_Voorbeeld", "Inkomen")
    marks = {
        date(2026, 2, 27): Mark.NONE,
        date(2026, 3, 1): Mark.DAY_OFF,
        FIRST: Mark.FULL,
        date(2026, 4, 3): Mark.FULL,  # Good Friday: many work
        date(2026, 4, 6): Mark.DAY_OFF,  # Easter Monday
        date(2026, 5, 5): Mark.FULL,  # Liberation Day, off in lustrum years alone
        date(2026, 6, 8): Mark.HALF,
        date(2026, 6, 9): Mark.AHEAD,
    }
    assert {day: found.year.days[day].mark for day in marks} == marks
    assert found.year.spells == (
        Spell(FIRST, date(2026, 5, 10), Decimal(100)),
        Spell(date(2026, 5, 11), None, Decimal(60)),
    )
    assert year_calendar.of_person(context, POLIS, 2025).year.days[date(2025, 4, 30)].mark is Mark.NOT_EMPLOYED


def test_what_was_reported_by_mistake_is_no_absence(context):
    absence.end_case(context, 1, company.TODAY, EndReason.MISTAKEN)
    assert year_calendar.of_person(context, POLIS, 2026).year.sick_days() == 0
    assert counted(context, EVERYTHING, FIRST) == [0]


def test_leave_is_no_absence_and_is_known_ahead(context):
    pregnancy.report_pregnancy(context, JANSEN, Pregnancy(date(2026, 9, 15), 6))
    found = year_calendar.of_person(context, JANSEN, 2026).year
    assert [found.days[date(2026, month, 5)].mark for month in (6, 8, 10)] == [Mark.NONE, Mark.LEAVE, Mark.LEAVE]
    assert found.sick_days() == 0
    assert counted(context, INKOMEN, date(2026, 8, 5)) == [None]


def test_a_unit_has_all_under_it_and_who_moved_counts_where_they_were(context):
    absence.report_sick(context, SickReport(JANSEN, date(2026, 3, 9), Decimal(1)))
    moves(context, POLIS, date(2026, 3, 10), KANTOOR)
    days = (date(2026, 3, 1), FIRST, date(2026, 3, 9), date(2026, 3, 10), date(2026, 6, 9))
    assert counted(context, INKOMEN, *days) == [0, 1, 2, 1, None]
    assert counted(context, KANTOOR, *days) == [0, 0, 0, 1, None]
    assert counted(context, EVERYTHING, *days) == counted(context, None, *days) == [0, 1, 2, 2, None]
    assert year_calendar.of_unit(context, KANTOOR, 2026).path == ("TESTBEDRIJF_Voorbeeld", "Kantoor")


def test_the_year_to_come_has_nothing_yet_and_stands_off_on_its_holidays(context):
    found = year_calendar.of_unit(context, None, 2027)
    assert (found.path, set(found.year.counts.values())) == ((), {None})
    assert date(2027, 1, 1) in found.year.days_off


def test_everything_that_may_be_seen_is_the_units_of_the_actor(context):
    own = company.context_of(context.store, Role.COMBI, units=[KANTOOR])
    assert counted(own, None, FIRST) == [0]
    assert problems_of(year_calendar.of_unit, own, INKOMEN, 2026) == [Problem("unknown-unit")]
    assert problems_of(year_calendar.of_person, own, POLIS, 2026) == [Problem("other-unit")]
    assert problems_of(year_calendar.of_person, own, 99, 2026) == [Problem("no-person")]


@pytest.mark.parametrize("of", [year_calendar.of_person, year_calendar.of_unit])
def test_a_year_too_far_is_refused(context, of):
    problem = Problem("year-out-of-range", "year", {"least": 1990, "most": 2027})
    assert problems_of(of, context, 1, 2028) == [problem]

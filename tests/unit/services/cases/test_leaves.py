"""Leaves between cases, as the rows have them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from xstui.domain.absence import EndReason
from xstui.services.absence import absence, pregnancy
from xstui.services.absence.absence import Joinable, SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.cases import joining, leaves
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.tables import AbsenceCase, PregnancyLeave, Task

POLIS, JANSEN = 1, 2
FIRST, LAST, AGAIN = date(2026, 3, 2), date(2026, 4, 30), date(2026, 5, 11)


@pytest.fixture
def joined(context):
    """Sick since 2 March, recovered for ten days in May, sick again."""
    absence.report_recovery(context, case_of(context, 0).case_id, LAST)
    absence.report_sick(context, SickReport(POLIS, AGAIN))
    return context


def case_of(context, back=0, person=POLIS):
    return people.dossier_of(context, person).cases[back]


def due_of(context, case_id, code):
    with context.reading() as session:
        return session.exec(select(Task.due).where(Task.case_id == case_id, Task.code == code)).first()


def row_of(context, case_id):
    with context.reading() as session:
        return session.get_one(AbsenceCase, case_id)


def write_leave(context, first, last, ended=None):
    """Write a pregnancy case with its leave for Polis, as the leave's own service does."""
    with context.unit("pregnancy.report") as unit:
        case = AbsenceCase(
            case_no=900_001,
            kind="pregnancy",
            person_id=POLIS,
            employment_id=1,
            first_sick_day=first,
            last_sick_day=ended,
            counted_from=first,
        )
        leave = PregnancyLeave(
            case_id=unit.add(case).key, due_date=first, weeks_before=6, starts_on=first, ends_on=last
        )
        unit.add(leave)
        joining.rejoin(unit, context, 1)


LATER = date(2026, 5, 30)


def test_r2_7_leave_between_two_cases_is_no_interruption(context):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    write_leave(context, date(2026, 4, 1), LATER - timedelta(days=1))
    assert absence.joinable(context, POLIS, LATER) == Joinable(100001, date(2026, 3, 31), FIRST + timedelta(days=59))
    absence.report_sick(context, SickReport(POLIS, LATER))
    assert case_of(context).counted_from == FIRST + timedelta(days=59)


def test_r2_7_leave_that_is_written_afterwards_joins_the_cases_and_undo_parts_them(context):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    later = absence.report_sick(context, SickReport(POLIS, LATER)).case_id
    assert row_of(context, later).counted_from == LATER
    write_leave(context, date(2026, 4, 1), LATER - timedelta(days=1))
    assert row_of(context, later).counted_from == FIRST + timedelta(days=59)
    assert due_of(context, later, "T05") == FIRST + timedelta(days=59 + 294)
    undo.undo(context)
    assert row_of(context, later).counted_from == LATER


@pytest.mark.parametrize(("ended", "joined"), [(date(2026, 4, 30), False), (date(2026, 5, 5), True)])
def test_r2_7_leave_that_was_broken_off_counts_to_its_end(context, ended, joined):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    write_leave(context, date(2026, 4, 1), LATER, ended)
    assert (absence.joinable(context, POLIS, LATER) is not None) is joined


def test_r2_7_leave_that_never_began_is_none(context):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    write_leave(context, date(2026, 4, 1), LATER, date(2026, 3, 20))
    assert absence.joinable(context, POLIS, LATER) is None


BERG, CELIK = 3, 7
DAY = timedelta(days=1)
MISTAKEN = EndReason.MISTAKEN


def rows(context, case_id):
    with context.reading() as session:
        case = session.get_one(AbsenceCase, case_id)
        leave = session.exec(select(PregnancyLeave).where(PregnancyLeave.case_id == case_id)).one()
        return case, leave


SUMMER = Pregnancy(date(2026, 7, 10), 4)
"""Leave from 13-06-2026; it could start on 30-05-2026."""
FRIDAY = date(2026, 6, 5)


def test_3_1_4_sick_days_in_the_flexible_weeks_count_as_far_as_they_are_known(context):
    """Polis is sick since March; with five weeks before the due date, the days D-41 up to D-35 are flexible: six have come."""
    due = TODAY + timedelta(days=36)
    (plan, without) = (
        pregnancy.outlook(context, person, Pregnancy(due, 5)).plan.after_birth_days for person in (POLIS, JANSEN)
    )
    assert (plan, without) == (77 - 6, 77)


def test_the_end_of_the_leave_moves_with_each_day_that_she_is_sick_and_with_each_correction(context):
    pregnancy.report_pregnancy(context, JANSEN, SUMMER)
    sick = absence.report_sick(context, SickReport(JANSEN, FRIDAY))
    later = context_of(context.store, today=TODAY + 2 * DAY)
    assert pregnancy.current_leave(later, JANSEN).ends_on == date(2026, 9, 26)
    absence.report_recovery(later, sick.case_id, TODAY)
    assert pregnancy.current_leave(later, JANSEN).ends_on == date(2026, 9, 28)
    absence.end_case(later, absence.report_sick(later, SickReport(JANSEN, later.today)).case_id, later.today, MISTAKEN)
    assert pregnancy.current_leave(later, JANSEN).ends_on == date(2026, 9, 28)


def test_a_birth_that_is_known_has_its_end_moved_by_a_correction_of_the_sick_days(context):
    born = date(2026, 5, 20)
    leave = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(born, 4, born_on=born))
    before = rows(context, leave.case_id)[0].last_sick_day
    sick = absence.report_sick(context, SickReport(JANSEN, date(2026, 4, 20)))
    absence.report_recovery(context, sick.case_id, date(2026, 4, 21))
    assert rows(context, leave.case_id)[0].last_sick_day == before - 2 * DAY
    undo.undo(context)
    undo.undo(context)
    assert rows(context, leave.case_id)[0].last_sick_day == before
    assert audit.verify_store(context.store).findings == ()


def test_the_leaves_of_one_employment_are_those_of_all_that_are_its_own(context):
    receipt = pregnancy.report_pregnancy(context, JANSEN, Pregnancy(date(2026, 9, 15), 6))
    absence.report_sick(context, SickReport(JANSEN, TODAY))
    with context.reading() as session:
        everything = leaves.known_leaves(session, until=TODAY)
        assert list(everything) == [2]
        for employment_id, expected in ((2, [receipt.case_id]), (1, [])):
            own = leaves.known_leaves(session, employment_id, until=TODAY)[employment_id]
            assert [one.case.key for one in own] == expected
        assert [one.plan for one in everything[2]] == [one.plan for one in leaves.known_leaves(session, 2)[2]]


def test_a_leave_is_worked_out_alike_for_one_employment_and_for_all(context):
    pregnancy.report_pregnancy(context, JANSEN, Pregnancy(date(2026, 7, 15), 4))
    with context.reading() as session:
        before = leaves.known_leaves(session, until=date(2026, 6, 30))[2][0].plan
    absence.report_sick(context, SickReport(JANSEN, date(2026, 6, 5)))
    with context.reading() as session:
        known = leaves.known_leaves(session, until=date(2026, 6, 30))[2][0].plan
        own = leaves.known_leaves(session, 2, until=date(2026, 6, 30))[2][0].plan
    assert known == own
    assert (before.sick_days, known.sick_days) == (0, 13)

"""No undo leaves an employment otherwise than a registration may."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import NOW, TODAY, context_of
from tests.refusals import problem_of, problems_of
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import PersonName
from xstui.domain.problems import Problem, Registration
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.i18n import problem_text
from xstui.services.absence import absence, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.employment import hiring, leaving, terms
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.upkeep import undo
from xstui.store.tables import AbsenceCase, Employment

POLIS, JANSEN, BERG = 1, 2, 3
INKOMEN, KANTOOR = 2, 3
DAY, DONE, LAST, AGAIN = date(2026, 5, 11), date(2026, 5, 12), date(2026, 5, 15), date(2026, 6, 1)


@pytest.fixture
def other(context):
    return context_of(context.store, Role.COMBI_WITHOUT_CLAIMS)


def terms_from(day, unit=INKOMEN, hours=40):
    return Terms(day, unit, "42200", ContractType.PERMANENT, Decimal(hours), Decimal(4000))


def correct_terms(context, person_id, new):
    line = terms.history(context, person_id).lines[0]
    terms.correct(context, person_id, line.terms_id, new)


def hired(context, bsn=""):
    data = PersonData(PersonName("A.", "", "Bakker"), date(1990, 1, 1), {"bsn": bsn} if bsn else {})
    wanted = NewEmployee(data, INKOMEN, date(2026, 1, 1), "42200", Decimal(36), confirmed=True)
    return hiring.add_employee(context, wanted).person_id


def task_of(context, person_id, code):
    lines = tasks.tasks_of_person(context, person_id, everything=True)
    return next(line for line in lines if line.code == code)


def rows(context, kind, *where):
    with context.reading() as session:
        return session.exec(select(kind).where(*where)).all()


class TestARuleOfTheEmployment:
    def test_no_case_begins_before_the_employment(self, context, other):
        correct_terms(context, JANSEN, terms_from(date(2025, 4, 1)))
        receipt = absence.report_sick(other, SickReport(JANSEN, date(2025, 4, 7)))
        details = {
            "name": "Jansen, A.",
            "case_no": receipt.case_no,
            "first": date(2025, 4, 7),
            "start": date(2025, 5, 1),
        }
        problem = problem_of(undo.undo, context)
        assert problem == Problem("undo-unlawful", "", {"why": Problem("case-before-employment", "", details)})
        assert problem_text(problem) == (
            "Traject 100002 van Jansen, A. zou beginnen op 07-04-2025, vóór het dienstverband begint (01-05-2025). "
            "Daarom blijft dit zoals het is."
        )

    def test_no_case_begins_after_the_employment(self, context, other):
        receipt = absence.report_sick(other, SickReport(JANSEN, AGAIN))
        undo.undo(other)
        leaving.report_leaving(context, JANSEN, DAY, LeavingReason.EMPLOYEE)
        details = {"name": "Jansen, A.", "case_no": receipt.case_no, "first": AGAIN, "end": DAY}
        assert problems_of(undo.redo, other) == [
            Problem("undo-unlawful", "", {"why": Problem("case-after-employment", "", details)})
        ]
        assert rows(context, AbsenceCase, AbsenceCase.person_id == JANSEN) == []

    def test_no_case_ends_after_the_employment(self, context, other):
        case_id = absence.report_sick(context, SickReport(JANSEN, DAY)).case_id
        absence.report_recovery(other, case_id, AGAIN)
        undo.undo(other)
        leaving.report_leaving(context, JANSEN, LAST, LeavingReason.EMPLOYEE)
        registration = Registration("leaving.report", {"name": "Jansen, A.", "day": "2026-05-15"})
        details = {"who": context.actor.username, "when": NOW, "registration": registration}
        assert problems_of(undo.redo, other) == [Problem("undo-blocked", "", details)]

    def test_no_leave_begins_after_the_employment(self, context, other):
        due = TODAY + timedelta(days=100)
        receipt = pregnancy.report_pregnancy(other, JANSEN, Pregnancy(due, 6))
        undo.undo(other)
        leaving.report_leaving(context, JANSEN, TODAY + timedelta(days=7), LeavingReason.EMPLOYEE)
        details = {"name": "Jansen, A.", "case_no": receipt.case_no, "first": receipt.start, "end": date(2026, 6, 15)}
        assert receipt.start == date(2026, 8, 6), "41 days before it is due, on 16 September"
        assert problems_of(undo.redo, other) == [
            Problem("undo-unlawful", "", {"why": Problem("leave-after-employment", "", details)})
        ]

    def test_leaving_that_was_announced_while_a_leave_was_known_is_done_again(self, context, other):
        pregnancy.report_pregnancy(other, JANSEN, Pregnancy(TODAY + timedelta(days=100), 6))
        leaving.report_leaving(context, JANSEN, TODAY + timedelta(days=7), LeavingReason.EMPLOYEE)
        undo.undo(context)
        assert undo.redo(context).use_case == "leaving.report"

    def test_there_is_one_leave_at_a_time(self, context, other):
        pregnancy.report_pregnancy(other, JANSEN, Pregnancy(TODAY + timedelta(days=100), 6))
        undo.undo(other)
        pregnancy.report_pregnancy(context, JANSEN, Pregnancy(TODAY + timedelta(days=110), 6))
        later = {"name": "Jansen, A.", "case_no": 100003, "first": date(2026, 8, 16), "other": 100002}
        assert problems_of(undo.redo, other) == [
            Problem("undo-unlawful", "", {"why": Problem("cases-overlap", "", later)})
        ]

    def test_there_is_one_absence_at_a_time(self, context, other):
        absence.report_sick(other, SickReport(JANSEN, DAY))
        undo.undo(other)
        absence.report_sick(context, SickReport(JANSEN, AGAIN))
        details = {"name": "Jansen, A.", "case_no": 100003, "first": AGAIN, "other": 100002}
        assert problems_of(undo.redo, other) == [
            Problem("undo-unlawful", "", {"why": Problem("cases-overlap", "", details)})
        ]

    def test_a_citizen_service_number_belongs_to_one_person(self, context, other):
        hired(context, "111222333")
        undo.undo(context)
        hired(other, "111222333")
        shared = Problem("bsn-shared", "", {"name": "Bakker, A."})
        assert problems_of(undo.redo, context) == [Problem("undo-unlawful", "", {"why": shared})]

    def test_what_was_wrong_before_does_not_hold_an_undo_up(self, context):
        absence.report_sick(context, SickReport(JANSEN, DAY))
        tasks.close_task(context, task_of(context, POLIS, "T04").task_id, TaskState.DONE)
        with context.unit("test.spoil", undoable=False) as unit:
            unit.session.get_one(Employment, POLIS).start_date = AGAIN
        assert undo.undo(context).use_case == "tasks.close"

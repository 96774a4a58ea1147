"""Undo and redo keep every rule that a registration keeps, or say what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import HOSTILE, NOW, TODAY, context_of
from tests.refusals import problem_of, problems_of
from xstui.clock import FixedClock
from xstui.domain.absence import CaseTimes, EndReason, Step
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import PersonName
from xstui.domain.problems import Problem, Registration
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.i18n import problem_text, set_language
from xstui.screens.base.receipts import question_text
from xstui.services.absence import absence, corrections, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.case_file import messages
from xstui.services.employment import hiring, leaving, terms
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.upkeep import audit, undo
from xstui.store.tables import Conversation, EmployerDetails, Message, Setting, Task

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


def undo_of_a_setting_twice(context):
    """Add a setting, take it back, add one of the same name by somebody else, and do the first again."""
    with context.unit("employees.set") as unit:
        unit.add(Setting(name="kleur", value="rood"))
    undo.undo(context)
    with context_of(context.store, Role.COMBI_WITHOUT_CLAIMS).unit("employees.set") as unit:
        unit.add(Setting(name="kleur", value="blauw"))
    undo.redo(context)


@pytest.mark.parametrize("insured", [False, True])
def test_a_correction_keeps_the_first_day_inside_the_employment(context, insured):
    with context.unit("test.insure", undoable=False) as unit:
        unit.session.exec(select(EmployerDetails)).one().insured_sickness_act = insured
    case_id = absence.report_sick(context, SickReport(JANSEN, date(2026, 4, 1))).case_id
    leaving.report_leaving(context, JANSEN, date(2026, 4, 30), LeavingReason.EMPLOYEE)
    known = corrections.registered(context, case_id)
    outside = CaseTimes(DAY, LAST, (Step(DAY, Decimal(100)),))
    end = Problem("after-employment", "first_sick_day", {"end": date(2026, 4, 30)})
    assert problems_of(corrections.correct_case, context, case_id, outside, known.version) == [end]
    inside = CaseTimes(date(2026, 4, 30), LAST, (Step(date(2026, 4, 30), Decimal(100)),))
    assert corrections.correct_case(context, case_id, inside, known.version).day == date(2026, 4, 30)


def test_a_report_by_mistake_does_not_hold_the_start_of_the_employment(context):
    case_id = absence.report_sick(context, SickReport(JANSEN, DAY)).case_id
    absence.end_case(context, case_id, LAST, EndReason.MISTAKEN)
    correct_terms(context, JANSEN, terms_from(AGAIN))
    assert terms.history(context, JANSEN).start_date == AGAIN


class TestWhatStandsInTheWay:
    def test_a_task_that_somebody_closed_is_named_with_the_way_to_go(self, context, other):
        absence.report_sick(context, SickReport(JANSEN, AGAIN))
        line = task_of(other, JANSEN, "T01")
        tasks.close_task(other, line.task_id, TaskState.DONE)
        problem = problem_of(undo.undo, context)
        registration = problem.details["registration"]
        assert isinstance(registration, Registration)
        assert (problem.code, problem.details["who"], problem.details["when"]) == (
            "undo-report-blocked",
            other.actor.username,
            NOW,
        )
        assert (registration.use_case, registration.summary["code"]) == ("tasks.close", "T01")
        text = problem_text(problem)
        assert line.label_nl in text
        assert "Jansen, A." in text
        assert "Onterechte melding" in text
        set_language("en")
        assert "Reported by mistake" in problem_text(problem)

    def test_a_sick_report_on_somebody_hired_is_named(self, context, other):
        person_id = hired(context)
        absence.report_sick(other, SickReport(person_id, AGAIN))
        problem = problem_of(undo.undo, context)
        details = {"who": other.actor.username, "when": NOW, "registration": problem.details["registration"]}
        assert problem == Problem("undo-blocked", "", details)
        assert problem.details["registration"].use_case == "absence.report_sick"
        assert "Ziek gemeld: Bakker, A. per 01-06-2026, 100,00 %" in problem_text(problem)

    def test_who_may_not_see_absence_is_told_who_and_when_alone(self, context):
        payroll = context_of(context.store, Role.PAYROLL)
        person_id = hired(payroll)
        absence.report_sick(context, SickReport(person_id, AGAIN))
        who = {"who": context.actor.username, "when": NOW}
        assert problems_of(undo.undo, payroll) == [Problem("undo-blocked-by", "", who)]

    def test_a_reply_that_somebody_has_read_holds_nothing_up(self, context, other):
        with context.unit("test", undoable=False) as unit:
            talk = unit.add(Conversation(subject="Overleg")).key
        absence.report_sick(context, SickReport(JANSEN, AGAIN))
        messages.reply(context, talk, "Akkoord")
        (message,) = rows(context, Message, Message.conversation_id == talk)
        messages.mark_read(other, message.key)
        assert [undo.undo(context).use_case, undo.undo(context).use_case] == ["messages.reply", "absence.report_sick"]
        assert [undo.redo(context).use_case, undo.redo(context).use_case] == ["absence.report_sick", "messages.reply"]
        assert [line.unread for line in messages.all_messages(other) if line.message_id == message.key] == [True]
        assert audit.verify_store(context.store).findings == ()

    def test_a_name_that_was_given_again_is_told_in_words(self, context):
        taken = problems_of(undo_of_a_setting_twice, context)
        assert taken == [Problem("undo-name-taken", "", {"table": "setting"})]


def test_of_many_people_the_first_are_named_and_the_others_counted(context):
    absence.report_all_sick(context, [SickReport(person_id, AGAIN) for person_id in (2, 3, 4, 5, 6, 7)])
    first = ("Berg, J. van den", f"{HOSTILE}, B.", "Çelik-Ünal, Z.", "Jansen, A.")
    assert undo.candidate(context).people == undo.Several(first, others=2)
    assert question_text(undo.candidate(context)).endswith(f"({'; '.join(first)}; en 2 anderen)")
    assert undo.undo(context).people == undo.redo(context).people == undo.Several(first, others=2)
    absence.report_recovery(context, 1, LAST)
    assert undo.candidate(context).people is undo.undo(context).people is None


@pytest.mark.parametrize("several", [False, True])
def test_nobody_takes_back_what_is_about_people_who_moved_out_of_the_units(context, several):
    limited = context_of(context.store, Role.COMBI_WITHOUT_CLAIMS, units={INKOMEN})
    chosen = [JANSEN, BERG] if several else [JANSEN]
    absence.report_all_sick(limited, [SickReport(person_id, AGAIN) for person_id in chosen])
    undo.undo(limited)
    undo.redo(limited)
    for person_id in chosen:
        correct_terms(context, person_id, terms_from(date(2025, 5, 1), unit=KANTOOR, hours=24))
    assert problems_of(undo.undo, limited) == [Problem("other-unit")]
    for person_id in chosen:
        correct_terms(context, person_id, terms_from(date(2025, 5, 1), hours=24))
    undo.undo(limited)
    for person_id in chosen[-1:]:
        correct_terms(context, person_id, terms_from(date(2025, 5, 1), unit=KANTOOR, hours=24))
    assert problems_of(undo.redo, limited) == [Problem("other-unit")]


class TestTasksOfJoinedCases:
    @pytest.mark.parametrize(("code", "due"), [("T04", date(2026, 6, 24)), ("T05", date(2027, 1, 6))])
    def test_a_task_taken_back_in_an_earlier_case_is_planned_in_the_one_that_joins_it(self, context, other, code, due):
        first = absence.report_sick(context, SickReport(JANSEN, date(2026, 3, 2)))
        tasks.close_task(other, task_of(other, JANSEN, code).task_id, TaskState.DONE, on=DONE)
        absence.report_recovery(context, first.case_id, LAST)
        second = absence.report_sick(context, SickReport(JANSEN, AGAIN))

        def planned():
            wanted = (Task.case_id == second.case_id, Task.code == code, Task.closed_as == "")
            return {task.sequence: task.due for task in rows(context, Task, *wanted)}

        before = planned()
        undo.undo(other)
        assert (0 in before, planned()) == (False, before | {0: due})
        undo.redo(other)
        assert planned() == before

    def test_days_recovered_more_shift_what_depends_on_a_task_of_an_earlier_case(self, context):
        one = absence.report_sick(context, SickReport(JANSEN, date(2026, 3, 10)))
        tasks.close_task(context, task_of(context, JANSEN, "T02").task_id, TaskState.DONE, on=date(2026, 4, 20))
        absence.report_recovery(context, one.case_id, date(2026, 4, 21))
        two = absence.report_sick(context, SickReport(JANSEN, date(2026, 4, 27)))

        def due():
            (task,) = rows(context, Task, Task.case_id == two.case_id, Task.code == "T03")
            return task.due

        before = due()
        known = corrections.registered(context, one.case_id)
        shifted = CaseTimes(date(2026, 3, 9), date(2026, 4, 20), (Step(date(2026, 3, 9), Decimal(100)),))
        corrections.correct_case(context, one.case_id, shifted, known.version)
        assert due() == before + timedelta(days=1)


def test_a_settled_case_that_was_changed_since_holds_up_the_leaving_alone(context, other):
    last = date(2026, 7, 31)
    tasks.close_task(context, task_of(context, POLIS, "T04").task_id, TaskState.DONE)
    leaving.report_leaving(other, POLIS, last, LeavingReason.CONTRACT_ENDED)
    later, other_later = (replace(one, clock=FixedClock(last + timedelta(days=3))) for one in (context, other))
    known = corrections.registered(other_later, POLIS)
    corrections.correct_case(
        other_later, POLIS, replace(known.times, last_sick_day=last + timedelta(days=1)), known.version
    )
    assert undo.undo(later).use_case == "tasks.close"


class TestWhatWouldBeTakenBack:
    def test_it_is_named_with_what_it_did_and_then_taken_back(self, context):
        receipt = absence.report_sick(context, SickReport(JANSEN, DAY))
        found = undo.candidate(context)
        assert (found.seq, found.use_case, found.reverses) == (receipt.seq, "absence.report_sick", receipt.seq)
        told = {"case_no": 100002, "count": 1, "day": "2026-05-11", "name": "Jansen, A.", "percentage": "100"}
        assert found.summary == told
        done = undo.undo(context, found.seq)
        assert (done.use_case, done.summary, done.reverses) == (found.use_case, found.summary, receipt.seq)
        assert done.seq > receipt.seq

    def test_where_there_is_none_it_says_whether_one_was_meant(self, context, other):
        assert problems_of(undo.candidate, other) == [Problem("nothing-to-undo")]
        receipt = absence.report_sick(context, SickReport(JANSEN, DAY))
        undo.undo(context)
        assert problems_of(undo.candidate, context, receipt.seq) == [Problem("not-to-undo")]

    def test_what_fell_due_is_settled_again_after_it(self, context):
        calls = []
        settling = replace(context, settle=calls.append)
        absence.report_sick(settling, SickReport(JANSEN, DAY))
        settling.kept["settled"] = TODAY, None  # as reading has it, before which it would be settled otherwise
        calls.clear()
        undo.undo(settling)
        assert calls == [settling]
        assert undo.redo(context).use_case == "absence.report_sick"

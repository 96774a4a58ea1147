"""A case on the wrong person goes to the right one with all that hangs on it, and comes back with one undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import NOW, TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.absence import Classification, EndReason, Step
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.retention import Subject
from xstui.domain.roles import Role
from xstui.i18n.registrations import registration_text
from xstui.services.absence import absence, moving, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.cases.details import ReportDetails
from xstui.services.people import people, progress, records
from xstui.services.upkeep import audit, retention, undo
from xstui.store.tables import Conversation, Employment, Message, Task
from xstui.store.unit import EntryMeta

POLIS, JANSEN, BERG, KVRIES, LVRIES = 1, 2, 3, 5, 6
FIRST = date(2026, 6, 1)
SAID = ReportDetails(FIRST, date(2026, 6, 12), "0612345678", "Langestraat 1, Zwolle")


@pytest.fixture
def wrong(context):
    """A case on K. de Vries that is of L. de Vries: half since the 4th, a task done, a conversation and what was said."""
    report = SickReport(KVRIES, FIRST, classification=Classification.WORK_ACCIDENT, details=SAID)
    case = absence.report_sick(context, report)
    absence.change_percentage(context, case.case_id, Step(date(2026, 6, 4), Decimal(50)))
    with context.reading() as session:
        task_id = session.exec(select(Task.id).where(Task.case_id == case.case_id, Task.code == "T01")).one()
    tasks.close_task(context, task_id, TaskState.DONE)
    with context.store.unit(EntryMeta("demo.make", "xstui", NOW, undoable=False)) as unit:
        talk = unit.add(Conversation(subject="Traject", person_id=KVRIES, case_id=case.case_id))
        unit.add(Message(conversation_id=talk.key, sender="Arbodienst", body="Graag overleg.", sent_at=NOW))
    return case


def state(context, person_id):
    """Return what is known of somebody's cases, without numbers of rows."""
    apart = {"case_id", "version", "case_no"}
    lines = [
        {k: v for k, v in vars(line).items() if k not in apart} for line in people.dossier_of(context, person_id).cases
    ]
    found = tasks.tasks_of_person(context, person_id, everything=True)
    return lines, sorted((task.code, task.due, str(task.state), task.closed_on) for task in found)


def test_everything_goes_along_and_the_wrong_person_has_a_case_that_counts_nowhere(context, wrong):
    lines, todo = state(context, KVRIES)
    moved = moving.move_case(context, wrong.case_id, LVRIES, seen=people.dossier_of(context, KVRIES).cases[0].version)
    assert (moved.was, moved.name, moved.day) == ("Vries, K. de", "Vries, L. de", FIRST)
    assert moved.case_no != wrong.case_no
    assert state(context, LVRIES) == (lines, todo)
    assert ("T01", date(2026, 6, 8), "done", TODAY) in todo
    left = people.dossier_of(context, KVRIES).cases[0]
    assert (left.case_no, left.end_reason, left.said.phone) == (wrong.case_no, EndReason.MISTAKEN, "")
    assert state(context, KVRIES)[1] == []
    with context.reading() as session:
        talk = session.exec(select(Conversation).where(Conversation.subject == "Traject")).one()
        case_id = people.dossier_of(context, LVRIES).cases[0].case_id
        assert (talk.person_id, talk.case_id) == (LVRIES, case_id)
    assert not audit.verify_store(context.store).findings


def test_one_undo_brings_everything_back_and_redo_moves_it_again(context, wrong):
    before = state(context, KVRIES), state(context, LVRIES)
    moved = moving.move_case(context, wrong.case_id, LVRIES)
    after = state(context, KVRIES), state(context, LVRIES)
    undo.undo(context, moved.seq)
    assert (state(context, KVRIES), state(context, LVRIES)) == before
    undo.redo(context)
    assert (state(context, KVRIES), state(context, LVRIES)) == after


def test_the_progress_goes_along_and_names_neither_in_the_dossier_of_the_other(context, wrong):
    moving.move_case(context, wrong.case_id, LVRIES)
    texts = {
        one: [
            registration_text(entry.use_case, entry.summary)
            for entry in progress.of_person(context, one)
            if entry.use_case != "demo.make"
        ]
        for one in (KVRIES, LVRIES)
    }
    assert texts[LVRIES] == [
        f"Traject {wrong.case_no}, ziek per 01-06-2026, verplaatst naar de juiste persoon",
        "Taak Ziekmelding aan arbodienst uitgevoerd: Vries, L. de per 08-06-2026",
        "Gewijzigd: Vries, L. de per 04-06-2026, 50,00 % ziek",
        "Ziek gemeld: Vries, L. de per 01-06-2026, 100,00 %",
    ]
    assert texts[KVRIES][0] == texts[LVRIES][0]
    assert not any("L. de" in text for text in texts[KVRIES])


def test_the_records_of_both_hold_what_is_theirs(context, wrong):
    moving.move_case(context, wrong.case_id, LVRIES)
    administrator = replace(context, actor=replace(context.actor, administrator=True))
    records_of = [str(records.record_of(administrator, 563165 + one).rows) for one in (KVRIES, LVRIES)]
    assert ["Langestraat" in record for record in records_of] == [False, True]
    assert ["Graag overleg" in record for record in records_of] == [False, True]


def test_wiping_the_wrong_person_leaves_the_case_of_the_right_one_whole(context, wrong):
    moving.move_case(context, wrong.case_id, LVRIES)
    before = state(context, LVRIES)
    with context.store.unit(EntryMeta("demo.make", "xstui", NOW, undoable=False)) as unit:
        unit.session.get_one(Employment, KVRIES).end_date = date(2026, 6, 9)
    later = context_of(context.store, today=date(2029, 1, 1))
    administrator = replace(later, actor=replace(later.actor, administrator=True))
    due = [item for item in retention.past_term(administrator) if item.row_id == KVRIES and item.kind is Subject.PERSON]
    assert len(due) == 1
    retention.wipe(administrator, due)
    assert state(context, LVRIES) == before
    assert not audit.verify_store(context.store).findings
    assert not any("K. de" in str(entry.summary) for entry in progress.of_person(context, LVRIES))


def test_the_right_person_s_earlier_case_is_joined_and_the_wage_is_hers(context, wrong):
    earlier = absence.report_sick(context, SickReport(LVRIES, date(2026, 5, 11), last_sick_day=date(2026, 5, 15)))
    moving.move_case(context, wrong.case_id, LVRIES)
    case = people.dossier_of(context, LVRIES).cases[0]
    assert case.counted_from == date(2026, 5, 11) + timedelta(days=16)
    assert case.wage_at_start == Decimal(4000)
    assert earlier.case_no != case.case_no


@pytest.mark.parametrize(
    ("person_id", "problem"),
    [
        (KVRIES, Problem("case-of-this-person")),
        (99, Problem("no-person")),
        (POLIS, Problem("case-overlap", "first_sick_day", {"since": date(2026, 3, 2)})),
    ],
)
def test_whom_it_can_not_be_of_is_refused(context, wrong, person_id, problem):
    before = state(context, KVRIES)
    assert problems_of(moving.move_case, context, wrong.case_id, person_id) == [problem]
    assert state(context, KVRIES) == before


def test_who_was_not_employed_that_day_is_refused(context, wrong):
    with context.store.unit(EntryMeta("demo.make", "xstui", NOW, undoable=False)) as unit:
        unit.session.get_one(Employment, BERG).start_date = date(2026, 6, 2)
    assert problems_of(moving.move_case, context, wrong.case_id, BERG) == [
        Problem("before-employment", "first_sick_day", {"start": date(2026, 6, 2)})
    ]


def test_what_was_reported_by_mistake_is_not_moved_and_a_case_that_changed_is_looked_at_first(context, wrong):
    assert [one.code for one in problems_of(moving.move_case, context, wrong.case_id, LVRIES, seen=0)] == [
        "changed-since"
    ]
    absence.end_case(context, wrong.case_id, TODAY, EndReason.MISTAKEN)
    assert problems_of(moving.move_case, context, wrong.case_id, LVRIES) == [Problem("case-never-was")]


def test_a_case_that_is_over_is_over_for_the_right_person_too(context, wrong):
    absence.report_recovery(context, wrong.case_id, date(2026, 6, 5))
    moving.move_case(context, wrong.case_id, LVRIES)
    case = people.dossier_of(context, LVRIES).cases[0]
    assert (case.last_sick_day, case.end_reason) == (date(2026, 6, 5), EndReason.RECOVERED)


def test_rights_hold_for_both(context, wrong):
    viewer = context_of(context.store, Role.VIEWER)
    assert problems_of(moving.move_case, viewer, wrong.case_id, LVRIES) == [
        Problem("not-allowed", "", {"role": Role.VIEWER})
    ]
    office = context_of(context.store, units=[3])
    assert problems_of(moving.move_case, office, wrong.case_id, JANSEN) == [Problem("other-unit")]

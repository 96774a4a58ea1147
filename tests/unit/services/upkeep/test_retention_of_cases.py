"""Retention periods in a store: open cases, joined cases, and what was undone or corrected before a wipe."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlmodel import select

from tests import company
from xstui.clock import FixedClock
from xstui.domain.absence import CaseKind, CaseTimes, Classification, EndReason, Step
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import PersonName
from xstui.domain.problems import Refused
from xstui.domain.protocol import TaskState
from xstui.domain.retention import Keeping, Subject
from xstui.services.absence import absence, corrections, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.case_file import messages
from xstui.services.employment import hiring, leaving
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.upkeep import audit, retention, undo
from xstui.store import journal
from xstui.store.tables import AbsenceCase, Conversation, EmployerDetails, Employment, Task

BERG, VRIES = 3, 5
LEFT = date(2026, 6, 5)


@pytest.fixture
def office(context):
    """The company at an administrator's context, with a clock that can be set."""
    return replace(context, actor=replace(context.actor, administrator=True), clock=FixedClock(company.TODAY))


def at(context, day):
    return replace(context, clock=FixedClock(day))


def everything_in(store):
    """Return all that the tables and the journal hold, as one text."""
    with store.reading() as session:
        connection = session.connection()
        payloads = connection.execute(text("SELECT payload FROM journal_change")).scalars()
        parts = [repr(journal.unpack(payload)) for payload in payloads]
        parts += connection.execute(text("SELECT summary FROM journal_entry")).scalars()
        for name in (*journal.type_of_table, "draft"):
            parts += map(repr, connection.execute(text(f"SELECT * FROM {name}")).all())
    return "\n".join(parts)


def images_of(store, person_id):
    """Return the tables of which the journal still holds rows of a person, by the columns that say so."""
    with store.reading() as session:
        payloads = session.connection().execute(text("SELECT table_name, payload FROM journal_change")).all()
    return {
        name
        for name, payload in payloads
        for _row, *images in journal.unpack(payload)
        if any(image and image.get("person_id") == person_id for image in images)
    }


def hire(context, surname, bsn=""):
    person = PersonData(PersonName("V.", "", surname), date(1982, 5, 1), {"bsn": bsn} if bsn else {})
    new = NewEmployee(person, 3, date(2026, 6, 1), "42200", Decimal(36), confirmed=True)
    return hiring.add_employee(context, new).person_id


def _open(context, person):
    with context.reading() as session:
        query = select(AbsenceCase).where(AbsenceCase.person_id == person, AbsenceCase.last_sick_day == None)  # noqa: E711
        return session.exec(query).first()


def _report_both(context, chance, pair):
    day = context.today - timedelta(days=chance.randrange(40))
    absence.report_all_sick(context, [SickReport(person, day) for person in pair])


def _report(context, chance, pair):
    absence.report_sick(context, SickReport(chance.choice(pair), context.today - timedelta(days=chance.randrange(40))))


def _recover(context, chance, pair):
    case = _open(context, chance.choice(pair))
    if case:
        absence.report_recovery(context, case.key, case.first_sick_day + timedelta(days=chance.randrange(5)))


def _correct(context, chance, pair):
    case = _open(context, chance.choice(pair))
    if case:
        day = case.first_sick_day - timedelta(days=chance.randrange(1, 4))
        seen = corrections.registered(context, case.key).version
        corrections.correct_case(context, case.key, CaseTimes(day, None, (Step(day, Decimal(50)),)), seen)


def _undo(context, _chance, _pair):
    undo.undo(context)


def _redo(context, _chance, _pair):
    undo.redo(context)


def _close_cases(context, person):
    case = _open(context, person)
    if case:
        absence.report_recovery(context, case.key, context.today - timedelta(days=1))


@pytest.mark.parametrize("kind", CaseKind)
def test_nobody_with_an_open_case_is_past_the_retention_period_and_each_kind_has_its_own_once_closed(office, kind):
    day = date(2026, 5, 4)
    with office.unit("test") as unit:
        employment = unit.session.get_one(Employment, BERG)
        employment.end_date, employment.end_reason = day, LeavingReason.CONTRACT_ENDED
        case = unit.add(
            AbsenceCase(case_no=7, kind=kind, person_id=BERG, employment_id=BERG, first_sick_day=day, counted_from=day)
        )
        unit.add(Task(case_id=case.key, code="T99", actor="WG", opens=day, due=day))
        details = unit.session.get_one(EmployerDetails, 1)
        details.insured_sickness_act = details.insured_wga = True
    ten_years_on = at(office, date(2036, 6, 8))
    if kind is not CaseKind.PREGNANCY:  # a leave ends with the employment
        assert [item for item in retention.past_term(ten_years_on) if "Berg" in item.name] == []
    with office.unit("test") as unit:
        case = unit.session.get_one(AbsenceCase, case.key)
        case.last_sick_day, case.end_reason = date(2027, 5, 4), EndReason.RECOVERED
    due, keeping = {
        CaseKind.ABSENCE: (date(2032, 5, 5), Keeping.SICKNESS_ACT),
        CaseKind.PREGNANCY: (date(2028, 5, 5), Keeping.ORDINARY),
        CaseKind.SICKNESS_ACT: (date(2032, 5, 5), Keeping.SICKNESS_ACT),
        CaseKind.WGA: (date(2037, 5, 5), Keeping.WGA),
    }[kind]
    assert [item for item in retention.past_term(at(office, due - timedelta(days=1))) if item.kind == "person"] == []
    (item,) = [item for item in retention.past_term(at(office, due)) if item.kind == "person"]
    assert (item.row_id, item.due, item.keeping) == (BERG, due, keeping)


def test_the_earlier_part_of_a_running_case_keeps_its_tasks(office):
    first = absence.report_sick(at(office, date(2026, 3, 1)), SickReport(BERG, date(2026, 1, 8)))
    t02 = next(t for t in tasks.tasks_of_person(office, BERG, everything=True) if t.code == "T02")
    tasks.close_task(office, t02.task_id, TaskState.DONE, on=date(2026, 2, 1))
    absence.report_recovery(office, first.case_id, date(2026, 2, 10))
    second = absence.report_sick(office, SickReport(BERG, date(2026, 2, 20)))
    later = at(office, date(2028, 3, 3))
    assert retention.past_term(later) == []
    absence.report_recovery(later, second.case_id, date(2028, 3, 2))
    found = retention.past_term(at(office, date(2030, 3, 3)))
    assert [(item.number, item.due) for item in found] == [
        (first.case_no, date(2030, 3, 3)),
        (second.case_no, date(2030, 3, 3)),
    ]


def test_what_was_undone_or_corrected_goes_with_the_person(office):
    with office.unit("test", undoable=False) as unit:
        talk = unit.add(Conversation(subject="Traject", person_id=BERG)).key
    absence.report_sick(office, SickReport(BERG, date(2026, 6, 1), classification=Classification.ORGAN_DONATION))
    undo.undo(office)
    messages.reply(office, talk, "Blijft belt morgen over het rooster")
    undo.undo(office)
    case = absence.report_sick(office, SickReport(BERG, date(2026, 6, 1)))
    seen = corrections.registered(office, case.case_id).version
    day = date(2026, 6, 2)
    corrections.correct_case(office, case.case_id, CaseTimes(day, None, (Step(day, Decimal(100)),)), seen)
    absence.report_recovery(office, case.case_id, date(2026, 6, 4))
    leaving.report_leaving(office, BERG, LEFT, LeavingReason.EMPLOYEE)
    later = at(office, date(2028, 6, 6))
    retention.wipe(later, [item for item in retention.past_term(later) if item.row_id == BERG])
    assert audit.verify_store(office.store).findings == ()
    assert images_of(office.store, BERG) == set()
    left = everything_in(office.store)
    for words in ("Berg", "organ-donation", "rooster", str(case.case_no)):
        assert words not in left


def test_a_hire_that_was_undone_is_offered_after_four_weeks_and_leaves_nothing(office):
    hire(office, "Vergissing", bsn="111222333")
    undo.undo(office)
    assert retention.past_term(at(office, date(2026, 7, 5))) == []
    later = at(office, date(2026, 7, 6))
    (item,) = retention.past_term(later)
    assert (item.kind, item.name, item.ended, item.due) == (
        Subject.UNDONE, "Vergissing, V.", company.TODAY, date(2026, 7, 6)
    )  # fmt: skip
    certificate = retention.wipe(later, [item])
    assert certificate.people == (item.number,)
    assert audit.verify_store(office.store).findings == ()
    left = everything_in(office.store)
    assert "Vergissing" not in left
    assert "111222333" not in left
    assert retention.past_term(later) == []


def test_a_hire_that_was_done_again_is_no_undone_one(office):
    hire(office, "Terug")
    undo.undo(office)
    undo.redo(office)
    assert retention.past_term(at(office, date(2026, 9, 1))) == []


def test_an_end_in_the_year_9999_stops_no_list(office):
    with office.unit("test") as unit:
        unit.session.get_one(Employment, BERG).end_date = date.max
        unit.session.get_one(Employment, VRIES).end_date = LEFT
    assert [item.row_id for item in retention.past_term(at(office, date(2036, 1, 1)))] == [VRIES]


@pytest.mark.parametrize("seed", range(6))
def test_after_any_registrations_a_wipe_leaves_nothing_and_the_rest_verifies(office, seed):
    chance = random.Random(seed)
    pair = [BERG, VRIES]
    for _ in range(14):
        now = at(office, company.TODAY + timedelta(days=chance.randrange(3)))
        do = chance.choice([_report_both, _report, _recover, _correct, _undo, _undo, _redo])
        try:
            do(now, chance, pair)
        except Refused:
            continue
    ended = at(office, date(2026, 6, 20))
    for person in pair:
        _close_cases(ended, person)
    leaving.report_leaving(ended, BERG, date(2026, 6, 19), LeavingReason.EMPLOYEE)
    later = at(office, date(2028, 6, 21))
    retention.wipe(later, [item for item in retention.past_term(later) if item.row_id == BERG])
    assert audit.verify_store(office.store).findings == ()
    assert images_of(office.store, BERG) == set()
    assert "Berg" not in everything_in(office.store)

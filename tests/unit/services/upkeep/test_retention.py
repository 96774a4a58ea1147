"""Wiping what is past its term: gone from tables, journal, index and file, and the rest still accounted for."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from sqlmodel import select

from tests import company
from tests.refusals import problems_of
from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.problems import Problem
from xstui.domain.retention import Keeping
from xstui.i18n.registrations import registration_text
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people import progress, search
from xstui.services.people.person_rows import rows_of
from xstui.services.upkeep import retention, undo
from xstui.services.upkeep.audit import verify_store
from xstui.store import journal
from xstui.store.tables import AbsenceCase, Blob, Document, EmployerDetails, Employment, Person
from xstui.store.unit import EntryMeta

GONE = date(2024, 5, 31)
DIGEST = hashlib.sha256(b"\0").hexdigest()


@pytest.fixture
def office(context):
    """Jansen left two years ago and was ill before that; Polis is ill; all others work on."""
    with context.store.unit(EntryMeta("test", "sam", company.NOW, undoable=False)) as unit:
        for employment in unit.session.exec(select(Employment)).all():
            employment.start_date = date(2020, 1, 1)
        jansen = unit.session.exec(select(Employment).where(Employment.person_id == 2)).one()
        jansen.end_date = GONE
        case = unit.add(
            AbsenceCase(
                case_no=7, person_id=2, employment_id=jansen.id, first_sick_day=date(2024, 1, 8),
                last_sick_day=date(2024, 1, 12), counted_from=date(2024, 1, 8), end_reason=EndReason.RECOVERED,
            )
        )  # fmt: skip
        unit.session.connection().exec_driver_sql(f"INSERT INTO blob VALUES ('{DIGEST}', x'00')")
        unit.add(
            Document(case_id=case.id, person_id=2, folder="file", name="Brief Jansen.pdf", media_type="x", size=1,
                     blob_digest=DIGEST, added_on=GONE)
        )  # fmt: skip
    return admin(context)


def admin(context, today=company.TODAY):
    from dataclasses import replace

    from xstui.clock import FixedClock

    return replace(context, actor=replace(context.actor, administrator=True), clock=FixedClock(today))


def raw(store):
    store.close()
    return b"".join(f.read_bytes() for f in store.path.parent.iterdir() if f.name.startswith(store.path.name))


def test_what_is_past_its_term_is_listed_with_its_day(office):
    (item,) = retention.past_term(office)
    assert (item.kind, item.name, item.number) == ("person", "Jansen, A.", 563167)
    assert (item.ended, item.due, item.keeping) == (GONE, date(2026, 6, 1), Keeping.ORDINARY)
    assert [i.kind for i in retention.past_term(admin(office, date(2026, 5, 31)))] == ["case"]
    assert retention.past_term(admin(office, date(2026, 1, 12))) == []


def test_only_an_administrator_lists_and_wipes(office):
    clerk = company.context_of(office.store)
    assert problems_of(retention.past_term, clerk) == [Problem("administrators-only")]
    past = retention.past_term(office)
    assert problems_of(retention.wipe, clerk, past) == [Problem("administrators-only")]


def test_a_wiped_person_is_gone_from_the_file_and_the_store_still_verifies(office):
    assert b"Jansen" in raw(office.store)
    before = verify_store(office.store).rows
    certificate = retention.wipe(office, retention.past_term(office))
    assert certificate.people == (563167,)
    assert certificate.rows["person"] == certificate.rows["document"] == certificate.rows["absence_case"] == 1
    assert certificate.compacted
    assert certificate.erased >= 3
    found = verify_store(office.store)
    assert found.findings == ()
    assert found.rows == before - sum(certificate.rows.values())
    assert found.head == certificate.head
    content = raw(office.store)
    assert b"Jansen" not in content
    assert b"Polis" in content
    assert search.find(office, "jansen", ex_employees=True) == []
    with office.reading() as session:
        assert session.exec(select(Blob)).all() == []
        assert len(session.exec(select(Person)).all()) == len(company.PEOPLE) - 1


def test_others_of_the_same_import_stay_and_are_still_accounted_for(office):
    retention.wipe(office, retention.past_term(office))
    absence.report_sick(office, SickReport(3, date(2026, 6, 5)))
    undo.undo(office)
    assert verify_store(office.store).findings == ()
    with office.reading() as session:
        assert session.get_one(Person, 1).surname == "Polis"


def test_a_second_wipe_leaves_what_the_first_one_states(office):
    retention.wipe(office, retention.past_term(office))
    later = admin(office, date(2040, 1, 1))
    with office.store.unit(EntryMeta("test", "sam", company.NOW, undoable=False)) as unit:
        for employment in unit.session.exec(select(Employment)).all():
            employment.end_date = GONE
    retention.wipe(later, retention.past_term(later))
    assert verify_store(office.store).findings == ()


def test_an_erased_registration_is_not_taken_back_by_half(office):
    absence.report_sick(office, SickReport(4, date(2024, 1, 8)))
    with office.reading() as session:
        case_id = session.exec(select(AbsenceCase).where(AbsenceCase.person_id == 4)).one().id
    absence.report_recovery(office, case_id, date(2024, 1, 19))
    (person, case) = sorted(retention.past_term(office), key=lambda item: item.kind, reverse=True)
    assert (case.kind, case.name, case.due) == ("case", "[bold]O'Brien-De Wit, B.", date(2026, 1, 20))
    retention.wipe(office, [case])
    assert verify_store(office.store).findings == ()
    assert problems_of(undo.undo, office) == [Problem("undo-erased")]
    with office.reading() as session:
        kept = session.get_one(AbsenceCase, case_id)
        assert (kept.first_sick_day, kept.last_sick_day) == (date(2024, 1, 8), date(2024, 1, 19))
    assert retention.past_term(office) == [person]


def test_a_certificate_is_made_again_of_the_wipe_that_is_meant(office):
    early = admin(office, date(2026, 5, 31))
    of_case = retention.wipe(early, retention.past_term(early))
    of_person = retention.wipe(office, retention.past_term(office))
    assert ((of_case.people, of_case.cases), (of_person.people, of_person.cases)) == (((), (7,)), ((563167,), ()))
    for made in (of_case, of_person):
        again = retention.certificate_of(office, made.seq)
        assert (again.people, again.cases, again.rows, again.head) == (made.people, made.cases, made.rows, made.head)
    assert retention.certificate_of(office).seq == of_person.seq
    assert problems_of(retention.certificate_of, office, of_person.seq + 1) == [Problem("no-wipe", "certificate")]


def test_what_may_still_be_kept_is_not_wiped(office):
    (item,) = retention.past_term(office)
    early = admin(office, date(2026, 5, 31))
    assert problems_of(retention.wipe, early, [item]) == [Problem("not-past-term")]
    assert problems_of(retention.wipe, office, []) == [Problem("nothing-marked")]
    assert b"Jansen" in raw(office.store)


def test_own_risk_for_the_sickness_act_keeps_longer(office):
    with office.store.unit(EntryMeta("test", "sam", company.NOW, undoable=False)) as unit:
        unit.session.exec(select(AbsenceCase).where(AbsenceCase.person_id == 2)).one().kind = "sickness-act"
    assert [item for item in retention.past_term(office) if item.kind == "person"] == []
    (item,) = [i for i in retention.past_term(admin(office, date(2029, 6, 1))) if i.name == "Jansen, A."]
    assert (item.due, item.keeping) == (date(2029, 6, 1), Keeping.SICKNESS_ACT)


def test_a_store_that_another_program_reads_is_wiped_and_says_that_the_file_was_not_written_anew(office):
    from contextlib import closing

    from xstui.store import engine

    with closing(engine.connect(office.store.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM person").fetchone()
        certificate = retention.wipe(office, retention.past_term(office))
        assert not certificate.compacted
    assert verify_store(office.store).findings == ()


@pytest.mark.parametrize(
    ("kind", "last_sick_day", "keeping", "due"),
    [
        (CaseKind.ABSENCE, GONE, Keeping.ORDINARY, date(2026, 6, 1)),
        (CaseKind.ABSENCE, date(2024, 6, 14), Keeping.SICKNESS_ACT, date(2029, 6, 15)),
        (CaseKind.PREGNANCY, date(2024, 6, 14), Keeping.ORDINARY, date(2026, 6, 1)),
        (CaseKind.WGA, date(2024, 6, 14), Keeping.WGA, date(2034, 6, 15)),
    ],
)
def test_illness_that_went_on_after_leaving_was_at_the_employers_own_risk(office, kind, last_sick_day, keeping, due):
    with office.store.unit(EntryMeta("test", "sam", company.NOW, undoable=False)) as unit:
        unit.session.exec(select(EmployerDetails)).one().insured_sickness_act = True
        case = unit.session.exec(select(AbsenceCase).where(AbsenceCase.person_id == 2)).one()
        case.kind, case.last_sick_day = kind, last_sick_day
    (item,) = [item for item in retention.past_term(admin(office, date(2040, 1, 1))) if item.name == "Jansen, A."]
    assert (item.kind, item.keeping, item.due) == ("person", keeping, due)


def test_the_progress_and_the_record_of_others_stay_as_they_were(office):
    """They stood in one import with who was wiped: its entry is about them still, and the wipe is not."""
    others = (1, 3)
    before = {person_id: [entry.use_case for entry in progress.of_person(office, person_id)] for person_id in others}
    looks = {person_id: looks_of(office, person_id) for person_id in others}
    retention.wipe(office, retention.past_term(office))
    assert before[1], "the company was made by one registration"
    for person_id in others:
        entries = progress.of_person(office, person_id)
        assert [entry.use_case for entry in entries] == before[person_id]
        assert "{" not in "".join(registration_text(entry.use_case, entry.summary) for entry in entries)
        assert [look for look in looks_of(office, person_id) if look not in looks[person_id]] == []
        assert [look for look in looks[person_id] if look not in looks_of(office, person_id)] == []


def looks_of(context, person_id):
    with context.reading() as session:
        rows = rows_of(session, [person_id])
        return [(row.seq, row.use_case) for row in journal.entries_about(session.connection(), person_id, rows)]


def test_what_a_wipe_did_is_told_without_its_numbers():
    summary = {"people": [1006], "cases": [], "rows": {"person": 1}, "erased": [[1, 2]], "emptied": [1]}
    assert registration_text("retention.wipe", summary) == "Gewist na de bewaartermijn"
    assert registration_text("import.absences", {}) == "Verzuim overgenomen: …"

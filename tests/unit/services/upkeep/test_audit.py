"""Whether the store is as its journal says."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from sqlmodel import select

from tests import company
from xstui.domain.absence import EndReason
from xstui.domain.findings import Finding
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.upkeep import audit, retention
from xstui.services.upkeep.audit import verify_store
from xstui.store.journal import entries
from xstui.store.tables import AbsenceCase, Document, Employment, Setting
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


def test_a_change_behind_the_back_is_still_found_after_a_wipe(office):
    import sqlite3
    from contextlib import closing

    retention.wipe(office, retention.past_term(office))
    office.store.close()
    with closing(sqlite3.connect(office.store.path)) as connection:
        connection.execute("UPDATE person SET surname = 'Anders' WHERE id = 3")
        connection.commit()
    assert [(f.code, f.number) for f in verify_store(office.store).findings] == [("row-changed", 3)]


def test_what_else_is_erased_from_the_journal_is_found_beside_a_wipe(office):
    import sqlite3
    from contextlib import closing

    retention.wipe(office, retention.past_term(office))
    seq = absence.report_sick(office, SickReport(4, date(2026, 6, 5))).seq
    office.store.close()
    with closing(sqlite3.connect(office.store.path)) as connection:
        connection.execute(
            "UPDATE journal_change SET payload = x'' WHERE seq = ? AND table_name = 'absence_case'", (seq,)
        )
        connection.execute("UPDATE journal_entry SET summary = '' WHERE seq = ?", (seq,))
        connection.commit()
    found = {(f.code, f.place, f.number) for f in verify_store(office.store).findings}
    assert {("payload-erased", "journal", seq), ("summary-erased", "journal", seq)} <= found


def test_the_facts_of_a_store_count_what_is_in_it(context):
    facts = audit.store_facts(context.store)
    with context.unit("test") as unit:
        unit.add(Setting(name="x", value="1"))
    changed = {key for key, value in audit.store_facts(context.store).items() if facts[key] != value}
    assert changed


def test_of_a_damaged_file_nothing_is_counted(context, monkeypatch):
    monkeypatch.setattr(audit.whole_file, "integrity_problems", lambda *_given: ["page 3"])
    damage = Finding("file-damaged", "file", 0, "page 3")
    assert audit.verify_store(context.store) == audit.Audit((damage,), 0, 0, "")


def test_a_head_that_was_written_down_stands_at_its_place_alone(context):
    found = audit.verify_store(context.store)
    with context.reading() as session:
        newest = session.connection().execute(select(entries.c.seq).order_by(entries.c.seq.desc())).scalar()
    stands = {
        text: audit.head_stands(context.store, text) for text in (f"{newest}:{found.head}", f" {newest}: {found.head} ")
    }
    assert all(stands.values())
    for text in (
        f"{newest - 1}:{found.head}",
        f"{newest}:{'0' * 64}",
        f"{newest}:",
        found.head,
        "x:y",
        f"{'9' * 19}:y",
    ):
        assert not audit.head_stands(context.store, text)

"""One person's whole record, and who saw it: the right of access (GDPR article 15)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as select_rows

from xstui.domain.problems import refuse
from xstui.i18n import _
from xstui.reports.definitions import personal_record
from xstui.reports.definitions.personal_record import Fact, Look
from xstui.reports.table import ReportHead, ReportTable
from xstui.services.context.context import Context
from xstui.services.people.people import listed_name
from xstui.services.people.person_rows import rows_of
from xstui.store import journal
from xstui.store.tables import Person

INNER = frozenset({"id", "version", "sort_key", "surname_key", "search_key", "blob_digest"})
"""Columns that say nothing of the person: the program's own numbers, and the name folded for search."""


def _accesses(session: Session, person_id: int) -> Iterator[Look]:
    """Yield who saw or changed a person's dossier, the newest first."""
    about = journal.entries_about(session.connection(), person_id, rows_of(session, [person_id]))
    for row in reversed(about):
        yield Look(row.at, row.who, row.use_case)


def record_of(context: Context, dossier_no: int) -> ReportTable:
    """Return everything that is kept of a person, as a report; that it was made is noted in the journal.

    Raises:
        Refused: `administrators-only` or `no-person`.
    """
    context.require_administrator()
    with context.reading() as session:
        person = session.exec(select_rows(Person).where(Person.dossier_no == dossier_no)).first()
        if person is None:
            raise refuse("no-person")
        facts = list(_facts(session, person.key))
        looks = list(_accesses(session, person.key))
        name = listed_name(person)
    now = context.clock.now()
    head = ReportHead(now, now, context.actor.full_name, _("Everything that this store keeps of one person."))
    with context.unit("records.export", kind="note", undoable=False) as unit:
        unit.person_id = person.key
    return personal_record.build(name, facts, looks, head)


def _facts(session: Session, person_id: int) -> Iterator[Fact]:
    for name, numbers in rows_of(session, [person_id]).items():
        table = journal.table_of(name)
        query = select(table).where(table.c.id.in_(sorted(numbers))).order_by(table.c.id)
        for row in session.connection().execute(query).mappings():
            for column, value in row.items():
                if column not in INNER and value not in {None, ""}:
                    yield Fact(name, row["id"], column, value)

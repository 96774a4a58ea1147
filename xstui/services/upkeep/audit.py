"""What the store holds, and whether its journal accounts for all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import func, select

from xstui.domain.findings import Finding
from xstui.services.security import chain_head
from xstui.store import journal, schema, verification, whole_file
from xstui.store.journal import entries
from xstui.store.opening import REVISION
from xstui.store.store import Store
from xstui.store.tables import RECORDS


@dataclass(frozen=True)
class Audit:
    """The outcome of holding every row against the journal.

    Attributes:
        rows: How many rows there are, where nothing was found.
        head: Hash of the newest entry: written down elsewhere, it proves later that nothing was cut off.
    """

    findings: tuple[Finding, ...]
    entries: int
    rows: int
    head: str


def verify_store(store: Store) -> Audit:
    """Hold every row of a store against its journal, once the database's own check finds the file sound."""
    with store.beside():
        damage = whole_file.integrity_problems(store.path, store.key)
    if damage:
        return Audit(tuple(Finding("file-damaged", "file", 0, text) for text in damage), 0, 0, "")
    head_kept = chain_head.kept(store)
    with store.reading() as session:
        connection = session.connection()
        findings = (
            *verification.verify(connection),
            *schema.findings(connection),
            *chain_head.findings(head_kept, connection),
        )
        entries, head = journal.last_entry(connection)
    rows = 0 if findings else sum(_counts(store).values())
    return Audit(findings, entries, rows, head)


def head_stands(store: Store, head: str) -> bool:
    """Tell whether a head that was written down, `12:ab34...`, still stands at its place in the journal."""
    number, _, digest = head.strip().partition(":")
    if not re.fullmatch(r"\d{1,18}", number, re.ASCII) or not digest:
        return False
    query = select(entries.c.hash).where(entries.c.seq == int(number))
    with store.reading() as session:
        return bool(session.connection().execute(query).scalar() == digest.strip())


def store_facts(store: Store) -> dict[str, object]:
    """Return what a store holds: its place, size, revision, and the number of rows of each table."""
    with store.reading() as session:
        entries, head = journal.last_entry(session.connection())
    return {
        "path": store.path,
        "bytes": store.path.stat().st_size,
        "revision": REVISION,
        "journal entries": entries,
        "journal head": head,
        **_counts(store),
    }


def _counts(store: Store) -> dict[str, int]:
    with store.reading() as session:
        names = [str(record.__tablename__) for record in RECORDS]
        return {
            name: session.connection().execute(select(func.count()).select_from(journal.table_of(name))).scalar_one()
            for name in names
        }

"""Which rows of the store are about somebody: for wiping them, and for showing them to that person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from sqlalchemy import Connection, Table, select
from sqlmodel import Session

from xstui.store import journal

Rows = dict[str, set[int]]
"""Ids of rows by table."""
CONTENT = "case content"
"""The cases whose content is meant, whether or not the cases themselves are."""
LINKS = (
    ("employment", "person_id", "person"),
    ("employment_terms", "employment_id", "employment"),
    ("person_tag", "person_id", "person"),
    ("absence_case", "person_id", "person"),
    ("percentage_step", "case_id", "absence_case"),
    ("pregnancy_leave", "case_id", "absence_case"),
    ("sickness_contact", "case_id", CONTENT),
    ("task", "case_id", CONTENT),
    ("document", "case_id", CONTENT),
    ("document", "person_id", "person"),
    ("conversation", "case_id", CONTENT),
    ("conversation", "person_id", "person"),
    ("message", "conversation_id", "conversation"),
    ("message_read", "message_id", "message"),
    ("payout", "person_id", "person"),
)
"""Table, column, and the table that the column refers to; parents before children."""
Find = Callable[[str, str, Collection[int]], set[int]]


def rows_of(session: Session, people: Sequence[int], cases: Sequence[int] = ()) -> Rows:
    """Return the ids of the rows that belong to people, and to the content of cases."""
    return _gather(partial(_in_tables, session.connection()), people, cases)


def rows_ever(session: Session, people: Sequence[int], cases: Sequence[int] = ()) -> Rows:
    """Return the ids of the rows that belong, or by the journal ever belonged, to people and the content of cases.

    What was undone or corrected away is in no table, and must not stay in the journal either.
    """
    connection = session.connection()

    def find(name: str, column: str, ids: Collection[int]) -> set[int]:
        return _in_tables(connection, name, column, ids) | journal.ids_ever(connection, name, column, ids)

    return _gather(find, people, cases)


def _gather(find: Find, people: Sequence[int], cases: Sequence[int]) -> Rows:
    rows: Rows = {"person": set(people)}
    for name, column, parent in LINKS:
        ids = rows["absence_case"].union(cases) if parent == CONTENT else rows[parent]
        rows.setdefault(name, set()).update(find(name, column, ids) if ids else ())
    return rows


def _in_tables(connection: Connection, name: str, column: str, ids: Collection[int]) -> set[int]:
    table: Table = journal.table_of(name)
    query = select(table.c.id).where(table.c[column].in_(sorted(ids)))
    return {int(row[0]) for row in connection.execute(query)}

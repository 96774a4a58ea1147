"""The tables, indexes, triggers and numbers of a file, compared with what the migrations make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from sqlalchemy import Connection, create_engine, func, select

from xstui.domain.findings import Finding
from xstui.store.engine import last_id
from xstui.store.journal import changes, table_of
from xstui.store.search_index import INDEX
from xstui.store.tables import RECORDS

REVISIONS = "alembic_version"
"""The table with the revision that the file is at: one row."""
MARKS = ("user_version", "application_id")
"""Numbers in the head of the file that SQLite keeps for programs; xstui sets neither."""
Part = tuple[str, str]
"""Kind and name, such as `("trigger", "journal_entry_no_update")`."""


def findings(connection: Connection) -> Iterator[Finding]:
    """Yield every part that is missing, was added or is another one, and every table whose next number is another."""
    right, found = _made_by_migrations(), _parts(connection)
    for kind, name in sorted(right.keys() | found.keys()):
        part = (kind, name)
        if part not in found:
            yield Finding("schema-missing", name, 0, kind)
        elif part not in right:
            yield Finding("schema-added", name, 0, kind)
        elif right[part] != found[part]:
            yield Finding("schema-changed", name, 0, kind)
    if ("table", REVISIONS) in right.keys() & found.keys() and _revisions(connection) != 1:
        yield Finding("schema-changed", REVISIONS, 0, "table")
    yield from _marks(connection)
    if ("table", "sqlite_sequence") in right.keys() & found.keys():
        yield from _numbers(connection, found)


def _revisions(connection: Connection) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {REVISIONS}").scalar_one())  # noqa: S608 - a constant


def _marks(connection: Connection) -> Iterator[Finding]:
    """Yield each number in the head of the file that programs know it by, where it is not the one of a new store."""
    for mark in MARKS:
        if connection.exec_driver_sql(f"PRAGMA {mark}").scalar() != 0:
            yield Finding("schema-changed", mark, 0, "number")


def _numbers(connection: Connection, found: Mapping[Part, str]) -> Iterator[Finding]:
    """Hold the last row number that each table has given against the rows, and against the journal for those gone.

    A save that is rolled back gives its numbers back; one that is undone has them in the journal.
    """
    query = select(changes.c.table_name, func.max(changes.c.last_id)).group_by(changes.c.table_name)
    given = {str(name): int(highest) for name, highest in connection.execute(query) if isinstance(highest, int)}
    for record in RECORDS:
        name = str(record.__tablename__)
        if ("table", name) not in found:
            continue
        highest = connection.execute(select(func.max(table_of(name).c.id))).scalar() or 0
        last, known = last_id(connection, name), max(highest, given.get(name, 0))
        if last != known:
            yield Finding("numbers-lowered" if last < known else "numbers-raised", name, 0)


def _parts(connection: Connection) -> dict[Part, str]:
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
    return {(str(kind), str(name)): _plain(str(name), sql) for kind, name, sql in rows}


def _plain(name: str, sql: object) -> str:
    """Return what a part is made by, whatever its spaces; the tables below the search index are the library's own."""
    return "" if name.startswith(f"{INDEX}_") and "CREATE TABLE" in str(sql) else re.sub(r"\s+", " ", str(sql or ""))


@cache
def _made_by_migrations() -> Mapping[Part, str]:
    from xstui.store.opening import upgrade

    with create_engine("sqlite://").connect() as connection:
        upgrade(connection)
        return _parts(connection)

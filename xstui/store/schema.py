"""What the file is made of, held against what the migrations make: tables, indexes, triggers, and the numbers given."""

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
Part = tuple[str, str]
"""Kind and name, such as `("trigger", "journal_entry_no_update")`."""


def findings(connection: Connection) -> Iterator[Finding]:
    """Yield every part that is missing, was added or is another one, and every table that could give a number twice."""
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
    if ("table", "sqlite_sequence") in right.keys() & found.keys():
        yield from _numbers(connection, found)


def _revisions(connection: Connection) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {REVISIONS}").scalar_one())  # noqa: S608 - a constant


def _numbers(connection: Connection, found: Mapping[Part, str]) -> Iterator[Finding]:
    query = select(changes.c.table_name, func.max(changes.c.last_id)).group_by(changes.c.table_name)
    given = {str(name): int(highest) for name, highest in connection.execute(query) if isinstance(highest, int)}
    for record in RECORDS:
        name = str(record.__tablename__)
        if ("table", name) not in found:
            continue
        highest = connection.execute(select(func.max(table_of(name).c.id))).scalar() or 0
        if last_id(connection, name) < max(highest, given.get(name, 0)):
            yield Finding("numbers-lowered", name, 0)


def _parts(connection: Connection) -> dict[Part, str]:
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
    return {(str(kind), str(name)): _plain(str(name), sql) for kind, name, sql in rows if not _is_statistics(str(name))}


def _plain(name: str, sql: object) -> str:
    """Return what a part is made by, whatever its spaces; the tables below the search index are the library's own."""
    return "" if name.startswith(f"{INDEX}_") and "CREATE TABLE" in str(sql) else re.sub(r"\s+", " ", str(sql or ""))


def _is_statistics(name: str) -> bool:
    return name.startswith("sqlite_stat")


@cache
def _made_by_migrations() -> Mapping[Part, str]:
    from xstui.store.opening import upgrade

    with create_engine("sqlite://").connect() as connection:
        upgrade(connection)
        return _parts(connection)

"""The one place that knows which database lies under the store.

SQLite today. Another driver with SQLite's interface comes in by `connect`, another database by `make_engine`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool

from xstui.domain.problems import Refused, refuse

BUSY_MS = 5_000
WRITES = {"writes": True}
"""Execution options of a connection that is going to write."""

SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


def connect(path: Path) -> sqlite3.Connection:
    """Open the file; autocommit, so that transactions begin where SQLAlchemy says so."""
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    for setting in SETTINGS:
        connection.execute(setting)
    return connection


def make_engine(path: Path) -> Engine:
    """Make the engine over the store at `path`; nothing is opened yet."""
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def use_write_ahead_log(path: Path) -> None:
    """Make a new file use the write-ahead log, a setting that stays with the file."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def defer_foreign_keys(connection: Connection) -> None:
    """Check foreign keys at the end of this transaction, so that rows may come back in any order."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def last_id(connection: Connection, table: str) -> int:
    """Return the highest row number that a table ever had, so that none is used twice."""
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(connection.execute(query, {"name": table}).scalar() or 0)


def copy_store(source: Path, target: Path) -> None:
    """Copy a store while it may be in use, by SQLite's backup interface."""
    with closing(connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def schema_revision(path: Path) -> str | None:
    """Read which revision of the tables the file has, without changing it; None for an empty database.

    Raises:
        Refused: `store-damaged` where the file is no database, `store-unreadable` where it can't be opened.
    """
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if "alembic_version" not in tables:
                return None if not tables else "foreign"
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return None if row is None else str(row[0])
    except sqlite3.Error as error:
        raise as_refusal(error, path) from error


def as_refusal(error: Exception, path: Path) -> Refused:
    """Say which condition a database error means."""
    text = str(error).lower()
    for words, code in (
        ("locked", "store-locked"),
        ("busy", "store-locked"),
        ("full", "disk-full"),
        ("readonly", "store-read-only"),
        ("read-only", "store-read-only"),
        ("not a database", "store-damaged"),
        ("malformed", "store-damaged"),
        ("foreign key", "row-in-use"),
    ):
        if words in text:
            return refuse(code, path=path)
    return refuse("store-unreadable", path=path)

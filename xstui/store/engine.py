"""The one place that knows which database lies under the store.

SQLite, and SQLCipher where the store is encrypted: the same interface, chosen by whether there is a key.
Another driver comes in by `connect`, another database by `make_engine`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from xstui.domain.problems import Refused, refuse
from xstui.store import held_files

BUSY_MS = 5_000
WRITES = {"writes": True}
"""Execution options of a connection that is going to write."""
PLAIN_HEADER = b"SQLite format 3\0"

LOG = "log"
"""Under which a connection keeps what its write-ahead log is known by."""
CACHE_KIB = 65_536
"""Memory for pages at most: a page that is not there is read and, in an encrypted store, decrypted again."""
NO_ROOM = "SQLITE_IOERR_SHMSIZE"
"""SQLite's name of the condition that the memory which all users of a log share can't grow, which lies on the disk."""
LEAST_ROOM = 1 << 16
"""Bytes that a disk must have free for an error of it to mean something else than that it is full."""
CONDITIONS = {
    "malformed": "store-damaged",
    "not a database": "store-damaged",
    "is locked": "store-locked",
    "busy": "store-locked",
    "is full": "disk-full",
    "interrupted": "store-sealed",
    "readonly": "store-read-only",
    "read-only": "store-read-only",
    "foreign key": "row-in-use",
}
"""What words in the database's message mean."""
SEARCH = "person_search"
"""The index that people are found by, one of SQLite's FTS5."""
ABOUT_SEARCH = "fts5"
"""What the database's words about that index have in common; `search_index` says more precisely what is wrong."""
SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA cache_size = -{CACHE_KIB}",
)


def is_encrypted(path: Path) -> bool:
    """Tell whether a file lacks the header that an unencrypted database begins with.

    A file that this process has open is not looked at: the library by which it was opened tells.

    Raises:
        Refused: `store-missing` or `store-unreadable`.
    """
    if not path.exists():
        raise refuse("store-missing", path=path)
    if not path.is_file():  # a pipe would be waited for
        raise refuse("store-foreign", path=path)
    library = held_files.library_of(path)
    if library is not None:
        return library != sqlite3.__name__
    try:
        with path.open("rb") as file:
            head = file.read(len(PLAIN_HEADER))
    except OSError as error:
        raise refuse("store-unreadable", path=path, reason=error.strerror) from error
    return bool(head) and head != PLAIN_HEADER


def driver(key: bytes | None) -> ModuleType:
    """Return the database module: SQLCipher's where there is a key.

    Raises:
        Refused: `sqlcipher-missing` where it is not installed: no store is quietly left unencrypted.
    """
    if key is None:
        return sqlite3
    try:
        import sqlcipher3.dbapi2 as sqlcipher
    except ImportError as error:
        raise refuse("sqlcipher-missing") from error
    return sqlcipher  # type: ignore[no-any-return]


def connect(path: Path, key: bytes | None = None, *, way: str = "") -> sqlite3.Connection:
    """Open the file; autocommit, so that transactions begin where SQLAlchemy says so.

    Args:
        key: The 256-bit data key of an encrypted store.
        way: How, as SQLite's URI says it, where it is not the usual one: `mode=ro` or `immutable=1`.
    """
    if "immutable" not in way:
        way = _way_without_room(path) or way
    target = f"{path.absolute().as_uri()}?{way}" if way else str(path)
    module = driver(key)
    held_files.refuse_other_library(path, module)
    held_files.refuse_odd_parts(path)
    connection: sqlite3.Connection = module.connect(
        target,
        uri=bool(way),
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        factory=held_files.connection_class(module),
    )
    try:
        held_files.note(path, connection, module)
        if key is not None:
            # Its log goes to standard error, where the screen is drawn.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in SETTINGS:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


def _way_without_room(path: Path) -> str:
    """Return how a store is opened whose disk is full or can't be written; empty: as ever.

    The memory that all users of a log share lies on the disk. Where there is no room for it, one process alone can do
    with memory of its own, and keeps others out; where nothing can be written, nobody changes what is read.
    """
    if sys.platform == "win32" or path.with_name(f"{path.name}-shm").exists() or not path.is_file():
        return ""
    log = path.with_name(f"{path.name}-wal")
    if not os.access(path.parent, os.W_OK):
        return "" if log.exists() and log.stat().st_size else "immutable=1"
    return "vfs=unix-excl" if _has_no_room(path) else ""


def make_engine(path: Path, key: bytes | None = None) -> Engine:
    """Make the engine over the store at `path`; nothing is opened yet."""
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path, key), module=driver(key), poolclass=QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        if writes:
            check_log(connection, path)

    @event.listens_for(engine, "checkin")
    def returned(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info.setdefault(LOG, held_files.log_of(path))

    return engine


class HoldLostError(Exception):
    """The log that a connection writes is not, or no longer, the one beside the store."""


def check_log(connection: Connection, path: Path) -> None:
    """Hold the log beside the store against the one that a connection had at first.

    SQLite goes on writing to a log that somebody removed, and so does not notice that nobody will ever read it.

    Raises:
        HoldLostError: It is another one, or gone.
    """
    now = held_files.log_of(path)
    if connection.info.setdefault(LOG, now) != now:
        raise HoldLostError


def use_write_ahead_log(path: Path, key: bytes | None = None) -> None:
    """Make a new file use the write-ahead log, a setting that stays with the file.

    Raises:
        Refused: The file can't be written.
    """
    try:
        with closing(connect(path, key)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    except driver(key).Error as error:
        raise as_refusal(error, path) from error


def use_write_ahead_log_again(path: Path, key: bytes | None = None) -> None:
    """Give a file its write-ahead log back: a program that was killed while it was alone with it took that away.

    Nothing happens where the file can't be written, or somebody else has it open.
    """
    with contextlib.suppress(driver(key).Error), closing(connect(path, key)) as connection:
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            connection.execute("PRAGMA journal_mode = WAL")


def defer_foreign_keys(connection: Connection) -> None:
    """Check foreign keys at the end of this transaction, so that rows may come back in any order."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def last_id(connection: Connection, table: str) -> int:
    """Return the highest row number that a table ever had, so that none is used twice."""
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(connection.execute(query, {"name": table}).scalar() or 0)


def new_file(path: Path) -> None:
    """Make an empty file that its owner alone can read; a link or a file that is there is replaced, not followed."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def key_fits(path: Path, key: bytes, *, untouched: bool = False) -> bool:
    """Tell whether an encrypted store opens with a key.

    Args:
        untouched: Whether nothing may be written beside the file, as a log is: of a back-up, which nobody has open.
    """
    try:
        with closing(connect(path, key, way="immutable=1" if untouched else "")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver(key).DatabaseError as error:
        if "not a database" in str(error):
            return False
        raise as_refusal(error, path) from error
    return True


def schema_revision(path: Path, key: bytes | None = None) -> str | None:
    """Read which revision of the tables the file has, without changing it; None for an empty database.

    Raises:
        Refused: `store-damaged` where the file is not a database, `store-unreadable` where it can't be opened.
    """
    module = driver(key)
    try:
        with closing(connect(path, key, way="mode=ro")) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if "alembic_version" not in tables:
                return None if not tables else "foreign"
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return None if row is None else str(row[0])
    except module.Error as error:
        raise as_refusal(error, path) from error


def _has_no_room(path: Path) -> bool:
    """Tell whether the disk of a store is full; not every call that fails for it says so."""
    try:
        return shutil.disk_usage(path.parent).free < LEAST_ROOM
    except OSError:
        return False


def as_refusal(error: Exception, path: Path) -> Refused:
    """Say which condition a database error means."""
    # The database's own words: SQLAlchemy's hold the statement too, whose columns may be `full_name` or `locked_until`.
    text = str(getattr(error, "orig", None) or error).lower()
    for words, code in CONDITIONS.items():
        if words in text:
            return refuse(code, path=path)
    # SQLite's name of the condition and not its text, which may hold a value.
    reason = getattr(getattr(error, "orig", None) or error, "sqlite_errorname", type(error).__name__)
    if reason == NO_ROOM or ("disk i/o error" in text and _has_no_room(path)):
        return refuse("disk-full", path=path)
    return refuse("store-unreadable", path=path, reason=reason)


def file_refusal(error: OSError, path: Path, code: str = "file-unwritable") -> Refused:
    """Say why a file can't be written: `disk-full`, or `code` with the system's reason."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return refuse("disk-full", path=path)
    return refuse(code, path=path, reason=error.strerror)

"""What is done to the file of a store as a whole: copied, encrypted, compacted, checked, kept from others."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from xstui.domain.problems import refuse
from xstui.store import engine, held_files
from xstui.store.engine import ABOUT_SEARCH, SEARCH

LOCK_START, LOCK_BYTES = 0x40000000, 512
"""The bytes of a file that SQLite locks: pending, reserved, and 510 shared (its `os.h`)."""
SEARCH_AGAIN = (
    *(f"DELETE FROM {SEARCH}_{table}" for table in ("data", "idx", "docsize", "config")),  # noqa: S608 - our names
    f"INSERT INTO {SEARCH}_config VALUES ('version', 4)",  # noqa: S608 - our name
    f"INSERT INTO {SEARCH}_data VALUES (1, x''), (10, x'00000000000000')",  # noqa: S608 - our name
    f"INSERT INTO {SEARCH}({SEARCH}) VALUES ('rebuild')",  # noqa: S608 - our name
)
"""Makes it again from the names, whatever its inner tables hold: first they are set as those of an empty one are."""


def copy_store(source: Path, target: Path, key: bytes | None = None) -> None:
    """Copy a store while it may be in use, by SQLite's backup interface.

    The copy has the same key, and its owner alone can read it.
    """
    engine.new_file(target)
    with closing(engine.connect(source, key)) as old, closing(engine.connect(target, key)) as new:
        old.backup(new)


def change_key(path: Path, old: bytes, new: bytes) -> None:
    """Encrypt a store under another key, in one transaction; nobody else may have it open.

    Raises:
        Refused: `store-locked` where somebody has.
    """
    try:
        with closing(engine.connect(path, old)) as connection:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            if mode != ("delete",):
                raise refuse("store-locked", path=path)
            connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
            connection.execute("PRAGMA journal_mode = WAL")
    except engine.driver(old).Error as error:
        raise engine.as_refusal(error, path) from error


@contextlib.contextmanager
def encrypted_copy(plain: Path, target: Path, key: bytes) -> Iterator[None]:
    """Write an encrypted copy of an unencrypted store, and keep everybody out of that while the block runs.

    Raises:
        Refused: `store-locked` where somebody has the unencrypted store open; or why the copy can't be written.
    """
    held_files.refuse_held(plain)
    target.touch(mode=0o600)
    try:
        with closing(engine.connect(target, key)) as connection:
            connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
            _take_alone(connection, plain)
            try:
                connection.execute("SELECT sqlcipher_export('main', 'plain')")
                connection.execute("PRAGMA main.journal_mode = WAL")
                yield
            finally:
                connection.execute("PRAGMA plain.journal_mode = WAL")
    except engine.driver(key).Error as error:
        raise engine.as_refusal(error, plain) from error


def _take_alone(connection: sqlite3.Connection, plain: Path) -> None:
    """Lock an attached store until the connection closes: what others wrote meanwhile would be lost."""
    if connection.execute("PRAGMA plain.journal_mode = DELETE").fetchone() != ("delete",):
        raise refuse("store-locked", path=plain)
    connection.execute("PRAGMA plain.locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


@contextlib.contextmanager
def nobody_else(path: Path) -> Iterator[None]:
    """Keep everybody out of a store that is about to be moved away; its key need not be known.

    A program that has a store open holds SQLite's shared lock on it. On Windows the moving itself is refused then.

    Raises:
        Refused: `store-locked` where somebody has the store open.
        OSError: The file can't be opened.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    held_files.refuse_held(path)
    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCK_BYTES, LOCK_START)
        except BlockingIOError as error:
            raise refuse("store-locked", path=path) from error
        yield


def compact(path: Path, key: bytes | None = None) -> None:
    """Rewrite the file without what was removed, its search index and log as well.

    Raises:
        Refused: `store-locked` where somebody else has the store open.
    """
    try:
        with closing(engine.connect(path, key)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in SEARCH_AGAIN:
                connection.execute(statement)
            connection.execute("COMMIT")
            connection.execute("VACUUM")
            busy, _pages, _written = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except engine.driver(key).Error as error:
        raise engine.as_refusal(error, path) from error
    if busy:
        raise refuse("store-locked", path=path)


def integrity_problems(path: Path, key: bytes | None = None) -> list[str]:
    """Return what the database's own check finds wrong with the file, the search index aside; nothing for a sound one.

    Raises:
        Refused: Why the file can't be read, where that is not damage.
    """
    try:
        with closing(engine.connect(path, key)) as connection:
            rows = connection.execute("PRAGMA integrity_check").fetchall()
    except engine.driver(key).Error as error:
        refusal = engine.as_refusal(error, path)
        if ABOUT_SEARCH in str(error).lower():
            return []
        if refusal.problems[0].code != "store-damaged":
            raise refusal from error
        return [str(error)]
    return [str(row[0]) for row in rows if row[0] != "ok" and ABOUT_SEARCH not in str(row[0]).lower()]


def has_no_rows(path: Path, table: str) -> bool:
    """Tell whether an unencrypted file is an empty database, or a store whose table of this name is empty.

    Raises:
        Refused: `store-damaged` or `store-unreadable`.
    """
    revision = engine.schema_revision(path)
    if revision in {None, "foreign"}:
        return revision is None and not _has_tables(path)
    try:
        with closing(engine.connect(path, way="mode=ro")) as connection:
            return connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is None  # noqa: S608 - our name
    except sqlite3.Error as error:
        raise engine.as_refusal(error, path) from error


def _has_tables(path: Path) -> bool:
    with closing(engine.connect(path, way="mode=ro")) as connection:
        return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None

"""The key file beside an encrypted store: who can open it, each with a wrapped copy of its data key.

It is a small database of its own, so that a change of it is whole or not at all and two programs don't cross.
Nothing in it is secret without a password, a recovery key or the data key; user names are in it as digests.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from xstui.domain.problems import refuse
from xstui.store import engine, held_files, whole_file

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE slot (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, label BLOB NOT NULL, public BLOB NOT NULL,
    sealed BLOB NOT NULL, wrapped BLOB NOT NULL, upcoming BLOB NOT NULL DEFAULT x'');
CREATE TABLE throttle (label BLOB PRIMARY KEY, failures INTEGER NOT NULL, locked_until TEXT NOT NULL);
"""
ACCOUNT, RECOVERY = "account", "recovery"
VERSION = 0
"""The newest form of the file that this program knows, kept as the database's `user_version`."""
TRIES = 3
"""Times that a store and its key file are copied without keeping others from the key file."""
T = TypeVar("T")


@dataclass(frozen=True)
class Slot:
    """One way to the data key.

    Attributes:
        kind: `account` or `recovery`.
        label: Digest of the user name; empty for the recovery key.
        public: The X25519 key that the data key is wrapped for.
        sealed: The private key, sealed under the password; empty where it follows from the recovery key.
        wrapped: The data key, wrapped for `public`.
        upcoming: The next data key in the same way, while the store is being encrypted again.
    """

    kind: str
    label: bytes
    public: bytes
    sealed: bytes
    wrapped: bytes
    upcoming: bytes = b""
    number: int = 0


def path_beside(store: Path) -> Path:
    """Return where the key file of a store lies."""
    return store.with_name(f"{store.name}.keys")


@dataclass(frozen=True)
class KeyFile:
    """An open key file; every block of `changing` is one transaction."""

    connection: sqlite3.Connection

    def meta(self, name: str) -> bytes:
        """Return a value; empty where there is none."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return _typed(bytes, row[0]) if row else b""

    def set_meta(self, name: str, value: bytes) -> None:
        """Write a value."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def label(self, username: str) -> bytes:
        """Return what a user name is known by here."""
        return hashlib.sha256(self.meta("salt") + username.strip().encode()).digest()

    def slots(self) -> list[Slot]:
        """Return all slots, oldest first."""
        rows = self.connection.execute(
            "SELECT kind, label, public, sealed, wrapped, upcoming, number FROM slot ORDER BY number"
        )
        kinds = (str, bytes, bytes, bytes, bytes, bytes, int)
        return [Slot(*map(_typed, kinds, row)) for row in rows]

    def add(self, slot: Slot) -> int:
        """Write a slot and return its number."""
        cursor = self.connection.execute(
            "INSERT INTO slot (kind, label, public, sealed, wrapped, upcoming) VALUES (?, ?, ?, ?, ?, ?)",
            (slot.kind, slot.label, slot.public, slot.sealed, slot.wrapped, slot.upcoming),
        )
        return int(cursor.lastrowid or 0)

    def remove(self, number: int) -> None:
        """Remove a slot; its bytes are overwritten."""
        self.connection.execute("DELETE FROM slot WHERE number = ?", (number,))

    def rewrap(self, number: int, wrapped: bytes, upcoming: bytes) -> None:
        """Replace the wrapped keys of a slot."""
        self.connection.execute(
            "UPDATE slot SET wrapped = ?, upcoming = ? WHERE number = ?", (wrapped, upcoming, number)
        )

    def failures(self, label: bytes) -> tuple[int, str]:
        """Return how often this user name has failed in a row, and until when it is locked (ISO; empty: not)."""
        row = self.connection.execute("SELECT failures, locked_until FROM throttle WHERE label = ?", (label,))
        found = row.fetchone()
        return (_typed(int, found[0]), _typed(str, found[1])) if found else (0, "")

    def set_failures(self, label: bytes, failures: int, locked_until: str) -> None:
        """Note failures; none forgets the user name."""
        if failures:
            row = (label, failures, locked_until)
            self.connection.execute("INSERT OR REPLACE INTO throttle VALUES (?, ?, ?)", row)
        else:
            self.connection.execute("DELETE FROM throttle WHERE label = ?", (label,))


def create(store: Path, salt: bytes, store_id: str) -> None:
    """Make the key file of a store, readable by its owner alone.

    Raises:
        Refused: `keys-exist`, `file-unwritable` or `disk-full`; nothing is left behind then.
    """
    path = path_beside(store)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise refuse("keys-exist", path=path) from error
    except OSError as error:
        raise engine.file_refusal(error, path) from error
    try:
        with _open(path) as connection:
            connection.executescript(f"BEGIN IMMEDIATE; {TABLES}")
            keys = KeyFile(connection)
            keys.set_meta("salt", salt)
            keys.set_meta("store", store_id.encode())
            connection.execute("COMMIT")
    except BaseException:
        path.unlink()
        raise


@contextlib.contextmanager
def changing(store: Path) -> Iterator[KeyFile]:
    """Open the key file of a store for one change, which is whole or not at all.

    Raises:
        Refused: `keys-missing`, `keys-damaged`, `store-newer`, or why the file can't be written.
    """
    with _open(path_beside(store)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield KeyFile(connection)
        connection.execute("COMMIT")


@contextlib.contextmanager
def reading(store: Path) -> Iterator[KeyFile]:
    """Open the key file of a store for reading, as it is at one moment: another program may change it meanwhile.

    Raises:
        Refused: `keys-missing`, `keys-damaged` or `store-newer`.
    """
    with _open(path_beside(store)) as connection:
        connection.execute("BEGIN")
        yield KeyFile(connection)
        connection.execute("ROLLBACK")


def copy_with_store(source: Path, target: Path, key: bytes | None) -> None:
    """Copy a store while it may be in use, with its key file as it was at that moment.

    Where a password is changed meanwhile the copy is made again: the store of before and the keys of after would
    open for nobody. At last nobody can change the key file until the copy is there.

    Raises:
        OSError: A file can't be written.
        Refused: `keys-missing` or `keys-damaged`.
        The library's error, from the store.
    """
    if key is None:
        whole_file.copy_store(source, target)
        return
    for _try in range(TRIES):
        if _copy_both(source, target, key):
            return
    with changing(source):
        _copy_both(source, target, key)


def _copy_both(source: Path, target: Path, key: bytes) -> bool:
    """Copy store and key file, and tell whether the keys stayed the same."""
    before = _signature(source)
    whole_file.copy_store(source, target, key)
    whole_file.copy_store(path_beside(source), path_beside(target))
    return _signature(target) == before


def _signature(store: Path) -> bytes:
    """Return the seal over all slots and the newest entry kept."""
    with reading(store) as keys:
        return keys.meta("signature")


@contextlib.contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise refuse("keys-missing", path=path)
    held_files.refuse_odd_parts(path)
    try:
        with contextlib.closing(
            sqlite3.connect(path, timeout=engine.BUSY_MS / 1000, isolation_level=None)
        ) as connection:
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA secure_delete = ON")
            if connection.execute("PRAGMA user_version").fetchone()[0] > VERSION:
                raise refuse("store-newer", path=path)
            yield connection
    except sqlite3.DatabaseError as error:
        raise _refusal(error, path) from error
    except UnicodeDecodeError as error:
        # Text that is none, in a value or in the database's own message about one.
        raise refuse("keys-damaged", path=path) from error


def _typed(kind: type[T], value: object) -> T:
    """Return a value of the type that it was written with; a damaged file may give any."""
    if not isinstance(value, kind):
        message = "malformed value"
        raise sqlite3.DataError(message)
    return value


def _refusal(error: sqlite3.DatabaseError, path: Path) -> Exception:
    refusal = engine.as_refusal(error, path)
    damaged = {"store-damaged", "store-unreadable"}
    return refuse("keys-damaged", path=path) if refusal.problems[0].code in damaged else refusal

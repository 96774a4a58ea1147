"""The newest entry of the journal, kept outside the store: so that an end that was cut off, or an older file, is told.

In the key file of an encrypted store it is under that file's signature, which nobody without the data key can make.
Beside a plain store it is a file that anybody can write, as the store is.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select

from xstui.domain.findings import Finding
from xstui.domain.problems import Refused
from xstui.reports.files import whole_file
from xstui.services.security import signature
from xstui.store import held_files, journal, key_file
from xstui.store.journal import entries
from xstui.store.store import Store

EVERY = 25
"""Registrations after which the newest is kept, besides at each exit and lock: keeping takes a write of its own."""
LARGEST = 2**63 - 1
"""The largest number that an entry of the journal can have."""
LONGEST = 200
"""Bytes of an entry's number and hash, at most."""
Head = tuple[int, str]


def path_beside(store: Path) -> Path:
    """Return where the newest entry of a plain store is kept."""
    return store.with_name(f"{store.name}.head")


def keep(store: Store) -> None:
    """Keep the newest entry, unless the one kept before is gone from the journal: that must go on being told.

    Nothing happens where it can't be written: a registration is not refused for it.
    """
    try:
        with store.reading() as session:
            connection = session.connection()
            newest, before = journal.last_entry(connection), _kept(store)
            if newest == before or (before is not None and not _stands(connection, before)):
                return
        _write(store, newest)
    except (Refused, OSError, ValueError):
        return


def keep_now_and_then(store: Store, seq: int) -> None:
    """Keep the newest entry after so many registrations."""
    if seq % EVERY == 0:
        keep(store)


def kept(store: Store) -> Head | Finding | None:
    """Return the entry that was kept, or the finding that it can't be read; None where none was kept.

    Raises:
        Refused: `keys-tampered` where it was changed in the key file.
    """
    try:
        return _kept(store)
    except ValueError:
        return Finding("head-unreadable", "journal", 0)


def findings(found: Head | Finding | None, connection: Connection) -> list[Finding]:
    """Return what is wrong with the newest entry that was kept: it must stand in the journal.

    Args:
        found: What `kept` returned before the connection began to read: another program may keep newer ones meanwhile.
    """
    if isinstance(found, Finding):
        return [found]
    return [] if found is None or _stands(connection, found) else [Finding("head-missing", "journal", found[0])]


def forget(store: Path) -> None:
    """Forget the newest entry of a plain store that is no longer there."""
    path_beside(store).unlink(missing_ok=True)


def _stands(connection: Connection, head: Head) -> bool:
    found = connection.execute(select(entries.c.hash).where(entries.c.seq == head[0])).scalar()
    return bool(found == head[1])


def _kept(store: Store) -> Head | None:
    """Return the entry that was kept; None where none was.

    Raises:
        ValueError: What is kept can't be read.
    """
    if store.key is not None:
        is_there = key_file.path_beside(store.path).is_file()
        text = signature.kept_head(store.path, store.key) if is_there else ""
    else:
        path = path_beside(store.path)
        text = _short_text(path) if path.exists() else ""
    if not text:
        return None
    number, _, digest = text.strip().partition(":")
    seq = int(number)
    if not 0 <= seq <= LARGEST:
        raise ValueError(text)
    return seq, digest


def _short_text(path: Path) -> str:
    """Return what a file holds that anybody may have put there.

    Raises:
        ValueError: It is not a file, or a longer one than an entry takes.
    """
    if not path.is_file() or held_files.is_held(path):
        raise ValueError(path)
    with path.open("rb") as file:
        raw = file.read(LONGEST + 1)
    if len(raw) > LONGEST:
        raise ValueError(path)
    return raw.decode("ascii")


def _write(store: Store, head: Head) -> None:
    text = f"{head[0]}:{head[1]}"
    if store.key is not None:
        signature.keep_head(store.path, store.key, text)
        return
    with whole_file(path_beside(store.path), of_store=True) as part:
        part.write_text(text, "ascii")

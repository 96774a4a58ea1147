"""Which database files this process has open, and by which library.

POSIX drops all locks that a process has on a file as soon as the process closes any descriptor of it (fcntl(2)). SQLite
keeps its own connections out of that trap, but not those of another library in the same process, and not a plain
`open()`: after such a close nothing shows that the program is still there, and the next one that leaves the store takes
itself for the last and removes the log. So every connection is noted here, and nothing else opens a file that is.
"""

from __future__ import annotations

import os
import threading
import weakref
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from xstui.domain.problems import refuse

if TYPE_CHECKING:
    from sqlite3 import Connection

SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a database; its locks lie on the second one as well."""
FileId = tuple[int, int]

_guard = threading.Lock()
_held: dict[FileId, tuple[str, weakref.WeakSet[Connection]]] = {}


def file_id(path: Path) -> FileId | None:
    """Return what a file is known by whatever its name is; None where there is none. Nothing is opened."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def refuse_odd_parts(path: Path) -> None:
    """Refuse a database with a pipe, a folder or a device in the place of a file beside it: a pipe is waited for.

    Raises:
        Refused: `store-part-odd`.
    """
    for end in SIDE_FILES:
        part = path.with_name(f"{path.name}{end}")
        if part.exists() and not part.is_file():
            raise refuse("store-part-odd", path=part)


def library_of(path: Path) -> str | None:
    """Return the name of the library by which this process has a database open; None where it has not."""
    with _guard:
        return _library(file_id(path))


def is_held(path: Path) -> bool:
    """Tell whether this process has a file open as a database, or one that belongs to such a file."""
    names = {path.name.removesuffix(end) for end in ("", *SIDE_FILES)} - {""}
    return any(library_of(path.with_name(name)) is not None for name in names)


def refuse_held(path: Path) -> None:
    """Refuse to open a file by itself that this process has open as a database.

    Raises:
        Refused: `store-locked`.
    """
    if is_held(path):
        raise refuse("store-locked", path=path)


def refuse_other_library(path: Path, module: ModuleType) -> None:
    """Refuse a database that this process has open by another library, whose locks would be lost.

    Raises:
        Refused: `store-locked`.
    """
    if library_of(path) not in {None, module.__name__}:
        raise refuse("store-locked", path=path)


def note(path: Path, connection: Connection, module: ModuleType) -> None:
    """Note a connection, until it is closed."""
    identity = file_id(path)
    if identity is not None:
        with _guard:
            if _library(identity) is None:
                _held[identity] = module.__name__, weakref.WeakSet()
            _held[identity][1].add(connection)


@cache
def connection_class(module: ModuleType) -> type[Connection]:
    """Return a library's class of connections, which are forgotten here once they are closed."""

    class Noted(module.Connection):  # type: ignore[misc, name-defined]
        def close(self) -> None:
            super().close()
            _forget(self)

    return Noted


def _forget(connection: Connection) -> None:
    with _guard:
        for _name, connections in _held.values():
            connections.discard(connection)


def _library(identity: FileId | None) -> str | None:
    """Return who has a file open; what nobody has is forgotten, for its number may come back for another file."""
    if identity is None or identity not in _held:
        return None
    name, connections = _held[identity]
    if connections:
        return name
    del _held[identity]
    return None


def log_of(path: Path) -> FileId | None:
    """Return what the write-ahead log of a database is known by; None where there is none."""
    return file_id(Path(f"{os.fspath(path)}-wal"))

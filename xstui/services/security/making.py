"""Making a new store, with its key file where it is encrypted: elsewhere first, and put in its place whole."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from xstui.domain.problems import Refused, refuse
from xstui.services.security import chain_head, vault
from xstui.services.security.leftovers import is_surely_a_store
from xstui.store import engine, key_file, whole_file
from xstui.store.held_files import SIDE_FILES
from xstui.store.opening import create_store
from xstui.store.store import Store
from xstui.store.tables import Account

LEFT_AFTER = 3_600
"""Seconds after which a folder without a store in it belongs to nobody any more."""


@contextlib.contextmanager
def new_store(path: Path, *, encrypted: bool) -> Iterator[Store]:
    """Make a store to be filled in the block; where that fails nothing is left behind.

    It is made in a folder beside its place, so that a program that is killed halfway leaves nothing that looks like a
    store; what one that was killed has left is taken away first.

    Raises:
        Refused: `store-exists`, `keys-exist`, `file-unwritable`, `disk-full` or `sqlcipher-missing`.
    """
    take_leftovers_away(path)
    _take_dead_away(path)
    if path.exists():
        raise refuse("store-exists", path=path)
    if key_file.path_beside(path).exists():
        raise refuse("keys-exist", path=key_file.path_beside(path))
    with _folder_beside(path) as folder:
        made = folder / path.name
        store = create_store(made, vault.make(made) if encrypted else None)
        try:
            yield store
        finally:
            store.shut()
        _put_in_place(made, path)


def take_leftovers_away(path: Path) -> None:
    """Remove what a program that was killed while it made this store has left; one that is at work is let be."""
    for folder in path.parent.glob(f"{glob.escape(_prefix(path))}*"):
        with contextlib.suppress(OSError, Refused):
            made = folder / path.name
            if made.exists():
                with whole_file.nobody_else(made):
                    pass
                _forget_half(made, path)
            elif _moment_there(path.parent) - folder.stat().st_mtime < LEFT_AFTER:
                continue
            shutil.rmtree(folder)


def is_taken(path: Path) -> bool:
    """Tell whether something lies at a path that is not to be replaced by a new store."""
    return path.exists() and not _is_dead(path)


def _is_dead(path: Path) -> bool:
    """Tell whether a file is what a program left that was killed while it made a store in its place.

    Nobody can sign in to it or ever could: it has no tables or no login, or its key file has no way in.
    """
    if not path.is_file() or is_surely_a_store(path):
        return False
    if engine.is_encrypted(path) or (path.stat().st_size == 0 and key_file.path_beside(path).exists()):
        return key_file.path_beside(path).exists() and vault.holders(path) == (0, False)
    return not key_file.path_beside(path).exists() and whole_file.has_no_rows(path, Account.__tablename__)


def _take_dead_away(path: Path) -> None:
    """Remove a dead file, unless a program has it open; or a key file without a way in whose store was never made."""
    keys = key_file.path_beside(path)
    if not path.exists():
        with contextlib.suppress(Refused):
            if keys.exists() and vault.holders(path) == (0, False):
                keys.unlink()
    elif _is_dead(path):
        with whole_file.nobody_else(path):
            for file in reversed(_parts(path)):
                file.unlink(missing_ok=True)


def _moment_there(folder: Path) -> float:
    """Return what moment it is by the clock of a folder's disk, in seconds since 1970: its files are compared by it."""
    with tempfile.TemporaryFile(dir=folder) as fresh:
        return os.fstat(fresh.fileno()).st_mtime


def _forget_half(made: Path, path: Path) -> None:
    """Remove what was put in place already of a store that itself was not."""
    if path.exists():
        return
    needs = {key_file.path_beside(path)} if engine.is_encrypted(made) else set()
    for part in _parts(path)[:-1]:
        if (part in needs or part != key_file.path_beside(path)) and not made.with_name(part.name).exists():
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=_prefix(path)))
    except OSError as error:
        raise engine.file_refusal(error, path) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prefix(path: Path) -> str:
    return f".{path.name}.making-"


def _parts(path: Path) -> list[Path]:
    """Return the files of a store in the order in which they are put in place: what it needs before itself."""
    beside = [path.with_name(path.name + end) for end in SIDE_FILES if end != "-shm"]
    return [key_file.path_beside(path), *beside, path]


def _put_in_place(made: Path, path: Path) -> None:
    try:
        if path.exists():
            raise refuse("store-exists", path=path)
        for part, place in zip(_parts(made), _parts(path), strict=True):
            if part.exists():
                part.replace(place)
        chain_head.forget(path)  # of a store that was here before
        sync_folder(path.parent)
    except OSError as error:
        raise engine.file_refusal(error, path) from error


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A hidden folder to work in, beside the place where the result is put; what killed programs left of theirs goes."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

IN_USE = "in-use"
"""The file in each folder that its program keeps locked for as long as it works there."""
LEFT_AFTER = 3_600
"""Seconds after which a folder without that file was left by a program that was killed before it could make one."""


@contextlib.contextmanager
def work_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Make a folder of this prefix for the block, which removes it; those of programs that are gone are removed too.

    Raises:
        OSError: It can't be made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix))
    try:
        with (folder / IN_USE).open("wb") as file:
            _is_free(file)
            _remove_leftovers(folder, prefix)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_leftovers(mine: Path, prefix: str) -> None:
    """Remove the folders of this prefix beside one's own that no program works in any more."""
    for folder in mine.parent.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            if folder != mine and _is_left(folder, mine):
                shutil.rmtree(folder)


def _is_left(folder: Path, fresh: Path) -> bool:
    """Tell whether a folder was left, by the clock of the disk where that is not marked."""
    mark = folder / IN_USE
    if not mark.exists():
        return fresh.stat().st_mtime - folder.stat().st_mtime > LEFT_AFTER
    with mark.open("rb+") as file:
        return _is_free(file)


def _is_free(file: IO[bytes]) -> bool:
    """Lock a file until it is closed, and tell whether that could be done.

    On Windows nothing is locked: a file that is open can't be removed there.
    """
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(file.fileno()).st_nlink > 0

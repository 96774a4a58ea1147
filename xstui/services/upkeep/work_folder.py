"""A hidden folder to work in, beside the place where the result is put; what killed programs left of theirs goes.

Each folder has a mark, which its program keeps locked for as long as it works there. The mark is the first thing made
in a folder: one without a mark that is empty may be just made, and is removed as its maker makes another then; one with
something in it was being removed.
"""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

IN_USE = "in-use"
"""The mark."""


@contextlib.contextmanager
def work_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Make a folder of this prefix for the block, which removes it; those of programs that are gone are removed first.

    Raises:
        OSError: It can't be made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(parent, prefix)
    folder, mark = _make(parent, prefix)
    try:
        with mark:
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(parent: Path, prefix: str) -> tuple[Path, IO[bytes]]:
    """Return a new folder with its mark; another one where a program removed it before that was locked."""
    while True:
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix))
        try:
            if mark := _mark(folder):
                return folder, mark
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def _mark(folder: Path) -> IO[bytes] | None:
    """Make the mark of a folder and lock it; None where a program removed the folder first, or does so now."""
    with contextlib.suppress(FileNotFoundError), contextlib.ExitStack() as stack:
        mark = stack.enter_context((folder / IN_USE).open("wb"))
        if _is_free(mark):
            stack.pop_all()
            return mark
    return None


def _remove_leftovers(parent: Path, prefix: str) -> None:
    """Remove the folders of this prefix that no program works in any more."""
    for folder in parent.glob(f"{glob.escape(prefix)}*"):
        with contextlib.suppress(OSError):
            _remove_left(folder)


def _remove_left(folder: Path) -> None:
    """Remove a folder, unless a program works in it; its mark stays locked meanwhile, so that none begins to.

    Raises:
        OSError: It can't be removed.
    """
    mark = folder / IN_USE
    try:
        if sys.platform == "win32":
            mark.unlink()  # which is refused while a program has it open
            shutil.rmtree(folder)
        else:
            with mark.open("rb+") as file:
                if _is_free(file):
                    shutil.rmtree(folder)
    except FileNotFoundError:
        _remove_unmarked(folder)


def _remove_unmarked(folder: Path) -> None:
    """Remove a folder that had no mark, unless it has one by now.

    Raises:
        OSError: It can't be removed.
    """
    try:
        folder.rmdir()
    except OSError:
        if not (folder / IN_USE).exists():
            shutil.rmtree(folder)


def _is_free(file: IO[bytes]) -> bool:
    """Lock a mark until it is closed, and tell whether that could be done before another program removed it.

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

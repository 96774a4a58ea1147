"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from xstui.domain.problems import Refused, refuse
from xstui.reports.table import ReportTable, Row, each_row, row_count

Progress = Callable[[int, int], None]
"""Told how many rows are written, of how many."""
EVERY = 500
"""Rows between two tellings."""
PREFIX = ".xstui-"
"""How the name of a file that is being written begins."""
LEFT_AFTER = 3_600
"""Seconds without a write after which such a file belongs to nobody any more."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path`, which takes its place once the block is done.

    Only its owner can read it. Nothing is left behind on failure. A link is replaced, and what it points to stays.

    Raises:
        Refused: `file-is-folder`, `file-unwritable` with the reason, or `disk-full`.
    """
    _check_target(path)
    temporary = _temporary_beside(path)
    try:
        yield temporary
        _put_in_place(temporary, path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _check_target(path: Path) -> None:
    """Refuse to put a file in the place of a folder, a pipe or a device."""
    try:
        if path.is_dir():
            raise refuse("file-is-folder", "out", path=path)
        if path.exists() and not path.is_file():
            raise refuse("file-unwritable", "out", path=path, reason="")
    except OSError as error:
        raise _refusal(path, error) from error


def _temporary_beside(path: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=PREFIX)
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error
    os.close(handle)
    _sweep(Path(name))
    return Path(name)


def _sweep(made: Path) -> None:
    """Remove what a program that was killed in the middle of an export left in this folder."""
    now = made.stat().st_mtime
    for other in made.parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if now - other.stat().st_mtime > LEFT_AFTER:
                other.unlink()


def _put_in_place(temporary: Path, path: Path) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        temporary.replace(path)
    except ValueError as error:  # a NUL within the path
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError | ValueError) -> Refused:
    if isinstance(error, OSError) and error.errno in FULL:
        return refuse("disk-full", "out", path=path)
    return refuse("file-unwritable", "out", path=path, reason=getattr(error, "strerror", None) or str(error))


def told_rows(table: ReportTable, progress: Progress | None) -> Iterator[Row]:
    """Go through rows and totals, telling now and then, and at the end, how far the work is."""
    total, done = row_count(table), 0
    for done, row in enumerate(each_row(table), start=1):
        yield row
        if progress is not None and done % EVERY == 0 and done != total:
            progress(done, total)
    if progress is not None:
        progress(done, total)

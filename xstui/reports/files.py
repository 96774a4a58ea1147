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
DATABASE = b"SQLite format 3\0"
"""The first bytes of a plain store and of a back-up of one."""
BESIDE_A_STORE = (".keys", "-wal", ".head")
"""What the names of files beside a store have after its own: an encrypted one is recognized by nothing else."""
PARTS_OF_A_STORE = (".keys", "-wal", "-shm", "-journal", ".head")
"""What the names of files that belong to a store have after its own: with another file in its place it is shut."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextlib.contextmanager
def whole_file(path: Path, *, of_store: bool = False) -> Iterator[Path]:
    """Give a temporary file beside `path`, which takes its place once the block is done.

    Only its owner can read it. Nothing is left behind on failure. A link is replaced, and what it points to stays. A
    file that another program put there since the block began is left as it is: nobody was asked about that one.

    Args:
        of_store: The file is a part of a store; no other may take the place of one, nor its name.

    Raises:
        Refused: `file-is-folder`, `file-is-store`, `file-broken-link`, `file-there`, `folder-missing`,
            `file-unwritable` with the reason, or `disk-full`.
    """
    _check_target(path, of_store=of_store)
    is_new = not of_store and not os.path.lexists(path)
    temporary = _temporary_beside(path)
    try:
        yield temporary
        _put_in_place(temporary, path, is_new=is_new)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def refuse_target(path: Path) -> None:
    """Refuse the name of a store or of what belongs to one, also where no file is there yet, and of a broken link.

    Raises:
        Refused: `file-is-store`, `file-broken-link`, or `file-unwritable` with the reason.
    """
    try:
        if path.is_symlink() and not path.exists():
            raise refuse("file-broken-link", "out", path=path)
        if _belongs_to_a_store(path):
            raise refuse("file-is-store", "out", path=path)
    except (OSError, ValueError, RuntimeError) as error:  # the last of a link to itself
        raise _refusal(path, error) from error


def _check_target(path: Path, *, of_store: bool) -> None:
    """Refuse to put a file in the place of a folder, a pipe, a device, a store or what belongs to one."""
    try:
        if path.is_dir():
            raise refuse("file-is-folder", "out", path=path)
        if path.exists() and not path.is_file():
            raise refuse("file-unwritable", "out", path=path, reason="")
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error
    if not of_store:
        refuse_target(path)


def _belongs_to_a_store(path: Path) -> bool:
    """Tell whether a file is a store, a back-up of one, or a part of either.

    The names are looked at first: to open and close the file of a store that is in use gives up its locks. What has
    another name as well, as a link has, is not lost where the file is replaced.
    """
    whole = path.resolve()
    parted = ((whole.name, whole.name.removesuffix(end)) for end in PARTS_OF_A_STORE)
    if any(name != store and _beside(whole, store) for name, store in parted):
        return True
    if not whole.is_file():  # a pipe would be waited for
        return False
    if any(_beside(whole, f"{whole.name}{end}") for end in BESIDE_A_STORE):
        return True
    if path.is_symlink() or path.stat().st_nlink > 1:
        return False
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


def _beside(path: Path, name: str) -> bool:
    return path.with_name(name).exists()


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


def _put_in_place(temporary: Path, path: Path, *, is_new: bool) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        if is_new:
            _take_name(path)
        temporary.replace(path)
    except ValueError as error:  # a NUL within the path
        raise _refusal(path, error) from error


def _take_name(path: Path) -> None:
    """Make an empty file by a name that no file has: of two programs that do so at once, one is refused."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise refuse("file-there", "out", name=path.name) from error


def _refusal(path: Path, error: OSError | ValueError | RuntimeError) -> Refused:
    if isinstance(error, OSError) and error.errno in FULL:
        return refuse("disk-full", "out", path=path)
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        return refuse("folder-missing", "out", folder=path.parent)
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

"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from xstui.domain.problems import refuse

Progress = Callable[[int, int], None]
"""Told how many rows are written, of how many."""
EVERY = 500
"""Rows between two tellings."""


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path`, which takes its place once the block is done.

    Only its owner can read it. Nothing is left behind on failure.

    Raises:
        Refused: `file-unwritable` with the reason.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise refuse("file-unwritable", "out", path=path, reason=error.strerror or "") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise refuse("file-unwritable", "out", path=path, reason=error.strerror or "") from error
    finally:
        temporary.unlink(missing_ok=True)


def tell(progress: Progress | None, done: int, total: int) -> None:
    """Tell how far the work is, now and then and at the end."""
    if progress is not None and (done == total or done % EVERY == 0):
        progress(done, total)

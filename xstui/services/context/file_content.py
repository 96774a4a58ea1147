"""The bytes of a file that somebody else made: one that has an end, and is of a size that can be handled."""

from __future__ import annotations

from pathlib import Path

from xstui.domain.problems import Refused, refuse
from xstui.store import held_files


def content_of(path: Path, largest: int) -> bytes:
    """Return the bytes of a file that has an end, and is of a size that can be handled.

    Raises:
        Refused: `file-unreadable` or `file-too-large`.
    """
    try:
        if not path.is_file() or held_files.is_held(path):
            raise refuse("file-unreadable", "file", reason="")
        size = path.stat().st_size
        if size > largest:
            raise refuse("file-too-large", "file")
        with path.open("rb") as file:
            raw = file.read(size + 1)
    except OSError as error:
        raise refuse("file-unreadable", "file", reason=error.strerror or "") from error
    if len(raw) > size:  # still being written; or as in /proc, where a file of no size may have no end
        raise refuse("file-unreadable", "file", reason="")
    return raw


def text_of(path: Path, largest: int) -> str:
    """Return the text of such a file, in UTF-8.

    Raises:
        Refused: `file-unreadable`, `file-too-large` or `file-not-utf8`.
    """
    try:
        return content_of(path, largest).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse("file-not-utf8", path=path) from None
    except Refused as refused:
        raise refuse(refused.problems[0].code, path=path) from None

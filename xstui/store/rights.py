"""Who may read the files of a store: their owner alone, as xstui makes them."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from xstui.store import key_file
from xstui.store.held_files import SIDE_FILES

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""The rights of everybody but the owner."""


@dataclass(frozen=True)
class Rights:
    """What others could do with the files of a store.

    Attributes:
        closed: The files that others could read or change, and that are for their owner alone from now on.
        open: Those that they still can: somebody else's, or on a disk that knows no rights.
    """

    closed: tuple[Path, ...] = ()
    open: tuple[Path, ...] = ()


def close_to_others(store: Path) -> Rights:
    """Take all rights from others on a store, its key file and its log; tell which had any."""
    if os.name != "posix":
        return Rights()
    files = [store, key_file.path_beside(store), *(store.with_name(store.name + end) for end in SIDE_FILES)]
    loose = [file for file in files if _is_loose(file)]
    for file in loose:
        with contextlib.suppress(OSError):
            if file.stat().st_uid == os.geteuid():
                file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    still = tuple(file for file in loose if _is_loose(file))
    return Rights(tuple(file for file in loose if file not in still), still)


def _is_loose(file: Path) -> bool:
    try:
        return file.is_file() and bool(file.stat().st_mode & OTHERS)
    except OSError:
        return False

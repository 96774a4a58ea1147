"""Which locks a process holds on a store, as the system itself tells."""

from __future__ import annotations

import os
from pathlib import Path

LOCKS = Path("/proc/locks")


def locks_of(process: int, path: Path) -> list[str]:
    """Return the kinds of lock that a process holds on a store: `READ` for each that says it is there."""
    if not path.exists():
        return []
    inode = str(path.stat().st_ino)
    lines = [line.split() for line in LOCKS.read_text().splitlines() if "->" not in line]
    return [words[3] for words in lines if words[4] == str(process) and words[5].rsplit(":", 1)[-1] == inode]


def is_held(path: Path, process: int | None = None) -> bool:
    """Tell whether a process, or this one, has a lock on a store."""
    return bool(locks_of(process or os.getpid(), path))


def open_files(path: Path, process: int | None = None) -> list[str]:
    """Return which files of a store a process has open."""
    folder = Path("/proc") / str(process or os.getpid()) / "fd"
    targets = []
    for entry in folder.iterdir():
        try:
            targets.append(os.readlink(entry))
        except OSError:  # closed meanwhile
            continue
    return sorted(Path(name).name for name in targets if name.startswith(str(path)))

"""Keeping what the process has in memory out of files and out of other programs' sight."""

from __future__ import annotations

import contextlib
import sys

PR_SET_DUMPABLE = 4
"""Linux' number, from `prctl(2)`."""


def keep_memory_private() -> None:
    """Leave no core file when the process dies, as it would hold names and the data key.

    Linux hands a core to a program such as systemd-coredump whatever the limit says, but not of a process that is
    marked as not to be dumped; other processes of the same user can't read such a one's memory either. Windows has
    no such switch: what its error reporting keeps is the machine's own setting.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)

"""Another program on the same file: a process of its own, since a process has its file locks to itself."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def having_open(path):
    """Let another process have a store open for the block; it does nothing with it."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"open\n"
        yield
        process.stdin.close()

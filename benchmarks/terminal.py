"""A program on a pseudo-terminal: keys go in, and it is timed when the picture has settled."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST = 20.0
ENVIRONMENT = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)
"""Compiled modules are kept from run to run, as in every installed program."""
QUIET = 0.12
"""Seconds without output after which a picture has settled: a cursor blinks half a second after a key or later."""
PASSWORD_AND_TOKEN = re.compile(rb"demo-[a-z]+-\d{4}")
TOKEN = re.compile(rb"Token (\d{3}) (\d{3})")


class Terminal:
    """A running program."""

    def __init__(self, command: list[str], size: tuple[int, int] = (80, 24), term: str = "xterm-256color") -> None:
        self.began = time.perf_counter()
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        environment = {**ENVIRONMENT, "TERM": term}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self.seen = b""

    def until(self, text: bytes) -> float:
        """Read until a text has been shown; return the seconds since the program started."""
        while text not in self.seen:
            assert self._read(LONGEST), f"{text!r} did not come: {self.seen[-500:]!r}"
        return time.perf_counter() - self.began

    def key(self, keys: bytes, quiet: float = QUIET) -> float:
        """Send keys; return the seconds until the last output before it fell quiet."""
        sent = last = time.perf_counter()
        os.write(self.master, keys)
        while self._read(1.0 if last == sent else quiet):
            last = time.perf_counter()
            assert last - sent < LONGEST, f"it does not fall quiet: {self.seen[-500:]!r}"
        return last - sent

    def _read(self, seconds: float) -> bool:
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        self.seen += os.read(self.master, 65_536)
        return True

    def close(self) -> None:
        """End the program."""
        self.process.kill()
        self.process.wait()
        os.close(self.master)

    def sign_in(self) -> float:
        """Sign in to a demo; return the seconds from the last key to the settled home screen."""
        self.until(b"Token ")
        self.key(b"demo\r")
        found = PASSWORD_AND_TOKEN.search(self.seen)
        assert found is not None, self.seen[-500:]
        self.key(found[0] + b"\r", quiet=0.5)
        token = TOKEN.findall(self.seen)[-1]
        return self.key(b"".join(token) + b"\r", quiet=1.0)


@contextlib.contextmanager
def running(command: list[str]) -> Iterator[Terminal]:
    """Run a program for as long as the block lasts."""
    terminal = Terminal(command)
    try:
        yield terminal
    finally:
        terminal.close()


def xstui(*words: str) -> list[str]:
    """Return the command of the program: what the installed script `xstui` does."""
    return [*python("import sys; from xstui.__main__ import main; sys.exit(main())"), *words]


def python(code: str) -> list[str]:
    """Return the command of a small program."""
    return [sys.executable, "-c", code]

"""A program on a pty of 80x24, whose output is read away."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


class Terminal:
    """Starts a Python module on a terminal of its own."""

    def __init__(self, module: str, *words: object) -> None:
        self.fd, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.settings = termios.tcgetattr(slave)
        self.slave_name = os.ttyname(slave)
        self.seen = b""
        command = [sys.executable, "-m", module, *map(str, words)]
        self.process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - without a terminal of its own nobody hangs up on it
        )
        os.close(slave)

    def read_until(self, done, seconds: float = 15.0) -> bytes:
        """Read until `done` holds of all that was seen since the last reading."""
        seen = b""
        deadline = time.monotonic() + seconds
        while not done(seen):
            assert time.monotonic() < deadline, f"not in time: {seen[-600:]!r}"
            if select.select([self.fd], [], [], 0.02)[0]:
                try:
                    seen += os.read(self.fd, 65536)
                except OSError:  # the program has ended
                    assert done(seen), f"ended: {seen[-600:]!r}"
        self.seen += seen
        return seen

    def read_until_quiet(self, seconds: float = 0.4) -> None:
        """Read until nothing has come for a while: the program waits for keys, whatever the machine has to do."""
        while select.select([self.fd], [], [], seconds)[0]:
            self.seen += os.read(self.fd, 65536)

    def write(self, keys: bytes) -> None:
        os.write(self.fd, keys)

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def wait(self, seconds: float = 15.0) -> int:
        """Wait for the end of the program, reading what it writes; return its exit code."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, "the program does not end"
            self.drain()
        self.drain()
        return self.process.returncode

    def drain(self) -> None:
        if self.fd >= 0 and select.select([self.fd], [], [], 0.02)[0]:
            try:
                self.seen += os.read(self.fd, 65536)
            except OSError:
                return

    def hang_up(self) -> None:
        """Close the terminal's other side: the window is gone, the line broken."""
        os.close(self.fd)
        self.fd = -1

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.fd >= 0:
            os.close(self.fd)


def _take_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)

"""Bursts through a real pty: Pilot waits between keys, and so can't show what happens to type-ahead."""

import fcntl
import json
import os
import pty
import random
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ui.keygate_toy import BURST, EXPECTED, REPORT_BURST

REPOSITORY = Path(__file__).parents[2]


class Terminal:
    """A toy on a pty of 80x24, whose output is read away."""

    def __init__(self, out: Path, delay: float) -> None:
        self.out = out
        self.fd, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        command = [sys.executable, "-m", "tests.ui.keygate_toy", str(out), str(delay)]
        self.process = subprocess.Popen(
            command, cwd=REPOSITORY, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
        )
        os.close(slave)

    def read_until(self, done, seconds: float = 10.0) -> bytes:
        seen = b""
        deadline = time.monotonic() + seconds
        while not done(seen):
            assert time.monotonic() < deadline, f"not in time: {self.records()} {seen[-300:]!r}"
            if select.select([self.fd], [], [], 0.02)[0]:
                seen += os.read(self.fd, 65536)
        return seen

    def write(self, keys: bytes) -> None:
        os.write(self.fd, keys)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.fd)

    def records(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.read_text().splitlines()] if self.out.exists() else []

    def wait_for_records(self, count: int) -> None:
        self.read_until(lambda _seen: len(self.records()) >= count)


@contextmanager
def toy(tmp_path: Path, delay: float) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path / "records", delay)
    try:
        terminal.read_until(lambda seen: b"sign in" in seen)
        yield terminal
    finally:
        terminal.close()


def test_a_whole_session_in_one_write_gives_the_right_values_everywhere(tmp_path):
    with toy(tmp_path, delay=0.3) as terminal:
        terminal.write(BURST.encode())
        terminal.wait_for_records(1)
        assert terminal.records() == [EXPECTED]


def chunked(keys: str, rng: random.Random) -> list[str]:
    """Cut between keys; an escape sequence stays whole, as terminals write it."""
    units = keys.replace("\x1bOQ", "\x00")
    cuts = sorted(rng.sample(range(1, len(units)), rng.randrange(0, len(units) - 1)))
    parts = [units[start:stop] for start, stop in zip([0, *cuts], [*cuts, None], strict=True)]
    return [part.replace("\x00", "\x1bOQ") for part in parts]


@pytest.mark.parametrize("seed", range(2))
def test_any_chunking_of_the_same_keys_gives_the_same_values(tmp_path, seed):
    rng = random.Random(seed)
    bursts = [BURST] * 6 + [BURST.removesuffix("q") + "w"] + [REPORT_BURST] * 13
    with toy(tmp_path, delay=0.001) as terminal:
        for session, burst in enumerate(bursts, 1):
            for part in chunked(burst, rng):
                terminal.write(part.encode())
                terminal.read_until(lambda _seen: True)
            terminal.wait_for_records(session)
        assert terminal.records() == [EXPECTED] * 7 + [{**EXPECTED, "fields": None}] * 13


def test_keys_typed_before_the_program_runs_are_kept(tmp_path):
    terminal = Terminal(tmp_path / "records", 0.0)
    try:
        terminal.write(BURST.encode())
        terminal.wait_for_records(1)
        assert terminal.records() == [EXPECTED]
    finally:
        terminal.close()

"""Let two programs work on one store, lock and unlock, quit and be killed, and look whether anything is lost.

    python tools/two_programs.py 200 [--seed N] [--encrypted]

Each of the two saves registrations while figures are worked out in a thread of its own, and locks and unlocks in
between. One of them then quits or is killed, later the other one. The system tells which locks and files each has: none
while it says that it is locked, and a lock from its first save until it quits. In the end the database's own check and
the journal's must find nothing, and every registration that was acknowledged must be there. Exit status 1 where
something is wrong, or where so little was acknowledged that nothing is proved.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import threading
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import command_line
from tools.kills import stored
from tools.registrations import register
from tools.storework import TODAY, Place, employed, faults, make_place
from xstui.bootstrap import Program
from xstui.domain.problems import Refused
from xstui.services import reporting
from xstui.services.access import sign_in
from xstui.services.context.context import Context

FRESH = 10
"""Rounds after which the store is replaced, so that checking it stays quick."""
TURNS = 12
"""Things that a program does in a round, at most."""
LEAST_PER_ROUND = 2
"""Registrations that must be acknowledged in a round on average: with fewer, nothing is proved."""
BUSY = frozenset({"store-locked", "store-sealed"})
"""What a program may be told while it locks itself, or the other one saves."""
LOCKS = Path("/proc/locks")


@dataclass
class Figures:
    """What came out: what was acknowledged, how often a program was seen locked, and all that is wrong."""

    rounds: int = 0
    acknowledged: int = 0
    locked: int = 0
    killed: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the figures as a line."""
        return (
            f"{self.rounds} rounds, {self.acknowledged} registrations acknowledged, {self.locked} times locked, "
            f"{self.killed} kills, {len(self.wrong)} faults"
        )


def locks_of(process: int, path: Path) -> list[str]:
    """Return the kinds of lock that a process has on a store, as the system tells."""
    inode = str(path.stat().st_ino)
    lines = [line.split() for line in LOCKS.read_text().splitlines() if "->" not in line]
    return [words[3] for words in lines if words[4] == str(process) and words[5].rsplit(":", 1)[-1] == inode]


def files_of(process: int, path: Path) -> list[str]:
    """Return which files of a store a process has open."""
    found = []
    for entry in Path(f"/proc/{process}/fd").iterdir():
        try:
            name = str(entry.readlink())
        except OSError:  # closed meanwhile
            continue
        if name in {str(path), f"{path}-wal", f"{path}-shm"}:
            found.append(Path(name).name)
    return found


@dataclass
class Worker:
    """One program at work: it says what it has done, and goes on when that has been looked at."""

    program: Program
    told: Connection
    context: Context | None = None
    turn: threading.Lock = field(default_factory=threading.Lock)

    def say(self, word: str, detail: object = "") -> None:
        """Say something, and wait until it has been looked at."""
        self._send(word, detail)
        self.told.recv()

    def open(self) -> None:
        """Come in by the demo's own login."""
        login = self.program.demo_login()
        if login is None:
            raise LookupError
        self.context = self.program.context(sign_in.demo_actor(self.program.sign_in_context, login.username))

    def work_out(self) -> None:
        """Work out figures, over and over, at the context that there is."""
        while True:
            context = self.context
            if context is None:
                continue
            context.kept.clear()
            try:
                reporting.make(context, reporting.defaults(context, "verzuimcijfers"))
            except Refused as refused:
                if refused.problems[0].code not in BUSY:
                    self._send("wrong", refused.problems[0].code)
            except Exception as error:  # noqa: BLE001 - whatever it is, the thread must not end without a word
                self._send("wrong", repr(error))

    def _send(self, word: str, detail: object) -> None:
        with self.turn:
            self.told.send((word, detail))


def work(place: Place, seed: int, told: Connection, turns: int) -> None:
    """Be a program: save, lock and unlock, and quit in the end."""
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    worker = Worker(Program(place.path, TODAY), told)
    worker.open()
    assert worker.context is not None
    people, login = employed(worker.context), worker.program.demo_login()
    assert login is not None
    threading.Thread(target=worker.work_out, daemon=True).start()
    for _turn in range(rng.randrange(turns // 2, turns)):
        if rng.random() < 0.3:  # noqa: PLR2004 - a third of the time
            actor = worker.context.actor
            worker.program.lock()
            worker.say("locked")
            worker.program.enter(login.username, login.password)
            worker.context = worker.program.context(actor)
            worker.say("unlocked")
        elif (seq := register(worker.context, rng, people)) is not None:
            worker.say("saved", seq)
    worker.program.lock()
    worker.say("left")
    os._exit(0)  # as a program ends: the thread that works out figures has nothing to tell any more


@dataclass
class Watched:
    """A program that is watched from outside."""

    process: BaseProcess
    hears: Connection
    is_locked: bool = False


def _start(place: Place, rng: random.Random, turns: int) -> Watched:
    processes = multiprocessing.get_context("fork")
    hears, tells = processes.Pipe()
    process = processes.Process(target=work, args=(place, rng.randrange(2**32), tells, turns), daemon=True)
    process.start()
    tells.close()
    return Watched(process, hears)


def _look(place: Place, who: Watched, word: str, figures: Figures) -> None:
    """Hold what a program says of itself against what the system tells of it."""
    number = who.process.pid or 0
    if word in {"locked", "left"}:
        figures.locked += 1
        if files := files_of(number, place.path):
            figures.wrong.append(f"round {figures.rounds}: {word}, but it has open: {', '.join(files)}")
    elif "READ" not in locks_of(number, place.path):
        figures.wrong.append(f"round {figures.rounds}: {word}, but it holds no lock on the store")


def one_round(place: Place, rng: random.Random, figures: Figures, turns: int) -> list[int]:
    """Let two programs work until both are gone, and return what was acknowledged."""
    both, saved = [_start(place, rng, turns), _start(place, rng, turns)], []
    kill_at = rng.randrange(2, 2 * turns)
    heard = 0
    while both:
        for ready in wait([who.hears for who in both]):
            who = next(w for w in both if w.hears is ready)
            try:
                word, detail = who.hears.recv()
                if word == "wrong":
                    figures.wrong.append(f"round {figures.rounds}: told {detail}")
                    continue
                _look(place, who, word, figures)
                if word == "saved":
                    saved.append(detail)
                heard += 1
                if heard == kill_at:
                    figures.killed += 1
                    who.process.kill()
                else:
                    who.hears.send(None)
            except (EOFError, OSError):
                who.process.join()
                if who.process.exitcode not in {0, -signal.SIGKILL}:
                    figures.wrong.append(f"round {figures.rounds}: a program ended by itself")
                who.hears.close()
                both.remove(who)
    return saved


def torture(rounds: int, seed: int, folder: Path, *, encrypted: bool = False, turns: int = TURNS) -> Figures:
    """Let two programs work that many times, and return the figures."""
    rng, figures = random.Random(seed), Figures()  # noqa: S311 - to be repeated
    template = make_place(folder, encrypted=encrypted)
    place = Place(folder / "shared.db", template.key)
    for number in range(rounds):
        if number % FRESH == 0:
            for leftover in folder.glob("shared.db*"):
                leftover.unlink()
            for file in folder.glob(f"{template.path.name}*"):
                shutil.copy(file, folder / file.name.replace(template.path.name, place.path.name))
        figures.rounds = number + 1
        heard = one_round(place, rng, figures, turns)
        figures.acknowledged += len(heard)
        there = stored(place)
        wrong = faults(place) + [f"lost: {seq}" for seq in heard if seq not in there]
        figures.wrong += [f"round {number + 1}: {text}" for text in wrong]
    if figures.acknowledged < LEAST_PER_ROUND * rounds:
        figures.wrong.append(f"{figures.acknowledged} registrations acknowledged in {rounds} rounds prove little")
    return figures


def main() -> int:
    """Read the command line, let two programs work, and report."""
    parser = command_line.options("Let two programs work on one store.", "rounds")
    parser.add_argument("--encrypted", action="store_true")
    return command_line.run(parser, torture)


if __name__ == "__main__":
    sys.exit(main())

"""Kill the program while it saves, and look whether anything it acknowledged is lost.

    python tools/kills.py 500 [--seed N] [--encrypted]

A process of its own saves registrations through the services, and tells the number of each as soon as a clerk
would see the receipt. It is killed at a random moment. Then the database's own check and the journal's must find
nothing, every number told must be there, and no case may be half. Exit status 1 where something is wrong.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import select

from tools import command_line
from tools.registrations import register
from tools.storework import Place, context_on, employed, faults, make_place
from xstui.store.journal import entries

RECEIPTS = 4
"""Receipts that are waited for before the kill, fewer than this many: however busy the machine, some are told."""
LONGEST = 0.05
"""Seconds from the last of them until the kill, at most: a save or two."""
FRESH = 25
"""Kills after which the store is replaced, so that checking it stays quick."""


@dataclass
class Figures:
    """What came out: registrations acknowledged, stored though the receipt never came, and all that is wrong."""

    kills: int = 0
    acknowledged: int = 0
    unheard: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the figures as a line."""
        return (
            f"{self.kills} kills, {self.acknowledged} registrations acknowledged, "
            f"{self.unheard} stored before they could be, {len(self.wrong)} faults"
        )


def save_on(place: Place, seed: int, told: Connection) -> None:
    """Save registrations until killed; tell 0 at the start, and then the number of each."""
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    context = context_on(place.open())
    people = employed(context)
    told.send(0)
    while True:
        if (seq := register(context, rng, people)) is not None:
            told.send(seq)


def kill_once(place: Place, rng: random.Random) -> list[int]:
    """Start a process that saves, kill it, and return what it acknowledged."""
    fork = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(fork)
    hears, tells = context.Pipe(duplex=False)
    process = context.Process(target=save_on, args=(place, rng.randrange(2**32), tells), daemon=True)  # type: ignore[attr-defined]
    process.start()
    tells.close()
    heard: list[int] = []
    with suppress(EOFError):
        hears.recv()
        heard += [hears.recv() for _receipt in range(rng.randrange(RECEIPTS))]
        time.sleep(rng.uniform(0, LONGEST))
        process.kill()
        while True:
            heard.append(hears.recv())
    process.join()
    hears.close()
    return heard


def stored(place: Place) -> set[int]:
    """Return the numbers of all journal entries."""
    store = place.open()
    with store.reading() as session:
        numbers = set(session.connection().execute(select(entries.c.seq)).scalars())
    store.close()
    return numbers


def torture(kills: int, seed: int, folder: Path, *, encrypted: bool = False) -> Figures:
    """Kill that many times, and return the figures."""
    rng, figures = random.Random(seed), Figures()  # noqa: S311 - to be repeated
    template = make_place(folder, encrypted=encrypted)
    place = Place(folder / "killed.db", template.key)
    before: set[int] = set()
    for number in range(kills):
        if number % FRESH == 0:
            for leftover in folder.glob("killed.db*"):
                leftover.unlink()
            shutil.copy(template.path, place.path)
            before = stored(place)
        heard = kill_once(place, rng)
        wrong, after = faults(place), stored(place)
        wrong += [f"lost: {seq}" for seq in heard if seq not in after]
        figures.wrong += [f"kill {number}: {text}" for text in wrong]
        figures.kills, figures.acknowledged = number + 1, figures.acknowledged + len(heard)
        figures.unheard += len(after - before - set(heard))
        before = after
    if 2 * figures.acknowledged < kills:
        figures.wrong.append(f"{figures.acknowledged} registrations acknowledged in {kills} kills prove little")
    return figures


def main() -> int:
    """Read the command line, kill, and report."""
    parser = command_line.options("Kill the program while it saves.", "kills")
    parser.add_argument("--encrypted", action="store_true")
    return command_line.run(parser, torture)


if __name__ == "__main__":
    sys.exit(main())

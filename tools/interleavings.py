"""Let two clerks change the same cases in random interleavings, and look whether an update is lost.

    python tools/interleavings.py 10000 [--seed N] [--threads] [--encrypted]

Two processes, or two stores in two threads, change percentages, take changes back and do them again. A change is
made either on what was read before (`seen`), or blindly. From the answers alone a model then says what the store
must hold. Exit status 1 where an acknowledged change is missing, was made over one that its clerk had not seen, or
where the store differs from the model.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import select
from sqlmodel import col
from sqlmodel import select as select_rows

from tools import command_line
from tools.mending import mend_step
from tools.registrations import running_cases
from tools.storework import TODAY, Place, context_on, faults, make_place
from xstui.domain.absence import Step
from xstui.domain.problems import Refused
from xstui.services.context.context import Context
from xstui.services.upkeep import undo
from xstui.store.journal import entries
from xstui.store.tables import AbsenceCase, PercentageStep

CASES = 3
"""Cases that both change: few, so that they meet."""
DAYS = tuple(TODAY - timedelta(days=days) for days in range(3))
PAUSE = 0.02
"""Seconds between reading and saving, at most: the other comes in between."""


@dataclass(frozen=True)
class Told:
    """What the program told one clerk.

    Attributes:
        registration: `change`, `undo`, `redo` or `refused`.
        seq: The entry that was acknowledged; 0 for a refusal.
        seen: The version that the change was made from; None for a blind one.
        reverses: The entry that was taken back or done again.
    """

    registration: str
    clerk: int
    seq: int = 0
    case_id: int = 0
    day: date = TODAY
    percentage: Decimal = Decimal(0)
    seen: int | None = None
    reverses: int = 0
    code: str = ""


@dataclass
class Figures:
    """What came out: how often each thing was told, and all that is wrong."""

    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the figures as a line."""
        counts = ", ".join(f"{count} {name}" for name, count in sorted(self.told.items()))
        return f"{self.told.total()} changes tried ({counts}), {len(self.wrong)} faults"


def work(  # noqa: PLR0913 - what a process of its own needs to know
    place: Place, clerk: int, tries: int, seed: int, cases: list[int], answer: Connection
) -> None:
    """Be one of the clerks, and send all that was told."""
    rng = random.Random(f"{seed} {clerk}")  # noqa: S311 - to be repeated
    store = place.open()
    context = context_on(store, clerk)
    answer.send([attempt(context, rng, clerk, rng.choice(cases)) for _ in range(tries)])
    store.close()


def attempt(context: Context, rng: random.Random, clerk: int, case_id: int) -> Told:
    """Try one change, now and then an undo or a redo."""
    registration = rng.choices(["change", "undo", "redo"], [8, 1, 1])[0]
    try:
        if registration == "change":
            return _change(context, rng, clerk, case_id)
        reversal = undo.undo(context) if registration == "undo" else undo.redo(context)
    except Refused as refused:
        return Told("refused", clerk, code=refused.problems[0].code)
    return Told(registration, clerk, reversal.seq, reverses=_reversed_by(context, reversal.seq))


def _change(context: Context, rng: random.Random, clerk: int, case_id: int) -> Told:
    seen = None
    if rng.random() < 0.7:  # noqa: PLR2004 - most clerks look before they change
        with context.reading() as session:
            seen = session.get_one(AbsenceCase, case_id).version
    time.sleep(rng.uniform(0, PAUSE))
    step = Step(rng.choice(DAYS), Decimal(rng.randrange(1, 101)))
    receipt = mend_step(context, case_id, step, seen)
    return Told("change", clerk, receipt.seq, case_id, step.valid_from, step.percentage, seen)


def _reversed_by(context: Context, seq: int) -> int:
    with context.reading() as session:
        return int(session.connection().execute(select(entries.c.reverses).where(entries.c.seq == seq)).scalar_one())


Key = tuple[int, date]


@dataclass
class Model:
    """What the store must hold, from the answers in the order of their numbers."""

    values: dict[Key, Decimal | None]
    versions: dict[int, int]
    changes: dict[int, tuple[Told, Decimal | None, int]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def take(self, told: Told) -> None:
        """Follow one answer."""
        if told.registration == "change":
            key = (told.case_id, told.day)
            if told.seen is not None and told.seen != self.versions[told.case_id]:
                self.wrong.append(f"{told.seq} was made over {self.versions[told.case_id]}, which was not seen")
            self.changes[told.seq] = (told, self.values.get(key), self.versions[told.case_id])
            self.values[key], self.versions[told.case_id] = told.percentage, told.seq
            return
        change, before, version = self.changes[told.reverses]
        back = told.registration == "undo"
        if self.versions[change.case_id] != (change.seq if back else version):
            self.wrong.append(f"{told.seq} took back {change.seq} under a later change")
        self.values[change.case_id, change.day] = before if back else change.percentage
        self.versions[change.case_id] = version if back else change.seq


def state(place: Place, cases: list[int]) -> tuple[dict[Key, Decimal | None], dict[int, int]]:
    """Return the percentages and the versions of the cases."""
    store = place.open()
    with store.reading() as session:
        steps = session.exec(select_rows(PercentageStep).where(col(PercentageStep.case_id).in_(cases))).all()
        values: dict[Key, Decimal | None] = {(step.case_id, step.valid_from): step.percentage for step in steps}
        versions = {number: session.get_one(AbsenceCase, number).version for number in cases}
    store.close()
    return values, versions


def let_two_work(place: Place, tries: int, seed: int, cases: list[int], *, threads: bool) -> list[Told]:
    """Let both clerks work, and return all that they were told."""
    fork = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    processes = multiprocessing.get_context(fork)
    kind = threading.Thread if threads else processes.Process  # type: ignore[attr-defined]
    answers, workers = [], []
    for clerk in (1, 2):
        hears, tells = processes.Pipe(duplex=False)
        workers.append(kind(target=work, args=(place, clerk, tries // 2, seed, cases, tells), daemon=True))
        answers.append(hears)
    for worker in workers:
        worker.start()
    told = [one for answer in answers for one in answer.recv()]
    for worker in workers:
        worker.join()
    return told


def torture(tries: int, seed: int, folder: Path, *, threads: bool = False, encrypted: bool = False) -> Figures:
    """Let two clerks try that many changes, and return the figures."""
    place = make_place(folder, encrypted=encrypted)
    store = place.open()
    cases = running_cases(context_on(store))[:CASES]
    store.close()
    model = Model(*state(place, cases))
    told = let_two_work(place, tries, seed, cases, threads=threads)
    figures = Figures(Counter(f"refused {one.code}" if one.code else one.registration for one in told))
    acknowledged = sorted((one for one in told if one.seq), key=lambda one: one.seq)
    for one in acknowledged:
        model.take(one)
    few = [f"{len(acknowledged)} of {tries} changes acknowledged prove little"] if 4 * len(acknowledged) < tries else []
    figures.wrong = [*few, *model.wrong, *_journal_faults(place, acknowledged), *faults(place)]
    values, versions = state(place, cases)
    if values != {key: value for key, value in model.values.items() if value is not None}:
        figures.wrong.append("the percentages are not what was acknowledged")
    if versions != model.versions:
        figures.wrong.append(f"the versions are {versions} and not {model.versions}")
    return figures


def _journal_faults(place: Place, acknowledged: list[Told]) -> list[str]:
    """Return the acknowledged entries that the journal lacks or signs otherwise, and those told twice."""
    store = place.open()
    with store.reading() as session:
        rows = session.connection().execute(select(entries.c.seq, entries.c.who)).all()
    store.close()
    signed = {row.seq: row.who for row in rows}
    by_number: dict[int, list[Told]] = defaultdict(list)
    for one in acknowledged:
        by_number[one.seq].append(one)
    wrong = [f"{seq} was told to both" for seq, both in by_number.items() if len(both) > 1]
    return wrong + [f"{o.seq} is lost" for o in acknowledged if signed.get(o.seq) != f"clerk-{o.clerk}"]


def main() -> int:
    """Read the command line, let them work, and report."""
    parser = command_line.options("Let two clerks change the same cases.", "tries")
    parser.add_argument("--threads", action="store_true")
    parser.add_argument("--encrypted", action="store_true")
    return command_line.run(parser, torture)


if __name__ == "__main__":
    sys.exit(main())

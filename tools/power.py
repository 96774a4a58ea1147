# ruff: noqa: T201 - it reports on the command line
"""Cut the power while the program saves, and look whether anything it acknowledged is lost.

    python tools/power.py 300 [--registrations 150] [--seed N] [--encrypted] [--lying-disk]

A process saves registrations under `strace`, which writes down every write, sync and receipt in order. For each cut
a moment of that is chosen, and the files are made as a disk may have them then: what was synced is there; of what
was written since, any part may be, in any order and torn between sectors; a file whose folder was not synced may be
missing, and one that was removed may be back. Then all that `tools/kills.py` asks must hold. With `--lying-disk`
syncing does nothing: faults must come out of it. Exit status 1 where something is wrong. Linux only.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.kills import stored
from tools.registrations import register
from tools.storework import Place, context_on, employed, faults, make_place
from xstui.domain.problems import Refused

TRACED = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"
LINE = re.compile(
    r"(?P<call>\w+)\((?:AT_FDCWD<[^>]*>, |\d+<(?P<file>[^>]*)>,? ?)?"
    r'(?:"(?P<bytes>[^"]*)")?(?P<rest>.*)\) = (?P<got>.*)'
)
RENAMED = re.compile(r'"([^"]*)"')
SYNCS, PLACED = frozenset({"fsync", "fdatasync"}), frozenset({"pwrite64", "ftruncate"})
KINDS = {
    "pwrite64": "write",
    "write": "write",
    "ftruncate": "cut",
    "unlink": "remove",
    "fsync": "sync",
    "fdatasync": "sync",
    "rename": "move",
}
"""What each call is; another one on the store's files, which this tool couldn't follow, ends it with a KeyError."""
SECTOR = 512
TOLD = "told"


@dataclass(frozen=True)
class Event:
    """One call that reached the disk.

    Attributes:
        kind: `write`, `cut` (to a length), `sync`, `create`, `remove`, `move` (of the file that `content` names to
            `path`), `become` (whole, as `content`) or `told`.
    """

    kind: str
    path: Path
    at: int = 0
    content: bytes = b""


def save(place: Place, seed: int, registrations: int) -> None:
    """Save registrations, and write down the number of each once a clerk would see its receipt."""
    rng, context = random.Random(seed), context_on(place.open())  # noqa: S311 - to be repeated
    people = employed(context)
    with (place.path.parent / TOLD).open("wb", buffering=0) as told:
        for _ in range(registrations):
            if (seq := register(context, rng, people)) is not None:
                told.write(f"{seq}\n".encode())


@dataclass(frozen=True)
class Recording:
    """A store as it was before, and all that reached the disk while a process tried `asked` registrations on it."""

    place: Place
    before: dict[Path, bytes]
    events: list[Event]
    asked: int

    def count(self, kind: str) -> int:
        """Return how many events of a kind there were."""
        return sum(event.kind == kind for event in self.events)


def record(folder: Path, registrations: int, seed: int, *, encrypted: bool = False) -> Recording:
    """Let a process save registrations on a small store in a folder of its own, and return what reached the disk.

    Raises:
        CalledProcessError: It can't be traced here.
    """
    made = make_place(folder, encrypted=encrypted)
    place = Place(folder / "run" / "power.db", made.key)
    place.path.parent.mkdir()
    shutil.copy(made.path, place.path)
    before = {place.path: place.path.read_bytes()}
    log = folder / "strace.log"
    trace = ["strace", "-f", "-y", "-xx", "-s", "100000", "-e", f"trace={TRACED}", "-o", str(log)]
    words = ["--save", str(place.path), "--key", place.key.hex() if place.key else "", "--seed", str(seed)]
    subprocess.run(  # noqa: S603 - this very file
        [*trace, sys.executable, __file__, str(registrations), *words], check=True, capture_output=True
    )
    lines = log.read_text().splitlines()
    events = [event for line in lines if (event := read_event(line, place.path.parent))]
    return Recording(place, before, events, registrations)


def read_event(line: str, folder: Path) -> Event | None:
    """Read a line of strace; None where it is about something else."""
    found = LINE.search(line)
    if not found or found["got"].startswith("-1"):
        return None
    call, content = found["call"], _unhex(found["bytes"] or "")
    named = {"openat": _unhex(found["got"].partition("<")[2].rstrip(">")), "unlink": content, "rename": content}
    path = Path(named.get(call, _unhex(found["file"] or "")).decode(errors="replace"))
    syncs_folder = path == folder and call in SYNCS
    if not syncs_folder and (path.parent != folder or path.name.endswith("-shm")):
        return None
    if path.name == TOLD:
        return Event("told", path, int(content)) if call == "write" else None
    if call == "openat":
        return Event("create", path) if "O_CREAT" in found["rest"] else None
    if call == "rename":
        return Event("move", Path(_unhex(RENAMED.findall(found["rest"])[0]).decode()), content=bytes(path))
    # What is not written at a place is a small file, written from its beginning in one go.
    return Event(KINDS[call], path, int(found["rest"].split(",")[-1]) if call in PLACED else 0, content)


def _unhex(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()


@dataclass
class Disk:
    """What is surely on the disk, and what may be: a file's `waiting` writes, names that were made or removed."""

    folder: Path
    surely: dict[Path, bytes]
    waiting: dict[Path, list[Event]] = field(default_factory=dict)
    made: set[Path] = field(default_factory=set)
    gone: set[Path] = field(default_factory=set)

    def take(self, event: Event) -> None:
        """Follow one event."""
        path = event.path
        if path == self.folder:
            self._keep_names()
        elif event.kind == "sync":
            self.surely[path] = _applied(self.surely.get(path, b""), self.waiting.pop(path, []))
        elif event.kind == "create":
            if path not in self.surely or path in self.gone:
                self.surely[path] = b""
                self.gone.discard(path)
                self.made.add(path)
        elif event.kind == "remove":
            self.gone.add(path)
        elif event.kind == "move":
            self._move(Path(os.fsdecode(event.content)), path)
        elif event.kind != "told":
            self.waiting.setdefault(path, []).append(event)

    def _keep_names(self) -> None:
        """Take note that the folder is on the disk: which names there are, and which files they mean."""
        for name in self.gone:
            self.surely.pop(name, None)
        self.made, self.gone = set(), set()
        for path, events in self.waiting.items():
            if any(event.kind == "become" for event in events):
                self.surely[path], self.waiting[path] = _applied(self.surely.get(path, b""), events), []

    def _move(self, source: Path, target: Path) -> None:
        """Give a file another name; until the folder is synced either file may be found there."""
        if target not in self.surely:
            self.surely[target] = b""
            self.made.add(target)
        moved = Event("become", target, content=self.surely.pop(source, b""))
        self.waiting[target] = [*self.waiting.get(target, []), moved, *self.waiting.pop(source, [])]
        self.made.discard(source)

    def after_power_cut(self, rng: random.Random) -> dict[Path, bytes]:
        """Return the files as they may be found."""
        found = {}
        for path, content in self.surely.items():
            if path in self.made | self.gone and rng.random() < 0.5:  # noqa: PLR2004 - either way
                continue
            some = [_torn(event, rng) for event in self.waiting.get(path, []) if rng.random() < 0.5]  # noqa: PLR2004
            found[path] = _applied(content, some)
        return found


def _torn(event: Event, rng: random.Random) -> Event:
    """Leave out the end of one write in four, as from some sector."""
    sectors = len(event.content) // SECTOR
    if event.kind == "become" or not sectors or rng.random() < 0.75:  # noqa: PLR2004
        return event
    return Event(event.kind, event.path, event.at, event.content[: SECTOR * rng.randrange(sectors)])


def _applied(content: bytes, events: Sequence[Event]) -> bytes:
    new = bytearray(content)
    for event in events:
        if event.kind == "become":
            new[:] = event.content
            continue
        if event.kind == "cut":
            del new[event.at :]
        new.extend(bytes(max(0, event.at - len(new))))
        new[event.at : event.at + len(event.content)] = event.content
    return bytes(new)


def cut_power(place: Place, before: dict[Path, bytes], events: Sequence[Event], rng: random.Random) -> list[str]:
    """Make the files as a cut after these events may leave them; return all that is wrong with the store then."""
    disk = Disk(place.path.parent, dict(before))
    for event in events:
        disk.take(event)
    for file in place.path.parent.glob(f"{place.path.name}*"):
        file.unlink()
    for path, content in disk.after_power_cut(rng).items():
        path.write_bytes(content)
    told = [event.at for event in events if event.kind == "told"]
    try:
        wrong, after = faults(place), stored(place)
    except Refused as refused:
        return [f"does not open: {refused}"]
    return wrong + [f"lost: {seq}" for seq in told if seq not in after]


def torture(recording: Recording, cuts: int, seed: int, *, lying: bool = False) -> list[str]:
    """Cut the power that many times at random moments of a recording; return all that is wrong."""
    events = [event for event in recording.events if not lying or event.kind != "sync"]
    rng, wrong = random.Random(seed), []  # noqa: S311 - to be repeated
    told = recording.count("told")
    if 2 * told < recording.asked:
        wrong.append(f"{told} of {recording.asked} registrations acknowledged prove little")
    for number in range(cuts):
        moment = rng.randrange(len(events)) + 1
        found = cut_power(recording.place, recording.before, events[:moment], rng)
        wrong += [f"cut {number}: {text}" for text in found]
    return wrong


def main() -> int:
    """Read the command line, cut, and report."""
    parser = argparse.ArgumentParser(description="Cut the power while the program saves.")
    parser.add_argument("cuts", type=int, help="how often; with --save: how many registrations")
    parser.add_argument("--registrations", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encrypted", action="store_true")
    parser.add_argument("--lying-disk", action="store_true")
    parser.add_argument("--save", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--key", default="", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.save:
        save(Place(args.save, bytes.fromhex(args.key) or None), args.seed, args.cuts)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        recording = record(Path(folder), args.registrations, args.seed, encrypted=args.encrypted)
        wrong = torture(recording, args.cuts, args.seed, lying=args.lying_disk)
    told, syncs = recording.count("told"), recording.count("sync")
    print(
        f"seed {args.seed}: {args.cuts} cuts, {told} registrations acknowledged by {syncs} syncs, {len(wrong)} faults"
    )
    print(*wrong[:20], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

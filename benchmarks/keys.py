"""From a key to the settled picture: typing, searching, opening and paging lists, beside a bare Textual `Input`.

python -m benchmarks.keys [EMPLOYEES]

Held to: a key in a field 1.5 x the same key in a bare `Input` (p95), a key of search 10 x, a page of a list 3 x; a list
opens in a time that does not depend on its length. Each key goes to both programs in turn, as whatever else the machine
does slows both. The demo company is encrypted, as a real store is.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.terminal import ENVIRONMENT, Terminal, python, running, xstui
from benchmarks.timing import figures, p95

BARE = """
from textual.app import App
from textual.widgets import Input

class Bare(App):
    def compose(self):
        yield Input(placeholder="leeg")

Bare().run()
"""
LETTERS = b"zxwvy" * 8
NAMES = (b"jansen", b"vries", b"bakker", b"berg", b"smit", b"dijk", b"visser")
ROUNDS = 5
TO_THE_START = b"\x15"
"""Ctrl+U: the text before the cursor goes."""
CLEAR = b"\x7f" * 8
PAGE_DOWN = b"\x1b[6~"
PAGES = 30
Pairs = list[tuple[float, float]]
"""Seconds of a key in the program, and of one in the bare `Input`."""


def pressed(clerk: Terminal, bare: Terminal, keys: Iterable[bytes]) -> Pairs:
    """Return the seconds of some keys, each beside a letter in the bare `Input`."""
    return [(clerk.key(key), bare.key(b"z")) for key in keys]


def letters(text: bytes) -> list[bytes]:
    """Return a text key by key."""
    return [bytes([key]) for key in text]


def typed(clerk: Terminal, bare: Terminal) -> Pairs:
    """Type in a field whose echo changes with every letter, and empty it, some times over."""
    pairs: Pairs = []
    for _round in range(ROUNDS):
        pairs += pressed(clerk, bare, letters(LETTERS))
        clerk.key(TO_THE_START)
        bare.key(TO_THE_START)
    return pairs


def searched(clerk: Terminal, bare: Terminal) -> Pairs:
    """Search for names, letter by letter."""
    clerk.key(b"/")
    pairs: Pairs = []
    for name in NAMES:
        pairs += pressed(clerk, bare, letters(name))
        clerk.key(CLEAR)
    clerk.key(b"\x1b", quiet=0.5)
    return pairs


def report(what: str, pairs: Pairs, most: float) -> None:
    """Print the figures of some keys, and their ratio to those of the bare `Input`."""
    ours, theirs = (list(times) for times in zip(*pairs, strict=True))
    ratios = f"of p50 {median(ours) / median(theirs):.2f}, of p95 {p95(ours) / p95(theirs):.2f} (held to {most})"
    print(f"{what:<22} {figures(ours)}   bare {figures(theirs)}   ratio {ratios}")


def main() -> None:
    """Measure, and print the figures."""
    employees = sys.argv[1] if len(sys.argv) > 1 else "10000"
    with tempfile.TemporaryDirectory() as folder:
        demo = xstui("demo", "--store", str(Path(folder) / "demo.db"))
        grown = [*demo, "--employees", employees, "--encrypted", "--no-open"]
        subprocess.run(grown, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
        with running(python(BARE)) as bare, running(demo) as clerk:
            bare.until(b"leeg")
            bare.key(b"a", quiet=0.5)
            clerk.sign_in()
            clerk.key(b"n", quiet=0.5)
            report("a key in a field", typed(clerk, bare), 1.5)
            clerk.key(b"\x1b", quiet=0.5)
            report("a key of search", searched(clerk, bare), 10)
            opened = clerk.key(b"w")
            clerk.key(PAGE_DOWN, quiet=1.0)
            report("a page of the list", pressed(clerk, bare, [PAGE_DOWN] * PAGES), 3)
            print(f"the list of {employees} opens in {1000 * opened:.0f} ms")


if __name__ == "__main__":
    main()

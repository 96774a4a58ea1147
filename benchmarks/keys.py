"""From a key to the settled picture: typing, searching, opening and paging lists, beside a bare Textual `Input`.

python -m benchmarks.keys [EMPLOYEES]

Held to: a key in a field 1.5 x the same key in a bare `Input` (p95), a key of search 10 x, a page of a list 3 x; a list
opens in a time that does not depend on its length. The demo company is encrypted, as a real store is.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.terminal import Terminal, python, running, xstui
from benchmarks.timing import figures, p95

BARE = """
from textual.app import App
from textual.widgets import Input

class Bare(App):
    def compose(self):
        yield Input(placeholder="leeg")

Bare().run()
"""
LETTERS = b"zxwvyzxwvyzxwvyzxwvyzxwvyzxwvyzxwvyzxwvy"
NAMES = (b"jansen", b"vries", b"bakker", b"berg", b"smit", b"dijk", b"visser")
CLEAR = b"\x7f" * 8


def typed(terminal: Terminal, keys: bytes) -> list[float]:
    """Return the seconds that each of some keys takes."""
    return [terminal.key(bytes([key])) for key in keys]


def searched(terminal: Terminal) -> list[float]:
    """Search for names, letter by letter; return the seconds of each key."""
    terminal.key(b"/")
    times = []
    for name in NAMES:
        times += typed(terminal, name)
        terminal.key(CLEAR)
    terminal.key(b"\x1b", quiet=0.5)
    return times


def listed(terminal: Terminal) -> tuple[float, list[float]]:
    """Open the list of all employees and page through it; return the seconds of both."""
    opened = terminal.key(b"w", quiet=0.6)
    pages = [terminal.key(b"\x1b[6~") for _ in range(25)]
    terminal.key(b"\x1b", quiet=0.5)
    return opened, pages


def main() -> None:
    """Measure, and print the figures."""
    employees = sys.argv[1] if len(sys.argv) > 1 else "10000"
    with running(python(BARE)) as bare:
        bare.until(b"leeg")
        bare.key(b"a", quiet=0.5)
        base = typed(bare, LETTERS)
    print(f"a key in a bare Input              {figures(base)}")
    if employees == "0":
        return
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "demo.db")
        demo = ["demo", "--store", store, "--employees", employees, "--encrypted"]
        subprocess.run(xstui(*demo, "--no-open"), check=True, stdout=subprocess.DEVNULL)
        with running(xstui(*demo)) as clerk:
            print(f"home after the token, {employees} employees: {1000 * clerk.sign_in():.0f} ms")
            clerk.key(b"n", quiet=0.5)
            report("a key in a field of a form", typed(clerk, LETTERS), base, 1.5)
            clerk.key(b"\x1b", quiet=0.5)
            report("a key of search", searched(clerk), base, 10)
            opened, pages = listed(clerk)
            print(f"the list of all employees opens in  {1000 * opened:.0f} ms")
            report("a page of it", pages, base, 3)


def report(what: str, times: list[float], base: list[float], most: float) -> None:
    """Print the figures of some keys, and the ratio to those of the bare `Input`."""
    print(f"{what:<34} {figures(times)}   ratio of p95 {p95(times) / p95(base):.2f} (held to {most})")


if __name__ == "__main__":
    main()

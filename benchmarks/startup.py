"""How soon the program is there: `--help`, the sign-in, and home; beside bare Python and a one-label Textual app.

python -m benchmarks.startup [RUNS [EMPLOYEES]]

On a real pseudo-terminal, in turn, medians. Held to:

- `--help` 0.15 s of processor time more than bare Python;
- the sign-in painted within 1.15 x a one-label app;
- home usable, after the last key of the token, within 2.2 x the one-label app: 0.35 x bagels, which takes 6.2 x.

Modules are compiled before, as they are once installed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.terminal import ENVIRONMENT, python, running, xstui
from benchmarks.timing import timed

LABEL = """
from textual.app import App
from textual.widgets import Label

class OneLabel(App):
    def compose(self):
        yield Label("Gebruikersnaam")

OneLabel().run()
"""
SHOWN = b"Gebruikersnaam"


def painted(command: list[str]) -> float:
    """Return the seconds until the first field's name is on the terminal."""
    with running(command) as terminal:
        return terminal.until(SHOWN)


def home(store: Path) -> float:
    """Return the seconds from the last key of the token to a home that takes keys.

    On a copy: a token opens a store once.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "demo"
        shutil.copytree(store.parent, copy)
        with running(xstui("demo", "--store", str(copy / store.name))) as terminal:
            return terminal.sign_in()


def processor(command: list[str]) -> float:
    """Return the seconds of processor time that a command takes."""

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)

    return timed(run, clock=lambda: sum(os.times()[2:4]))[0]


def main() -> None:
    """Take the sides in turn, and print medians and their ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    employees = sys.argv[2] if len(sys.argv) > 2 else "10000"
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "demo.db"
        demo = xstui("demo", "--store", str(store))
        grown = [*demo, "--employees", employees, "--encrypted", "--no-open"]
        subprocess.run(grown, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
        painted(demo), painted(python(LABEL))
        rounds = [
            (
                painted(python(LABEL)),
                painted(demo),
                home(store),
                processor(python("pass")),
                processor(xstui("--help")),
            )
            for _ in range(runs)
        ]
    label, sign_in, usable, bare, short = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(
        f"--help           {1000 * short:5.0f} ms of processor time, {short - bare:.2f} s above Python (held to 0.15)"
    )
    print(f"a one-label app  {1000 * label:5.0f} ms")
    print(f"sign-in painted  {1000 * sign_in:5.0f} ms, ratio {sign_in / label:.2f} (held to 1.15)")
    print(f"home usable      {1000 * usable:5.0f} ms, ratio {usable / label:.2f} (held to 2.2; {employees} employees)")


if __name__ == "__main__":
    main()

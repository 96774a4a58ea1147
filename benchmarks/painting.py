"""What a screen and a key send to the terminal, in bytes: over a slow line that is what the clerk waits for.

python -m benchmarks.painting
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.terminal import Terminal, xstui

BOUNDS = {(80, 24): 8_000, (120, 40): 20_000}
"""Bytes of a whole screen at most; half of them in the terminal's own colours."""
KEY = 1_000
"""Bytes of a key at most."""
SCREENS = {
    "dossier": (b"/polis\r",),
    "tasks": (b"t",),
    "employees": (b"w",),
    "cases": (b"r",),
    "figures": (b"v",),
    "organisation": (b"s",),
    "messages": (b"m",),
    "settings": (b"i",),
    "sick report": (b"z", b"jans\r"),
}
"""The keys to each screen, from home; what the last of them sends is counted."""
DOWN, ESCAPE = b"\x1b[B", b"\x1b"


def sent(terminal: Terminal, keys: bytes) -> int:
    """Return the bytes that keys had the program send."""
    before = len(terminal.seen)
    terminal.key(keys, quiet=0.8)
    return len(terminal.seen) - before


def measure(size: tuple[int, int], term: str) -> int:
    """Print what each screen sends at a size; return how many are over their bound."""
    bound = BOUNDS[size] // (2 if term != "xterm-256color" else 1)
    over = 0
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(xstui("demo", "--store", str(Path(home) / "demo.db")), size, term)
        try:
            terminal.sign_in()
            for name, (*before, last) in SCREENS.items():
                for keys in before:
                    sent(terminal, keys)
                bytes_sent = sent(terminal, last)
                moved = sent(terminal, DOWN)
                over += bytes_sent > bound
                print(f"{size[0]}x{size[1]} {term:<15} {name:<14} {bytes_sent:>6} of {bound}   a key {moved:>5}")
                for _again in range(2):
                    sent(terminal, ESCAPE)
        finally:
            terminal.close()
    return over


def main() -> int:
    """Measure both sizes, with colours and in the terminal's own."""
    return sum(measure(size, term) for size in BOUNDS for term in ("xterm-256color", "linux"))


if __name__ == "__main__":
    sys.exit(bool(main()))

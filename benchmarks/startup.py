"""From process start to the first painted screen, in a real pseudo-terminal, beside a one-label Textual app.

python -m benchmarks.startup [RUNS]
"""

from __future__ import annotations

import fcntl
import os
import pty
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

LABEL = """
from textual.app import App
from textual.widgets import Label

class OneLabel(App):
    def compose(self):
        yield Label("Gebruikersnaam")

OneLabel().run()
"""
LONGEST = 20.0


def painted(command: list[str], text: bytes) -> float:
    """Return the seconds until a text is on the terminal."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    seen = b""
    while text not in seen and time.perf_counter() - start < LONGEST:
        seen += os.read(master, 65_536)
    taken = time.perf_counter() - start
    process.kill()
    process.wait()
    os.close(master)
    os.close(slave)
    return taken


def main() -> None:
    """Take the two in turn, and print medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "demo.db")
        ours = [sys.executable, "-m", "xstui", "demo", "--store", store]
        subprocess.run([*ours, "--no-open"], check=True, stdout=subprocess.DEVNULL)
        pairs = [
            (painted(ours, b"Gebruikersnaam"), painted([sys.executable, "-c", LABEL], b"Gebruikersnaam"))
            for _ in range(runs)
        ]
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"sign-in painted {1000 * mine:.0f} ms, one label {1000 * theirs:.0f} ms, ratio {mine / theirs:.2f}")


if __name__ == "__main__":
    main()

# ruff: noqa: T201 - it reports on the command line
"""Show that mypy stops a wrong call of a service from a screen: each line below must be found, and the right one not.

    python tools/planted_calls.py

The wall between screens and services is typed by `Host.call`; an `Any` in it would let all of these pass.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCREEN = """
from datetime import date
from xstui.screens.base.host import Host
from xstui.services.absence import on_leave, pregnancy
from xstui.services.people import search

async def load(host: Host) -> None:
    await host.call(on_leave.leaves_on, [1], date(2026, 6, 8))
    await host.call(on_leave.leaves_on, [1], "2026-06-08")  # wrong: a text for a day
    await host.call(on_leave.leaves_on, [1])  # wrong: an argument is missing
    await host.call(search.resolve, "jansen", ex=True)  # wrong: no argument of that name
    found: int = await host.call(pregnancy.current_leave, 1)  # wrong: what comes back is a leave
    print((await host.call(search.resolve, "jansen"))[0].nam)  # wrong: no attribute of that name
"""


def main() -> int:
    """Run mypy on the planted screen; 0 where it finds just what is wrong."""
    wanted = {number for number, line in enumerate(SCREEN.splitlines(), 1) if "# wrong" in line}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planted.py"
        path.write_text(SCREEN, "utf-8")
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", path],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    found = {int(line) for line in re.findall(r"planted\.py:(\d+): error", done.stdout)}
    print(f"planted: {sorted(wanted)}, found: {sorted(found)}")
    if found != wanted:
        print(done.stdout, done.stderr)
    return int(found != wanted)


if __name__ == "__main__":
    sys.exit(main())

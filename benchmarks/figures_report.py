"""The report of the absence figures on a real store: the first time, and after a parameter has changed.

Run: `python benchmarks/figures_report.py [employees]`; a demo company, 60 months, by department and by month.
Held to: a changed parameter at most 0.3 x the first run.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from xstui.clock import FixedClock
from xstui.domain.absence import Classification
from xstui.domain.figures import Method, SafetyNet
from xstui.services import reporting
from xstui.services.access.sign_in import SignInContext, demo_actor
from xstui.services.context.context import Context
from xstui.services.context.organisation import tree
from xstui.services.context.reference import Reference, data_folder
from xstui.services.demo.company import make_demo
from xstui.store.opening import create_store

TODAY, MONTHS, TIMES = date(2026, 6, 8), 60, 5


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of processor time of a piece of work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def measure(context: Context) -> None:
    """Print the seconds of the first run, and of each changed parameter as a part of it."""
    asked = replace(reporting.defaults(context, "verzuimcijfers"), months=MONTHS)
    units = tree(context).units
    changes = {
        "method": replace(asked, method=Method.HOURS),
        "safety net": replace(asked, safety_net=SafetyNet.EXCLUDED),
        "classification": replace(asked, classifications=(Classification.WORK_ACCIDENT,)),
        "levels": replace(asked, levels=3),
        "part of the organisation": replace(asked, unit_id=units[1].unit_id),
        "months": replace(asked, months=MONTHS - 24),
    }

    def first() -> None:
        context.kept.clear()
        reporting.make(context, asked)

    alone = statistics.median(seconds(first) for _ in range(TIMES))
    print(f"first run {alone:.2f} s")
    for name, changed in changes.items():
        found = []
        for _ in range(TIMES):
            first()
            found.append(seconds(lambda changed=changed: reporting.make(context, changed)))
        again = statistics.median(found)
        print(f"  another {name}: {again:.3f} s = {again / alone:.2f} x the first")


def main(employees: int) -> None:
    """Make a company of so many employees and measure."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(TODAY)
        store = create_store(Path(folder, "demo.db"))
        reference = Reference(data_folder())
        make_demo(store, clock, reference, employees=employees)
        print(f"{employees} employees, {MONTHS} months")
        measure(Context(store, clock, demo_actor(SignInContext(store, clock), "demo"), reference))
        store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

"""Two programs on one store: the one that closes leaves the log of the other alone, whatever that did before."""

from __future__ import annotations

import subprocess
import sys

from tests.company import TODAY
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.services.upkeep import audit
from xstui.store.opening import open_store

FIRST_PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from tests.company import context_of
from xstui.bootstrap import Program
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport

program = Program(Path(sys.argv[1]), date(2026, 6, 8))
assert program.demo_login() is not None and not program.is_locked
print("open", flush=True)
sys.stdin.readline()
print(absence.report_sick(context_of(program.store), SickReport(2, date(2026, 6, 5))).seq, flush=True)
sys.stdin.readline()
"""


def test_what_one_program_acknowledged_outlives_the_closing_of_another_and_a_kill(company_path):
    words = [sys.executable, "-c", FIRST_PROGRAM, str(company_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline() == "open\n"
        second = Program(company_path, TODAY)
        assert audit.verify_store(second.store).findings == ()
        second.lock()
        first.stdin.write("\n")
        first.stdin.flush()
        acknowledged = int(first.stdout.readline())
        first.kill()
    store = open_store(company_path, FixedClock(TODAY).now())
    result = audit.verify_store(store)
    store.close()
    assert (result.findings, result.entries) == ((), acknowledged)

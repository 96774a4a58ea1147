"""What holds over a restart: the store is closed as a killed process leaves it, and opened again."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import timedelta

from tests.company import TODAY, context_of
from xstui.clock import FixedClock
from xstui.services import home
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.upkeep import audit, undo
from xstui.store.opening import open_store

JANSEN = 2


def test_redo_still_works_after_the_program_was_killed(context, company_path):
    absence.report_sick(context, SickReport(JANSEN, TODAY - timedelta(days=1)))
    undo.undo(context)
    context.store.close()
    reopened = context_of(open_store(company_path, FixedClock(TODAY).now()))
    assert home.home(reopened).absent == 1
    undo.redo(reopened)
    assert home.home(reopened).absent == 2
    assert audit.verify_store(reopened.store).findings == ()
    reopened.store.close()


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from datetime import timedelta
    from pathlib import Path
    from tests.company import TODAY, context_of
    from xstui.clock import FixedClock
    from xstui.services.absence import absence
    from xstui.services.absence.absence import SickReport
    from xstui.store import journal
    from xstui.store.opening import open_store

    context = context_of(open_store(Path(sys.argv[1]), FixedClock(TODAY).now()))
    absence.report_sick(context, SickReport(2, TODAY))
    print("acknowledged", flush=True)
    real = journal.append

    def dies(*args):
        real(*args)
        os.kill(os.getpid(), signal.SIGKILL)

    journal.append = dies
    absence.report_sick(context, SickReport(3, TODAY))
    """
)


def test_a_kill_in_the_middle_of_a_save_leaves_no_half_case(company_path):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(company_path)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("acknowledged\n", -9), done.stderr
    context = context_of(open_store(company_path, FixedClock(TODAY).now()))
    assert home.home(context).absent == 2
    assert audit.verify_store(context.store).findings == ()
    context.store.close()

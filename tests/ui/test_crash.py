"""A fault in the program shows where it is, and none of what was typed."""

from __future__ import annotations

import subprocess
import sys
import textwrap

CRASH = textwrap.dedent(
    """
    import sys
    from datetime import date
    from pathlib import Path
    from xstui.app.app import XstuiApp
    from xstui.bootstrap import Program

    def breaks(app):
        planted = "geheim-" + "wachtwoord"
        raise ZeroDivisionError

    XstuiApp.on_ready = breaks
    XstuiApp(Program(Path(sys.argv[1]), date(2026, 6, 8))).run(headless=True)
    """
)


def test_a_traceback_holds_no_values(company_path):
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(company_path)], capture_output=True, text=True, check=False, timeout=60
    )
    said = done.stdout + done.stderr
    assert "ZeroDivisionError" in said, said
    assert "geheim-wachtwoord" not in said

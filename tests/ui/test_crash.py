"""A fault in the program shows where it is, and none of what was typed."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap

from sqlalchemy import select

from tests.ui.clerk import at_home
from xstui.domain.problems import refuse
from xstui.i18n.registrations import registration_text
from xstui.services.upkeep import failures
from xstui.store.journal import entries
from xstui.store.store import Store

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


def planted():
    surname = "Geplant"
    raise ValueError(surname)  # a library may say a name


def fail(app):
    try:
        planted()
    except ValueError:
        app._fatal_error()


async def test_an_error_that_nobody_expected_is_in_the_journal_without_a_value(company_path, monkeypatch):
    async with at_home(company_path) as clerk:
        monkeypatch.setattr(failures, "PACKAGE", "ui")
        fail(clerk.app)
        with clerk.app.context.reading() as session:
            entry = session.connection().execute(select(entries).order_by(entries.c.seq.desc())).first()
    told = json.loads(entry.summary)
    assert (entry.use_case, entry.who, told["error"], told["where"].partition(":")[0]) == (
        *("program.failed", "combi", "ValueError", "ui/test_crash.py"),
    )
    assert registration_text(entry.use_case, told).startswith(
        "Het programma liep vast: ValueError bij ui/test_crash.py:"
    )
    assert "Geplant" not in entry.summary


async def test_an_error_that_can_not_be_noted_is_shown_all_the_same(company_path, monkeypatch):
    async with at_home(company_path) as clerk:
        monkeypatch.setattr(Store, "unit", lambda *_: refuse("disk-full"))
        fail(clerk.app)
        assert clerk.app._exit_renderables

"""A new recovery key, as `xstui init` and `xstui keys` show it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from xstui.cli import output
from xstui.cli.output import say
from xstui.i18n import _, format_date


def store_text(employer: str, store: Path, day: date) -> str:
    """Return which store a recovery key opens, and of which day it is, for the sheet in the safe."""
    return _("{employer} · {file} · made on {day}", employer=employer, file=store.name, day=format_date(day))


def show_recovery_key(text: str, out: Path | None, about: str = "") -> None:
    """Show a new recovery key once, or write it to a file that is to be printed."""
    if out is not None:
        from xstui.services.security.recovery_pdf import write_recovery_paper

        with output.destination(out) as path:
            write_recovery_paper(path, text, about)
        output.speaker(out)(_("Written: {path}. Print it, keep it in a safe, and remove the file.", path=out))
        return
    say(_("Recovery key, shown this once. Write it down and keep it in a safe:"))
    say("", f"    {text}", "")

"""Errors that nobody expected: noted in the journal, by their place in the program and without a value."""

from __future__ import annotations

import traceback
from pathlib import Path

from xstui.services.context.context import Context
from xstui.store.unit import EntryMeta

FAILED = "program.failed"
PACKAGE = "xstui"


def note_failure(context: Context, error: BaseException) -> None:
    """Put in the journal where the program failed, and by which kind of error: its message may hold a name.

    Raises:
        Refused: The store can't be written.
    """
    account_id = context.actor.account_id
    entry = EntryMeta(FAILED, context.actor.username, context.clock.now(), account_id, kind="note", undoable=False)
    with context.store.unit(entry) as unit:
        unit.summary = {"error": type(error).__name__, "where": _place(error)}


def _place(error: BaseException) -> str:
    """Return the last line of the program itself that led to an error; empty where there is none."""
    found = [
        f"{'/'.join(parts[parts.index(PACKAGE) :])}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if PACKAGE in (parts := Path(frame.filename).parts)
    ]
    return found[-1] if found else ""

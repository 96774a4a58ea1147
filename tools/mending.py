"""Corrections of a case as a clerk makes them: one day or percentage overtyped, the rest as it stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xstui.domain.absence import Step, apply_change
from xstui.services.absence import corrections
from xstui.services.absence.absence import Receipt
from xstui.services.context.context import Context


def mend_step(context: Context, case_id: int, step: Step, seen: int | None = None) -> Receipt:
    """Put a percentage in the place of the one on its day, or between the others.

    Args:
        seen: Version that somebody looked at before; None: they look now.
    """
    known = corrections.registered(context, case_id)
    times = apply_change(known.times, step)
    return corrections.correct_case(context, case_id, times, seen=known.version if seen is None else seen)


def mend_end(context: Context, case_id: int, last_sick_day: date | None, seen: int | None = None) -> Receipt:
    """Put a last sick day in the place of the one that was registered; None: the case runs again."""
    known = corrections.registered(context, case_id)
    times = replace(known.times, last_sick_day=last_sick_day)
    return corrections.correct_case(context, case_id, times, seen=known.version if seen is None else seen)

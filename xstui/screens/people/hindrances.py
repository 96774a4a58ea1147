"""Why something can't be done about a person now: *Acties* says it, and so does the key."""

from __future__ import annotations

from datetime import date

from xstui.i18n import _, format_date
from xstui.screens.base.command import Command
from xstui.screens.base.commands import CORRECT, LEAVING, MOVE_CASE, PARTIAL, RECOVERY, REPORT_SICK, WHAT_IF
from xstui.services.people.people import Dossier

NEED_RUNNING_CASE = frozenset(command.name for command in (RECOVERY, PARTIAL, WHAT_IF))


def hindrance(command: Command, dossier: Dossier, today: date) -> str:
    """Return what stands in the way of a command, as a sentence; empty where nothing does."""
    running, left = dossier.open_case, dossier.employment.end_date
    if command.name == REPORT_SICK.name and running is not None:
        return _("There is a running case already, since {day}.", day=format_date(running.first_sick_day))
    if command.name in NEED_RUNNING_CASE and running is None:
        return _("There is no running case.")
    if command.name in {CORRECT.name, MOVE_CASE.name} and not dossier.cases:
        return _("There is no case.")
    if command.name == LEAVING.name and left is not None and left < today:
        return _("{name} has left already, after {day}.", name=dossier.list_name, day=format_date(left))
    return ""

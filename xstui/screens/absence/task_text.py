"""A task in words: its state, its day, its case, and what is expected (manual section 6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rich.cells import cell_len
from rich.text import Text

from xstui.domain.dates import SATURDAY
from xstui.domain.protocol import TaskState
from xstui.i18n import _, format_date, format_date_short, format_moment, format_weekday, in_language, label, ngettext_
from xstui.services.absence.tasks import TaskLine
from xstui.services.context.calendar import DayOff
from xstui.widgets.rows import ALERT, DONE, NOTICE

DAYS_OF_A_WEEK = 7
SIGNS = {
    TaskState.OVERDUE: ("!!", ALERT),
    TaskState.DUE_NOW: ("! ", NOTICE),
    TaskState.DONE: ("✓ ", DONE),
    TaskState.DEVIATED: ("≠ ", ""),
    TaskState.LAPSED: ("- ", ""),
}


def task_sign(task: TaskLine) -> Text:
    """Return the sign of a task's state: exclamation marks, and colour beside them."""
    sign, style = SIGNS.get(task.state, ("  ", ""))
    return Text(sign, style=style)


def task_label(task: TaskLine) -> str:
    """Return what a task asks, in the user's language."""
    return in_language(task.label_nl, task.label_en)


def task_short(task: TaskLine) -> str:
    """Return what a task asks where there is little room."""
    return in_language(task.short_nl, task.short_en)


def task_within(task: TaskLine, cells: int) -> str:
    """Return what a task asks, in short where the whole of it takes more cells."""
    return task_label(task) if cell_len(task_label(task)) <= cells else task_short(task)


def late_text(task: TaskLine, today: date) -> Text:
    """Return how late a task is, that today is its day, or the day of the week when it is due; then the date."""
    if task.days_late:
        return Text(_("{n} d", n=task.days_late), ALERT)
    ahead = (task.due - today).days
    if ahead == 0:
        return Text(_("now"), NOTICE)
    if ahead < DAYS_OF_A_WEEK:
        return Text(format_weekday(task.due))
    year = f" {task.due.year}" if task.due.year != today.year else ""
    return Text(format_date_short(task.due) + year)


def due_text(due: date, days_off: Mapping[date, DayOff]) -> str:
    """Return a due date, with an asterisk where it is no working day."""
    return f"{format_date(due)} *" if due in days_off else format_date(due)


def day_off_text(off: DayOff) -> str:
    """Return why a day is no working day; the term stays where it is (R1.4)."""
    name = in_language(off.label_nl, off.label_en)
    weekend = _("a Saturday") if off.day.weekday() == SATURDAY else _("a Sunday")
    text = _("{day} is {reason}; the term does not move.")
    if off.optional:
        text = _("{day} is {reason}, a day off with some employers; the term does not move.")
    return text.format(day=format_date(off.day), reason=name or weekend)


def state_text(task: TaskLine) -> str:
    """Return the state of a task in a list: the day it was done; a deviation by its word, with its day in the note."""
    if task.state is TaskState.DEVIATED:
        return label(task.state).partition(" (")[0]
    return format_date(task.closed_on) if task.closed_on else label(task.state)


def closed_text(task: TaskLine) -> str:
    """Return when a task was closed and by whom, how late, and why it was deviated from; empty for one that is open."""
    if task.state is TaskState.LAPSED:
        return _("Lapsed: the case ended, or its terms were counted again.")
    if task.closed_on is None:
        return ""
    how = _("Deviated from on {day}") if task.state is TaskState.DEVIATED else _("Done on {day}")
    told = [how.format(day=format_date(task.closed_on))]
    if task.closed_at is not None:
        told.append(_("recorded by {who} on {when}", who=task.closed_by, when=format_moment(task.closed_at)))
    if task.days_late:
        told.append(ngettext_("{n} day late", "{n} days late", task.days_late))
    reason = "\n" + _("Reason: {reason}", reason=task.remark) if task.remark else ""
    return ", ".join(told) + "." + reason


def case_text(task: TaskLine) -> str:
    """Return the case of a task, by its number and whether it runs."""
    if task.case_ended is None:
        return _("Case {no} · runs", no=task.case_no)
    return _("Case {no} · until {day}", no=task.case_no, day=format_date(task.case_ended))


def task_note(task: TaskLine, days_off: Mapping[date, DayOff]) -> str:
    """Return what is expected and whom to ask (manual section 6.1), why a date is odd, and where a term comes from."""
    expected = in_language(task.expected_nl, task.expected_en)
    contact = in_language(task.contact_nl, task.contact_en)
    came_from = in_language(task.source, task.source_en)
    asking = _("Questions? Ask {contact}.", contact=contact) if contact else ""
    odd = f"* {day_off_text(days_off[task.due])}" if task.due in days_off else ""
    source = _("Source: {source}", source=came_from) if came_from else ""
    return "\n".join(filter(None, [closed_text(task), expected, asking, odd, source]))

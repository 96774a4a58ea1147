"""All tasks, most urgent first (manual section 6.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.dates import SATURDAY
from xstui.domain.protocol import TaskState
from xstui.i18n import N_, _, format_date, format_moment, in_language, label, ngettext_
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import ACTIONS, CLOSE_TASK, OPEN
from xstui.screens.base.page import Page
from xstui.screens.base.person_keys import PersonKeys
from xstui.services.absence import tasks as service
from xstui.services.absence.tasks import TaskLine
from xstui.services.context import calendar
from xstui.services.context.calendar import DayOff
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ALERT, NOTICE, ListedRows, RowColumn, RowList

SIGNS = {
    TaskState.OVERDUE: ("!!", ALERT),
    TaskState.DUE_NOW: ("! ", NOTICE),
    TaskState.DONE: ("✓ ", ""),
    TaskState.DEVIATED: ("~ ", ""),
    TaskState.LAPSED: ("- ", ""),
}


def task_sign(task: TaskLine) -> Text:
    """Return the sign of a task's state: exclamation marks, and colour beside them."""
    sign, style = SIGNS.get(task.state, ("  ", ""))
    return Text(sign, style=style)


def task_label(task: TaskLine) -> str:
    """Return what a task asks, in the user's language."""
    return in_language(task.label_nl, task.label_en)


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
        return _("Lapsed: the case ended, or its terms were counted anew.")
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


class TasksScreen(PersonKeys):
    """The list of tasks; Enter opens the dossier at the task, a closes the marked tasks."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        CLOSE_TASK.in_footer,
        OPEN.but(label=N_("Dossier")),
        ACTIONS.in_footer,
    )
    AUTO_FOCUS = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self.tasks: list[TaskLine] = []
        self.days_off: dict[date, DayOff] = {}

    def heading(self) -> str:
        """Return the title."""
        return _("Tasks")

    def compose_body(self) -> ComposeResult:
        """Lay out the list."""
        yield RowList(
            [
                RowColumn("", 2),
                RowColumn(_("Name"), 15, grows=20),
                RowColumn(_("Task"), 27, grows=20),
                RowColumn(_("Case"), 7, "right"),
                RowColumn(_("Due"), 12),
                RowColumn(_("Late"), 9, "right"),
            ],
            ListedRows([]),
            empty=_("No open tasks."),
            marks=True,
        )
        yield Paragraph(id="note", markup=False)

    async def refresh_page(self) -> None:
        """Load the tasks."""
        self.tasks = await self.host.call(service.open_tasks)
        self.days_off = await self.host.call(calendar.days_off, {t.due for t in self.tasks})
        rows = [
            (
                task_sign(t),
                t.name,
                task_label(t),
                str(t.case_no),
                due_text(t.due, self.days_off),
                _("{n} days", n=t.days_late) if t.days_late else "",
            )
            for t in self.tasks
        ]
        self.show_rows(rows, [task.task_id for task in self.tasks])
        self.show_note()

    @on(RowList.Highlighted)
    def show_note(self) -> None:
        """Say of the task under the cursor what its row has no room for."""
        note = task_note(self.current, self.days_off) if self.current else ""
        self.query_one("#note", Paragraph).update(Content(note))

    @property
    def current(self) -> TaskLine | None:
        """The task under the cursor."""
        index = self.query_one(RowList).cursor
        return self.tasks[index] if 0 <= index < len(self.tasks) else None

    def action_open(self) -> None:
        """Open the dossier of the task under the cursor, at its tasks."""
        if self.current is not None:
            self.do(self._open, self.current)

    async def _open(self, task: TaskLine) -> None:
        await self.go(routes.Dossier(task.person_id, "tasks", task.task_id))

    def person_at(self, index: int) -> int | None:
        """Return the person whom a task is about."""
        return self.tasks[index].person_id if index < len(self.tasks) else None

    async def action_close_task(self) -> None:
        """Close the marked tasks, or the one under the cursor."""
        await open_closing(self, [self.tasks[index] for index in self.query_one(RowList).chosen_indexes])


async def open_closing(page: Page, chosen: Sequence[TaskLine]) -> None:
    """Open the form that closes tasks: those that are open, or one that is closed, to correct it."""
    found = [task for task in chosen if task.is_open] or [task for task in chosen if task.state is not TaskState.LAPSED]
    if not found or (len(found) > 1 and not found[0].is_open):
        page.app.bell()
        page.warn(_("There is nothing to close here: the task has lapsed, or several are closed already."))
    else:
        await page.go(routes.TaskClosing(tuple(found)))

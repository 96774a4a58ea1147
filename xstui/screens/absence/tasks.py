"""All tasks, most urgent first (manual section 6.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.protocol import TaskState
from xstui.i18n import N_, _
from xstui.screens.absence.task_text import due_text, task_label, task_note, task_sign, task_within
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import ACTIONS, CLOSE_TASK, OPEN
from xstui.screens.base.page import Page
from xstui.screens.base.person_keys import PersonKeys
from xstui.services.absence import tasks as service
from xstui.services.absence.tasks import TaskLine
from xstui.services.context import calendar
from xstui.services.context.calendar import DayOff
from xstui.widgets.badge import Badge, BadgeLine, Tone
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ALERT, NOTICE, ListedRows, RowColumn, RowList
from xstui.widgets.section import Section

NOTHING_TO_DO = N_("No open tasks. They come by themselves with the first sick report.")
ROOM = 25
"""Cells of what a task asks."""


class TasksScreen(PersonKeys):
    """The list of tasks; Enter opens the dossier at the task, a closes the marked tasks."""

    PURPOSE = N_(
        "Your tasks that are late or due now, the oldest first, with what each asks. Closing one takes the "
        "day it was done; several are marked with the space bar and closed together."
    )

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
        columns = [
            RowColumn("", 2),
            RowColumn(_("Name"), 14, grows=20),
            RowColumn(_("Task"), ROOM, grows=20),
            RowColumn(_("Case"), 7, "right"),
            RowColumn(_("Due"), 12),
            RowColumn(_("Late"), 9, "right"),
        ]
        yield BadgeLine(id="counts")
        listed = RowList(columns, ListedRows([]), empty=_(NOTHING_TO_DO), marks=True)
        yield Section(listed, title=_("Own tasks"), id="list")
        yield Section(Paragraph(id="note", markup=False), id="about")

    async def refresh_page(self) -> None:
        """Load the tasks."""
        self.tasks = await self.host.call(service.open_tasks)
        self.days_off = await self.host.call(calendar.days_off, {t.due for t in self.tasks})
        rows = [
            (
                task_sign(t),
                t.name,
                task_label(t) if self.has_class("-wide") else task_within(t, ROOM),
                str(t.case_no),
                due_text(t.due, self.days_off),
                Text(_("{n} days", n=t.days_late), ALERT) if t.days_late else Text(_("now"), NOTICE),
            )
            for t in self.tasks
        ]
        late = sum(task.days_late > 0 for task in self.tasks)
        due = len(self.tasks) - late
        badges = [
            Badge(_("Overdue {n}", n=late), Tone.LATE if late else Tone.SOFT),
            Badge(_("Do now {n}", n=due), Tone.NOW if due else Tone.SOFT),
        ]
        self.query_one("#counts", BadgeLine).show("", badges)
        self.show_rows(rows, [task.task_id for task in self.tasks])
        self.show_note()

    @on(RowList.Highlighted)
    def show_note(self) -> None:
        """Say of the task under the cursor what its row has no room for."""
        task = self.current
        note = task_note(task, self.days_off) if task else ""
        about = self.query_one("#about", Section)
        about.set_class(task is None, "-none")
        if task is not None:
            about.show(f"{task_label(task)} · {task.name}", str(task.case_no))
        self.query_one("#note", Paragraph).update(Content(note))

    def about(self) -> tuple[str, ...]:
        """Return all that there is to say of the task under the cursor, for which a low screen may have no room."""
        return (task_note(self.current, self.days_off),) if self.current else ()

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

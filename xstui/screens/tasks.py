"""All tasks, most urgent first (manual section 6.1)."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from xstui.domain.protocol import TaskState
from xstui.i18n import N_, _, current_language, format_date, label
from xstui.screens.page import Page
from xstui.screens.receipts import receipt_text
from xstui.services import tasks as service
from xstui.services.tasks import TaskLine
from xstui.widgets.rows import ListedRows, RowColumn, RowList

SIGNS = {
    TaskState.OVERDUE: ("!!", "bold red"),
    TaskState.DUE_NOW: ("! ", "bold blue"),
    TaskState.DONE: ("✓ ", ""),
}


def task_sign(task: TaskLine) -> Text:
    """Return the sign of a task's state: exclamation marks, and colour beside them."""
    sign, style = SIGNS.get(task.state, ("  ", ""))
    return Text(sign, style=style)


def task_label(task: TaskLine) -> str:
    """Return what a task asks, in the user's language."""
    return task.label_nl if current_language() == "nl" else task.label_en


class TasksScreen(Page):
    """The list of tasks; Enter opens the dossier, d closes a task as done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "open", N_("Dossier"), id="tasks.open", show=True),
        Binding("d", "done", N_("Done"), id="tasks.done"),
        Binding("u,ctrl+z", "undo", N_("Undo"), id="undo", key_display="u"),
        Binding("f3,escape", "back", N_("Back"), id="back", key_display="Esc"),
    ]
    AUTO_FOCUS = "RowList"

    def heading(self) -> str:
        """Return the title."""
        return _("Tasks")

    def compose_body(self) -> ComposeResult:
        """Lay out the list."""
        yield RowList(
            [
                RowColumn("", 2),
                RowColumn(_("Name"), 20),
                RowColumn(_("Task"), 30),
                RowColumn(_("Due"), 10),
                RowColumn(_("Late"), 8, "right"),
            ],
            ListedRows([]),
        )

    async def refresh_page(self) -> None:
        """Load the tasks."""
        self.tasks: list[TaskLine] = await self.owner.call(service.open_tasks)
        rows = [
            (
                task_sign(t),
                t.name,
                task_label(t),
                format_date(t.due),
                _("{n} days", n=t.days_late) if t.days_late else "",
            )
            for t in self.tasks
        ]
        self.query_one(RowList).set_source(ListedRows(rows))

    @property
    def current(self) -> TaskLine | None:
        """The task under the cursor."""
        index = self.query_one(RowList).cursor
        return self.tasks[index] if 0 <= index < len(self.tasks) else None

    @on(RowList.Chosen)
    def open_chosen(self) -> None:
        """Open the dossier of the task."""
        self.action_open()

    def action_open(self) -> None:
        """Open the dossier of the task under the cursor, at its tasks."""
        if self.current is not None:
            self.do(self._open, self.current)

    async def _open(self, task: TaskLine) -> None:
        from xstui.screens.dossier import DossierScreen

        await self.go(DossierScreen(task.person_id, "tasks"))

    def action_done(self) -> None:
        """Close the task under the cursor as done."""
        if self.current is not None:
            self.do(self._done, self.current)

    async def _done(self, task: TaskLine) -> None:
        await self.owner.call(service.close_task, task.task_id, TaskState.DONE, seen=task.version)
        await self.refresh_page()
        self.receipt(receipt_text("tasks.close", {"code": task_label(task), "name": task.name}))


def state_text(task: TaskLine) -> str:
    """Return a task's state in words."""
    return label(task.state)

"""Closing a task with the day it was done, or deviated from with the reason (Regeling procesgang article 5)."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from xstui.domain import cautions
from xstui.domain.date_entry import Direction
from xstui.domain.protocol import TaskState
from xstui.i18n import _, format_date, label
from xstui.screens.absence.tasks import closed_text, task_label
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.receipts import receipt_text
from xstui.services.absence import tasks as service
from xstui.services.absence.tasks import TaskLine
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.text_field import TextField


class CloseTaskScreen(FormPage):
    """How a task was closed, and when: the terms that count from it go by that day."""

    FIELDS = ("closed_as", "closed_on", "remark")
    KEEPS_DRAFT = False

    def __init__(self, task: TaskLine) -> None:
        super().__init__()
        self._line = task
        self.seen = task.version

    def heading(self) -> str:
        """Return the title."""
        return _("Close a task")

    def compose_body(self) -> ComposeResult:
        """Lay out the task and the form."""
        task, today = self._line, self.context.today
        about = _("{name} · {task} · due {day}", name=task.name, task=task_label(task), day=format_date(task.due))
        yield Static(Content("\n".join(filter(None, [about, closed_text(task)]))), markup=False)
        yield ChoiceField(
            id="closed_as",
            label=_("State"),
            options=[(state, label(state)) for state in (TaskState.DONE, TaskState.DEVIATED)],
            value=TaskState.DEVIATED if task.state is TaskState.DEVIATED else TaskState.DONE,
        )
        yield DateField(
            id="closed_on",
            label=_("Date *"),
            today=today,
            direction=Direction.PAST,
            required=True,
            value=task.closed_on or today,
            cautions=lambda day: () if day == task.closed_on else cautions.of_closing(day, today),
        )
        yield TextField(id="remark", label=_("Reason *"), required=True, raw=task.remark)

    def on_mount(self) -> None:
        """Begin at the day, without a reason; the state stands above it."""
        super().on_mount()
        self.follow_state()
        self.begin()

    @on(FormField.Changed, "#closed_as")
    def follow_state(self) -> None:
        """Ask the reason of a deviation alone."""
        self.field("remark").display = self.field("closed_as").value is TaskState.DEVIATED

    async def save(self) -> None:
        """Close the task."""
        how: TaskState = self.given("closed_as")
        day: date = self.given("closed_on")
        remark = str(self.given("remark") or "") if how is TaskState.DEVIATED else ""
        corrects = self._line.closed_on is not None
        await self.host.call(
            service.close_task, self._line.task_id, how, remark, seen=self.seen, on=day, corrects=corrects
        )
        await self.finish(closing_text(self._line, how))


def closing_text(task: TaskLine, how: TaskState) -> str:
    """Return the receipt of a task that was closed."""
    values: dict[str, object] = {"code": task_label(task), "name": task.name}
    return receipt_text(service.USE_CASES[how], values)

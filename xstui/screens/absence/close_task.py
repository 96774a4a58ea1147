"""Closing tasks with the day it was done, or deviated from with the reason (Regeling procesgang article 5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain import cautions
from xstui.domain.date_entry import Direction
from xstui.domain.protocol import TaskState
from xstui.i18n import N_, _, format_date, in_language, label, ngettext_
from xstui.screens.absence.task_text import closed_text, task_label
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.receipts import receipt_text
from xstui.services.absence import tasks as service
from xstui.services.absence.tasks import Moved, TaskLine
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.text_field import TextField

MOST = 6
"""Tasks that the form names; it says how many more there are."""


class CloseTaskScreen(FormPage):
    """How tasks were closed, and when: the terms that count from it go by that day."""

    PURPOSE = N_(
        "Record that a task was done, or why it was deviated from. The day counts for the tasks that depend on it."
    )

    closed_as = FieldOf(ChoiceField[TaskState])
    closed_on = FieldOf(DateField)
    remark = FieldOf(TextField)

    def __init__(self, tasks: Sequence[TaskLine]) -> None:
        super().__init__()
        self._tasks = tasks
        self._line = tasks[0]
        self.seen = self._line.version
        self.opened_for = tuple(dict.fromkeys(n for task in tasks for n in (task.person_id, task.task_id)))

    def heading(self) -> str:
        """Return the title."""
        n = len(self._tasks)
        return _("Close a task") if n == 1 else ngettext_("Close {n} task", "Close {n} tasks", n)

    def compose_body(self) -> ComposeResult:
        """Lay out the task and the form."""
        task, today = self._line, self.context.today
        lines = [line for one in self._tasks[:MOST] for line in (about_text(one), closed_text(one)) if line]
        more = len(self._tasks) - MOST
        lines += [_("{n} more", n=more)] if more > 0 else []
        yield Paragraph(Content("\n".join(lines)), markup=False)
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
            checks=lambda day: service.problems_of_day(day, *(one.earliest for one in self._tasks)),
            cautions=lambda day: () if day == task.closed_on else cautions.of_closing(day, today),
        )
        yield TextField(id="remark", label=_("Reason *"), required=True, raw=task.remark, room=52)

    def on_mount(self) -> None:
        """Begin at the day, without a reason; the state stands above it."""
        super().on_mount()
        self.follow_state()
        self.begin()

    @on(FormField.Changed, "#closed_as")
    def follow_state(self) -> None:
        """Ask the reason of a deviation alone."""
        self.remark.display = self.closed_as.value is TaskState.DEVIATED

    async def save(self) -> None:
        """Close the tasks, all of them or none."""
        how = self.closed_as.given
        day = self.closed_on.given
        remark = str(self.remark.value or "") if how is TaskState.DEVIATED else ""
        closing = service.Closing(how, remark.strip(), day, corrects=self._line.closed_on is not None)
        seen = [(self._line.task_id, self.seen), *((task.task_id, task.version) for task in self._tasks[1:])]
        closed = await self.host.call(service.close_tasks, seen, closing)
        await self.finish(closing_text(self._tasks, how, day, closed.moved))


def about_text(task: TaskLine) -> str:
    """Return whose task it is, and when it is due."""
    return _("{name} · {task} · due {day}", name=task.name, task=task_label(task), day=format_date(task.due))


def closing_text(tasks: Sequence[TaskLine], how: TaskState, day: date, moved: Sequence[Moved] = ()) -> str:
    """Return the receipt of tasks that were closed, with the others that are late no longer."""
    first = tasks[0]
    values: dict[str, object] = {"code": task_label(first), "name": first.name, "day": day, **service.counted(tasks)}
    return receipt_text(service.USE_CASES[how], values, " · ".join(map(moved_text, moved)))


def moved_text(moved: Moved) -> str:
    """Return which tasks are late no longer, and when the first of them is due now."""
    task = in_language(moved.label_nl, moved.label_en)
    told = ngettext_("no longer late: {n} × {task}", "no longer late: {n} × {task}", moved.count, task=task)
    return told + (", " + _("now due {day}", day=format_date(moved.next_due)) if moved.next_due else "")

"""The home screen (*Startpagina*): everything that waits, and every way to begin (manual section 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from xstui.domain.problems import Refused
from xstui.i18n import N_, _
from xstui.screens import home_text as texts
from xstui.screens.absence.task_text import late_text, task_label, task_short, task_sign
from xstui.screens.absence.tasks import NOTHING_TO_DO
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import (
    ADD_EMPLOYEE,
    BACK,
    CASES,
    CLOSE_TASK,
    EMPLOYEES,
    FIGURES,
    LEAVING,
    MESSAGES,
    PARTIAL,
    PREGNANCY,
    RECOVERY,
    REPORT_SICK,
    SEARCH,
    TASKS,
)
from xstui.screens.base.place import Place
from xstui.services import home as service
from xstui.services.absence.tasks import TaskLine
from xstui.services.home import Home
from xstui.widgets.badge import BadgeLine
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, RowColumn, RowList
from xstui.widgets.section import Panel, Section

CARDS = {"late": N_("Overdue"), "now": N_("Do now"), "absent": N_("Sick today"), "month": N_("Absence")}
"""The figures at the top of a wide screen, by their titles."""


class HomeScreen(Place):
    """The dashboard: tasks, menu, running cases, recent dossiers, messages and announcements."""

    PURPOSE = N_(
        "What waits, and every way to begin: the tasks of each case, who is sick today, messages, and the "
        "last dossiers. A figure opens a dossier, a letter a place."
    )

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SEARCH.in_footer,
        REPORT_SICK,
        RECOVERY,
        TASKS.in_footer,
        FIGURES.in_footer,
        CASES.in_footer,
        EMPLOYEES.in_footer,
        MESSAGES.in_footer,
        PARTIAL,
        PREGNANCY,
        LEAVING,
        ADD_EMPLOYEE,
        *(Command(f"recent-{n}", str(n), "", does=f"recent({n})") for n in range(1, texts.NAMED + 1)),
        BACK.but(shown=False),
    )
    AUTO_FOCUS = "#urgent"
    _home: Home | None = None

    def heading(self) -> str:
        """Return the title."""
        return _("Home page")

    def compose_body(self) -> ComposeResult:
        """Lay out tasks and what waits beside the menu; from 110 cells as boxes below four cards of figures."""
        yield Paragraph(id="search-line", markup=False)
        with Horizontal(id="cards", classes="wide"):
            for name in CARDS:
                yield Section(Panel(id=f"{name}-card"), id=name)
        with Horizontal(id="panels"):
            with Vertical(id="left"):
                yield BadgeLine(id="counts")
                yield Paragraph(id="month-line", markup=False, classes="narrow -none")
                yield Section(RowList(_task_columns((), ()), ListedRows([]), id="urgent"), id="tasks")
                with Horizontal(id="waiting"):
                    yield Section(Panel(id="ill-lines"), id="ill", classes="wide")
                    yield Section(Panel(id="talk-lines"), id="talk")
            yield Section(Panel(id="menu"), Panel(id="running"), Panel(id="units", classes="wide"), id="begin")

    def on_screen_resume(self) -> None:
        """Show what other screens have changed."""
        self.show_heading()
        if self.is_mounted:
            self.load()

    async def refresh_page(self) -> None:
        """Load all panels in one go; the figure of the month comes behind them."""
        home: Home = await self.host.call(service.home)
        if not self.is_open:
            return
        keys, role, wide = self.keys(), self.context.actor.role, self.has_class("-wide")
        searched = _("Search employee or employer dossier, or TrajectenID")
        line = self.query_one("#search-line", Paragraph)
        line.set_class(not SEARCH.is_for(role), "-none")
        line.update(Content.assemble(Content.styled(f" {keys.get(SEARCH.name, '')} ", "bold $primary"), searched))
        self.query_one("#counts", BadgeLine).show("", texts.badges(home, role))
        self._home = home
        self._show_tasks(home, keys)
        self._show_cards(home)
        self.query_one("#talk", Section).show(_("Messages"), *texts.messages_hints(home, keys))
        self.query_one("#talk-lines", Panel).show(texts.waiting(home, keys, wide=wide))
        self.query_one("#ill", Section).show(_("Sick today"), (keys.get(CASES.name, ""), _("to the cases")))
        self.query_one("#ill").set_class(not home.running, "-none")
        self.query_one("#ill-lines", Panel).show(texts.ill_lines(home.ill))
        self.query_one("#begin", Section).show(_("Begin"))
        self.query_one("#menu", Panel).show(texts.menu(role, keys, wide=wide))
        self.query_one("#running", Panel).show(texts.running(home, keys))
        self.query_one("#units", Panel).show(texts.units(home, keys), texts.more)
        self._show_month()

    def on_resize(self) -> None:
        """Show more where there is more room."""
        if self._home is not None:
            self.load()

    def _show_cards(self, home: Home) -> None:
        for name, title in CARDS.items():
            self.query_one(f"#{name}", Section).show(_(title))
        role = self.context.actor.role
        does, sees_figures = CLOSE_TASK.is_for(role), FIGURES.is_for(role)
        for name, shown in (("late", does), ("now", does), ("absent", bool(home.running)), ("month", sees_figures)):
            self.query_one(f"#{name}").set_class(not shown, "-none")
        self.query_one("#late-card", Panel).show(texts.late_card(home))
        self.query_one("#now-card", Panel).show(texts.now_card(home))
        self.query_one("#absent-card", Panel).show(texts.ill_card(home))

    @work(group="month", exclusive=True)
    async def _show_month(self) -> None:
        """Show the figure of the last month once it is counted."""
        with suppress(Refused):
            months = await self.host.call(service.absence_by_month)
            if self.is_open:
                line = self.query_one("#month-line", Paragraph)
                line.set_class(not months, "-none")
                line.update(texts.month_line(months))
                self.query_one("#month", Section).show(texts.month_title(months))
                self.query_one("#month-card", Panel).show(texts.month_card(months))

    def _show_tasks(self, home: Home, keys: Mapping[str, str]) -> None:
        self.query_one("#tasks").set_class(not TASKS.is_for(self.context.actor.role), "-none")
        self._tasks = [one.task for one in home.urgent]
        asked = task_label if self.has_class("-wide") else task_short
        days = [late_text(task, self.context.today) for task in self._tasks]
        rows = [
            (task_sign(one.task), one.task.name, asked(one.task), _more(one.others), day)
            for one, day in zip(home.urgent, days, strict=True)
        ]
        self.query_one("#tasks", Section).show(_("Tasks"), (keys.get(TASKS.name, ""), _("To the tasks")))
        listed = self.query_one("#urgent", RowList)
        listed.empty = _(NOTHING_TO_DO)
        listed.columns = _task_columns([str(row[2]) for row in rows], [day.plain for day in days])
        if not listed.show_again(ListedRows(rows), [task.task_id for task in self._tasks]):
            self.note_other_row()

    @on(RowList.Chosen, "#urgent")
    def open_task(self, event: RowList.Chosen) -> None:
        """Open the dossier that the task belongs to, at its tasks."""
        self.do(self._open_dossier, self._tasks[event.index])

    async def _open_dossier(self, task: TaskLine) -> None:
        await self.go(routes.Dossier(task.person_id, "tasks", task.task_id))

    async def action_recent(self, number: int) -> None:
        """Open one of the dossiers visited last."""
        if self._home is not None and number <= len(self._home.recent):
            await self.go(routes.Dossier(self._home.recent[number - 1].person_id))

    async def action_report_sick(self) -> None:
        """Report somebody sick."""
        await self.go(routes.SickReport())

    async def action_report_recovery(self) -> None:
        """Report somebody recovered."""
        await self.go(routes.Recovery())

    async def action_partial(self) -> None:
        """Change the percentage of somebody's absence."""
        await self.go(routes.Recovery(situation="changed"))

    async def action_pregnancy(self) -> None:
        """Report a pregnancy."""
        await self.go(routes.Pregnancy())

    async def action_add_employee(self) -> None:
        """Add an employee."""
        await self.go(routes.Employee())

    async def action_leaving(self) -> None:
        """Report that somebody leaves."""
        await self.go(routes.Leaving())

    def is_about_row(self, action: str) -> bool:
        """Tell whether an action is about the task under the cursor: all others begin from nothing."""
        return action == "choose"

    def action_back(self) -> None:
        """Stay: home is where back leads to."""


def _more(others: int) -> str:
    return f"+{others}" if others else ""


def _task_columns(tasks: Iterable[str], days: Iterable[str]) -> list[RowColumn]:
    """Return the columns of the tasks, with room for their days and their short names; the rest is the names'."""
    width, task = max(6, *map(cell_len, days), 0), max(10, *map(cell_len, tasks), 0)
    return [
        RowColumn("", 2),
        RowColumn(_("Name"), 28 - width - min(task, 15), grows=20),
        RowColumn(_("Task"), min(task, 15), grows=24),
        RowColumn("", 3, "right"),
        RowColumn(_("late"), width, "right", grows=4),
    ]

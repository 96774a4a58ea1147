"""The home screen (*Startpagina*): everything that waits, and every way to begin (manual section 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from xstui.domain.roles import Role
from xstui.i18n import N_, _, format_date_task, format_moment, ngettext_
from xstui.i18n.announcements import announcement_text
from xstui.i18n.labels import side_bar_label
from xstui.screens.absence.task_text import task_label, task_sign
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
    ORGANISATION,
    PARTIAL,
    PAYOUTS,
    PREGNANCY,
    RECOVERY,
    REGISTER,
    REPORT_SICK,
    SEARCH,
    SETTINGS,
    STAFF_LIST,
    TASKS,
)
from xstui.screens.base.place import Place
from xstui.services import home as service
from xstui.services.absence.tasks import TaskLine
from xstui.services.context.organisation import Unit
from xstui.services.home import Home
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, RowColumn, RowList

Keys = Mapping[str, str]
"""The key of each command by its name, as the user has it."""


MENU = (
    (N_("Absence and (partial) recovery"), (REPORT_SICK, RECOVERY, PREGNANCY)),
    (N_("Organisation"), (ADD_EMPLOYEE, LEAVING, REGISTER, EMPLOYEES, ORGANISATION)),
    (N_("Reports"), (FIGURES, STAFF_LIST, PAYOUTS)),
)
"""The manual's panels C, D and E."""
UNITS_ROOM = 85
"""Cells that the narrow screen has for naming units, wherever its three lines break; the tree has them all."""
INFORMATION_SITE = "www.mijnverzuimmelding.nl"
"""Where the manual sends who wants to know more (sections 2 K and 7.3)."""


TITLE = 48
"""Cells that the title of the tasks has on the narrow screen; a long key leaves its words no room."""
TASK_AND_DATE = 22
"""Cells that a task and its day have on the narrow screen; a day of another year takes more of them."""


class HomeScreen(Place):
    """The dashboard: tasks, menu, running cases, recent dossiers, messages and announcements."""

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
        BACK.but(shown=False),
    )
    AUTO_FOCUS = "#urgent"

    def heading(self) -> str:
        """Return the title."""
        return _("Home page")

    def compose_body(self) -> ComposeResult:
        """Lay out tasks and what waits beside the menu; at 120 cells what waits stands in two columns."""
        yield Paragraph(id="search-line", markup=False)
        with Horizontal(id="panels"):
            with Vertical(id="left"):
                yield Paragraph(id="tasks-title", classes="panel-title", markup=False)
                yield RowList(_task_columns(()), ListedRows([]), id="urgent")
                with Horizontal(id="waiting"):
                    with Vertical():
                        yield Paragraph(id="messages", classes="panel", markup=False)
                        yield Paragraph(id="recent", classes="panel", markup=False)
                        yield Paragraph(id="units-line", classes="panel narrow", markup=False)
                        yield Paragraph(id="announcements-line", classes="panel narrow", markup=False)
                    with Vertical(classes="wide"):
                        yield Paragraph(id="units", classes="panel", markup=False)
                        yield Paragraph(id="announcements", classes="panel", markup=False)
            with Vertical(id="right"):
                yield Paragraph(id="menu", classes="panel", markup=False)
                yield Paragraph(id="running", classes="panel", markup=False)

    def on_screen_resume(self) -> None:
        """Show what other screens have changed."""
        self.show_heading()
        if self.is_mounted:
            self.load()

    async def refresh_page(self) -> None:
        """Load all panels in one go."""
        home: Home = await self.host.call(service.home)
        if not self.is_open:
            return
        keys = self.keys()
        searched = _("Search employee or employer dossier, or TrajectenID")
        line = self.query_one("#search-line", Paragraph)
        line.display = SEARCH.is_for(self.context.actor.role)
        line.update(Content(f"{keys.get(SEARCH.name, '')} {searched}"))
        self._show_tasks(home, keys)
        self.query_one("#messages", Paragraph).update(_messages(home, keys))
        self.query_one("#recent", Paragraph).update(_recent(home, keys))
        self.query_one("#menu", Paragraph).update(_menu(self.context.actor.role, keys))
        self.query_one("#running", Paragraph).update(_running(home, keys))
        self.query_one("#units", Paragraph).update(_units(home, keys))
        self.query_one("#announcements", Paragraph).update(_announcements(home))
        self.query_one("#units-line", Paragraph).update(_units_line(home, keys))
        self.query_one("#announcements-line", Paragraph).update(_announcements_line(home))

    def _show_tasks(self, home: Home, keys: Keys) -> None:
        for part in ("#tasks-title", "#urgent"):
            self.query_one(part).display = TASKS.is_for(self.context.actor.role)
        late = _("Overdue {n}", n=home.overdue), "bold $text-error" if home.overdue else ""
        counted = (late, " · " + _("Do now {n}", n=home.due_now) + "  ")
        title = Content.assemble(
            _("Tasks") + "  ",
            *(counted if CLOSE_TASK.is_for(self.context.actor.role) else ()),
            _key(keys, TASKS),
        )
        line = self.query_one("#tasks-title", Paragraph)
        words = Content(" " + _("To the tasks"))
        line.update(title + words if title.cell_length + words.cell_length <= (line.size.width or TITLE) else title)
        self._tasks = home.urgent
        days = [format_date_task(t.due, self.context.today) for t in home.urgent]
        rows = [(task_sign(t), t.name, task_label(t), day) for t, day in zip(home.urgent, days, strict=True)]
        listed = self.query_one("#urgent", RowList)
        listed.columns = _task_columns(days)
        if not listed.show_again(ListedRows(rows), [task.task_id for task in home.urgent]):
            self.note_other_row()

    @on(RowList.Chosen, "#urgent")
    def open_task(self, event: RowList.Chosen) -> None:
        """Open the dossier that the task belongs to, at its tasks."""
        self.do(self._open_dossier, self._tasks[event.index])

    async def _open_dossier(self, task: TaskLine) -> None:
        await self.go(routes.Dossier(task.person_id, "tasks", task.task_id))

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


def _task_columns(days: Iterable[str]) -> list[RowColumn]:
    """Return the columns of the tasks, with room for their days."""
    width = max(6, *map(cell_len, days), 0)
    return [
        RowColumn("", 2),
        RowColumn(_("Name"), 17),
        RowColumn(_("Task"), TASK_AND_DATE - width, grows=20),
        RowColumn(_("Date"), width, grows=5),
    ]


def _title(text: str) -> Text:
    return Text().append(text, style="bold underline")


def _key(keys: Keys, command: Command) -> tuple[str, str]:
    """Return the key of a command, with its style."""
    return keys.get(command.name, ""), "reverse"


def _menu(role: Role, keys: Keys) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    for title, items in MENU:
        offered = [item for item in items if item.is_for(role)]
        if offered:
            text.append_text(_title(_(title))).append("\n")
        for item in offered:
            text.append(f" {keys.get(item.name, '')} ", style="reverse").append(f" {item.words}\n")
    text.rstrip()
    return text


def _running(home: Home, keys: Keys) -> Text:
    text = Text()
    if home.running:
        text = _title(_("Absence cases")).append("  ").append(*_key(keys, CASES))
        text.append(" " + _("to the cases") + "\n")
    for kind, count in home.running.items():
        text.append(f" {side_bar_label(kind):<22}{count:>4}\n")
    text.append(f" {keys.get(SETTINGS.name, '')} ", style="reverse").append(" " + _("Settings") + "\n")
    return text.append(" " + INFORMATION_SITE)


def _messages(home: Home, keys: Keys) -> Text:
    unread = ngettext_("{n} unread", "{n} unread", len(home.unread))
    text = _title(_("Messages")).append(f"  {unread} · ").append(*_key(keys, MESSAGES)).append(" " + _("All messages"))
    for line in home.unread[:2]:
        text.append(
            f"\n {format_moment(line.sent_at)[:10]} {line.sender}: {line.subject}",
            style="not bold not underline",
        )
    return text


def _recent(home: Home, keys: Keys) -> Text:
    text = _title(_("Recently visited")).append("  ").append(*_key(keys, SEARCH))
    for found in home.recent[:3]:
        text.append(f"\n {found.name}")
    return text if home.recent else text.append("  " + _("Nothing yet."))


def _units(home: Home, keys: Keys) -> Text:
    text = _title(_("Organisation structure")).append("  ").append(*_key(keys, ORGANISATION))
    for unit in home.units[:12]:
        text.append("\n " + "  " * unit.level + _unit(unit))
    return text


def _unit(unit: Unit) -> str:
    """Return a unit's name, and its code where that tells more."""
    return unit.name if unit.code in {"", unit.name} else f"{unit.name} {unit.code}"


def _units_line(home: Home, keys: Keys) -> Text:
    text = _title(_("Organisation structure")).append("  ").append(*_key(keys, ORGANISATION)).append("  ")
    lengths = accumulate(cell_len(_unit(unit)) + 3 for unit in home.units)
    shown = max(1, sum(length <= UNITS_ROOM for length in lengths))
    text.append(" · ".join(_unit(unit) for unit in home.units[:shown]))
    more = len(home.units) - shown
    return text.append(" · " + _("{n} more", n=more)) if more > 0 else text


def _announcements_line(home: Home) -> Text:
    text = _title(_("Announcements")).append("  ")
    return text.append(" · ".join(announcement_text(notice.title) for notice in home.announcements))


def _announcements(home: Home) -> Text:
    text = _title(_("Announcements"))
    for notice in home.announcements[:3]:
        text.append(f"\n {announcement_text(notice.title)}", style="bold")
        text.append(f"\n {announcement_text(notice.body)}")
    return text

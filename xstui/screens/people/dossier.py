"""The dossier of an employee (manual section 4.4): overview, tasks, case file, messages, insurance."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from xstui.domain.names import full_name
from xstui.domain.problems import Refused
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Right, allows
from xstui.i18n import N_, _, actor_label, format_date, format_moment, label, problem_text
from xstui.i18n.key_names import before_figures
from xstui.i18n.labels import salutation
from xstui.screens.absence.task_text import due_text, state_text, task_label, task_note, task_short, task_sign
from xstui.screens.absence.tasks import open_closing
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import (
    ACTIONS,
    CLOSE_TASK,
    CORRECT,
    EDIT,
    EMPLOYMENT,
    FILTER,
    HISTORY,
    LEAVING,
    MESSAGES,
    MOVE_CASE,
    PARTIAL,
    PREGNANCY,
    RECOVERY,
    REPORT_SICK,
    TAB_COMMANDS,
    TAB_FILE,
    TAB_TASKS,
    TASKS,
    WHAT_IF,
    YEAR_CALENDAR,
)
from xstui.screens.base.place import Place
from xstui.screens.people.dossier_text import (
    badges,
    case_note,
    case_row,
    grouped_tasks,
    progress_row,
)
from xstui.screens.people.hindrances import hindrance
from xstui.screens.people.overview import Overview
from xstui.services.absence import corrections, tasks, timelines
from xstui.services.absence.corrections import Registered
from xstui.services.absence.tasks import TaskLine
from xstui.services.case_file import messages
from xstui.services.context import calendar
from xstui.services.context.calendar import DayOff
from xstui.services.people import people, progress
from xstui.services.people.people import Dossier
from xstui.widgets.badge import BadgeLine
from xstui.widgets.head import Crumbs
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, Row, RowColumn, RowList
from xstui.widgets.section import Hint, Panel, Section
from xstui.widgets.status_line import StatusLine
from xstui.widgets.tabs import tab_title

TABS = {
    "overview": N_("Overview"),
    "tasks": N_("Tasks"),
    "file": N_("Case file"),
    "messages": N_("Messages"),
    "insurance": N_("Insurance"),
}


MOST_AHEAD = 12
"""Tasks that the overview shows on a large screen."""


LEAST_LIST = 3
"""Rows of a list with one case: its title, its headings, and the case."""
EDGES = 6
"""Cells beside a note."""
SIGN_COLOURS = {TaskState.OVERDUE: "bold $error", TaskState.DUE_NOW: "bold $primary"}


class Line(NamedTuple):
    """A row of a tab: what it is about, and what stands below the list while the cursor is on it."""

    about: Hashable
    row: Row
    note: str


class DossierScreen(Place):
    """One person's dossier; 1 to 5 choose the tab, the letters of *Acties* act on the person and the case."""

    PURPOSE = N_(
        "All that is known of one employee: data, tasks, what was registered, messages, insurance. Acties "
        "lists what can be done now."
    )

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        CLOSE_TASK.in_footer,
        REPORT_SICK,
        RECOVERY,
        PARTIAL.in_footer,
        ACTIONS.in_footer,
        PREGNANCY,
        LEAVING,
        EDIT,
        EMPLOYMENT,
        HISTORY,
        CORRECT,
        WHAT_IF,
        MOVE_CASE,
        YEAR_CALENDAR,
        *TAB_COMMANDS,
        TASKS.but(does="tab('tasks')", route=None),
        MESSAGES.but(does="tab('messages')", route=None, needs=TAB_FILE.needs),
        FILTER.but(keys="f", label=N_("All own tasks"), does="everything"),
    )
    ACTIONS_OF = (
        (N_("Reporting"), (REPORT_SICK, PARTIAL, RECOVERY, PREGNANCY, LEAVING)),
        (N_("Dossier"), (EDIT, EMPLOYMENT, HISTORY)),
        (N_("Case"), (CORRECT, CLOSE_TASK, WHAT_IF, MOVE_CASE, YEAR_CALENDAR)),
    )
    AUTO_FOCUS = "RowList"
    _title = ""
    _hints: tuple[Hint, ...] = ()
    ON_ROWS: ClassVar[frozenset[str]] = frozenset({"close_task", "correct_case", "mark", "choose"})
    """Actions that are about the row under the cursor; the others are about the person."""

    def __init__(self, person_id: int, tab: str = "overview", task_id: int | None = None) -> None:
        super().__init__()
        self._task_id = task_id
        self._person_id = person_id
        self._tab = tab
        self._dossier: Dossier | None = None
        self._seen = False
        self._sees_file = False
        self._everything = False
        self._tasks: list[TaskLine | str] = []
        self._known_tasks: list[TaskLine] = []
        self._notes: list[str] = []
        self._days_off: dict[date, DayOff] = {}

    def heading(self) -> str:
        """Return `Dossier: Polis, V.`."""
        return _("Dossier: {name}", name=self._dossier.list_name if self._dossier else "…")

    def compose_body(self) -> ComposeResult:
        """Lay out path, tabs, cards and list."""
        yield Crumbs(id="path")
        yield BadgeLine(id="who")
        yield Paragraph(id="tabs", markup=False)
        with Vertical(id="dossier"):
            yield Overview()
            with Horizontal(id="lists"):
                yield Section(RowList([], ListedRows([])), Paragraph(id="row-note", markup=False), id="list")
                yield Section(Panel(id="ahead-lines"), id="ahead")
            with VerticalScroll(id="insurance-card"):
                yield Paragraph(id="insurance-text", markup=False)

    def on_resize(self) -> None:
        """Lay out anew what has another place on a screen of another size."""
        if self._dossier is not None:
            self.load()

    def on_screen_resume(self) -> None:
        """Show what a form has changed."""
        super().on_screen_resume()
        if self._dossier is not None:
            self.load()

    async def refresh_page(self) -> None:
        """Load the dossier; the first time the journal notes that it was opened."""
        load = people.dossier_of if self._seen else people.open_dossier
        self._dossier = await self.host.call(load, self._person_id)
        self._seen = True
        self._sees_file = await self.host.call(progress.may_see, self._person_id)
        if allows(self.context.actor.role, Right.TASKS):
            self._known_tasks = await self.host.call(tasks.tasks_of_person, self._person_id, everything=True)
        self.show_heading()
        self._show_path(self._dossier)
        self._show_who(self._dossier)
        await self._show_tab(self._dossier)

    def _show_path(self, dossier: Dossier) -> None:
        card = dossier.employment
        path = [part for part in (card.employer, card.department, dossier.list_name) if part]
        self.query_one("#path", Crumbs).show(path, (self.key_of(ACTIONS), ACTIONS.words))
        tabs = []
        due = sum(task.is_open and task.own and task.opens <= self.context.today for task in self._known_tasks)
        for number, (name, text) in enumerate(TABS.items(), start=1):
            if self._offers(name):
                counted = f"{_(text)} {due}" if name == "tasks" and due else _(text)
                tabs.append(tab_title(number, counted, self.app.theme, chosen=name == self._tab))
        lead = Content(before_figures() or " ")
        apart, close = (Content.assemble(lead, Content(gap).join(tabs)) for gap in (" ", ""))
        self.query_one("#tabs", Paragraph).update(apart if apart.cell_length <= self.size.width else close)

    async def _show_tab(self, dossier: Dossier) -> None:
        self.set_class(self._tab == "overview", "-overview")
        self.query_one(Overview).display = self._tab == "overview"
        self.query_one("#insurance-card").display = self._tab == "insurance"
        rows = self.query_one(RowList)
        rows.display = self.query_one("#lists").display = self._tab != "insurance"
        rows.marks = self._tab == "tasks"
        self.refresh_bindings()
        await getattr(self, f"_show_{self._tab}")(dossier, rows)
        (rows if rows.display else self.query_one("#insurance-card")).focus()

    def _offers(self, tab: str) -> bool:
        """Tell whether the user may see a tab of this dossier."""
        return (tab != "file" or self._sees_file) and self._is_for_role(tab)

    def _is_for_role(self, tab: str) -> bool:
        return any(c.action == f"tab({tab!r})" and c.is_for(self.context.actor.role) for c in TAB_COMMANDS)

    def role_allows(self, action: str) -> bool:
        """Tell whether the role may do what a binding calls: a case file may be that of their own reports alone."""
        return super().role_allows(action) and (action != "tab('file')" or self._sees_file or self._dossier is None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is about a task beside the tasks alone, and no tab that is refused."""
        if action == "tab" and not self._offers(str(parameters[0])):
            return False
        return (action != "close_task" or self._tab == "tasks") and super().check_action(action, parameters)

    def entry_in_hand(self) -> int | None:
        """Return the registration under the cursor of the progress overview."""
        listed = self.query_one(RowList)
        about = listed.keys[listed.cursor] if self._tab == "file" and listed.cursor < len(listed.keys) else None
        return about if isinstance(about, int) else None

    def is_about_row(self, action: str) -> bool:
        """Tell whether an action is about the row under the cursor."""
        return action in self.ON_ROWS

    def _fill(self, title: str, columns: list[RowColumn], lines: list[Line], empty: str, *hints: Hint) -> None:
        """Show a tab's rows; the cursor stays on what it was on."""
        self._title, self._hints = title, hints
        self.query_one("#list", Section).show(title, *hints)
        self._notes = [line.note for line in lines]
        listed = self.query_one(RowList)
        listed.columns, listed.empty = columns, empty
        if not listed.show_again(ListedRows([line.row for line in lines]), [line.about for line in lines]):
            self.note_other_row()
        self._show_note(listed.cursor)

    def _show_note(self, index: int) -> None:
        """Show the note of a row: in the title of the list where it fits, on a screen that is short of rows."""
        note = self._notes[index] if index < len(self._notes) else ""
        title, section = self._title, self.query_one("#list", Section)
        if self._tab == "overview" and self.has_class("-short"):
            in_title = bool(note) and section.has_room(title, *self._hints, note)
            section.show(title, *self._hints, *([note] if in_title else []))
            note = "" if in_title else note
        self._keep_a_row(note)
        line = self.query_one("#row-note", Paragraph)
        line.display = bool(note) or not self.has_class("-short")
        line.update(Content(note))

    def _keep_a_row(self, note: str) -> None:
        """Keep the rows that title, headings, one case and the note take: what is above the list gives way."""
        lists = self.query_one("#lists")
        wrapped = -(-cell_len(note) // max(1, self.size.width - EDGES))
        lists.styles.min_height = LEAST_LIST + wrapped

    def about(self) -> tuple[str, ...]:
        """Return the whole note of the row under the cursor, for which a short screen has no room."""
        index = self.query_one(RowList).cursor
        return (self._notes[index],) if index < len(self._notes) and self._notes[index] else ()

    async def _show_overview(self, dossier: Dossier, _rows: RowList) -> None:
        edit = self.key_of(EDIT), EDIT.hint
        change = self.key_of(EMPLOYMENT), _("Change")
        self.query_one(Overview).show(dossier, self.has_class("-wide"), [edit], [change])
        columns = [
            RowColumn(_("No."), 3, "right"),
            RowColumn(_("CaseID"), 6, "right"),
            RowColumn(_("Protocol"), 12, grows=10),
            RowColumn(_("Start"), 11),
            RowColumn(_("End"), 11),
            RowColumn(_("Duration"), 16),
            RowColumn(_("sick"), 8, "right"),
        ]
        lines = [
            Line(case.case_id, case_row(number, case), case_note(case))
            for number, case in enumerate(dossier.cases, start=1)
        ]
        often = _("! Frequent absence: {n} reports in 12 months", n=dossier.frequent_reports)
        self._fill(_("Recent cases"), columns, lines, _("No cases."), *([often] if dossier.frequent_reports else []))
        await self._show_line(dossier)

    async def _show_line(self, dossier: Dossier) -> None:
        """Show the 104 weeks of the running case, and on a wide screen the tasks ahead."""
        case, overview = dossier.open_case, self.query_one(Overview)
        line = await self.host.call(timelines.timeline, case.case_id) if case else None
        ahead = [task for task in self._known_tasks if task.is_open]
        kind = label(case.kind) if case else ""
        overview.show_line(line, next((t for t in ahead if case and t.case_id == case.case_id), None), kind)
        self.query_one("#ahead", Section).show(_("Tasks"), (TAB_TASKS.keys, TAB_TASKS.words))
        lines = [_ahead(task) for task in ahead[:MOST_AHEAD]]
        self.query_one("#ahead-lines", Panel).show(lines or [Content.styled(_("No open tasks."), "$text-muted")])

    def _show_who(self, dossier: Dossier) -> None:
        overdue = sum(task.state is TaskState.OVERDUE and task.own for task in self._known_tasks)
        name = f"{salutation(dossier.name.gender)} {full_name(dossier.name)}".strip()
        self.query_one("#who", BadgeLine).show(name, badges(dossier, overdue, self.context.today))

    async def _show_tasks(self, _dossier: Dossier, _rows: RowList) -> None:
        found = await self.host.call(tasks.tasks_of_person, self._person_id, everything=self._everything)
        self._days_off = await self.host.call(calendar.days_off, {task.due for task in found})
        self._tasks = grouped_tasks(found)
        columns = [
            RowColumn("", 2),
            RowColumn(_("Due"), 12),
            RowColumn(_("Task"), 34, grows=20),
            RowColumn(_("Who"), 10),
            RowColumn(_("State"), 13),
        ]
        lines = [self._task_line(task) for task in self._tasks]
        box = "■" if self._everything else "□"
        future, close = self.key_of(FILTER), self.key_of(CLOSE_TASK)
        hints: list[Hint] = [(future, f"{box} {_('All own tasks')}")]
        hints += [(close, CLOSE_TASK.hint)] if self.role_allows("close_task") else []
        none = _("No tasks.") if self._everything else _("No open tasks. {key} shows the future ones.", key=future)
        self._fill(_("Tasks"), columns, lines, none, *hints)
        self._look_at_task([line.about for line in lines])

    def _task_line(self, task: TaskLine | str) -> Line:
        if isinstance(task, str):
            return Line(task, ("", "", Text(task, "bold"), "", ""), "")
        due = due_text(task.due, self._days_off)
        row = (task_sign(task), due, task_label(task), actor_label(task.actor), state_text(task))
        return Line(task.task_id, row, task_note(task, self._days_off))

    def _look_at_task(self, listed: list[Hashable]) -> None:
        """Put the cursor on the task that the dossier was opened for."""
        if self._task_id in listed:
            self.query_one(RowList).cursor = listed.index(self._task_id)
        self._task_id = None

    async def _show_file(self, _dossier: Dossier, _rows: RowList) -> None:
        registrations = await self.host.call(progress.of_person, self._person_id)
        columns = [RowColumn(_("When"), 16), RowColumn(_("Who"), 14), RowColumn(_("What"), 44, grows=200)]
        self._fill(
            _("Progress overview"),
            columns,
            [_line(registration.seq, progress_row(registration)) for registration in registrations],
            _("Nothing yet."),
        )

    async def _show_messages(self, _dossier: Dossier, _rows: RowList) -> None:
        found = await self.host.call(messages.all_messages, self._person_id)
        columns = [RowColumn(_("Sent"), 16), RowColumn(_("From"), 18), RowColumn(_("Message"), 40, grows=200)]
        lines = [_line(m.message_id, (format_moment(m.sent_at), m.sender, f"{m.subject}: {m.body}")) for m in found]
        self._fill(_("Messages"), columns, lines, _("There are no messages."))

    async def _show_insurance(self, _dossier: Dossier, _rows: RowList) -> None:
        from xstui.screens.reporting.insurance_text import insurance_text
        from xstui.services.insurance import policies

        try:
            text = insurance_text(await self.host.call(policies.insurance_of, self._person_id))
        except Refused as refused:
            # Some roles see the dossier and not its policies: the tab says so, and keeps nobody from the others.
            text = " " + " ".join(problem_text(problem) for problem in refused.problems)
        self.query_one("#insurance-text", Paragraph).update(Content(text))

    @on(RowList.Highlighted)
    def show_note(self, event: RowList.Highlighted) -> None:
        """Say of the row under the cursor what it has no room for."""
        self._show_note(event.index)

    @on(RowList.Chosen)
    async def open_case_file(self) -> None:
        """Show what was registered, from a case of the overview."""
        if self._tab == "overview":
            await self.run_action("tab('file')")

    def action_tab(self, name: str) -> None:
        """Show another tab."""
        self._tab, self.receipt_of = name, None
        self.query_one(StatusLine).clear()
        listed = self.query_one(RowList)
        listed.cursor, listed.keys = 0, ()
        self.load()

    def action_everything(self) -> None:
        """Show the future tasks and those of others as well, or no longer."""
        if self._tab == "tasks":
            self._everything = not self._everything
            self.load()

    async def action_close_task(self) -> None:
        """Close the marked tasks, or the one under the cursor, or correct how that was closed."""
        rows = self.query_one(RowList)
        listed = [task for index in rows.chosen_indexes if not isinstance(task := self._tasks[index], str)]
        await open_closing(self, listed)

    async def action_edit(self) -> None:
        """Correct the person's data (*Bewerken*)."""
        await self.go(routes.Employee(self._person_id))

    async def action_employment(self) -> None:
        """Change or correct the employment (*Wijzigen dienstverband*)."""
        await self.go(routes.Employment(self._person_id))

    async def action_history(self) -> None:
        """Show what held in the employment, and from when (*Historie weergave*)."""
        await self.go(routes.EmploymentHistory(self._person_id))

    async def action_leaving(self) -> None:
        """Report that this person leaves."""
        if not self._is_hindered(LEAVING):
            await self.go(routes.Leaving(self._person_id))

    def action_report_sick(self) -> None:
        """Report this person sick (*Acties*)."""
        if not self._is_hindered(REPORT_SICK):
            self.do(self._report_sick)

    async def _report_sick(self) -> None:
        from xstui.services.people import search

        await self.go(routes.SickReport(await self.host.call(search.by_id, self._person_id)))

    def action_report_recovery(self) -> None:
        """Report this person recovered, or end the case for another reason."""
        if not self._is_hindered(RECOVERY):
            self.do(self.go, routes.Recovery(self._person_id, "recovered"))

    def action_partial(self) -> None:
        """Change the percentage of this person's absence."""
        if not self._is_hindered(PARTIAL):
            self.do(self.go, routes.Recovery(self._person_id, "changed"))

    def action_correct_case(self) -> None:
        """Correct the days and percentages of the case under the cursor, else of the newest one."""
        if not self._is_hindered(CORRECT):
            self.do(self._go_about_case, routes.CaseCorrection)

    def action_move_case(self) -> None:
        """Move the case under the cursor, else the newest one, to another person."""
        if not self._is_hindered(MOVE_CASE):
            self.do(self._go_about_case, routes.CaseMove)

    async def _go_about_case(self, route: Callable[[Registered], routes.Route]) -> None:
        """Open what is about the case under the cursor, else about the newest one."""
        known = self._dossier.cases if self._dossier else ()
        index = self.query_one(RowList).cursor if self._tab == "overview" else 0
        if index >= len(known):
            self.app.bell()
            self.warn(_("There is no case."))
            return
        await self.go(route(await self.host.call(corrections.registered, known[index].case_id)))

    async def action_pregnancy(self) -> None:
        """Report this person pregnant, or what becomes of the leave."""
        await self.go(routes.Pregnancy(self._person_id))

    async def action_year_calendar(self) -> None:
        """Show each day of a year (*Jaarkalender*)."""
        await self.go(routes.YearCalendar(self._person_id))

    def action_what_if(self) -> None:
        """Try out what recovering, or falling ill again, would do to the terms of the running case."""
        case = self._dossier.open_case if self._dossier else None
        if not self._is_hindered(WHAT_IF) and case is not None:
            self.do(self.go, routes.WhatIf(case.case_id))

    def hindrance(self, command: Command) -> str:
        """Return why a command can't be started for this person now."""
        return hindrance(command, self._dossier, self.context.today) if self._dossier else ""

    def _is_hindered(self, command: Command) -> bool:
        """Say why a command can't be started now, and tell whether that is so: without a dossier none can."""
        if why := self.hindrance(command):
            self.app.bell()
            self.warn(why)
        return bool(why) or self._dossier is None


def _ahead(task: TaskLine) -> Content:
    """Return a task that is open as a line beside the cases."""
    sign = task_sign(task).plain, SIGN_COLOURS.get(task.state, "")
    return Content.assemble(sign, f" {format_date(task.due)} {task_short(task)}")


def _line(about: int, row: Row) -> Line:
    """Return a line with its last cell in full as its note."""
    return Line(about, row, str(row[-1]))

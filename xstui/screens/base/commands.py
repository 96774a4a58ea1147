"""The one table of commands: what the program can do, and the keys that mean it everywhere.

Three kinds of key. Those that *do* something register or change, and mean that everywhere or nothing. Those that *go*
somewhere work on every screen where no text is typed. Those that *show* change what is in sight. No letter does on one
screen what it goes to on another.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from xstui.domain.problems import Problem, refuse_if
from xstui.domain.roles import Right
from xstui.i18n import N_
from xstui.screens.base import routes
from xstui.screens.base.command import Command, changes, sees
from xstui.terminal.pressed import is_character

if TYPE_CHECKING:
    from xstui.terminal.keymap import KeyMap

BACK = Command("back", "escape,f3", N_("Back"), shown=True)
RELOAD = Command("reload", "f5", N_("Refresh"))
HELP = Command("help", "f1,question_mark", N_("Help"), shown=True)
HELP_IN_TEXT = HELP.but(keys="f1")
"""Help where a question mark may be typed."""
ACTIONS = Command("actions", "full_stop", N_("Actions"), formerly=("dossier.actions",))
ALL_COMMANDS = Command("all-commands", "ctrl+p", N_("Everything"), does="app.command_palette", priority=True)
QUIT = Command("quit", "ctrl+q", N_("Quit"), does="leave", also=N_("sign out, log out, stop"), priority=True)
LOCK = Command("lock", "ctrl+l", N_("Lock"), priority=True)
THEME = Command("theme", "ctrl+t", N_("Theme"), does="next_theme", also=N_("colours, dark, light"))

APP_COMMANDS = {command.name: command for command in (QUIT, LOCK, THEME)}
"""What the app does on every screen, by name."""

# What registers or changes.
REPORT_SICK = Command(
    "report-sick", "z", N_("Report sick"), N_("Sick"), changes(Right.ABSENCE_REPORTS),
    also=N_("call in sick, illness"), formerly=("home.sick", "row.sick", "dossier.sick"), shown=True,
)  # fmt: skip
RECOVERY = Command(
    "recovery", "h", N_("Report (partial) recovery"), N_("Recovery"), changes(Right.ABSENCE_REPORTS),
    does="report_recovery", also=N_("well again, end of absence"),
    formerly=("home.recovery", "row.recovery", "dossier.recovery"), shown=True,
)  # fmt: skip
PARTIAL = Command(
    "partial-recovery", "d", N_("Sick and partial recovery"), N_("Partial recovery"), changes(Right.ABSENCE_REPORTS),
    does="partial", also=N_("other percentage"), formerly=("home.partial", "row.partial", "dossier.partial"),
)  # fmt: skip
PREGNANCY = Command(
    "pregnancy", "g", N_("Report pregnancy"), needs=changes(Right.ABSENCE_REPORTS), also=N_("maternity leave, birth"),
    formerly=("home.pregnancy", "dossier.pregnancy"),
)  # fmt: skip
LEAVING = Command(
    "leaving", "l", N_("Report leaving"), needs=changes(Right.EMPLOYMENT_CHANGES),
    also=N_("end of employment, last day, resignation"), formerly=("home.leaving", "dossier.leaving"),
)  # fmt: skip
ADD_EMPLOYEE = Command(
    "new", "n,f6", N_("Add employee"), N_("New"), changes(Right.EMPLOYEE_CHANGES), does="add_employee",
    also=N_("new employee, hire"), formerly=("home.add", "row.add", "logins.new"),
)  # fmt: skip
NEW = Command("new", "n,f6", N_("New"), shown=True)
EDIT = Command(
    "edit", "e", N_("Edit"), needs=changes(Right.EMPLOYEE_CHANGES), also=N_("address, telephone, personal data"),
    formerly=("row.edit", "dossier.edit"),
)  # fmt: skip
EMPLOYMENT = Command(
    "employment", "k", N_("Change employment"), needs=changes(Right.EMPLOYMENT_CHANGES),
    also=N_("hours, function, department, contract"), formerly=("dossier.employment", "history.employment"),
)  # fmt: skip
CORRECT = Command(
    "correct", "c", N_("Correct case"), needs=changes(Right.ABSENCE_REPORTS), does="correct_case",
    formerly=("dossier.correct",),
)  # fmt: skip
MOVE_CASE = Command(
    "move-case", "", N_("Move to another person"), needs=changes(Right.ABSENCE_REPORTS),
    also=N_("wrong person, wrong employee, move the case"),
)  # fmt: skip
CLOSE_TASK = Command(
    "close-task", "a", N_("Close a task"), N_("Close task"), changes(Right.TASKS), also=N_("done, deviated"),
    formerly=("tasks.close", "tasks.done", "dossier.close-task", "dossier.done"),
)  # fmt: skip
REMOVE = Command("remove", "delete", N_("Take away"), shown=True)
UNDO = Command("undo", "u,ctrl+z", N_("Undo last registration"), N_("Undo"), changes(Right.HOME))
REDO = Command("redo", "ctrl+y", N_("Redo"), needs=changes(Right.HOME))
SAVE = Command("save", "f2,ctrl+s,f10", N_("Save"), shown=True, priority=True)
PUT_BACK_DRAFT = Command("draft", "ctrl+r", N_("Put back what was typed"), does="put_back_draft")

# What leaves the program.
EXPORT = Command("export", "x", N_("Export"), also=N_("Excel, CSV, PDF, file"), formerly=("report.export",), shown=True)

# Where one can go, from everywhere.
HOME = Command("home", "0", N_("Home page"), route=routes.Home(), also=N_("start, beginning, overview"))
SEARCH = Command(
    "search", "slash", N_("Search"), needs=sees(Right.EMPLOYEES), route=routes.Search(), does="search",
    also=N_("find, recently visited"),
    formerly=("home.search", "home.recent"),
)  # fmt: skip
TASKS = Command(
    "tasks", "t", N_("Tasks"), needs=sees(Right.TASKS), route=routes.Tasks(), also=N_("to do, terms"),
    formerly=("home.tasks", "row.tasks"),
)  # fmt: skip
MESSAGES = Command("messages", "m", N_("Messages"), route=routes.Messages(), formerly=("home.messages",))
CASES = Command(
    "cases", "r", N_("Absence cases"), needs=sees(Right.EMPLOYEES), route=routes.RunningCases(),
    also=N_("who is absent, who is ill, absence"), formerly=("home.running",),
)  # fmt: skip
EMPLOYEES = Command(
    "employees", "w", N_("Employees"), needs=sees(Right.EMPLOYEES), route=routes.Search(everybody=True),
    also=N_("extended search"), formerly=("home.employees",),
)  # fmt: skip
ORGANISATION = Command(
    "organisation", "s", N_("Organisation structure"), needs=sees(Right.MASTER_DATA), route=routes.Organisation(),
    also=N_("departments, employer, master data"), formerly=("home.organisation",),
)  # fmt: skip
FIGURES = Command(
    "figures", "v", N_("Absence figures"), N_("Figures"), sees(Right.ABSENCE_FIGURES), routes.Report("verzuimcijfers"),
    also=N_("absence percentage, report"), formerly=("home.figures",),
)  # fmt: skip
STAFF_LIST = Command(
    "staff-list", "b", N_("Staff list"), needs=sees(Right.STAFF_LIST), route=routes.Report("werknemersbestand"),
    also=N_("reference date"), formerly=("home.staff-list",),
)  # fmt: skip
REGISTER = Command(
    "register", "j", N_("Participant register"), needs=sees(Right.PARTICIPANTS),
    route=routes.Report("deelnemersregistratie"), also=N_("insurer, wages"), formerly=("home.register",),
)  # fmt: skip
PAYOUTS = Command(
    "payouts", "q", N_("Payout specifications"), needs=sees(Right.CLAIMS),
    route=routes.Report("uitkeringsspecificaties"), also=N_("benefit, claim specification"), formerly=("home.payouts",),
)  # fmt: skip
SETTINGS = Command(
    "settings", "i", N_("Settings"), route=routes.Settings(), also=N_("password, logins, back-up, language"),
    formerly=("home.settings",),
)  # fmt: skip
PLACES = (
    HOME, SEARCH, TASKS, MESSAGES, CASES, EMPLOYEES, ORGANISATION, FIGURES, STAFF_LIST, REGISTER, PAYOUTS, SETTINGS,
)  # fmt: skip
"""Where one can go from every screen on which nothing is typed."""

HISTORY = Command(
    "history", "y", N_("Employment history"), needs=sees(Right.EMPLOYEES), also=N_("terms through time"),
    formerly=("dossier.history",),
)  # fmt: skip

# What is in sight.
WHAT_IF = Command("what-if", "", N_("What if"), needs=sees(Right.TASKS), formerly=("dossier.what-if",))
YEAR_CALENDAR = Command(
    "year-calendar", "", N_("Year calendar"), needs=sees(Right.EMPLOYEES), also=N_("calendar, when ill, when absent"),
)  # fmt: skip
TAB_OVERVIEW = Command("tab-overview", "1", N_("Overview"), does="tab('overview')", formerly=("dossier.tab1",))
TAB_TASKS = Command(
    "tab-tasks", "2", N_("Tasks"), needs=sees(Right.TASKS), does="tab('tasks')", formerly=("dossier.tab2",)
)
TAB_FILE = Command(
    "tab-file", "3", N_("Case file"), needs=sees(Right.CASE_FILES), does="tab('file')", also=N_("case history"),
    formerly=("dossier.tab3",),
)  # fmt: skip
TAB_MESSAGES = Command(
    "tab-messages", "4", N_("Messages"), needs=sees(Right.CASE_FILES), does="tab('messages')",
    formerly=("dossier.tab4",),
)  # fmt: skip
TAB_INSURANCE = Command(
    "tab-insurance", "5", N_("Insurance"), needs=sees(Right.INSURANCE), does="tab('insurance')", also=N_("policy"),
    formerly=("dossier.tab5",),
)  # fmt: skip
OF_A_PERSON: Mapping[str, str] = MappingProxyType(
    {
        TAB_FILE.name: "file",
        TAB_INSURANCE.name: "insurance",
        **{one.name: "overview" for one in (EDIT, EMPLOYMENT, HISTORY, CORRECT, WHAT_IF, MOVE_CASE, YEAR_CALENDAR)},
    }
)
"""What is about one person, and the tab of the dossier that one begins from; elsewhere a person is found first."""
TAB_COMMANDS = (TAB_OVERVIEW, TAB_TASKS, TAB_FILE, TAB_MESSAGES, TAB_INSURANCE)
"""The tabs of a dossier."""
OPEN = Command("open", "enter,ctrl+j", N_("Open"), shown=True, formerly=("tasks.open", "running.open", "settings.open"))
FILTER = Command(
    "filter", "f,ctrl+f", N_("Parameters or filter"), formerly=("report.parameters", "dossier.all-tasks", "search.ex")
)
PAGE_UP = Command("page-up", "pageup,f7", N_("Previous page"), formerly=("form.page-up", "search.page-up"))
PAGE_DOWN = Command("page-down", "pagedown,f8", N_("Next page"), formerly=("form.page-down", "search.page-down"))
LEFT = Command("left", "left", N_("Columns"), formerly=("report.left", "working.left"))
RIGHT = Command("right", "right", N_("Columns"), formerly=("report.right", "working.right"), key_shown="← →")


MOVED = {"o": ORGANISATION, "p": FILTER}
"""Letters that had a command in the version before and have none now, which the screen says for one version."""


WHILE_TYPING = frozenset({"all-commands", "enrol", "go-on", "lock", "next", "quit", "save", "unlock"})
"""Commands, by name, that come before the field in focus on each screen that has them."""


def refuse_typed_keys(own_keys: Mapping[str, str]) -> None:
    """Refuse a letter by itself for a command that works while text is typed: it could not be typed any more.

    Raises:
        Refused: `keymap-typed` for each.
    """
    refuse_if(
        Problem("keymap-typed", details={"name": name, "key": key})
        for name, key in own_keys.items()
        if name in WHILE_TYPING and is_character(key)
    )


def table() -> dict[str, Command]:
    """Return the commands that are the same wherever they are, by their names."""
    return {value.name: value for value in globals().values() if isinstance(value, Command)}


FORMER_NAMES_OF_SCREENS = MappingProxyType(
    {
        "backup.continue": "go-on",
        "lock.quit": "quit",
        "lock.unlock": "unlock",
        "logins.reset": "reset-login",
        "recovery.again": "encrypt-again",
        "recovery.done": "written-down",
        "report.table": "to-table",
        "search.rows": "rows",
        "sick.same-day": "same-day",
        "sign-in.alternative": "trouble",
        "sign-in.lost": "lost-password",
        "sign-in.next": "next",
    }
)
"""Former names of commands that one screen alone has, which is not loaded yet when the names are looked up."""


def by_present_names(own_keys: Mapping[str, str]) -> dict[str, str]:
    """Return the user's own keys by the names that commands have now; the first of several former names counts."""
    shared = [value for value in globals().values() if isinstance(value, Command)]
    present = {**FORMER_NAMES_OF_SCREENS, **{former: one.name for one in shared for former in one.formerly}}
    found: dict[str, str] = {}
    for name, key in own_keys.items():
        found.setdefault(present.get(name, name), key)
    return found


NAMES_OF_SCREENS = frozenset(
    {
        "back-up-code", "encrypt-again", "enrol", "go-on", "lost-password", "menu-down", "menu-up", "merge.form",
        "merge.mine", "merge.theirs", "next", "next-field", "previous-field", "reset-login", "rows", "same-day",
        "text-message", "to-table", "trouble", "unlock", "written-down",
        *(f"{name}-{n}" for name, most in (("kind", 5), ("recent", 4), ("setting", 9)) for n in range(1, most + 1)),
    }
)  # fmt: skip
"""Names of commands that some screens alone have, which are not loaded yet when the user's own keys are read."""


def refuse_unknown_names(keymap: KeyMap) -> None:
    """Refuse the name of no command among the user's own keys, which are by the names that commands have now.

    Raises:
        Refused: `keymap-name` for each, with its line.
    """
    known = table().keys() | NAMES_OF_SCREENS
    refuse_if(
        Problem("keymap-name", details={"path": keymap.path, "line": keymap.lines.get(name, 0), "name": name})
        for name in keymap.keys
        if by_present_names({name: ""}).keys().isdisjoint(known)
    )

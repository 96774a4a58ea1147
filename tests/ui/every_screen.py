"""Every screen of somebody who has signed in, and the keys that it knows."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

from sqlmodel import select

from tests.company import NOW, TODAY
from tests.ui.clerk import NARROW, Clerk
from tests.ui.unseen import UnseenHome
from xstui.app.screens import screen_of
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.screens.absence.close_task import CloseTaskScreen
from xstui.screens.absence.correct_case import CorrectCaseScreen
from xstui.screens.absence.move_case import MoveCaseScreen
from xstui.screens.absence.pregnancy import PregnancyScreen
from xstui.screens.absence.report_lists import ChangedListScreen, RecoveredListScreen, SickListScreen
from xstui.screens.absence.report_recovery import ReportRecoveryScreen
from xstui.screens.absence.report_sick import ReportSickScreen
from xstui.screens.absence.running import RunningScreen
from xstui.screens.absence.tasks import TasksScreen
from xstui.screens.absence.what_if import WhatIfScreen
from xstui.screens.absence.year_calendar import YearCalendarScreen
from xstui.screens.base.merge import MergeScreen
from xstui.screens.case_file.messages import MessagesScreen
from xstui.screens.home import HomeScreen
from xstui.screens.office.account import AccountScreen
from xstui.screens.office.keys import KeysScreen
from xstui.screens.office.logins import EndLoginScreen, LoginsScreen, NewLoginScreen
from xstui.screens.office.office import OfficeScreen
from xstui.screens.office.organisation import OrganisationScreen
from xstui.screens.office.own_risk import OwnRiskScreen
from xstui.screens.office.retention import RetentionScreen, WipeScreen
from xstui.screens.office.roles import RolesScreen
from xstui.screens.office.sector import SectorScreen
from xstui.screens.office.settings import SettingsScreen
from xstui.screens.people.dossier import TABS, DossierScreen
from xstui.screens.people.employee_form import EmployeeScreen
from xstui.screens.people.employment import EmploymentScreen
from xstui.screens.people.employment_history import EmploymentHistoryScreen
from xstui.screens.people.leaving import LeavingScreen
from xstui.screens.people.search import SearchScreen
from xstui.screens.reporting.export import ExportScreen
from xstui.screens.reporting.report import ReportScreen
from xstui.screens.reporting.working import WorkingScreen
from xstui.screens.sign_in.password import PasswordScreen
from xstui.services import reporting
from xstui.services.absence import corrections, tasks
from xstui.services.access import accounts
from xstui.services.access.sign_in import actor_of
from xstui.services.context import organisation
from xstui.services.people import search
from xstui.store.tables import Account

ABSENT, WORKING = 1, 2
"""Somebody who is reported sick, and somebody who is not."""


def _figures(context):
    return reporting.parameters_from(context, "verzuimcijfers", {})


SCREENS = {
    "account": lambda _context: AccountScreen(),
    "close-task": lambda context: CloseTaskScreen(tasks.open_tasks(context)[:1]),
    "correct-case": lambda context: CorrectCaseScreen(corrections.registered(context, 1)),
    **{f"dossier-{tab}": lambda _context, tab=tab: DossierScreen(ABSENT, tab) for tab in TABS},
    "employee": lambda _context: EmployeeScreen(ABSENT),
    "employee-new": lambda _context: EmployeeScreen(),
    "employment": lambda _context: EmploymentScreen(ABSENT),
    "employment-history": lambda _context: EmploymentHistoryScreen(ABSENT),
    "export": lambda context: ExportScreen(reporting.make(context, _figures(context))),
    "home": lambda _context: HomeScreen(),
    "keys": lambda _context: KeysScreen(),
    "leaving": lambda _context: LeavingScreen(),
    "leaving-somebody": lambda _context: LeavingScreen(ABSENT),
    "login-end": lambda context: EndLoginScreen(accounts.logins(context)[0], lambda *_: None),
    "login-new": lambda context: NewLoginScreen(organisation.tree(context).units),
    "logins": lambda _context: LoginsScreen(),
    "merge": lambda _context: MergeScreen(
        Problem("changed-since", "", {"who": "X", "when": NOW, "use_case": "", "version": 1, "changes": ()}), {}
    ),
    "messages": lambda _context: MessagesScreen(),
    "move-case": lambda context: MoveCaseScreen(corrections.registered(context, 1)),
    "office": lambda _context: OfficeScreen(),
    "organisation": lambda _context: OrganisationScreen(),
    "own-risk": lambda _context: OwnRiskScreen(),
    "password": lambda _context: PasswordScreen(),
    "pregnancy": lambda _context: PregnancyScreen(),
    "pregnancy-somebody": lambda _context: PregnancyScreen(WORKING),
    "recovery": lambda _context: ReportRecoveryScreen(),
    "recovery-somebody": lambda _context: ReportRecoveryScreen(ABSENT),
    **{
        f"report-{name}": lambda _context, name=name: ReportScreen(name)
        for name in (one.name for one in reporting.REPORTS)
    },
    "retention": lambda _context: RetentionScreen(),
    "roles": lambda _context: RolesScreen(),
    "running": lambda _context: RunningScreen(),
    "search": lambda _context: SearchScreen(),
    "search-everybody": lambda _context: SearchScreen(everybody=True),
    "sector": lambda _context: SectorScreen(),
    "settings": lambda _context: SettingsScreen(),
    "list-changed": lambda _context: ChangedListScreen(),
    "list-recovered": lambda _context: RecoveredListScreen(),
    "list-sick": lambda _context: SickListScreen((WORKING,)),
    "sick": lambda _context: ReportSickScreen(),
    "sick-somebody": lambda context: ReportSickScreen(search.by_id(context, WORKING)),
    "tasks": lambda _context: TasksScreen(),
    "what-if": lambda _context: WhatIfScreen(1),
    "wipe": lambda _context: WipeScreen([]),
    "year-calendar": lambda _context: YearCalendarScreen(ABSENT),
    "year-calendar-unit": lambda _context: YearCalendarScreen(unit_id=1),
    "working": lambda context: WorkingScreen(_figures(context), None, "absence_percentage"),
}


LEFT_OUT = {"quit", "quit.alias", "lock", "theme"}
"""Ids of commands that are about the program as a whole, and not about a screen."""
EVERYWHERE = ("enter", "down", "space")


@asynccontextmanager
async def signed_in(path, role=Role.COMBI, size=NARROW):
    """Open the app for somebody of a role who has signed in, without the typing."""
    app = UnseenHome(Program(path, TODAY, FixedClock(TODAY)))
    async with app.run_test(size=size) as pilot:
        clerk = Clerk(app, pilot)
        await clerk.begin(actor_with(app.program.store, role))
        assert isinstance(app.screen, HomeScreen)
        yield clerk


def actor_with(store, role):
    """Return the user of the company who has a role."""
    with store.reading() as session:
        return actor_of(session, session.exec(select(Account).where(Account.username == role.value)).one())


def keys_of(screen, *, aliases=True):
    """Return every key that does something of the program's own on a screen, leaving it last.

    Without aliases it is one key for each action.
    """
    known = {
        binding.key: binding.action
        for _node, binding, enabled, _tooltip in screen.active_bindings.values()
        if enabled and binding.id and binding.id not in LEFT_OUT and not binding.action.startswith("app.")
    }
    pressed = known if aliases else {action: key for key, action in known.items()}.values()
    last = {"save": 1, "back": 2}
    return sorted(dict.fromkeys([*EVERYWHERE, *pressed]), key=lambda key: last.get(known.get(key), 0))


class Sweep:
    """Opens screens and presses their keys; what a key would open is noted and not opened.

    Attributes:
        opened: What the last key would have opened.
    """

    def __init__(self, clerk):
        self.clerk = clerk
        self.app = clerk.app
        self.opened = []
        self._depth = len(self.app.screen_stack)
        self._push = self.app.push_screen
        self.app.push_screen = self._note
        self.app.replace = lambda route: self._note(screen_of(route))

    def _note(self, screen, *_args, **_kwargs):
        self.opened.append(screen)
        done = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    async def press_every_key(self, make, *, aliases=True):
        """Press each key of a screen as if it were the first, leaving it last; yield each after its effect."""
        screen = await self._open(make())
        for key in keys_of(screen, aliases=aliases):
            if self.app.screen is not screen:
                await self._back()
                screen = await self._open(make())
            self.opened = []
            self.clerk._send(key)
            await self._rest(screen, key)
            yield key
        await self._back()

    async def _open(self, screen):
        await self._push(screen)
        await self._rest(screen, "opening")
        return screen

    async def _rest(self, screen, what):
        await self.app.gate.settled()
        await self.app.workers.wait_for_complete()
        await self.app.gate.settled()
        assert self.app._exception is None, f"{what} on {screen}: {self.app._exception!r}"
        assert not self.app.is_locked

    async def _back(self):
        while len(self.app.screen_stack) > self._depth:
            await self.app.pop_screen()

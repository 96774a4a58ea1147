"""The screen of each route. A screen is imported where it is first opened: none of them delays the sign-in."""

from __future__ import annotations

from functools import singledispatch

from textual.screen import Screen

from xstui.screens.base import routes
from xstui.screens.base.command import Commanded


def screen_of(route: routes.Route) -> Screen[None]:
    """Return a new screen for a route, which it remembers."""
    screen = _screen_of(route)
    if isinstance(screen, Commanded):
        screen.route = route
    return screen


@singledispatch
def _screen_of(route: routes.Route) -> Screen[None]:
    """Return a new screen for a route.

    Raises:
        LookupError: For a route without a screen.
    """
    message = f"no screen shows {route}"
    raise LookupError(message)


@_screen_of.register
def _(_route: routes.Home) -> Screen[None]:
    from xstui.screens.home import HomeScreen

    return HomeScreen()


@_screen_of.register
def _(route: routes.Search) -> Screen[None]:
    from xstui.screens.people.search import SearchScreen

    return SearchScreen(everybody=route.everybody, tab=route.tab)


@_screen_of.register
def _(route: routes.SickReport) -> Screen[None]:
    from xstui.screens.absence.report_sick import ReportSickScreen

    return ReportSickScreen(route.person)


@_screen_of.register
def _(route: routes.ReportList) -> Screen[None]:
    from xstui.screens.absence.report_lists import ChangedListScreen, RecoveredListScreen, SickListScreen

    if route.situation == "sick":
        return SickListScreen(route.people, route.names, is_listing=route.is_listing)
    if route.situation == "recovered":
        return RecoveredListScreen(route.people, route.names, is_listing=route.is_listing)
    return ChangedListScreen(route.people, route.names, is_listing=route.is_listing)


@_screen_of.register
def _(route: routes.Recovery) -> Screen[None]:
    from xstui.screens.absence.report_recovery import ReportRecoveryScreen

    return ReportRecoveryScreen(route.person_id, route.situation)


@_screen_of.register
def _(route: routes.Pregnancy) -> Screen[None]:
    from xstui.screens.absence.pregnancy import PregnancyScreen

    return PregnancyScreen(route.person_id)


@_screen_of.register
def _(route: routes.Leaving) -> Screen[None]:
    from xstui.screens.people.leaving import LeavingScreen

    return LeavingScreen(route.person_id, route.last_day, route.reason)


@_screen_of.register
def _(route: routes.Employee) -> Screen[None]:
    from xstui.screens.people.employee_form import EmployeeScreen

    return EmployeeScreen(route.person_id)


@_screen_of.register
def _(route: routes.Dossier) -> Screen[None]:
    from xstui.screens.people.dossier import DossierScreen

    return DossierScreen(route.person_id, route.tab, route.task_id)


@_screen_of.register
def _(route: routes.Employment) -> Screen[None]:
    from xstui.screens.people.employment import EmploymentScreen

    return EmploymentScreen(route.person_id, route.terms_id, correcting=route.correcting)


@_screen_of.register
def _(route: routes.EmploymentHistory) -> Screen[None]:
    from xstui.screens.people.employment_history import EmploymentHistoryScreen

    return EmploymentHistoryScreen(route.person_id)


@_screen_of.register
def _(route: routes.CaseCorrection) -> Screen[None]:
    from xstui.screens.absence.correct_case import CorrectCaseScreen

    return CorrectCaseScreen(route.case)


@_screen_of.register
def _(route: routes.CaseMove) -> Screen[None]:
    from xstui.screens.absence.move_case import MoveCaseScreen

    return MoveCaseScreen(route.case)


@_screen_of.register
def _(route: routes.WhatIf) -> Screen[None]:
    from xstui.screens.absence.what_if import WhatIfScreen

    return WhatIfScreen(route.case_id)


@_screen_of.register
def _(route: routes.YearCalendar) -> Screen[None]:
    from xstui.screens.absence.year_calendar import YearCalendarScreen

    return YearCalendarScreen(route.person_id, route.unit_id)


@_screen_of.register
def _(_route: routes.Tasks) -> Screen[None]:
    from xstui.screens.absence.tasks import TasksScreen

    return TasksScreen()


@_screen_of.register
def _(route: routes.TaskClosing) -> Screen[None]:
    from xstui.screens.absence.close_task import CloseTaskScreen

    return CloseTaskScreen(route.tasks)


@_screen_of.register
def _(_route: routes.RunningCases) -> Screen[None]:
    from xstui.screens.absence.running import RunningScreen

    return RunningScreen()


@_screen_of.register
def _(_route: routes.Messages) -> Screen[None]:
    from xstui.screens.case_file.messages import MessagesScreen

    return MessagesScreen()


@_screen_of.register
def _(route: routes.Organisation) -> Screen[None]:
    from xstui.screens.office.organisation import OrganisationScreen

    return OrganisationScreen(route.unit_id)


@_screen_of.register
def _(route: routes.Report) -> Screen[None]:
    from xstui.screens.reporting.report import ReportScreen

    return ReportScreen(route.name, route.month)


@_screen_of.register
def _(route: routes.Working) -> Screen[None]:
    from xstui.screens.reporting.working import WorkingScreen

    return WorkingScreen(route.parameters, route.unit_id, route.figure)


@_screen_of.register
def _(route: routes.Export) -> Screen[None]:
    from xstui.screens.reporting.export import ExportScreen

    return ExportScreen(route.table)


@_screen_of.register
def _(_route: routes.Settings) -> Screen[None]:
    from xstui.screens.office.settings import SettingsScreen

    return SettingsScreen()


@_screen_of.register
def _(_route: routes.Password) -> Screen[None]:
    from xstui.screens.sign_in.password import PasswordScreen

    return PasswordScreen()


@_screen_of.register
def _(_route: routes.SignIns) -> Screen[None]:
    from xstui.screens.office.account import AccountScreen

    return AccountScreen()


@_screen_of.register
def _(_route: routes.Roles) -> Screen[None]:
    from xstui.screens.office.roles import RolesScreen

    return RolesScreen()


@_screen_of.register
def _(_route: routes.Logins) -> Screen[None]:
    from xstui.screens.office.logins import LoginsScreen

    return LoginsScreen()


@_screen_of.register
def _(_route: routes.Office) -> Screen[None]:
    from xstui.screens.office.office import OfficeScreen

    return OfficeScreen()


@_screen_of.register
def _(_route: routes.Sector) -> Screen[None]:
    from xstui.screens.office.sector import SectorScreen

    return SectorScreen()


@_screen_of.register
def _(_route: routes.OwnRisk) -> Screen[None]:
    from xstui.screens.office.own_risk import OwnRiskScreen

    return OwnRiskScreen()


@_screen_of.register
def _(_route: routes.Keys) -> Screen[None]:
    from xstui.screens.office.keys import KeysScreen

    return KeysScreen()


@_screen_of.register
def _(_route: routes.Retention) -> Screen[None]:
    from xstui.screens.office.retention import RetentionScreen

    return RetentionScreen()


@_screen_of.register
def _(route: routes.EncryptAgain) -> Screen[None]:
    from xstui.screens.office.encrypt_again import EncryptAgainScreen

    return EncryptAgainScreen(route.done)

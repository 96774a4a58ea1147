"""Where one can go: a place and what it is about, without the screen that shows it.

Screens open each other by these; `xstui.app.screens` has the screen of each. So no screen imports another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xstui.domain.leaving import LeavingReason
    from xstui.reports.table import ReportTable
    from xstui.services.absence.corrections import Registered
    from xstui.services.absence.tasks import TaskLine
    from xstui.services.people.search import Found
    from xstui.services.reporting.declarations.figures import FiguresParameters


@dataclass(frozen=True)
class Route:
    """A place in the program; on its own it is none."""


@dataclass(frozen=True)
class Home(Route):
    """What needs attention today."""


@dataclass(frozen=True)
class Search(Route):
    """Finding a person, a case or a unit, or one of the dossiers opened lately; or the list of all employees.

    Attributes:
        tab: The tab at which the dossier of who is found opens.
    """

    everybody: bool = False
    tab: str = "overview"


@dataclass(frozen=True)
class SickReport(Route):
    """Reporting people sick; without them, one is chosen first."""

    people: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Recovery(Route):
    """Reporting (partial) recovery of somebody, or of whom is chosen first.

    Attributes:
        situation: `recovered`, `changed` or `ended`.
    """

    person_id: int | None = None
    situation: str = "recovered"


@dataclass(frozen=True)
class Pregnancy(Route):
    """Reporting a pregnancy, or what comes after it."""

    person_id: int | None = None


@dataclass(frozen=True)
class Leaving(Route):
    """Ending an employment, where that is known already after which day and why."""

    person_id: int | None = None
    last_day: date | None = None
    reason: LeavingReason | None = None


@dataclass(frozen=True)
class Employee(Route):
    """The data of somebody, or of a new employee."""

    person_id: int | None = None


@dataclass(frozen=True)
class Dossier(Route):
    """Everything about one person.

    Attributes:
        tab: `overview`, `tasks`, `progress`, `messages` or `insurance`.
        task_id: The task under the cursor.
    """

    person_id: int
    tab: str = "overview"
    task_id: int | None = None


@dataclass(frozen=True)
class Employment(Route):
    """Changing the terms of somebody's employment, or correcting those with a number, else those of today."""

    person_id: int
    terms_id: int | None = None
    correcting: bool = False


@dataclass(frozen=True)
class EmploymentHistory(Route):
    """The terms of somebody's employment through time."""

    person_id: int


@dataclass(frozen=True)
class CaseCorrection(Route):
    """Correcting what is registered of a case."""

    case: Registered


@dataclass(frozen=True)
class WhatIf(Route):
    """What the tasks and terms of a case would be if something else were so."""

    case_id: int


@dataclass(frozen=True)
class YearCalendar(Route):
    """The year of somebody day by day, or of a part of the organisation; of all that may be seen where neither is."""

    person_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True)
class Tasks(Route):
    """All open tasks."""


@dataclass(frozen=True)
class TaskClosing(Route):
    """Closing tasks, or correcting how one was closed."""

    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True)
class RunningCases(Route):
    """The cases that are open now."""


@dataclass(frozen=True)
class Messages(Route):
    """Messages and notes."""


@dataclass(frozen=True)
class Organisation(Route):
    """The employer and its units."""

    unit_id: int | None = None


@dataclass(frozen=True)
class Report(Route):
    """A report by its name, as the reports of a month where it has one."""

    name: str
    month: date | None = None


@dataclass(frozen=True)
class Working(Route):
    """How the figures of a row of a report were worked out."""

    parameters: FiguresParameters
    unit_id: int | None
    figure: str


@dataclass(frozen=True)
class Export(Route):
    """Writing a report to a file."""

    table: ReportTable


@dataclass(frozen=True)
class Settings(Route):
    """The list of what can be set."""


@dataclass(frozen=True)
class Password(Route):
    """Choosing another password."""


@dataclass(frozen=True)
class SignIns(Route):
    """When somebody signed in with one's name."""


@dataclass(frozen=True)
class Roles(Route):
    """What each role may do."""


@dataclass(frozen=True)
class Logins(Route):
    """The logins of the store."""


@dataclass(frozen=True)
class Office(Route):
    """When the program locks, and what is paid during sickness."""


@dataclass(frozen=True)
class Sector(Route):
    """The sector that absence is compared with."""


@dataclass(frozen=True)
class OwnRisk(Route):
    """Cover without a policy."""


@dataclass(frozen=True)
class Keys(Route):
    """The keys of the store, and its back-ups."""


@dataclass(frozen=True)
class Retention(Route):
    """What is past its retention period."""


@dataclass(frozen=True)
class EncryptAgain(Route):
    """What an older key file still opens.

    Attributes:
        done: What was done before, as a receipt.
    """

    done: str

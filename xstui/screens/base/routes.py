"""Where one can go: a place and what it is about, without the screen that shows it.

Screens open each other by these; `xstui.app.screens` has the screen of each. So no screen imports another one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, dataclass_transform

if TYPE_CHECKING:
    from xstui.domain.leaving import LeavingReason
    from xstui.reports.table import ReportTable
    from xstui.services.absence.corrections import Registered
    from xstui.services.absence.tasks import TaskLine
    from xstui.services.people.search import Found
    from xstui.services.reporting.declarations.figures import FiguresParameters


@dataclass_transform(frozen_default=True)
class Route:
    """A place in the program; on its own it is none.

    A frozen dataclass to readers and to the type checker. Of `dataclass` itself each place would have six methods
    written and compiled while the program starts: a sixth of what the sign-in takes more than an empty screen.
    """

    def __init__(self, *given: object, **named: object) -> None:
        fields = type(self).__annotations__
        values = {**dict(zip(fields, given, strict=False)), **named}
        missing = [name for name in fields if name not in values and not hasattr(self, name)]
        if len(given) > len(fields) or values.keys() - fields or missing:
            message = f"{type(self).__name__} is about {', '.join(fields) or 'nothing'}"
            raise TypeError(message)
        self.__dict__.update({name: values.get(name, getattr(self, name, None)) for name in fields})

    def __setattr__(self, name: str, _value: object) -> None:
        message = f"{name} of a route stays"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


class Home(Route):
    """What needs attention today."""


class Search(Route):
    """Finding a person, a case or a unit, or one of the dossiers opened lately; or the list of all employees.

    Attributes:
        tab: The tab at which the dossier of who is found opens.
    """

    everybody: bool = False
    tab: str = "overview"


class SickReport(Route):
    """Reporting somebody sick; without them, one is chosen first."""

    person: Found | None = None


class ReportList(Route):
    """Reporting several people at once.

    Attributes:
        situation: `sick`, `recovered` or `changed`.
        people: Those who stand in the list, by their row numbers.
        names: What was typed or pasted for others.
        is_listing: Whether another name follows on what was typed.
    """

    situation: str
    people: tuple[int, ...] = ()
    names: str = ""
    is_listing: bool = False


class Recovery(Route):
    """Reporting (partial) recovery of somebody, or of whom is chosen first.

    Attributes:
        situation: `recovered`, `changed` or `ended`.
    """

    person_id: int | None = None
    situation: str = "recovered"


class Pregnancy(Route):
    """Reporting a pregnancy, or what comes after it."""

    person_id: int | None = None


class Leaving(Route):
    """Ending an employment, where that is known already after which day and why."""

    person_id: int | None = None
    last_day: date | None = None
    reason: LeavingReason | None = None


class Employee(Route):
    """The data of somebody, or of a new employee."""

    person_id: int | None = None


class Dossier(Route):
    """Everything about one person.

    Attributes:
        tab: `overview`, `tasks`, `progress`, `messages` or `insurance`.
        task_id: The task under the cursor.
    """

    person_id: int
    tab: str = "overview"
    task_id: int | None = None


class Employment(Route):
    """Changing the terms of somebody's employment, or correcting those with a number, else those of today."""

    person_id: int
    terms_id: int | None = None
    correcting: bool = False


class EmploymentHistory(Route):
    """The terms of somebody's employment through time."""

    person_id: int


class CaseCorrection(Route):
    """Correcting what is registered of a case."""

    case: Registered


class CaseMove(Route):
    """Moving a case to the person whom it is about."""

    case: Registered


class WhatIf(Route):
    """What the tasks and terms of a case would be if something else were so."""

    case_id: int


class YearCalendar(Route):
    """The year of somebody day by day, or of a part of the organisation; of all that may be seen where neither is."""

    person_id: int | None = None
    unit_id: int | None = None


class Tasks(Route):
    """All open tasks."""


class TaskClosing(Route):
    """Closing tasks, or correcting how one was closed."""

    tasks: tuple[TaskLine, ...]


class RunningCases(Route):
    """The cases that are open now."""


class Messages(Route):
    """Messages and notes."""


class Organisation(Route):
    """The employer and its units."""

    unit_id: int | None = None


class Report(Route):
    """A report by its name, as the reports of a month where it has one."""

    name: str
    month: date | None = None


class Working(Route):
    """How the figures of a row of a report were worked out."""

    parameters: FiguresParameters
    unit_id: int | None
    figure: str


class Export(Route):
    """Writing a report to a file."""

    table: ReportTable


class Settings(Route):
    """The list of what can be set."""


class Password(Route):
    """Choosing another password."""


class SignIns(Route):
    """When somebody signed in with one's name."""


class Roles(Route):
    """What each role may do."""


class Logins(Route):
    """The logins of the store."""


class Office(Route):
    """When the program locks, and what is paid during sickness."""


class Sector(Route):
    """The sector that absence is compared with."""


class OwnRisk(Route):
    """Cover without a policy."""


class Keys(Route):
    """The keys of the store, and its back-ups."""


class Retention(Route):
    """What is past its retention period."""


class EncryptAgain(Route):
    """What an older key file still opens.

    Attributes:
        done: What was done before, as a receipt.
    """

    done: str

"""What is asked of a report: each parameter with its option and its field, and from words to values.

Loaded by `xstui --help`, so what is heavy is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, ClassVar, Self, cast

from xstui.domain.listing import separated
from xstui.domain.problems import Problem, Refused, refuse, refuse_if
from xstui.domain.roles import Right
from xstui.i18n import N_

if TYPE_CHECKING:
    from xstui.domain.absence import Classification
    from xstui.reports.table import ReportTable
    from xstui.services.context.context import Context
    from xstui.services.context.organisation import Tree, Unit

STANDARD = "standard"
"""Stands for the employers without a protocol variation of their own."""


class Kind(Enum):
    """What a parameter is: how it is typed, and what reads it."""

    UNIT = auto()
    UNITS = auto()
    MONTH = auto()
    DAY = auto()
    YEAR = auto()
    COUNT = auto()
    CHOICE = auto()
    CLASSIFICATIONS = auto()
    VARIATION = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Asked:
    """A parameter: an option of the command line, and a field of the screen.

    Attributes:
        name: What is given for it is kept under this name.
        label: Of the field, in English, marked for the catalogues; the manual's own.
        help: Of the option, in English, marked for the catalogues.
        fills: The attribute of the parameters, where that has another name.
        option: The word of the option, where that is another.
        placeholder: What help calls a text, in English, marked for the catalogues.
        choices: What can be chosen, as it is typed.
        enum: Returns what is chosen as a value of the rules, imported when it is needed.
        is_main: It is the one that is changed most: the period that the report is about.
    """

    name: str
    kind: Kind
    label: str
    help: str
    fills: str = ""
    option: str = ""
    placeholder: str = N_("NAME")
    choices: tuple[str, ...] = ()
    enum: Callable[[], type[StrEnum]] | None = None
    is_main: bool = False

    @property
    def attribute(self) -> str:
        """The attribute of the parameters that it fills."""
        return self.fills or self.name


UNIT = Asked(
    "unit",
    Kind.UNIT,
    N_("Choose organisation part"),
    N_("a part of the organisation, by name or code (default: all)"),
    fills="unit_id",
)
DETAIL = Asked("detail", Kind.UNIT, N_("Detail choice"), N_("a part of that part, by name or code"), fills="detail_id")
UNITS = Asked(
    "units", Kind.UNITS, N_("Choose units"), N_("only these units, separated by semicolons"), fills="unit_ids"
)
LEVELS = Asked("levels", Kind.COUNT, N_("Levels shown"), N_("levels of the organisation shown (default: 2)"))
EMPLOYER = Asked("employer", Kind.TEXT, N_("Employers"), N_("employer, by name or code, where there are several"))


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """What is asked of a report, as values; each report has a class of its own.

    Attributes:
        name: Of the report, as it is typed and as a file is called.
    """

    name: ClassVar[str]

    @classmethod
    def defaults(cls, context: Context) -> Self:
        """Return what the report asks when nothing else is said."""
        raise NotImplementedError

    def make(self, context: Context) -> ReportTable:
        """Return the report as data, for somebody who may see it."""
        raise NotImplementedError

    def problems(self, context: Context) -> Iterable[Problem]:  # noqa: ARG002 - of those that go by today
        """Return why no report can be made of this."""
        return ()


@dataclass(frozen=True, kw_only=True)
class UnitParameters(Parameters):
    """What is asked of a report about units of the organisation.

    Attributes:
        levels: Levels of the organisation that get a row of their own (*Te tonen niveaus*).
        unit_id: The part of the organisation; None: all that the actor is authorised for.
        detail_id: A part of that part (*Detailleer keuze*); None: all of it.
        unit_ids: Only these units of it (*Kies eenheden*); empty: all.
    """

    levels: int = 2
    unit_id: int | None = None
    detail_id: int | None = None
    unit_ids: tuple[int, ...] = ()

    def problems(self, context: Context) -> Iterable[Problem]:  # noqa: ARG002
        """Return that there are no levels to show."""
        if self.levels < 1:
            yield Problem("no-levels", "levels")


@dataclass(frozen=True, slots=True)
class Report:
    """A report, declared once: the command line, the screen, its help and the menu are made of this.

    Attributes:
        title: Of its screen, in English, marked for the catalogues.
        help: Of its command, in English, marked for the catalogues.
        asked: Its parameters, in the order of the screen.
        hint: What a key shows of a row, in English, marked for the catalogues; empty where there is nothing behind it.
        leads_to: The report that is behind a row, of the month of the row; empty: the working of its figures.
        notes_first: What it has to say of its rows counts for more than where they come from.
    """

    right: Right
    title: str
    help: str
    parameters: type[Parameters]
    asked: Sequence[Asked]
    hint: str = ""
    leads_to: str = ""
    notes_first: bool = False

    @property
    def name(self) -> str:
        """The name of the report."""
        return self.parameters.name

    def asks(self, *kinds: Kind) -> bool:
        """Tell whether the report has a parameter of one of some kinds."""
        return any(asked.kind in kinds for asked in self.asked)


def parameters_of(context: Context, report: Report, given: Mapping[str, object]) -> Parameters:
    """Return the parameters of a report from words; what is not given stays at its default.

    Raises:
        Refused: All that is wrong together: `unknown-unit`, `unit-ambiguous`, `month-unreadable`, `month-to-come`,
            `unknown-classification`, `too-many-months` or `no-levels`, each at its parameter.
    """
    from xstui.services.context.organisation import tree_in

    with context.reading() as session:
        units = tree_in(session, context)
    found: dict[str, object] = {}
    problems: list[Problem] = []
    for asked in report.asked:
        value = given.get(asked.name)
        if value is not None and value not in ("", [], ()):
            try:
                found[asked.attribute] = _read(asked, value, units)
            except Refused as refused:
                problems += refused.problems
    parameters = replace(report.parameters.defaults(context), **found)
    refuse_if([*problems, *parameters.problems(context)])
    return parameters


def _read(asked: Asked, value: object, units: Tree) -> object:
    """Return what is meant by the words of a parameter."""
    readers: dict[Kind, Callable[[], object]] = {
        Kind.UNIT: lambda: _unit_named(units, str(value), asked.name),
        Kind.UNITS: lambda: _units_named(units, cast("Sequence[str]", value)),
        Kind.MONTH: lambda: read_month(str(value), asked.name),
        Kind.CLASSIFICATIONS: lambda: _classifications(cast("Sequence[str]", value)),
    }
    if asked.enum is not None:
        return asked.enum()(str(value))
    read = readers.get(asked.kind)
    return read() if read else value


def read_month(text: str, field: str = "last_month") -> date:
    """Return the first day of a month written as `2026-05`.

    Raises:
        Refused: `month-unreadable` at `field`.
    """
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise refuse("month-unreadable", field) from None


def month_before(day: date) -> date:
    """Return the last day of the month before."""
    return day.replace(day=1) - timedelta(days=1)


def _classifications(names: Sequence[str]) -> tuple[Classification, ...]:
    from xstui.domain.absence import Classification

    try:
        return tuple(Classification(name) for text in names for name in separated(text, lambda _: False))
    except ValueError:
        raise refuse(
            "unknown-classification", "classifications", known=tuple(c.value for c in Classification)
        ) from None


def _units_named(units: Tree, given: Sequence[str]) -> tuple[int, ...]:
    """Return the units that are named: a name each, or several in one text as the screen takes them."""
    names = [name for text in given for name in separated(text, lambda name: bool(_fitting(units, name)))]
    refuse_if(problem for name in names if (problem := _no_one_unit(units, name, "units")))
    return tuple(dict.fromkeys(_unit_named(units, name, "units") for name in names))


def _unit_named(units: Tree, name: str, field: str) -> int:
    problem = _no_one_unit(units, name, field)
    if problem is not None:
        raise Refused(problem)
    return _fitting(units, name)[0].unit_id


def _no_one_unit(units: Tree, name: str, field: str) -> Problem | None:
    """Return why a name is not that of one unit."""
    found = _fitting(units, name)
    if not found:
        return Problem("unknown-unit", field, {"name": name})
    if len(found) > 1:
        known = "; ".join(units.names[unit.unit_id] for unit in found)
        return Problem("unit-ambiguous", field, {"name": name, "known": known})
    return None


def _fitting(units: Tree, name: str) -> list[Unit]:
    """Return the units that a text may mean: the one spelt like it or whose full name it is, else all of it."""
    wanted = name.strip().casefold()
    spelt = [unit for unit in units.units if name.strip() in {unit.name, unit.code}]
    if len(spelt) == 1:
        return spelt
    exact = [unit for unit in units.units if units.names[unit.unit_id].casefold() == wanted]
    return exact or [unit for unit in units.units if wanted in {unit.name.casefold(), unit.code.casefold()}]

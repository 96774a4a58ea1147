"""What can be reported of several people at once, column by column: how a cell is read, and what a row comes to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, Generic, TypeVar, cast

from xstui.domain.absence import Classification
from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.percentages import FULL, parse_percentage
from xstui.domain.problems import refuse, refuse_if
from xstui.domain.sane_years import check_year
from xstui.domain.search import fold
from xstui.i18n import N_, _, format_percentage, format_weekday, label
from xstui.i18n import format_date as shown_date
from xstui.screens.base.command import Command
from xstui.screens.base.commands import PARTIAL, RECOVERY, REPORT_SICK
from xstui.services.absence import absence, batch
from xstui.services.absence.absence import Receipt, SickReport
from xstui.services.absence.batch import Change, Judgement
from xstui.services.context.context import Context
from xstui.services.people.search import Found
from xstui.widgets.rows import RowColumn

NAME = "name"
Values = Mapping[str, object]
R = TypeVar("R", SickReport, Change)
CLASSES = {
    Classification.SICK: N_("Sick"),
    Classification.WORK_ACCIDENT: N_("Work accident"),
    Classification.RECOURSE: N_("Recourse"),
    Classification.ORGAN_DONATION: N_("Organ donation"),
    Classification.SAFETY_NET: N_("Safety net"),
}
"""The classifications in a word or two, for a column."""


@dataclass(frozen=True)
class ListColumn:
    """A column of a list of reports.

    Attributes:
        is_carried: Whether an empty cell means what the row above means.
        explained: What belongs in it.
    """

    name: str
    label: str
    width: int
    explained: str
    grows: int = 0
    is_carried: bool = False

    def shown(self) -> RowColumn:
        """Return the column as a grid has it."""
        return RowColumn(_(self.label), self.width, "right" if self.name == "percentage" else "left", self.grows)


WHO = ListColumn(
    NAME,
    N_("Name"),
    20,
    N_("A name or a part of it, a date of birth or a number. {key_choices} lets you choose where several people fit."),
    grows=20,
)


def read_day(text: str, today: date) -> date:
    """Return the day that a cell means.

    Raises:
        Refused: What is wrong with it; `date-ambiguous` with the days that it may mean.
    """
    days = parse_date(text, today=today, direction=Direction.PAST)
    if len(days) > 1:
        raise refuse("date-ambiguous", days=days)
    refuse_if(check_year(days[0], "", today=today, direction=Direction.PAST))
    return days[0]


def read_class(text: str) -> Classification:
    """Return the classification that a cell means: its number, or its name or a word for it.

    Raises:
        Refused: `choice-unlike`.
    """
    from xstui.services.imports.drafts import CHOICES

    known = list(Classification)
    if text.isdigit() and 1 <= int(text) <= len(known):
        return known[int(text) - 1]
    word = fold(text)
    if word in CHOICES["classification"]:
        return cast("Classification", CHOICES["classification"][word])
    for choice in known:
        if any(fold(name).startswith(word) for name in (_(CLASSES[choice]), label(choice))):
            return choice
    raise refuse("choice-unlike", typed=text, known=[_(CLASSES[choice]) for choice in known])


class ListKind(ABC, Generic[R]):
    """A kind of report for several people; its rows become what a service takes."""

    command: ClassVar[Command]
    columns: ClassVar[tuple[ListColumn, ...]]
    is_of_absent: ClassVar[bool] = False
    """Whether it is about those who are absent now, with whom the list opens."""

    def read(self, column: str, text: str, found: Found | None, today: date) -> object:
        """Return what a filled cell means.

        Raises:
            Refused: It can't be read.
        """
        if column == "percentage":
            return parse_percentage(text, found.row.hours if found else None).value
        if column == "classification":
            return read_class(text)
        return read_day(text, today)

    @abstractmethod
    def default(self, column: str, today: date) -> object:
        """Return what an empty cell means where no row above says so; None where it has to be filled in or is empty."""

    def is_needed(self, column: str) -> bool:
        """Tell whether a column needs a value."""
        return column != "last_sick_day"

    @abstractmethod
    def report(self, person_id: int, values: Values) -> R:
        """Return the report of a row."""

    @abstractmethod
    def judge(self, context: Context, reports: Sequence[R]) -> list[Judgement]:
        """Return what the rules say of reports."""

    @abstractmethod
    def save(self, context: Context, reports: Sequence[R]) -> list[Receipt]:
        """Register reports in one unit of work."""

    def overlaps(self, one: R, other: R) -> bool:  # noqa: ARG002 - for kinds of which somebody may have several
        """Tell whether two reports of one person can't both be right."""
        return True


class SickKind(ListKind[SickReport]):
    """Sick reports, each with a first day of its own; of what is over already with its last day."""

    command = REPORT_SICK
    columns = (
        WHO,
        ListColumn(
            "first_sick_day",
            N_("First day"),
            13,
            N_("The first day of the absence. Empty: as in the row above, in the first row today."),
            is_carried=True,
        ),
        ListColumn("percentage", N_("% sick"), 6, N_("How sick: 50, 10/40 or 15u. Empty: 100 %.")),
        ListColumn(
            "classification",
            N_("Class"),
            14,
            N_("Its number or the beginning of its name; {key_choices} shows all. Empty: as in the row above."),
            grows=6,
            is_carried=True,
        ),
        ListColumn("last_sick_day", N_("Last day"), 13, N_("Only where the absence is over: its last day.")),
    )

    def default(self, column: str, today: date) -> object:
        """Return today, wholly, without particulars."""
        known = {"first_sick_day": today, "percentage": FULL, "classification": Classification.SICK}
        return known.get(column)

    def report(self, person_id: int, values: Values) -> SickReport:
        """Return the sick report of a row."""
        return SickReport(
            person_id,
            cast("date", values["first_sick_day"]),
            cast("Decimal", values["percentage"]),
            cast("Classification", values["classification"]),
            last_sick_day=cast("date | None", values["last_sick_day"]),
        )

    def judge(self, context: Context, reports: Sequence[SickReport]) -> list[Judgement]:
        """Return what the rules say of sick reports."""
        return batch.judge_reports(context, reports)

    def save(self, context: Context, reports: Sequence[SickReport]) -> list[Receipt]:
        """Report people sick."""
        return absence.report_all_sick(context, list(reports))

    def overlaps(self, one: SickReport, other: SickReport) -> bool:
        """Tell whether two absences are on the same days."""
        ends = one.last_sick_day or date.max, other.last_sick_day or date.max
        return one.first_sick_day <= ends[1] and other.first_sick_day <= ends[0]


class RecoveredKind(ListKind[Change]):
    """Recoveries, each with a last sick day of its own."""

    command = RECOVERY
    columns: ClassVar[tuple[ListColumn, ...]] = (
        WHO,
        ListColumn(
            "last_sick_day",
            N_("Last sick day"),
            17,
            N_("The last day of the absence. Empty: as in the row above, in the first row yesterday."),
            is_carried=True,
        ),
    )
    is_of_absent = True

    def default(self, column: str, today: date) -> object:  # noqa: ARG002 - there is one column
        """Return yesterday: who is recovered today was sick until then."""
        return today - timedelta(days=1)

    def is_needed(self, column: str) -> bool:  # noqa: ARG002 - there is one column
        """Tell that the day is needed."""
        return True

    def report(self, person_id: int, values: Values) -> Change:
        """Return the recovery of a row."""
        return Change(person_id, cast("date", values["last_sick_day"]))

    def judge(self, context: Context, reports: Sequence[Change]) -> list[Judgement]:
        """Return what the rules say of recoveries."""
        return batch.judge_changes(context, reports)

    def save(self, context: Context, reports: Sequence[Change]) -> list[Receipt]:
        """Report people recovered."""
        return batch.change_all(context, reports)


class ChangedKind(RecoveredKind):
    """Other percentages, each from a day of its own."""

    command = PARTIAL
    columns = (
        WHO,
        ListColumn(
            "valid_from",
            N_("Date"),
            13,
            N_("From when the percentage holds. Empty: as in the row above, in the first row today."),
            is_carried=True,
        ),
        ListColumn("percentage", N_("% sick"), 7, N_("How sick from then on: 50, 10/40 or 15u; in each row its own.")),
    )

    def default(self, column: str, today: date) -> object:
        """Return today for the day; a percentage has to be typed."""
        return today if column == "valid_from" else None

    def report(self, person_id: int, values: Values) -> Change:
        """Return the change of percentage of a row."""
        return Change(person_id, cast("date", values["valid_from"]), cast("Decimal", values["percentage"]))


def value_text(value: object) -> str:
    """Return a value as its cell shows it."""
    if isinstance(value, date):
        return f"{format_weekday(value)} {shown_date(value)}"
    if isinstance(value, Classification):
        return _(CLASSES[value])
    if not isinstance(value, Decimal):
        return ""
    return format_percentage(value, 0 if value == value.to_integral_value() else 2).removesuffix(" %")


def typed_text(value: object) -> str:
    """Return a value as it would be typed."""
    return shown_date(value) if isinstance(value, date) else value_text(value)

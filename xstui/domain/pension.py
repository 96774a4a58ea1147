"""The legal pension date (AOW article 7a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xstui.domain.dates import add_months
from xstui.domain.problems import refuse
from xstui.domain.unchecked import Unchecked


@dataclass(frozen=True, slots=True)
class PensionAge:
    """The age for somebody who was born in a stretch of days; `fixed` once the law has it."""

    born_to: date
    years: int
    months: int
    fixed: bool


PensionTable = tuple[PensionAge, ...]


@dataclass(frozen=True, slots=True)
class PensionDate:
    """Somebody's pension date; not `fixed` where it is a projection (*Niet vastgesteld*)."""

    day: date
    fixed: bool
    years: int
    months: int


def parse_pension_table(raw: Unchecked) -> PensionTable:
    """Turn the contents of the data file into a table, in order of birth."""
    return tuple(
        sorted(
            (PensionAge(row["born_to"], row["years"], row["months"], row["fixed"]) for row in raw["age"]),
            key=lambda row: row.born_to,
        )
    )


def pension_date(birth: date, table: PensionTable) -> PensionDate:
    """Return the day somebody reaches the legal pension age.

    Raises:
        Refused: `amount-missing` for a birth date past the table.
    """
    for row in table:
        if birth <= row.born_to:
            day = add_months(birth, row.years * 12 + row.months)
            return PensionDate(day, row.fixed, row.years, row.months)
    raise refuse("amount-missing", table="aow", day=birth)

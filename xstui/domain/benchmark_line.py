"""Absence rates of the Netherlands by quarter, to compare with (CBS StatLine, table 80072ned)."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

ALL_SECTORS = "A-U"
MONTHS_IN_QUARTER = 3
SIZES = ((10, "1-10"), (100, "10-100"))
"""Employees below which a size class holds."""
LARGEST = "100+"
"""The size class of all others."""


class GroupKind(StrEnum):
    """What a group of employers has in common."""

    SECTOR = "sector"
    SIZE = "size"


class Quarter(NamedTuple):
    """A quarter of a year; number 1 to 4."""

    year: int
    number: int


class Span(NamedTuple):
    """A quarter, or with number 0 a whole year."""

    year: int
    number: int


Rates = dict[tuple[str, Span], Decimal]
"""Rates in percent by code of the group, and by quarter or year."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of employers: by sector (SBI letters, `A-U` for all) or by size."""

    code: str
    kind: GroupKind
    title_nl: str
    title_en: str


@dataclass(frozen=True, slots=True)
class BenchmarkTable:
    """The groups by their code, and their rates in percent by code and quarter, and by code and year."""

    groups: dict[str, Group]
    rates: dict[tuple[str, Quarter], Decimal]
    years: dict[tuple[str, int], Decimal]

    def rate(self, code: str, span: Span) -> Decimal | None:
        """Return the rate of a group in a quarter or year; None where it is not in the table."""
        return self.rates.get((code, Quarter(*span))) if span.number else self.years.get((code, span.year))

    def with_rates(self, newer: Rates) -> BenchmarkTable:
        """Return the table with other rates, which take the place of those that it has."""
        rates, years = dict(self.rates), dict(self.years)
        for (code, span), rate in newer.items():
            if span.number:
                rates[code, Quarter(*span)] = rate
            else:
                years[code, span.year] = rate
        return BenchmarkTable(self.groups, rates, years)


def parse(lines: Iterable[str], titles_en: Mapping[str, str]) -> BenchmarkTable:
    """Turn the lines of the data file (`kind;code;title;year;quarter;percentage`) into a table.

    A row without a quarter is of a whole year.

    Args:
        titles_en: English titles by code; the data file has the Dutch ones.
    """
    groups: dict[str, Group] = {}
    rates: Rates = {}
    for row in csv.DictReader(lines, delimiter=";"):
        code = row["code"]
        groups[code] = Group(code, GroupKind(row["kind"]), row["title"], titles_en[code])
        rates[code, Span(int(row["year"]), int(row["quarter"] or 0))] = Decimal(row["percentage"])
    return BenchmarkTable(groups, {}, {}).with_rates(rates)


def last_known(table: BenchmarkTable, code: str) -> Quarter | None:
    """Return the newest quarter that the table has of a group; None where it has none."""
    return max((quarter for known, quarter in table.rates if known == code), default=None)


def quarter_of(day: date) -> Quarter:
    """Return the quarter that a day lies in."""
    return Quarter(day.year, (day.month - 1) // MONTHS_IN_QUARTER + 1)


def size_class(employees: Fraction) -> str:
    """Return the size class of an employer, by the average number of its employees.

    CBS calls them 1 to 10, 10 to 100, and 100 or more employed persons: "to" leaves its last number out, since the
    last class begins with 100 and no employer is in two. So exactly 10 employees are 10 to 100, and exactly 100 are
    100 or more (CBS StatLine, table 80072ned; domain rules, 3.7).
    """
    return next((code for below, code in SIZES if employees < below), LARGEST)


def sector_of(table: BenchmarkTable, text: str) -> Group | None:
    """Return the sector that an employer's master data name; None where the statistics office has none such.

    Master data hold the code. What was made before that holds the title behind it, so the first word counts too: rows
    are left as they are, since each of them is sealed by the journal.
    """
    first_word = text.split(maxsplit=1)[0] if text.strip() else ""
    found = table.groups.get(text.strip()) or table.groups.get(first_word)
    return found if found is not None and found.kind is GroupKind.SECTOR else None


def sectors(table: BenchmarkTable) -> tuple[Group, ...]:
    """Return the sectors that an employer can be in, in the order of their codes: letters first, then numbers."""
    found = (group for group in table.groups.values() if group.kind is GroupKind.SECTOR)
    return tuple(sorted(found, key=lambda group: (group.code[0].isdigit(), group.code)))


def comparable_groups(table: BenchmarkTable, sectors: Collection[str], employees: Fraction) -> tuple[Group, ...]:
    """Return the groups to compare with: the sector, where there is one and it is published, and the size class.

    Args:
        sectors: The sectors of the employers that are compared, as far as they are known.
        employees: The average number of their employees.
    """
    size = table.groups[size_class(employees)]
    found = {sector_of(table, text) for text in sectors}
    sector = found.pop() if len(found) == 1 else None
    return (size,) if sector is None else (sector, size)

"""Absence rates of the Netherlands by quarter, to compare with (CBS StatLine, table 80072ned)."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
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


@dataclass(frozen=True, slots=True)
class Group:
    """A group of employers: by sector (SBI letters, `A-U` for all) or by size."""

    code: str
    kind: GroupKind
    title: str


@dataclass(frozen=True, slots=True)
class BenchmarkTable:
    """The groups by their code, and their rates in percent by code and quarter."""

    groups: dict[str, Group]
    rates: dict[tuple[str, Quarter], Decimal]


def parse(lines: Iterable[str]) -> BenchmarkTable:
    """Turn the lines of the data file (`kind;code;title;year;quarter;percentage`) into a table."""
    groups: dict[str, Group] = {}
    rates: dict[tuple[str, Quarter], Decimal] = {}
    for row in csv.DictReader(lines, delimiter=";"):
        code = row["code"]
        groups[code] = Group(code, GroupKind(row["kind"]), row["title"])
        rates[code, Quarter(int(row["year"]), int(row["quarter"]))] = Decimal(row["percentage"])
    return BenchmarkTable(groups, rates)


def quarter_of(day: date) -> Quarter:
    """Return the quarter that a day lies in."""
    return Quarter(day.year, (day.month - 1) // MONTHS_IN_QUARTER + 1)


def same_quarter(table: BenchmarkTable, sector: str, quarter: Quarter) -> tuple[tuple[Quarter, Decimal], ...]:
    """Return a group's rates in the same quarter of each year up to this one, oldest first.

    Absence has its seasons, so CBS compares a quarter with the same one of earlier years.
    """
    return tuple(
        sorted(
            (when, rate)
            for (code, when), rate in table.rates.items()
            if code == sector and when.number == quarter.number and when.year <= quarter.year
        )
    )


def size_class(employees: Decimal) -> str:
    """Return the size class of an employer, by the average number of its employees.

    CBS calls them 1 to 10, 10 to 100, and 100 or more employed persons: "to" leaves its last number out, since the
    last class begins with 100 and no employer is in two. So exactly 10 employees are 10 to 100, and exactly 100 are
    100 or more (CBS StatLine, table 80072ned; domain rules, 3.7).
    """
    return next((code for below, code in SIZES if employees < below), LARGEST)


def comparable_group(table: BenchmarkTable, sectors: Collection[str], employees: Decimal) -> Group:
    """Return the group to compare with: the sector where there is one and it is published, else the size.

    Args:
        sectors: The sectors of the employers that are compared, as far as they are known.
        employees: The average number of their employees.
    """
    code = next(iter(sectors)) if len(sectors) == 1 else ""
    return table.groups.get(code) or table.groups[size_class(employees)]

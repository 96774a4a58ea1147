"""Absence rates of the Netherlands by quarter, to compare with (CBS StatLine, table 80072ned)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

ALL_SECTORS = "A-U"
MONTHS_IN_QUARTER = 3


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

"""Employments: what holds in them from day to day, and the part of a full week they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol, TypeVar

from xstui.domain.contract_type import ContractType
from xstui.domain.problems import Problem
from xstui.domain.wages import WageBasis

MOST_HOURS = 60
"""Hours a week that the Working Hours Act allows at most (Arbeidstijdenwet article 5:7)."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds in an employment from a day on (M§4.2, M§4.3).

    Attributes:
        hours: Contract hours a week.
        wage: Gross wage by `wage_basis`, in euros; None where it is not known.
    """

    valid_from: date
    unit_id: int
    job: str
    contract_type: ContractType
    hours: Decimal
    wage: Decimal | None
    wage_basis: WageBasis = WageBasis.GROSS_MONTH


class Spell(Protocol):
    """An employment as far as the days go that it lasts; its number tells two on the same days apart."""

    @property
    def key(self) -> int:
        """Return its number."""

    @property
    def start_date(self) -> date:
        """Return its first day."""

    @property
    def end_date(self) -> date | None:
        """Return its last day; None while it goes on."""


S = TypeVar("S", bound=Spell)


def employment_that_counts(spells: Iterable[S], day: date) -> S | None:
    """Return the employment of a person that counts on a day; None where there is none at all.

    It is the newest that holds on the day; else the newest that has begun, which has ended; else the first that will
    begin. `xstui.store.queries.employees` has the same rule in SQL, for lists.
    """
    return max(spells, key=lambda spell: _precedence(spell, day), default=None)


def _precedence(spell: Spell, day: date) -> tuple[bool, bool, int, int]:
    begun = spell.start_date <= day
    holds = begun and (spell.end_date is None or spell.end_date >= day)
    start = spell.start_date.toordinal()
    return begun, holds, start if begun else -start, spell.key


def fte(hours: Decimal, full_time_hours: Decimal) -> Decimal:
    """Return contract hours as a part of a full week, in two decimals: 36 of 36,86 is 0,98 (domain rules, 8).

    A full week of no hours gives 0.
    """
    return exact_fte(hours, full_time_hours).quantize(CENT, ROUND_HALF_UP)


def exact_fte(hours: Decimal, full_time_hours: Decimal) -> Decimal:
    """Return contract hours as a part of a full week, to be added up: the sum of rounded parts is not that of all."""
    return hours / full_time_hours if full_time_hours > 0 else Decimal(0)


def terms_on(terms: Sequence[Terms], day: date) -> Terms | None:
    """Return the terms that hold on a day, from terms that stand oldest first; None before the first."""
    begun = [each for each in terms if each.valid_from <= day]
    return begun[-1] if begun else None


def check_change(
    terms: Sequence[Terms], new: Terms, *, employment_start: date, employment_end: date | None
) -> list[Problem]:
    """Return what is wrong with terms that hold from a day on (*Het dienstverband gaat veranderen*, M§4.3).

    They may begin in the future, and come after all that is known.

    Args:
        terms: The terms known already, oldest first.
        employment_start: First day of the employment.
        employment_end: Its last day; None while it goes on.
    """
    problems = [*check_hours(new.hours), *_check_end(new, employment_end)]
    if new.valid_from < employment_start:
        problems.append(Problem("before-employment", "valid_from", {"start": employment_start}))
    if terms and new.valid_from <= terms[-1].valid_from:
        problems.append(Problem("change-before-last-step", "valid_from", {"last": terms[-1].valid_from}))
    before = terms_on(terms, new.valid_from)
    if before is not None and new == replace(before, valid_from=new.valid_from):
        problems.append(Problem("nothing-changed"))
    return problems


def check_correction(  # noqa: PLR0913 - what is known, and where it stands
    terms: Sequence[Terms],
    number: int,
    new: Terms,
    *,
    employment_end: date | None,
    birth_date: date,
    first_sick_day: date | None,
) -> list[Problem]:
    """Return what is wrong with corrected terms (*Dienstverbandgegevens corrigeren*, M§4.3).

    They keep their place between those before and after them. With the first terms the employment begins.

    Args:
        terms: The terms known already, oldest first.
        number: The place in `terms` of those that are corrected.
        first_sick_day: The first day of the first absence in this employment; None where there was none.
    """
    problems = [*check_hours(new.hours), *_check_end(new, employment_end)]
    if number and new.valid_from <= terms[number - 1].valid_from:
        problems.append(Problem("not-after-terms", "valid_from", {"day": terms[number - 1].valid_from}))
    if number + 1 < len(terms) and new.valid_from >= terms[number + 1].valid_from:
        problems.append(Problem("not-before-terms", "valid_from", {"day": terms[number + 1].valid_from}))
    if not number and new.valid_from <= birth_date:
        problems.append(Problem("start-before-birth", "valid_from"))
    if not number and first_sick_day is not None and new.valid_from > first_sick_day:
        problems.append(Problem("start-after-absence", "valid_from", {"first": first_sick_day}))
    if new == terms[number]:
        problems.append(Problem("nothing-changed"))
    return problems


def _check_end(terms: Terms, employment_end: date | None) -> list[Problem]:
    if employment_end is not None and terms.valid_from > employment_end:
        return [Problem("after-employment", "valid_from", {"end": employment_end})]
    return []


def check_hours(hours: Decimal) -> list[Problem]:
    """Return what is wrong with contract hours a week: they lie from 0 to the most that the law knows."""
    fits = 0 <= hours <= MOST_HOURS
    return [] if fits else [Problem("hours-out-of-range", "hours", {"limit": MOST_HOURS})]

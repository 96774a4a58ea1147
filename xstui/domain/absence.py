"""The absence case: when it may begin, change and end, and when cases join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from xstui.domain.dates import add_months
from xstui.domain.problems import Problem

FOUR_WEEKS = 28
"""Recovered days from which cases do not join (BW 7:629 paragraph 10)."""
FREQUENT = 3
"""Reports in twelve months that are called frequent."""
FULL = Decimal(100)


class CaseKind(StrEnum):
    """The kind of a case (*protocol*)."""

    ABSENCE = "absence"
    PREGNANCY = "pregnancy"
    SICKNESS_ACT = "sickness-act"
    WGA = "wga"


class Classification(StrEnum):
    """The five classifications of M§5.1."""

    SICK = "sick"
    WORK_ACCIDENT = "work-accident"
    RECOURSE = "recourse"
    ORGAN_DONATION = "organ-donation"
    SAFETY_NET = "safety-net"


class EndReason(StrEnum):
    """Why a case ended (M§5.2)."""

    RECOVERED = "recovered"
    LEFT = "left"
    WAITING_TIME = "waiting-time"
    PENSION = "pension"
    DECEASED = "deceased"
    LEAVE = "leave"
    TRANSFERRED = "transferred"
    MISTAKEN = "mistaken"


@dataclass(frozen=True, slots=True)
class Step:
    """The percentage somebody is absent from a day on."""

    valid_from: date
    percentage: Decimal


@dataclass(frozen=True, slots=True)
class CaseTimes:
    """A case in time; `last_sick_day` is None while it runs."""

    first_sick_day: date
    last_sick_day: date | None
    steps: tuple[Step, ...]


def check_report(
    first_sick_day: date,
    percentage: Decimal,
    *,
    today: date,
    employment_start: date,
    employment_end: date | None,
    open_case: CaseTimes | None,
    earlier: Sequence[CaseTimes],
) -> list[Problem]:
    """Return what is wrong with a sick report."""
    problems = [*_check_percentage(percentage)]
    if first_sick_day > today:
        problems.append(Problem("date-in-future", "first_sick_day", {"latest": today}))
    if first_sick_day < employment_start:
        problems.append(Problem("before-employment", "first_sick_day", {"start": employment_start}))
    if employment_end is not None and first_sick_day > employment_end:
        problems.append(Problem("after-employment", "first_sick_day", {"end": employment_end}))
    if open_case is not None:
        problems.append(Problem("case-open", "", {"since": open_case.first_sick_day}))
    if any(c.last_sick_day and first_sick_day <= c.last_sick_day for c in earlier):
        problems.append(Problem("case-overlap", "first_sick_day"))
    return problems


def check_change(
    times: CaseTimes, valid_from: date, percentage: Decimal, *, today: date, correcting: bool = False
) -> list[Problem]:
    """Return what is wrong with a change of percentage: the oldest comes first (M§5.3)."""
    problems = [*_check_percentage(percentage)]
    last = times.steps[-1].valid_from if times.steps else times.first_sick_day
    if times.last_sick_day is not None:
        problems.append(Problem("case-closed"))
    if valid_from > today:
        problems.append(Problem("date-in-future", "valid_from", {"latest": today}))
    if valid_from < times.first_sick_day:
        problems.append(Problem("before-first-sick-day", "valid_from", {"first": times.first_sick_day}))
    elif valid_from < last and not correcting:
        problems.append(Problem("change-before-last-step", "valid_from", {"last": last}))
    return problems


def _check_percentage(percentage: Decimal) -> list[Problem]:
    return [] if 0 < percentage <= FULL else [Problem("percentage-out-of-range", "percentage")]


def apply_change(times: CaseTimes, step: Step) -> CaseTimes:
    """Return a case with a step added, or put in the place of the one on the same day."""
    kept = {s.valid_from: s for s in times.steps} | {step.valid_from: step}
    return replace(times, steps=tuple(kept[day] for day in sorted(kept)))


def check_recovery(times: CaseTimes, last_sick_day: date, *, today: date) -> list[Problem]:
    """Return what is wrong with the end of a case."""
    problems = []
    if times.last_sick_day is not None:
        problems.append(Problem("case-closed"))
    if last_sick_day > today:
        problems.append(Problem("date-in-future", "last_sick_day", {"latest": today}))
    if last_sick_day < times.first_sick_day:
        problems.append(Problem("before-first-sick-day", "last_sick_day", {"first": times.first_sick_day}))
    elif times.steps and last_sick_day < times.steps[-1].valid_from:
        problems.append(Problem("before-last-step", "last_sick_day", {"last": times.steps[-1].valid_from}))
    return problems


def percentage_on(times: CaseTimes, day: date) -> Decimal:
    """Return the percentage absent on a day; 0 outside the case."""
    if day < times.first_sick_day or (times.last_sick_day is not None and day > times.last_sick_day):
        return Decimal(0)
    begun = [step.percentage for step in times.steps if step.valid_from <= day]
    return begun[-1] if begun else Decimal(0)


def recovered_days(last_sick_day: date, new_first: date) -> int:
    """Return the days between two cases on which nobody was sick (R2.3)."""
    return (new_first - last_sick_day).days - 1


def joins(last_sick_day: date, new_first: date) -> bool:
    """Tell whether a case joins the one before it: fewer than four weeks between (BW 7:629 paragraph 10)."""
    return 0 <= recovered_days(last_sick_day, new_first) < FOUR_WEEKS


def counted_from(chain: Sequence[CaseTimes]) -> date:
    """Return the day that terms count from in a chain of joined cases: the first day, later by the gaps (R2.2)."""
    gaps = sum(
        recovered_days(before.last_sick_day, after.first_sick_day)
        for before, after in zip(chain, chain[1:], strict=False)
        if before.last_sick_day is not None
    )
    return chain[0].first_sick_day + timedelta(days=gaps)


def sick_week(first: date, on: date) -> int:
    """Return which week of the case a day lies in, from 1 (R1.2)."""
    return (on - first).days // 7 + 1


def frequent(first_days: Sequence[date], on: date) -> bool:
    """Tell whether there were three reports or more in the twelve months up to a day."""
    since = add_months(on, -12)
    return sum(since < day <= on for day in first_days) >= FREQUENT

"""The absence case: when it may begin, change and end, and when cases join."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from xstui.domain.dates import add_months, workdays
from xstui.domain.problems import Problem
from xstui.domain.sane_years import check_has_come

FOUR_WEEKS = 28
"""Recovered days from which cases do not join (BW 7:629 paragraph 10)."""
FREQUENT = 3
"""Reports in twelve months that are called frequent (occupational health services; domain rules, 2.4)."""
FULL = Decimal(100)


class CaseKind(StrEnum):
    """The kind of a case (*protocol*)."""

    ABSENCE = "absence"
    PREGNANCY = "pregnancy"
    SICKNESS_ACT = "sickness-act"
    WGA = "wga"


class Classification(StrEnum):
    """Why somebody is absent: the five that M§5.1 offers, none of them medical."""

    SICK = "sick"
    WORK_ACCIDENT = "work-accident"
    RECOURSE = "recourse"
    ORGAN_DONATION = "organ-donation"
    SAFETY_NET = "safety-net"

    @property
    def is_safety_net(self) -> bool:
        """Tell whether the benefits agency pays for the absence, and not the employer (M§5.1)."""
        return self in {Classification.ORGAN_DONATION, Classification.SAFETY_NET}


class EndReason(StrEnum):
    """Why a case ended: recovery, or one of the other reasons of M§5.2; a birth ends a leave (`leave.ENDS`).

    A leave that never began is withdrawn, without a reason.
    """

    RECOVERED = "recovered"
    LEFT = "left"
    WAITING_TIME = "waiting-time"
    PENSION = "pension"
    DECEASED = "deceased"
    LEAVE = "leave"
    TRANSFERRED = "transferred"
    MISTAKEN = "mistaken"
    BORN = "born"
    OTHER = "other"
    WITHDRAWN = "withdrawn"


LEAVES = frozenset({EndReason.LEFT, EndReason.DECEASED})
"""Reasons after which nobody is employed any more."""


@dataclass(frozen=True, slots=True)
class Step:
    """The percentage somebody is absent from a day on."""

    valid_from: date
    percentage: Decimal


@dataclass(frozen=True, slots=True)
class CaseTimes:
    """A case in time.

    Attributes:
        last_sick_day: The last day of absence (M§5.2), not the first day back; None while the case runs.
        steps: The percentages, oldest first; the first holds from the first sick day on.
    """

    first_sick_day: date
    last_sick_day: date | None
    steps: tuple[Step, ...]


def check_report(  # noqa: PLR0913 - a report is judged against all that is known of the employment
    first_sick_day: date,
    percentage: Decimal,
    *,
    today: date,
    employment_start: date,
    employment_end: date | None,
    open_case: CaseTimes | None,
    earlier: Sequence[CaseTimes],
) -> list[Problem]:
    """Return what is wrong with a sick report (domain rules, 2.2).

    Args:
        first_sick_day: The first working day that was not worked, or not to its end (ZW article 29 paragraph 2).
        percentage: Absent part of the contract hours, over 0 up to 100.
        today: The latest day that can be reported.
        employment_start: First day of the employment.
        employment_end: Its last day; None while it goes on.
        open_case: The case that runs already, if one does: there is one at a time.
        earlier: The closed cases of the employment, in any order.
    """
    problems = _check_percentage(percentage)
    problems += _check_first_day(first_sick_day, today, employment_start, employment_end)
    if open_case is not None:
        problems.append(Problem("case-open", "", {"since": open_case.first_sick_day}))
    over = [c.first_sick_day for c in earlier if c.last_sick_day and first_sick_day <= c.last_sick_day]
    if over:
        problems.append(Problem("case-overlap", "first_sick_day", {"since": max(over)}))
    return problems


def check_said(
    reported_on: date | None, expected_until: date | None, first_sick_day: date, *, today: date
) -> list[Problem]:
    """Return what is wrong with the day of a report, and with the last day of absence that was expected then."""
    problems = [] if reported_on is None else check_has_come(reported_on, "reported_on", today=today)
    if expected_until is not None and expected_until < first_sick_day:
        problems.append(Problem("before-first-sick-day", "expected_until", {"first": first_sick_day}))
    return problems


def _check_first_day(day: date, today: date, start: date, end: date | None) -> list[Problem]:
    """Return what is wrong with a first sick day: it has come, and lies within the employment."""
    problems = check_has_come(day, "first_sick_day", today=today)
    if day < start:
        problems.append(Problem("before-employment", "first_sick_day", {"start": start}))
    if end is not None and day > end:
        problems.append(Problem("after-employment", "first_sick_day", {"end": end}))
    return problems


def check_change(times: CaseTimes, valid_from: date, percentage: Decimal, *, today: date) -> list[Problem]:
    """Return what is wrong with a change of percentage; changes are entered oldest first (M§5.3).

    Args:
        times: The case, open.
        valid_from: First day of the new percentage.
        percentage: Absent part of the contract hours, over 0 up to 100.
        today: The latest day that can be reported.
    """
    problems = _check_percentage(percentage)
    last = times.steps[-1].valid_from if times.steps else times.first_sick_day
    if times.last_sick_day is not None:
        problems.append(Problem("case-closed"))
    problems += check_has_come(valid_from, "valid_from", today=today)
    if valid_from < times.first_sick_day:
        problems.append(Problem("before-first-sick-day", "valid_from", {"first": times.first_sick_day}))
    elif valid_from < last:
        problems.append(Problem("change-before-last-step", "valid_from", {"last": last}))
    return problems


def _check_percentage(percentage: Decimal) -> list[Problem]:
    return [] if 0 < percentage <= FULL else [Problem("percentage-out-of-range", "percentage")]


def apply_change(times: CaseTimes, step: Step) -> CaseTimes:
    """Return a case with a step added, or put in the place of the one on the same day."""
    kept = {s.valid_from: s for s in times.steps} | {step.valid_from: step}
    return replace(times, steps=tuple(kept[day] for day in sorted(kept)))


def check_recovery(
    times: CaseTimes,
    last_sick_day: date,
    *,
    today: date,
    employment_end: date | None = None,
    reason: EndReason = EndReason.RECOVERED,
) -> list[Problem]:
    """Return what is wrong with the end of a case (domain rules, 2.2).

    Args:
        times: The case, open.
        last_sick_day: Its last day of absence.
        today: The latest day that can be reported.
        employment_end: Last day of the employment, after which a case ends only because the employee
            left; None also where the case goes on after it, as the employer bears the risk of the Sickness Benefits
            Act.
        reason: Why it ends.
    """
    problems: list[Problem] = []
    if times.last_sick_day is not None:
        problems.append(Problem("case-closed"))
    problems += check_has_come(last_sick_day, "last_sick_day", today=today)
    if employment_end is not None and last_sick_day > employment_end and reason is not EndReason.LEFT:
        problems.append(Problem("after-employment", "last_sick_day", {"end": employment_end}))
    if last_sick_day < times.first_sick_day:
        problems.append(Problem("before-first-sick-day", "last_sick_day", {"first": times.first_sick_day}))
    elif times.steps and last_sick_day < times.steps[-1].valid_from:
        problems.append(Problem("before-last-step", "last_sick_day", {"last": times.steps[-1].valid_from}))
    return problems


def check_left(reason: EndReason, employment_end: date | None, *, today: date) -> list[Problem]:
    """Return that a case can't end because somebody left or died while the employment goes on (M§5.4).

    Nothing would end the retention period of somebody employed for ever: the leaving is reported, and ends the case.
    """
    over = employment_end is not None and employment_end <= today
    return [Problem("employment-goes-on", "reason")] if reason in LEAVES and not over else []


def check_correction(  # noqa: PLR0913 - a case is judged against all that is known of the employment
    times: CaseTimes,
    *,
    today: date,
    employment_start: date,
    employment_end: date | None,
    others: Sequence[CaseTimes],
    outlives: bool = False,
) -> list[Problem]:
    """Return what is wrong with a case as somebody says that it was (domain rules, 2.2).

    Args:
        times: All of the case; without a last day it runs.
        today: The latest day that can be reported.
        employment_start: First day of the employment.
        employment_end: Its last day, on or before which the case begins; None while it goes on.
        others: The other cases of the employment, which may not be on the same days.
        outlives: Whether the case may go on after the employment.
    """
    first, last = times.first_sick_day, times.last_sick_day
    problems = [problem for step in times.steps for problem in _check_percentage(step.percentage)]
    problems += _check_first_day(first, today, employment_start, employment_end)
    problems += [check for day in _changes(times) for check in check_step_day(times, day, today=today)]
    latest = None if outlives else employment_end
    if last is None:
        if latest is not None and latest < today:
            problems.append(Problem("after-employment", "last_sick_day", {"end": latest}))
    else:
        problems += check_recovery(replace(times, last_sick_day=None), last, today=today, employment_end=latest)
    return problems + _check_others(times, others)


def check_step_day(times: CaseTimes, valid_from: date, *, today: date) -> list[Problem]:
    """Return what is wrong with the day of a change of percentage of a case: it lies within, each on its own day."""
    problems = check_has_come(valid_from, "valid_from", today=today)
    if valid_from < times.first_sick_day:
        problems.append(Problem("before-first-sick-day", "valid_from", {"first": times.first_sick_day}))
    if [step.valid_from for step in times.steps].count(valid_from) > 1:
        problems.append(Problem("day-twice", "valid_from"))
    return problems


def _changes(times: CaseTimes) -> list[date]:
    return sorted({step.valid_from for step in times.steps} - {times.first_sick_day})


def _check_others(times: CaseTimes, others: Sequence[CaseTimes]) -> list[Problem]:
    """Return the first case that is on days of this one, at the field of the end that runs into it."""
    until = times.last_sick_day or date.max
    for other in sorted(others, key=lambda one: one.first_sick_day):
        if other.first_sick_day <= until and times.first_sick_day <= (other.last_sick_day or date.max):
            field = "first_sick_day" if other.first_sick_day <= times.first_sick_day else "last_sick_day"
            return [Problem("case-overlap", field, {"since": other.first_sick_day})]
    return []


def percentage_on(times: CaseTimes, day: date) -> Decimal:
    """Return the percentage absent on a day; 0 outside the case."""
    if day < times.first_sick_day or (times.last_sick_day is not None and day > times.last_sick_day):
        return Decimal(0)
    begun = [step.percentage for step in times.steps if step.valid_from <= day]
    return begun[-1] if begun else Decimal(0)


@dataclass(frozen=True, slots=True)
class LeaveDays:
    """A pregnancy or maternity leave, first and last day included."""

    first: date
    last: date


def recovered_days(last_sick_day: date, new_first: date, leaves: Sequence[LeaveDays] = ()) -> int:
    """Return the days between two cases on which the employee was neither sick (R2.3) nor on leave (R2.7)."""
    begin, end = last_sick_day + timedelta(days=1), new_first - timedelta(days=1)
    off = sum(max(0, (min(leave.last, end) - max(leave.first, begin)).days + 1) for leave in leaves)
    return (end - begin).days + 1 - off


def joins(last_sick_day: date, new_first: date, leaves: Sequence[LeaveDays] = ()) -> bool:
    """Tell whether a case joins the one before it: fewer than four weeks between (R2.1, BW 7:629 paragraph 10).

    The cause does not matter, unless leave lies between and the cause is clearly another: that is for the employer
    to say. Leave is not an interruption (R2.7). What begins before the other has ended does not follow it.
    """
    return last_sick_day < new_first and recovered_days(last_sick_day, new_first, leaves) < FOUR_WEEKS


def contested(last_sick_day: date, new_first: date, leaves: Sequence[LeaveDays]) -> bool:
    """Tell whether it is open to doubt that a case joins the one before a leave.

    By the letter cases join with less than four weeks between them, or where they directly precede and directly follow
    the leave (BW 7:629 paragraph 10, ZW 29 paragraph 5). Where somebody worked in between besides the leave, neither
    holds, and no ruling is known: the employer decides (domain rules, 14.7).
    """
    if joins(last_sick_day, new_first) or not joins(last_sick_day, new_first, leaves):
        return False
    day = timedelta(days=1)
    spent = workdays(last_sick_day + day, new_first - day)
    return spent > sum(
        workdays(max(leave.first, last_sick_day + day), min(leave.last, new_first - day)) for leave in leaves
    )


def joined_chain(
    cases: Sequence[CaseTimes], declined: Container[date] = frozenset(), leaves: Sequence[LeaveDays] = ()
) -> tuple[CaseTimes, ...]:
    """Return the cases that count as one with the last of `cases`, itself included, oldest first.

    Args:
        cases: The cases of an employment, oldest first.
        declined: First sick days of cases that do not join the one before them, though they could (R2.5).
        leaves: Pregnancy and maternity leaves of the employment, which do not overlap.
    """
    chain = list(cases[-1:])
    for before in reversed(cases[:-1]):
        after = chain[0].first_sick_day
        if after in declined or before.last_sick_day is None or not joins(before.last_sick_day, after, leaves):
            break
        chain.insert(0, before)
    return tuple(chain)


def counted_from(chain: Sequence[CaseTimes]) -> date:
    """Return the day that terms count from: the first of a joined chain, later by its recovered days (R2.2).

    Days of leave in between are left out of the 42 and 104 weeks as well (R2.7, WIA article 23 paragraph 5).
    """
    return chain[0].first_sick_day + timedelta(days=sum(_gaps(chain)))


def _gaps(chain: Sequence[CaseTimes]) -> list[int]:
    return [
        recovered_days(before.last_sick_day, after.first_sick_day)
        for before, after in pairwise(chain)
        if before.last_sick_day is not None
    ]


def frequent(first_days: Sequence[date], on: date) -> bool:
    """Tell whether there were three reports or more in the twelve months up to and including a day."""
    return len(recent_reports(first_days, on)) >= FREQUENT


def recent_reports(first_days: Sequence[date], on: date) -> tuple[date, ...]:
    """Return the first sick days that lie in the twelve months up to and including a day."""
    since = add_months(on, -12)
    return tuple(day for day in first_days if since < day <= on)

"""Leaving an employer, also while sick (domain rules, 2.5; M§5.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from xstui.domain.absence import CaseKind, CaseTimes, EndReason
from xstui.domain.dates import is_weekend
from xstui.domain.problems import Problem

SIX_WEEKS = 42
"""Days of sickness from which leaving asks for a reintegration report (ZW article 38 paragraph 2)."""


class LeavingReason(StrEnum):
    """Why an employment ended: the ways of book 7 of the civil code, and nothing about health."""

    CONTRACT_ENDED = "contract-ended"
    EMPLOYEE = "employee"
    EMPLOYER = "employer"
    AGREED = "agreed"
    PENSION = "pension"
    DECEASED = "deceased"
    OTHER = "other"


ENDS_CASE = MappingProxyType({LeavingReason.DECEASED: EndReason.DECEASED, LeavingReason.PENSION: EndReason.PENSION})
"""Reasons after which nobody takes an absence over: no sick pay follows (ZW article 29 paragraph 4; article 35)."""

ENDED_BY = MappingProxyType({ended: reason for reason, ended in ENDS_CASE.items()})
"""Why an employment ends, where that follows from why its case does."""


def ended_case(reason: str | None) -> EndReason | None:
    """Return why a case ends with an employment that ended for a reason, whatever the risk; None: it need not."""
    return ENDS_CASE.get(LeavingReason(reason)) if reason else None


@dataclass(frozen=True, slots=True)
class LeavingSick:
    """What leaving while sick asks of the employer.

    Attributes:
        report_due: The last working day, on which UWV must hear of it.
        days_sick: Days between the first sick day and that day.
        dossier_required: A reintegration report (*RIV*) goes with it.
    """

    report_due: date
    days_sick: int
    dossier_required: bool


def last_working_day(last_day: date) -> date:
    """Return the last working day of an employment; Mondays to Fridays count as such."""
    while is_weekend(last_day):
        last_day -= timedelta(days=1)
    return last_day


def sickness_act_report(first_sick_day: date, last_day: date, *, insured: bool = False) -> LeavingSick:
    """Return what leaving while sick asks of the employer (ZW article 38 paragraph 2).

    Args:
        first_sick_day: Where the case counts from.
        last_day: Last day of the employment.
        insured: Whether the employer bears the risk of the Sickness Benefits Act: then no reintegration report.
    """
    due = max(last_working_day(last_day), first_sick_day)
    days = (due - first_sick_day).days
    return LeavingSick(due, days, dossier_required=not insured and days >= SIX_WEEKS)


def kind_on(kind: CaseKind, last_sick_day: date | None, employment_end: date | None, day: date) -> CaseKind:
    """Return the kind that a case counts as on a day: an absence that outlives its employment is of the ZW (M§5.4).

    Args:
        kind: Its own.
        last_sick_day: None while it is open.
        employment_end: Last day of its employment; None while that goes on.
        day: The reference day.
    """
    until = day if last_sick_day is None else min(day, last_sick_day)
    outlived = employment_end is not None and until > employment_end
    return CaseKind.SICKNESS_ACT if outlived and kind is CaseKind.ABSENCE else kind


def check_leaving(
    last_day: date,
    *,
    employment_start: date,
    employment_end: date | None,
    cases: Sequence[CaseTimes],
    terms: Sequence[date] = (),
) -> list[Problem]:
    """Return what is wrong with the end of an employment; it may lie in the future.

    Args:
        last_day: Its last day.
        employment_start: Its first day.
        employment_end: The last day that is known already; None while it goes on.
        cases: The absence cases of the employment; none of them can go on, or change, after the last day.
        terms: First days of the terms of the employment; none can begin after the last day.
    """
    problems: list[Problem] = []
    if last_day < employment_start:
        problems.append(Problem("before-employment", "last_day", {"start": employment_start}))
    if last_day == employment_end:
        problems.append(Problem("nothing-changed"))
    latest = max((last_known(case) for case in cases), default=last_day)
    if latest > last_day:
        problems.append(Problem("case-after-leaving", "last_day", {"last": latest}))
    newest = max(terms, default=last_day)
    if newest > max(last_day, employment_start):
        problems.append(Problem("terms-after-leaving", "last_day", {"day": newest}))
    return problems


def last_known(case: CaseTimes) -> date:
    """Return the last day on which something was registered of a case: its end, or its last percentage."""
    begun = case.steps[-1].valid_from if case.steps else case.first_sick_day
    return case.last_sick_day or begun

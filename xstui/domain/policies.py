"""Policies of an employer: what is covered for how long, and what can be wrong with one (domain rules, 5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from xstui.domain.absence import CaseKind
from xstui.domain.claims import CoverStep
from xstui.domain.problems import Problem, refuse
from xstui.domain.wages import FULL

INSURED_KINDS = (CaseKind.ABSENCE, CaseKind.SICKNESS_ACT, CaseKind.WGA)
"""The kinds of case that can be insured (*Verzekeringstype*)."""
LONGEST_WAIT = 522
"""Working days of sick pay in two years (BW 7:629 paragraph 1): nobody has to wait longer."""
_STEP = re.compile(r"(\d{1,4}):(\d{1,3}(?:[.,]\d{1,2})?)", re.ASCII)
_BETWEEN = re.compile(r"[;+\s]+|,\s+")


class Unpaid(StrEnum):
    """Why an insured case gets no claim specification."""

    WAGE_UNKNOWN = "wage-unknown"
    OTHER_BASIS = "other-basis"
    SAFETY_NET = "safety-net"
    EXCLUDED = "excluded"
    SICK_AT_START = "sick-at-start"


@dataclass(frozen=True, slots=True)
class PolicySpan:
    """The days on which a policy holds; no last day while it runs."""

    starts_on: date
    ends_on: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Cover:
    """What an employer is insured for, or bears the risk of itself, by kind of case (M§5.4).

    Attributes:
        policies: The kind and days of each policy.
        decided: Kinds for which it is set that cover holds on every day: by a policy that is not in the program, or for
            an own-risk bearer by decision of the benefits agency.
    """

    policies: tuple[tuple[CaseKind, PolicySpan], ...] = ()
    decided: frozenset[CaseKind] = frozenset()

    def holds(self, kind: CaseKind, day: date) -> bool:
        """Tell whether there is cover on the day that counts: for a case, its first sick day."""
        return kind in self.decided or any(own is kind and span.holds_on(day) for own, span in self.policies)


def parse_cover(text: str) -> tuple[CoverStep, ...]:
    """Read what is covered, one step after the other, as weeks and percentage: `104:70`, or `52:100 52:70`.

    Raises:
        Refused: `cover-unreadable`.
    """
    steps = []
    typed = re.sub(r"\s*:\s*", ":", text.replace("%", " ")).strip()
    for part in _BETWEEN.split(typed) if typed else ():
        found = _STEP.fullmatch(part)
        percentage = Decimal(found[2].replace(",", ".")) if found else FULL
        if found is None or int(found[1]) == 0 or percentage > FULL:
            raise refuse("cover-unreadable", "cover")
        steps.append(CoverStep(int(found[1]), percentage))
    if not steps:
        raise refuse("cover-unreadable", "cover")
    return tuple(steps)


def check_policy(span: PolicySpan, waiting_days: int, others: Iterable[PolicySpan]) -> list[Problem]:
    """Return what is wrong with a policy.

    Args:
        span: The days on which it holds.
        waiting_days: Working days of a case that the employer bears.
        others: The employer's other policies for the same kind of case: one holds at a time.
    """
    problems = []
    last = span.ends_on or date.max
    if last < span.starts_on:
        problems.append(Problem("end-before-start", "ends_on"))
    if not 0 <= waiting_days <= LONGEST_WAIT:
        problems.append(Problem("waiting-days-too-many", "waiting_days", {"most": LONGEST_WAIT}))
    if any(other.starts_on <= last and span.starts_on <= (other.ends_on or date.max) for other in others):
        problems.append(Problem("policy-overlap", "starts_on"))
    return problems

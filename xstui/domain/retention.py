"""How long an employer may keep what (domain rules, 7; GDPR article 5 paragraph 1 under e)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.dates import add_days, add_months

MONTHS = 12
UNDONE_FOR = timedelta(days=28)
"""How long a hire that was undone stays in the journal: long enough to redo it or look it up (own choice)."""
HANDED_OVER = frozenset({EndReason.LEFT, EndReason.TRANSFERRED})
"""Ends of an absence after which a self-insurer pays on (ZW article 63a)."""


class Keeping(StrEnum):
    """Why somebody's data are kept for as long as they are."""

    ORDINARY = "ordinary"
    SICKNESS_ACT = "sickness-act"
    WGA = "wga"


class Subject(StrEnum):
    """What is past its retention period: a whole dossier, the content of a case, or a hire that was undone."""

    PERSON = "person"
    CASE = "case"
    UNDONE = "undone"


YEARS = {Keeping.ORDINARY: 2, Keeping.SICKNESS_ACT: 5, Keeping.WGA: 10}
"""Years after the end: ordinary (AP: two years), own-risk bearer for the ZW (five) and the WGA (ten)."""


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case as far as its retention period depends on it.

    Attributes:
        last_sick_day: None while it is open.
        employment_end: Last day of its employment; None while that goes on.
    """

    last_sick_day: date | None
    keeping: Keeping = Keeping.ORDINARY
    employment_end: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """The end of a retention period.

    Attributes:
        due: The first day on which the data must not be kept any more.
    """

    due: date
    keeping: Keeping


def keeping_of(
    kind: CaseKind,
    end_reason: EndReason | None,
    last_sick_day: date | None,
    employment_end: date | None,
    *,
    insured: bool,
) -> Keeping:
    """Return which retention period a case has: the longer ones only at the employer's own risk.

    A case that was reported by mistake was never at anybody's risk.

    Args:
        kind: The case's own kind.
        end_reason: Why it ended.
        last_sick_day: None while it is open.
        employment_end: Last day of its employment.
        insured: Whether the employer bears the risk of the Sickness Benefits Act for this case (M§5.4).
    """
    if end_reason is EndReason.MISTAKEN:
        return Keeping.ORDINARY
    if kind is CaseKind.WGA:
        return Keeping.WGA
    outlived = employment_end is not None and (last_sick_day is None or last_sick_day > employment_end)
    handed_over = kind is CaseKind.ABSENCE and insured and (end_reason in HANDED_OVER or outlived)
    return Keeping.SICKNESS_ACT if handed_over or kind is CaseKind.SICKNESS_ACT else Keeping.ORDINARY


def wipe_person_from(ends: Iterable[date | None], cases: Iterable[KeptCase] = ()) -> Term | None:
    """Return when the retention period of a whole dossier ends; None while an employment or a case is open.

    Args:
        ends: Last day of each employment; None while it goes on.
        cases: All cases of the person.
    """
    days, known = list(ends), list(cases)
    if not days or None in days or any(case.last_sick_day is None for case in known):
        return None
    terms = [_ends(max(day for day in days if day is not None), Keeping.ORDINARY)]
    terms += [_ends_case(case) for case in known if case.keeping is not Keeping.ORDINARY]
    return max(terms, key=lambda term: (term.due, YEARS[term.keeping]))


def wipe_cases_from(joined: Sequence[KeptCase]) -> Term | None:
    """Return when the retention period of the content of joined cases ends: together; None while one is open."""
    if not joined or any(case.last_sick_day is None for case in joined):
        return None
    return max((_ends_case(case) for case in joined), key=lambda term: (term.due, YEARS[term.keeping]))


def _ends_case(case: KeptCase) -> Term:
    """Count from the last day of the case and, for a self-insurer, the employment: sources differ, the later counts."""
    counted = [case.last_sick_day] + [case.employment_end] * (case.keeping is not Keeping.ORDINARY)
    return _ends(max(day for day in counted if day is not None), case.keeping)


def _ends(day: date, keeping: Keeping) -> Term:
    return Term(add_days(add_months(day, MONTHS * YEARS[keeping]), 1), keeping)

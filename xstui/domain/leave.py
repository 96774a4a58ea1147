"""Pregnancy and maternity leave (WAZO article 3:1): when it may start, and when it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xstui.domain.absence import CaseTimes, EndReason
from xstui.domain.dates import DAYS_IN_WEEK, workdays
from xstui.domain.problems import Problem, refuse
from xstui.domain.sane_years import check_has_come

AFTER_BIRTH = 70
"""Days of leave after the birth, at the least (WAZO 3:1 paragraph 3)."""
TELL_EMPLOYER = timedelta(days=21)
"""The employee tells the employer three weeks before the leave, at the latest (WAZO 3:3)."""
TELL_AGENCY = timedelta(days=14)
"""The application reaches the benefits agency two weeks before the leave, at the latest (WAZO 3:11)."""
WEEKS_BEFORE = {False: (4, 6), True: (8, 10)}
"""Fewest and most weeks before the due date, for one child and for several (WAZO 3:1 paragraph 2)."""
HOSPITAL_FREE = 7
"""First days that a child is in hospital, which lengthen nothing (WAZO 3:1 paragraph 5)."""
HOSPITAL_LONGEST = 365
"""Days that a child's stay in hospital is given in, at most (own bound, against typing errors)."""
TAKEN_AT_ONCE = timedelta(weeks=6)
"""The leave after the birth that is taken without a break (WAZO 3:1 paragraph 6)."""
SPREAD_OVER = timedelta(weeks=30)
"""The time over which the rest of it may be spread (WAZO 3:1 paragraph 6)."""
ASK_SPREAD = timedelta(weeks=3)
"""How long after the birth leave began the employee can ask to spread it (verlofregelaar.nl)."""
LONGEST = timedelta(weeks=42)
"""A due date lies no further ahead than a pregnancy lasts (own bound, against typing errors)."""
TERM, WEEKS_24 = timedelta(weeks=40), timedelta(weeks=24)
"""How long a pregnancy lasts until its due date, and from when a birth is one for the law."""
REPORT_SICK_WITHIN = timedelta(days=3)
"""From the first sick day around a leave until the last day to report it to UWV, the fourth (ZW 38a)."""
EARLY, LATE = timedelta(weeks=18), timedelta(weeks=4)
"""How long before and after the due date a birth can be (own bounds, against typing errors)."""
ENDS = (EndReason.BORN, EndReason.LEFT, EndReason.OTHER)
"""Why a pregnancy case ends. What else happened is medical, and not the employer's to keep (domain rules, 6)."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the leave that is left six weeks after the birth may be spread (WAZO 3:1 paragraph 6).

    Attributes:
        days: Days that may be spread; the leave as a whole gets no longer.
        first: First day of the time for it.
        latest: Last day of that: what is not taken by then is lost.
        ask_latest: Last day for the employee to ask.
    """

    days: int
    first: date
    latest: date
    ask_latest: date


@dataclass(frozen=True, slots=True)
class LeavePlan:
    """The days of one leave.

    Attributes:
        earliest: First day on which the leave may start.
        latest: Last day on which it may start.
        planned: First day of the leave as it was planned.
        start: First day of the leave: as planned, or the day after an earlier birth.
        last_workday: The day before it.
        employer_latest: Last day for the employee to tell the employer.
        uwv_latest: Last day for the application to the benefits agency.
        taken_days: Days of leave up to the birth, or the due date where that is earlier.
        sick_days: Days of sickness before the leave that count as leave taken (WAZO 3:1 paragraph 4).
        after_birth_days: Days of leave after the birth, without those for a stay in hospital.
        extra_days: Days of leave for the child's stay in hospital.
        end: Last day of the leave; an expectation as long as the child is not born.
    """

    earliest: date
    latest: date
    planned: date
    start: date
    last_workday: date
    employer_latest: date
    uwv_latest: date
    taken_days: int
    sick_days: int
    after_birth_days: int
    extra_days: int
    end: date

    @property
    def days(self) -> int:
        """Return the days of the whole leave."""
        return (self.end - self.start).days + 1

    @property
    def whole_days(self) -> int:
        """Return the days that the law gives for the flexible weeks and those after the birth together."""
        return self.taken_days + self.sick_days + self.after_birth_days

    @property
    def hospital_counts(self) -> tuple[int, int]:
        """Return the first and the last day of a child's stay in hospital that lengthen the leave."""
        return HOSPITAL_FREE + self.after_birth_days - AFTER_BIRTH + 1, self.after_birth_days

    @property
    def spread(self) -> Spread:
        """Return how the last part of the leave may be spread; an expectation as long as the child is not born."""
        begin = self.end - timedelta(days=self.after_birth_days + self.extra_days - 1)
        first = begin + TAKEN_AT_ONCE
        days = (self.end - first).days + 1
        return Spread(days, first, first + SPREAD_OVER - timedelta(days=1), begin + ASK_SPREAD)


def leave_plan(  # noqa: PLR0913 - all that the law lets the days depend on
    due: date,
    *,
    weeks_before: int,
    multiple: bool = False,
    born: date | None = None,
    hospital_days: int = 0,
    sick: Sequence[CaseTimes] = (),
) -> LeavePlan:
    """Return the leave around a due date; what is not taken before the birth comes after it.

    Args:
        due: The expected day of birth.
        weeks_before: Weeks between the start of the leave and the day after `due`.
        multiple: Whether more than one child is expected.
        born: The day of birth, once it is known.
        hospital_days: Days that the child was in hospital after the birth, all stays together.
        sick: Absence cases; their days between the earliest start and the real one count as leave that was
            taken (WAZO 3:1 paragraph 4).

    Raises:
        Refused: `leave-weeks-out-of-range` outside 4-6 weeks, or 8-10 for a multiple birth.
    """
    fewest, most = WEEKS_BEFORE[multiple]
    if not fewest <= weeks_before <= most:
        raise refuse("leave-weeks-out-of-range", "weeks_before", fewest=fewest, most=most)
    planned, earliest = _start(due, weeks_before), _start(due, most)
    birth = due if born is None else born
    start = min(planned, birth + timedelta(days=1))
    taken, days_sick = (min(due, birth) - start).days + 1, sum(_days_sick(case, earliest, start) for case in sick)
    after = AFTER_BIRTH + most * DAYS_IN_WEEK - taken - days_sick
    extra = hospital_extension(hospital_days, after)
    return LeavePlan(
        earliest=earliest,
        latest=_start(due, fewest),
        planned=planned,
        start=start,
        last_workday=start - timedelta(days=1),
        employer_latest=planned - TELL_EMPLOYER,
        uwv_latest=planned - TELL_AGENCY,
        taken_days=taken,
        sick_days=days_sick,
        after_birth_days=after,
        extra_days=extra,
        end=birth + timedelta(days=after + extra),
    )


def _start(due: date, weeks: int) -> date:
    return due + timedelta(days=1) - timedelta(weeks=weeks)


def _days_sick(case: CaseTimes, earliest: date, start: date) -> int:
    """Return the days of a case between the earliest start of a leave and the day before the real one."""
    before = start - timedelta(days=1)
    last = before if case.last_sick_day is None else min(before, case.last_sick_day)
    return max(0, (last - max(earliest, case.first_sick_day)).days + 1)


def hospital_extension(hospital_days: int, after_birth_days: int) -> int:
    """Return the days that the leave is longer by because the child was in hospital (WAZO 3:1 paragraph 5).

    Of the stay count the days inside the leave after the birth, from the eighth on, less what that leave lasts longer
    than ten weeks anyway (the four steps of uwv.nl, "Verlof als mijn kind na de bevalling in het ziekenhuis ligt").
    So it is nine weeks at most, within the ten that the law allows.
    """
    longer_anyway = after_birth_days - AFTER_BIRTH
    return max(0, min(hospital_days, after_birth_days) - HOSPITAL_FREE - longer_anyway)


class Around(StrEnum):
    """How a sickness lies around a leave; where it comes from does not matter to that, and is not recorded."""

    BEFORE = "before-leave"
    AFTER = "after-leave"
    AT_START = "at-start-of-leave"


def sick_around(plan: LeavePlan, first: date, last: date | None = None) -> tuple[Around, date] | None:
    """Return how a sickness lies around a leave, and its first day that does; None where it does not.

    Of any cause between the earliest day that the leave could start and the day that it does (ZW 29a paragraph 2);
    right after the leave, with no working day in between (paragraph 4).

    Args:
        plan: The days of the leave.
        first: The first sick day.
        last: The last; None while it goes on.
    """
    begin = max(first, plan.earliest)
    if begin < plan.start and (last is None or last >= begin):
        return Around.BEFORE, begin
    day = timedelta(days=1)
    if first > plan.end and not workdays(plan.end + day, first - day):
        return Around.AFTER, first
    return None


def weeks_24(due: date) -> date:
    """Return the day on which a pregnancy has lasted 24 weeks: a due date is that of 40 weeks.

    Ends it before, there is no leave; from then on a birth gives sixteen weeks of it, whatever became of the child
    (uwv.nl, "Mijn zwangerschap is voortijdig gestopt").
    """
    return due - TERM + WEEKS_24


def check_days(
    due: date, *, today: date, employment_start: date, born: date | None = None, hospital_days: int = 0
) -> list[Problem]:
    """Return what is wrong with the days of a pregnancy, by field.

    Args:
        due: The expected day of birth.
        today: The latest day on which a child can have been born.
        employment_start: The leave is of somebody who was employed by then.
        born: The day of birth, once it is known.
        hospital_days: Days that the child was in hospital.
    """
    problems: list[Problem] = []
    if due > today + LONGEST:
        problems.append(Problem("due-too-far", "due_date", {"latest": today + LONGEST}))
    if due < employment_start:
        problems.append(Problem("before-employment", "due_date", {"start": employment_start}))
    if hospital_days < 0:
        problems.append(Problem("number-below-zero", "hospital_days"))
    if hospital_days > HOSPITAL_LONGEST:
        problems.append(Problem("number-outside", "hospital_days", {"low": 0, "high": HOSPITAL_LONGEST}))
    if born is not None and born > today:
        problems += check_has_come(born, "born_on", today=today)
    elif born is not None and not due - EARLY <= born <= due + LATE:
        problems.append(Problem("born-far-from-due", "born_on", {"earliest": due - EARLY, "latest": due + LATE}))
    return problems


def check_spread(plan: LeavePlan, until: date) -> list[Problem]:
    """Return what is wrong with the day until which the last part of a leave is spread.

    It lies after the last day of the leave as it would be without a break, and in the thirty weeks.
    """
    earliest, latest = plan.end + timedelta(days=1), plan.spread.latest
    if earliest <= until <= latest:
        return []
    return [Problem("spread-out-of-range", "spread_until", {"earliest": earliest, "latest": latest})]

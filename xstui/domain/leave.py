"""Pregnancy and maternity leave (WAZO article 3:1): when it may start, and when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xstui.domain.dates import DAYS_IN_WEEK
from xstui.domain.problems import refuse

AFTER_BIRTH = 70
"""Days of leave after the birth, at the least (WAZO 3:1 paragraph 3)."""
TELL_EMPLOYER = timedelta(days=21)
"""The employee tells the employer three weeks before the leave, at the latest (WAZO 3:3)."""
TELL_AGENCY = timedelta(days=14)
"""The application reaches the benefits agency two weeks before the leave, at the latest (WAZO 3:11)."""
WEEKS_BEFORE = {False: (4, 6), True: (8, 10)}
"""Fewest and most weeks before the due date, for one child and for several (WAZO 3:1 paragraph 2)."""


@dataclass(frozen=True, slots=True)
class LeavePlan:
    """The days of one leave.

    Attributes:
        earliest: First day on which the leave may start.
        latest: Last day on which it may start.
        start: First day of the leave: as planned, or the day after an earlier birth.
        last_workday: The day before it.
        employer_latest: Last day for the employee to tell the employer.
        uwv_latest: Last day for the application to the benefits agency.
        after_birth_days: Days of leave after the birth.
        end: Last day of the leave; an expectation as long as the child is not born.
    """

    earliest: date
    latest: date
    start: date
    last_workday: date
    employer_latest: date
    uwv_latest: date
    after_birth_days: int
    end: date

    @property
    def days(self) -> int:
        """Return the days of the whole leave."""
        return (self.end - self.start).days + 1


def leave_plan(due: date, *, weeks_before: int, multiple: bool = False, born: date | None = None) -> LeavePlan:
    """Return the leave around a due date; what is not taken before the birth comes after it.

    Args:
        due: The expected day of birth.
        weeks_before: Weeks between the start of the leave and the day after `due`.
        multiple: Whether more than one child is expected.
        born: The day of birth, once it is known.

    Raises:
        Refused: `leave-weeks-out-of-range` outside 4-6 weeks, or 8-10 for a multiple birth.
    """
    fewest, most = WEEKS_BEFORE[multiple]
    if not fewest <= weeks_before <= most:
        raise refuse("leave-weeks-out-of-range", "weeks_before", fewest=fewest, most=most)
    planned = _start(due, weeks_before)
    birth = due if born is None else born
    start = min(planned, birth + timedelta(days=1))
    taken = (min(due, birth) - start).days + 1
    after = AFTER_BIRTH + most * DAYS_IN_WEEK - taken
    return LeavePlan(
        earliest=_start(due, most),
        latest=_start(due, fewest),
        start=start,
        last_workday=start - timedelta(days=1),
        employer_latest=planned - TELL_EMPLOYER,
        uwv_latest=planned - TELL_AGENCY,
        after_birth_days=after,
        end=birth + timedelta(days=after),
    )


def _start(due: date, weeks: int) -> date:
    return due + timedelta(days=1) - timedelta(weeks=weeks)

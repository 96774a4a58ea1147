"""The rows that the figures are worked out from, as plain numbers: days as ordinals, the rest in hundredths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from sqlalchemy import text
from sqlmodel import Session

from xstui.domain.figures import FAR, AbsenceRow, EmploymentRow

TOGETHER = 5_000
"""Rows that are taken from the store at a time."""


def employment_spans(session: Session, first: date, last: date) -> Iterator[EmploymentRow]:
    """Yield each stretch of employment on the same terms that touches a period.

    A term lasts until the next one of its employment begins, or the employment ends.
    """
    rows = session.execute(
        text(
            "SELECT t.employment_id, e.person_id, t.unit_id, t.valid_from, e.start_date, e.end_date,"
            " t.hours, t.full_time_hours FROM employment_terms t JOIN employment e ON e.id = t.employment_id"
            " WHERE e.start_date <= :last AND (e.end_date IS NULL OR e.end_date >= :first)"
            " ORDER BY t.employment_id, t.valid_from DESC"
        ),
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    day = Days()
    previous, begins = 0, 0
    for employment, person, unit, valid_from, start, end, hours, full_time in rows:
        begin = max(day[valid_from], day[start])
        finish = begins - 1 if employment == previous else day[end]
        previous, begins = employment, begin
        if finish >= begin:
            yield employment, person, unit, begin, finish, hours, full_time


def absence_spans(session: Session, first: date, last: date, kind: str) -> Iterator[AbsenceRow]:
    """Yield each stretch of constant percentage of the cases of a kind that touch a period.

    A percentage lasts until the next one of its case begins, or the case ends. What was reported by mistake is no
    absence. The rows come as they are asked
    for, so that a million of them are never in memory together.
    """
    rows = session.execute(
        text(
            "SELECT s.case_id, c.employment_id, c.classification, c.first_sick_day, c.last_sick_day,"
            " s.valid_from, s.percentage FROM percentage_step s JOIN absence_case c ON c.id = s.case_id"
            " WHERE c.kind = :kind AND c.end_reason <> 'mistaken' AND c.first_sick_day <= :last"
            " AND (c.last_sick_day IS NULL OR c.last_sick_day >= :first) ORDER BY s.case_id, s.valid_from DESC"
        ),
        {"first": first.isoformat(), "last": last.isoformat(), "kind": kind},
    )
    day = Days()
    previous, begins = 0, 0
    for case, employment, sort, case_first, case_last, valid_from, percentage in chain.from_iterable(
        rows.partitions(TOGETHER)
    ):
        begin, case_end = day[valid_from], day[case_last]
        finish = begins - 1 if case == previous else case_end
        previous, begins = case, begin
        yield case, employment, sort, True, day[case_first], case_end, begin, finish, percentage


class Days(dict[str | None, int]):
    """Turns ISO days into ordinals; each day is worked out once. No day at all is far away."""

    def __missing__(self, day: str | None) -> int:
        """Work out a day that was not asked for before."""
        found = FAR if day is None else date.fromisoformat(day).toordinal()
        self[day] = found
        return found

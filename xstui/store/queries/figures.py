"""The rows that the figures are worked out from, as plain numbers: days as ordinals, the rest in hundredths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

FAR = date.max.toordinal()
"""The last day of what has no end."""


def employment_spans(session: Session, first: date, last: date) -> Iterator[tuple[int, int, int, int, int, int, int]]:
    """Yield `(employment, person, unit, first, last, hours, full-time hours)` for each term that touches a period.

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


def case_spans(session: Session, first: date, last: date, kinds: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return `(case, employment, person, first, last, classification)` of the cases that touch a period."""
    rows = session.execute(
        text(
            "SELECT id, employment_id, person_id, first_sick_day, last_sick_day, classification FROM absence_case"
            f" WHERE {_TOUCHES} ORDER BY id"
        ),
        {"first": first.isoformat(), "last": last.isoformat(), "kind": kinds[0]},
    )
    day = Days()
    return [(i, e, p, day[begin], day[end], c) for i, e, p, begin, end, c in rows]


def step_spans(
    session: Session, first: date, last: date, kinds: Sequence[str]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield `(case, employment, first, last, percentage)` for each stretch of constant percentage."""
    rows = session.execute(
        text(
            "SELECT s.case_id, c.employment_id, s.valid_from, c.last_sick_day, s.percentage"
            " FROM percentage_step s JOIN absence_case c ON c.id = s.case_id"
            f" WHERE {_TOUCHES.replace('kind', 'c.kind', 1)} ORDER BY s.case_id, s.valid_from DESC"
        ),
        {"first": first.isoformat(), "last": last.isoformat(), "kind": kinds[0]},
    )
    day = Days()
    previous, begins = 0, 0
    for case, employment, valid_from, end, percentage in rows:
        begin = day[valid_from]
        finish = begins - 1 if case == previous else day[end]
        previous, begins = case, begin
        yield case, employment, begin, finish, percentage


_TOUCHES = "kind = :kind AND first_sick_day <= :last AND (last_sick_day IS NULL OR last_sick_day >= :first)"


class Days(dict[str | None, int]):
    """Turns ISO days into ordinals; each day is worked out once. No day at all is far away."""

    def __missing__(self, day: str | None) -> int:
        """Work out a day that was not asked for before."""
        found = FAR if day is None else date.fromisoformat(day).toordinal()
        self[day] = found
        return found

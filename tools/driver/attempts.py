"""What the operations are made of: an attempt by the services, and what it does to the model's world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from tools.driver.model import Person, World
from tools.driver.office import Office
from tools.driver.plays import Play

BORN = date(1982, 5, 1)
Apply = Callable[[World], None]
Attempt = tuple[frozenset[int], Callable[[], Apply | None], Apply]
"""Whom an operation is about, what carries it out, and what it does to the world."""


class NotNow(Exception):  # noqa: N818 - no error: the operation has nothing to work on
    """There is nobody, or nothing, that the operation could be about."""


@dataclass
class Outcome:
    """What came of an operation.

    Attributes:
        differences: What the program said otherwise than the model.
        refused: The codes of a refusal; empty where it was accepted.
    """

    refused: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


def pick(office: Office, play: Play, *, employed: bool = False) -> Person:
    """Return the person of an operation."""
    people = [one for one in office.people() if not employed or one.end is None]
    if not people:
        raise NotNow
    return people[play.who % len(people)]


def note_number(office: Office, number: int) -> None:
    """Note a number that a registration was given: no other was ever given it."""
    if number in office.numbers:
        office.twice.append(f"number {number} was given twice")
    office.numbers.add(number)


def case_row(office: Office, number: int) -> int:
    """Return the row of a case."""
    return int(one_value(office, "SELECT id FROM absence_case WHERE case_no = :value", number))


def newest(office: Office) -> int:
    """Return the number of the newest journal entry."""
    return int(one_value(office, "SELECT coalesce(max(seq), 0) FROM journal_entry WHERE seq > :value", 0))


def one_value(office: Office, query: str, value: object) -> int:
    """Return the one number that a query finds."""
    with office.store.reading() as session:
        return int(session.connection().execute(text(query), {"value": value}).scalar_one())


def void(_told: object) -> None:
    """Return nothing: the model follows as it was expected to."""

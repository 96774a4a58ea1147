"""Finding people as the clerk types (manual sections 2 F-I and 4.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from sqlmodel import Session

from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.problems import Refused, refuse
from xstui.domain.roles import Right
from xstui.domain.search import SHORTEST_FORGIVEN, fold, match_rank, near_words, nearly
from xstui.services.context.context import Context
from xstui.services.context.organisation import Unit, units_named
from xstui.services.people.people import listed_name
from xstui.services.people.vocabulary import words_of_names
from xstui.store.queries import employees
from xstui.store.queries.employees import EmployeeRow, Scope

WINDOW = 200
"""Lines fetched at a time; the list goes on as the clerk pages."""
SCREENFUL = 24
"""Lines fetched while the clerk is typing."""
ANY_PART = 3
"""The rank of a name that holds what was typed anywhere; what is worse has a typing error."""


@dataclass(frozen=True)
class Found:
    """Somebody a search found.

    Attributes:
        rank: How well the name fits, 0 best; people with the same rank fit equally.
        nearly: The words of the name that fit but for a typing error, where others are needed: somebody else may be
            meant. The name that is shown need not have them: a first name stands there as an initial.
        left: Whether the employment has ended.
    """

    row: EmployeeRow
    rank: int
    nearly: tuple[str, ...] = ()
    left: bool = False

    @property
    def forgiven(self) -> bool:
        """Whether the name fits but for a typing error."""
        return bool(self.nearly)

    @property
    def person_id(self) -> int:
        """The person's row number."""
        return self.row.person_id

    @property
    def percentage(self) -> Decimal:
        """Percent absent today; 0 for somebody who is not."""
        return self.row.percentage or Decimal(0)

    @property
    def name(self) -> str:
        """The name as lists show it: `Berg, J. van den`."""
        return listed_name(self.row)


def _found(row: EmployeeRow, scope: Scope, rank: int = 0, nearly: tuple[str, ...] = ()) -> Found:
    return Found(row, rank, nearly, left=row.end_date is not None and row.end_date < scope.day)


def find(context: Context, query: str, *, ex_employees: bool = False, limit: int = WINDOW) -> list[Found]:
    """Return who fits a query, best first: by name, birth date, dossier number or *TrajectenID*.

    A name fits anywhere in it, whatever the accents, case and tussenvoegsels; where nobody does, one typing
    error is forgiven. A number finds the person that it belongs to, ex-employees too: a case goes on after
    its employment where the employer carries the Sickness Benefits Act. An empty query finds nobody.
    """
    context.require(Right.EMPLOYEES)
    scope = Scope(context.today, ex_employees, context.actor.unit_ids)
    words = fold(query).split()
    if not words:
        return []
    with context.reading() as session:
        return (
            _by_digits(session, context, query, scope)
            or _ranked(query, employees.by_text(session, words, scope, limit), scope)
            or _forgiving(session, context, words, scope, limit)
        )[:limit]


def find_absent(context: Context, query: str) -> list[Found]:
    """Return who is absent now and fits a query, best first; all of them by name for an empty query.

    Where nobody who is absent fits, those who fit at all, so that they can be told from a typing error. A role that
    sees no absence still finds people.
    """
    context.require(Right.EMPLOYEES)
    scope = Scope(context.today, True, context.actor.unit_ids)  # noqa: FBT003 - a named tuple's field
    if any(character.isdigit() for character in query):
        return find(context, query, ex_employees=True)
    with context.reading() as session:
        rows = employees.absent(session, scope)
    if not fold(query).split():
        return [_found(row, scope) for row in rows]
    ranked = [(row, match_rank(query, row.surname_key, row.search_key)) for row in rows]
    found = [_found(row, scope, rank) for row, rank in ranked if rank is not None and rank <= ANY_PART]
    return sorted(found, key=lambda one: one.rank) or find(context, query, ex_employees=True)


def namesakes(context: Context, person_id: int) -> list[Found]:
    """Return those who have the surname of somebody, without that person: who may be mixed up."""
    own = by_id(context, person_id)
    return [one for one in find(context, own.row.surname_key) if one.person_id != person_id and not one.forgiven]


def prepare(context: Context) -> None:
    """Read the words of all names while somebody begins to type, so that a typing error waits for nothing."""
    context.require(Right.EMPLOYEES)
    with context.reading() as session:
        words_of_names(session, context)


def resolve(context: Context, query: str, *, ex_employees: bool = False, absent: bool = False) -> list[Found]:
    """Return the people who fit a query best and equally well: one to act on, or several to choose from.

    Args:
        absent: Whether those who are absent now come before all others.
    """
    found = find_absent(context, query) if absent else find(context, query, ex_employees=ex_employees)
    return [one for one in found if one.rank == found[0].rank]


def ex_employees_named(context: Context, query: str) -> int:
    """Return how many people who have left fit a name as it is typed, without a typing error, up to a screenful."""
    context.require(Right.EMPLOYEES)
    scope = Scope(context.today, True, context.actor.unit_ids)  # noqa: FBT003 - a named tuple's field
    words = fold(query).split()
    if not words:
        return 0
    with context.reading() as session:
        rows = employees.by_text(session, words, scope, SCREENFUL)
    return sum(_found(row, scope).left for row in rows)


def browse(context: Context, query: str, *, ex_employees: bool, limit: int, offset: int) -> list[Found]:
    """Return a window of the list of employees: everybody for an empty query (*Uitgebreid zoeken*)."""
    context.require(Right.EMPLOYEES)
    if fold(query).split():
        return find(context, query, ex_employees=ex_employees, limit=offset + limit)[offset:]
    scope = Scope(context.today, ex_employees, context.actor.unit_ids)
    with context.reading() as session:
        return [_found(row, scope) for row in employees.everybody(session, scope, limit, offset)]


def numbers(context: Context, query: str, *, ex_employees: bool) -> list[int]:
    """Return the row numbers of those who fit a query, in the order of `find`, for a list that loads page by page.

    Those of everybody, by name, for an empty query (*Uitgebreid zoeken*).
    """
    context.require(Right.EMPLOYEES)
    scope = Scope(context.today, ex_employees, context.actor.unit_ids)
    words = fold(query).split()
    with context.reading() as session:
        if not words:
            return employees.numbers_of_all(session, scope)
        return employees.numbers_by_text(session, words, scope)


def people(context: Context, person_ids: Sequence[int]) -> list[Found]:
    """Return people by their row numbers, in that order; those outside the actor's units are left out."""
    context.require(Right.EMPLOYEES)
    scope = Scope(context.today, True, context.actor.unit_ids)  # noqa: FBT003 - a named tuple's field
    with context.reading() as session:
        return [_found(row, scope) for row in employees.by_ids(session, person_ids, scope)]


def _by_digits(session: Session, context: Context, query: str, scope: Scope) -> list[Found]:
    text = query.strip()
    if not re.fullmatch(r"[\d\s./-]+|\d{1,2}\s+\w+\s+\d{2,4}", text):
        return []
    rows: list[EmployeeRow] = []
    if text.isdigit() and len(text) < 16:  # noqa: PLR2004 - a longer one is not a number of ours
        rows = employees.by_number(session, int(text), scope._replace(ex_employees=True))
    if not rows:
        try:
            days = parse_date(text, today=context.today, direction=Direction.BIRTH)
        except Refused:
            return []
        rows = [row for day in days for row in employees.by_birth_date(session, day, scope, WINDOW)]
    return [_found(row, scope) for row in rows]


def _ranked(query: str, rows: Sequence[EmployeeRow], scope: Scope) -> list[Found]:
    found = []
    for row in rows:
        rank = match_rank(query, row.surname_key, row.search_key)
        found.append(_found(row, scope, 3 if rank is None else rank))
    return sorted(found, key=lambda one: one.rank)


def _forgiving(session: Session, context: Context, words: Sequence[str], scope: Scope, limit: int) -> list[Found]:
    """Return people whose names fit but for a typing error, found by the distinct words of names: there are few."""
    if all(len(word) < SHORTEST_FORGIVEN for word in words):
        return []
    vocabulary = words_of_names(session, context)
    meant = [{word} | near_words(word, vocabulary) if len(word) >= SHORTEST_FORGIVEN else {word} for word in words]
    query = " ".join(words)
    fitting = (
        (person, (rank, nearly(query, all_)))
        for person, own, all_ in employees.with_words(session, meant)
        if (rank := match_rank(query, own, all_)) is not None
    )
    found: list[Found] = []
    while len(found) < limit and (ranks := dict(islice(fitting, min(limit, employees.CHUNK)))):
        rows = employees.by_ids(session, list(ranks), scope)
        found += [_found(row, scope, *ranks[row.person_id]) for row in rows]
    return found


def find_units(context: Context, query: str) -> list[Unit]:
    """Return the organisation units whose name or code holds a query; all of them for an empty one."""
    return units_named(context, fold(query).split())


def by_id(context: Context, person_id: int) -> Found:
    """Return one person as a search finds them.

    Raises:
        Refused: `no-person`, also where the actor is not authorised for their unit.
    """
    context.require(Right.EMPLOYEES)
    scope = Scope(context.today, True, context.actor.unit_ids)  # noqa: FBT003 - a named tuple's field
    with context.reading() as session:
        rows = employees.by_ids(session, [person_id], scope)
    if not rows:
        raise refuse("no-person")
    return _found(rows[0], scope)

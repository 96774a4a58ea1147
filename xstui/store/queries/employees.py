"""Finding people: as you type, by birth date, by number, or all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Row, TextClause, bindparam, text
from sqlmodel import Session

Values = dict[str, object]
"""What is bound in a statement, by name."""


class EmployeeRow(NamedTuple):
    """One line of a list of employees, as of a day."""

    person_id: int
    dossier_no: int
    employment_id: int
    initials: str
    prefix: str
    surname: str
    partner_prefix: str
    partner_surname: str
    name_order: str
    gender: str
    birth_date: date
    unit_id: int
    unit_name: str
    job_name: str
    hours: Decimal
    start_date: date
    end_date: date | None
    case_id: int | None
    percentage: Decimal | None
    surname_key: str
    search_key: str
    contract_type: str
    full_time_hours: Decimal
    first_name: str


EMPLOYMENT_ON = """
    SELECT x.id FROM employment x WHERE x.person_id = {person}
    ORDER BY (x.start_date <= :day) DESC, (x.start_date <= :day AND (x.end_date IS NULL OR x.end_date >= :day)) DESC,
             CASE WHEN x.start_date <= :day THEN x.start_date END DESC, x.start_date, x.id DESC LIMIT 1
"""
"""The employment of a person that counts on :day, by the rule of xstui.domain.employment.employment_that_counts."""
TERMS_ON = """
    SELECT y.id FROM employment_terms y WHERE y.employment_id = e.id
    ORDER BY (y.valid_from <= :day) DESC, CASE WHEN y.valid_from <= :day THEN y.valid_from END DESC,
             y.valid_from LIMIT 1
"""
"""The terms that hold in employment `e` on :day; before the first, the first."""
_SELECT = f"""
SELECT p.id, p.dossier_no, e.id, p.initials, p.prefix, p.surname, p.partner_prefix, p.partner_surname,
       p.name_order, p.gender, p.birth_date, u.id, u.name, coalesce(j.name, ''), t.hours, e.start_date, e.end_date,
       c.id, (SELECT s.percentage FROM percentage_step s WHERE s.case_id = c.id AND s.valid_from <= :day
              ORDER BY s.valid_from DESC LIMIT 1), p.surname_key, p.search_key, t.contract_type, t.full_time_hours,
       p.first_name
FROM person p
JOIN employment e ON e.id = ({EMPLOYMENT_ON.format(person="p.id")})
JOIN employment_terms t ON t.id = ({TERMS_ON})
JOIN org_unit u ON u.id = t.unit_id
LEFT JOIN job j ON j.id = t.job_id
LEFT JOIN absence_case c ON c.id = (
    SELECT z.id FROM absence_case z WHERE z.employment_id = e.id AND z.kind <> 'pregnancy'
      AND z.first_sick_day <= :day AND z.last_sick_day IS NULL LIMIT 1)
"""
CHUNK = 64
"""People that are joined to their employments at a time."""
INDEXED = 3
"""Letters from which the trigram index knows a word."""
LAST_LETTER = "\U0010ffff"
_EMPLOYED = "(:ex OR e.end_date IS NULL OR e.end_date >= :day)"


class Scope(NamedTuple):
    """Who may be found: as of which day, ex-employees or not, in which units (None: all)."""

    day: date
    ex_employees: bool
    unit_ids: frozenset[int] | None


def unit_on(session: Session, person_id: int, day: date) -> int | None:
    """Return the unit that a person belongs to on a day; None where there is no employment."""
    counts = f"e.id = ({EMPLOYMENT_ON.format(person=':person')}) AND t.id = ({TERMS_ON})"
    query = text(f"SELECT t.unit_id FROM employment e JOIN employment_terms t WHERE {counts}")
    found = session.execute(query, {"person": person_id, "day": day.isoformat()}).scalar()
    return None if found is None else int(found)


def by_text(session: Session, words: Sequence[str], scope: Scope, limit: int, offset: int = 0) -> list[EmployeeRow]:
    """Return people whose names hold every word, anywhere in a name; best surname first.

    The best names are looked up first and joined to their employments after, some at a time: to join all
    hits before the limit took ten times as long. `words` are folded as `xstui.domain.search.fold` does.
    """
    found: list[EmployeeRow] = []
    for person_ids in _best_names(session, words, min(CHUNK, offset + limit)):
        found += by_ids(session, person_ids, scope)
        if len(found) >= offset + limit:
            break
    return found[offset : offset + limit]


def numbers_by_text(session: Session, words: Sequence[str], scope: Scope) -> list[int]:
    """Return the row numbers of all whose names hold every word, in the order of `by_text`."""
    employed = set(numbers_of_all(session, scope))
    return [number for part in _best_names(session, words, CHUNK) for number in part if number in employed]


def _best_names(session: Session, words: Sequence[str], chunk: int) -> Iterator[list[int]]:
    """Yield the row numbers of those who fit, best first, some at a time, and none before it is asked for.

    Surnames that begin with the text are read along their index, the whole one first, which for one or two letters is
    all that is needed in most companies; only then all names are looked through. A single letter is soon found by
    reading names in their order; for more it is quicker to read all and to sort those that fit.
    """
    whole = " ".join(words)
    surnames = {"low": whole, "high": whole + LAST_LETTER}
    wheres, needles = _needles(words)
    by_name = "p.sort_key, p.id" if len(whole) == 1 else "+p.sort_key, p.id"
    seen: set[int] = set()
    for where, order, values in (
        ("p.surname_key >= :low AND p.surname_key < :high", "p.surname_key, p.sort_key, p.id", surnames),
        (" AND ".join(wheres), by_name, needles),
    ):
        rows = session.execute(text(f"SELECT p.id FROM person p WHERE {where} ORDER BY {order}"), values)
        fresh = (row[0] for row in rows if row[0] not in seen)
        while ids := list(islice(fresh, chunk)):
            seen.update(ids)
            yield ids


def all_search_keys(session: Session) -> Iterator[str]:
    """Yield the folded words of each person."""
    return (row[0] for row in session.execute(text("SELECT search_key FROM person")))


def with_words(session: Session, choices: Sequence[Collection[str]]) -> Iterator[tuple[int, str, str]]:
    """Yield `(person, surname_key, search_key)` of whose names hold a word of each choice, as they are asked for.

    Words of fewer than three letters, which the index doesn't know, leave nobody out.
    """
    known = [words for words in choices if all(len(word) >= INDEXED for word in words)]
    match = " AND ".join(f"({' OR '.join(map(_quoted, sorted(words)))})" for words in known)
    statement = text(
        "SELECT p.id, p.surname_key, p.search_key FROM person_search s JOIN person p ON p.id = s.rowid"
        " WHERE person_search MATCH :match ORDER BY s.rowid"
    )
    return ((row[0], row[1], row[2]) for row in session.execute(statement, {"match": match}))


def by_birth_date(session: Session, born: date, scope: Scope, limit: int) -> list[EmployeeRow]:
    """Return people born on a day."""
    return _run(session, ["p.birth_date = :born"], {"born": born.isoformat()}, "p.sort_key, p.id", scope, limit, 0)


def by_number(session: Session, number: int, scope: Scope) -> list[EmployeeRow]:
    """Return the person with a dossier number, or with a case of that number (*TrajectenID*)."""
    where = "(p.dossier_no = :no OR p.id IN (SELECT person_id FROM absence_case WHERE case_no = :no))"
    return _run(session, [where], {"no": number}, "p.sort_key", scope, 50, 0)


def absent(session: Session, scope: Scope) -> list[EmployeeRow]:
    """Return who is absent by a running case, by name."""
    running = (
        "p.id IN (SELECT person_id FROM absence_case WHERE last_sick_day IS NULL AND kind <> 'pregnancy'"
        " AND first_sick_day <= :day) AND c.id IS NOT NULL"
    )
    return _run(session, [running], {}, "p.sort_key, p.id", scope, -1, 0)


def by_ids(session: Session, person_ids: Sequence[int], scope: Scope) -> list[EmployeeRow]:
    """Return people by their row numbers, in the order given."""
    values: Values = {f"id{i}": person_id for i, person_id in enumerate(person_ids)}
    where = f"p.id IN ({', '.join(':' + name for name in values)})" if values else "0"
    rows = {row.person_id: row for row in _run(session, [where], values, "p.id", scope, len(values), 0)}
    return [rows[person_id] for person_id in person_ids if person_id in rows]


def everybody(session: Session, scope: Scope, limit: int, offset: int) -> list[EmployeeRow]:
    """Return a window of all people by name."""
    return _run(session, ["1"], {}, "p.sort_key, p.id", scope, limit, offset)


def numbers_of_all(session: Session, scope: Scope) -> list[int]:
    """Return the row numbers of all people by name: what a long list needs to know before it shows any."""
    conditions = " AND ".join([_EMPLOYED, *_units(scope)])
    # Terms say where somebody works; who may see every unit need not look them up, which takes five times as long.
    last = "JOIN employment_terms" if scope.unit_ids is None else "LEFT JOIN job"
    joins = _SELECT[_SELECT.index("FROM person p") : _SELECT.index(last)]
    clause, full = _bound(f"SELECT p.id {joins} WHERE {conditions} ORDER BY p.sort_key, p.id", {}, scope)
    return [int(row[0]) for row in session.execute(clause, full)]


def _needles(words: Sequence[str]) -> tuple[list[str], Values]:
    long = [word for word in words if len(word) >= INDEXED]
    values: Values = {f"w{i}": f"%{word}%" for i, word in enumerate(words) if word not in long}
    wheres = [f"p.search_key LIKE :{name}" for name in values]
    if long:
        wheres.append("p.id IN (SELECT rowid FROM person_search WHERE person_search MATCH :match)")
        values["match"] = " AND ".join(_quoted(word) for word in long)
    return wheres, values


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _units(scope: Scope) -> list[str]:
    return [] if scope.unit_ids is None else ["u.id IN :units"]


def _bound(statement: str, values: Values, scope: Scope) -> tuple[TextClause, Values]:
    clause = text(statement)
    full = values | {"day": scope.day.isoformat(), "ex": scope.ex_employees}
    if scope.unit_ids is not None:
        clause = clause.bindparams(bindparam("units", expanding=True))
        full["units"] = sorted(scope.unit_ids)
    return clause, full


def _run(  # noqa: PLR0913 - the parts of one statement
    session: Session,
    wheres: list[str],
    values: Values,
    order: str,
    scope: Scope,
    limit: int,
    offset: int,
) -> list[EmployeeRow]:
    conditions = " AND ".join([*wheres, _EMPLOYED, *_units(scope)])
    statement = f"{_SELECT} WHERE {conditions} ORDER BY {order} LIMIT :limit OFFSET :offset"
    clause, full = _bound(statement, values | {"limit": limit, "offset": offset}, scope)
    return [_employee(row) for row in session.execute(clause, full)]


DAYS = tuple(map(EmployeeRow._fields.index, ("birth_date", "start_date", "end_date")))
DECIMALS = tuple(map(EmployeeRow._fields.index, ("hours", "percentage", "full_time_hours")))


def _employee(row: Row[tuple[object, ...]]) -> EmployeeRow:
    """Return a row with its days and decimals as such: plain SQL gives what is stored."""
    values: list[Any] = list(row)
    for place in DAYS:
        values[place] = None if values[place] is None else date.fromisoformat(values[place])
    for place in DECIMALS:
        values[place] = None if values[place] is None else Decimal(values[place]).scaleb(-2)
    return EmployeeRow(*values)

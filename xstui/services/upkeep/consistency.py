"""Judging employments as a whole, where an undo or a change elsewhere may leave them against the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.consistency import LEAVE_AFTER, CaseState, EmploymentState, check_employment
from xstui.domain.problems import Problem
from xstui.services.cases import cases
from xstui.services.context.context import Context
from xstui.services.people.people import listed_name
from xstui.store.journal import Image, RowChange
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, Person

IN_ONE = 500
"""Employments that are judged at once."""


@dataclass
class Touched:
    """The people, employments and cases whose rows, or whose parts, a registration wrote."""

    people: set[int] = field(default_factory=set)
    employments: set[int] = field(default_factory=set)
    cases: set[int] = field(default_factory=set)


def touched(session: Session, steps: Iterable[tuple[str, RowChange]]) -> Touched:
    """Return whom row changes are about, as far as they are in the store now."""
    about: defaultdict[str, set[int]] = defaultdict(set)
    for table, (row_id, before, after) in steps:
        about[table].add(row_id)
        for image in (before, after):
            _refer(about, image or {})
    found = Touched(people=about["person"], cases=about["absence_case"])
    found.people |= _column(session, col(AbsenceCase.person_id), col(AbsenceCase.id), about["absence_case"])
    found.employments |= about["employment"]
    found.employments |= _column(session, col(AbsenceCase.employment_id), col(AbsenceCase.id), about["absence_case"])
    found.people |= _column(session, col(Employment.person_id), col(Employment.id), found.employments)
    return found


def _refer(about: defaultdict[str, set[int]], image: Image) -> None:
    for column, table in (("person_id", "person"), ("employment_id", "employment"), ("case_id", "absence_case")):
        if image.get(column) is not None:
            about[table].add(image[column])


def _column(session: Session, wanted: Mapped[int], key: Mapped[int | None], numbers: Iterable[int]) -> set[int]:
    return {number for some in parts(numbers) for number in session.exec(select(wanted).where(key.in_(some))).all()}


def parts(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield numbers by as many as one question may ask about."""
    ordered = sorted(numbers)
    return (ordered[start : start + IN_ONE] for start in range(0, len(ordered), IN_ONE))


def problems_of(session: Session, context: Context, found: Touched) -> list[Problem]:
    """Return what is wrong with people and their employments as they stand in the store."""
    states = (state for some in parts(found.employments) for state in _states(session, some))
    problems = [problem for state in states for problem in check_employment(state, today=context.today)]
    written = _column(session, col(AbsenceCase.case_no), col(AbsenceCase.id), found.cases)
    problems = [one for one in problems if one.code != LEAVE_AFTER or one.details["case_no"] in written]
    return [*problems, *_shared_numbers(session, found.people)]


def _shared_numbers(session: Session, person_ids: Iterable[int]) -> Iterator[Problem]:
    """Yield whose citizen service number somebody else has as well."""
    for some in parts(person_ids):
        query = select(Person).where(col(Person.id).in_(some), Person.bsn != "")
        for person in session.exec(query).all():
            if len(session.exec(select(Person.id).where(Person.bsn == person.bsn).limit(2)).all()) > 1:
                yield Problem("bsn-shared", "", {"name": listed_name(person)})


def _states(session: Session, employment_ids: Sequence[int]) -> Iterator[EmploymentState]:
    terms: defaultdict[int, list[date]] = defaultdict(list)
    begun = select(EmploymentTerms).where(col(EmploymentTerms.employment_id).in_(employment_ids))
    for row in session.exec(begun.order_by(col(EmploymentTerms.valid_from))).all():
        terms[row.employment_id].append(row.valid_from)
    standing_cases = _cases(session, employment_ids)
    query = select(Employment, Person).where(col(Employment.id).in_(employment_ids), Employment.person_id == Person.id)
    for employment, person in session.exec(query).all():
        yield EmploymentState(
            name=listed_name(person),
            birth_date=person.birth_date,
            start=employment.start_date,
            end=employment.end_date,
            terms=tuple(terms[employment.key]),
            cases=tuple(standing_cases[employment.key]),
            outlived=employment.end_date is not None and _outlived(session, employment),
        )


def _outlived(session: Session, employment: Employment) -> bool:
    """Tell whether the employer bears the risk of an absence that may go on after the employment: of the last one."""
    last = cases.cases_of_employment(session, employment.key)[-1:]
    return any(cases.bears_risk(session, case, employment) for case in last)


def _cases(session: Session, employment_ids: Sequence[int]) -> defaultdict[int, list[CaseState]]:
    query = select(AbsenceCase).where(
        col(AbsenceCase.employment_id).in_(employment_ids),
        col(AbsenceCase.end_reason) != EndReason.MISTAKEN.value,
    )
    rows = session.exec(query.order_by(col(AbsenceCase.first_sick_day), col(AbsenceCase.id))).all()
    times = cases.times_of_all(session, rows)
    found: defaultdict[int, list[CaseState]] = defaultdict(list)
    for row in rows:
        reason = EndReason(row.end_reason) if row.end_reason else None
        case = CaseState(row.case_no, CaseKind(row.kind), times[row.key], reason)
        found[row.employment_id].append(case)
    return found

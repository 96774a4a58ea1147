"""What is past its term, and wiping it for good (domain rules, 7)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.problems import Refused, refuse
from xstui.domain.retention import (
    UNDONE_FOR,
    Keeping,
    KeptCase,
    Subject,
    keeping_of,
    wipe_cases_from,
    wipe_person_from,
)
from xstui.services.context import drafts
from xstui.services.context.context import Context
from xstui.services.context.cover import cover_of
from xstui.services.people.people import listed_name
from xstui.services.people.person_rows import rows_ever, rows_of
from xstui.store import journal, undo, whole_file, wiping
from xstui.store.tables import AbsenceCase, Employment, Person

CONTENT = ("task", "document", "conversation", "sickness_contact")
"""What hangs on a case beside its bare days, which the figures still need."""


@dataclass(frozen=True)
class Item:
    """Something past its retention period.

    Attributes:
        row_id: Of the person or the case.
        number: Dossier number of a person, case number of a case.
        ended: The last day that the period counts from; of a hire that was undone, the day of that.
        due: The first day on which it must not be kept any more.
        keeping: Which period it had; None for a hire that was undone.
    """

    kind: Subject
    row_id: int
    number: int
    name: str
    ended: date
    due: date
    keeping: Keeping | None


@dataclass(frozen=True)
class Certificate:
    """What was wiped: numbers, no names.

    Attributes:
        rows: Rows removed by table.
        erased: Changes erased from the journal.
        head: Hash of the journal's entry that says so.
        compacted: Whether the file was rewritten without what was removed; else another program had it open. None in a
            certificate that is made later: the journal doesn't say.
    """

    at: datetime
    who: str
    people: tuple[int, ...]
    cases: tuple[int, ...]
    rows: dict[str, int]
    erased: int
    seq: int
    head: str
    compacted: bool | None


def past_term(context: Context) -> list[Item]:
    """Return what is past its term today, the longest first.

    Raises:
        Refused: `administrators-only`.
    """
    context.require_administrator()
    with context.reading() as session:
        return sorted(_past_term(session, context.today), key=lambda item: (item.due, item.name))


def _past_term(session: Session, today: date) -> Iterable[Item]:
    people = {person.key: person for person in session.exec(select_rows(Person)).all()}
    employments = {row.key: row for row in session.exec(select_rows(Employment)).all()}
    ends: dict[int, list[date | None]] = defaultdict(list)
    for employment in employments.values():
        ends[employment.person_id].append(employment.end_date)
    cases: dict[int, list[AbsenceCase]] = defaultdict(list)
    for case in session.exec(select_rows(AbsenceCase)).all():
        cases[case.person_id].append(case)
    kept = _Kept(session, employments)
    with_content = _cases_with_content(session)
    for person_id, person in people.items():
        groups = _joined(cases[person_id])
        known = {case.key: kept.case(case, joined[0].first_sick_day) for joined in groups for case in joined}
        name = listed_name(person)
        term = wipe_person_from(ends[person_id], known.values())
        if term is not None and term.due <= today:
            ended = max(day for day in ends[person_id] if day is not None)
            yield Item(Subject.PERSON, person_id, person.dossier_no, name, ended, term.due, term.keeping)
            continue
        for joined in groups:
            term = wipe_cases_from([known[case.key] for case in joined])
            for case in joined:
                if term is not None and term.due <= today and case.last_sick_day and case.key in with_content:
                    ended = case.last_sick_day
                    yield Item(Subject.CASE, case.key, case.case_no, name, ended, term.due, term.keeping)
    yield from _undone_hires(session, people, today)


def _undone_hires(session: Session, people: Collection[int], today: date) -> Iterable[Item]:
    """Yield who was added, and undone for good: the journal is all that holds them."""
    undone: dict[int, tuple[date, Person]] = {}
    for at, row_id, image in undo.removed(session.connection(), "person"):
        if row_id not in people:
            undone[row_id] = at.date(), Person(**journal.values_of(image, journal.table_of("person")))
    for row_id, (day, person) in undone.items():
        due = day + UNDONE_FOR
        if due <= today:
            name = listed_name(person)
            yield Item(Subject.UNDONE, row_id, person.dossier_no, name, day, due, None)


class _Kept:
    """Tells what the retention period of cases depends on."""

    def __init__(self, session: Session, employments: Mapping[int, Employment]) -> None:
        self._employments = employments
        employers = {employment.employer_id for employment in employments.values()}
        self._covers = {employer_id: cover_of(session, employer_id) for employer_id in employers}

    def case(self, case: AbsenceCase, first_day: date) -> KeptCase:
        """Return a case as the rules see it, by the cover on the first day of the joined cases."""
        employment = self._employments[case.employment_id]
        keeping = keeping_of(
            CaseKind(case.kind),
            EndReason(case.end_reason) if case.end_reason else None,
            case.last_sick_day,
            employment.end_date,
            insured=self._covers[employment.employer_id].holds(CaseKind.SICKNESS_ACT, first_day),
        )
        return KeptCase(case.last_sick_day, keeping, employment.end_date)


def _joined(cases: Sequence[AbsenceCase]) -> list[list[AbsenceCase]]:
    """Return the cases of a person in groups that count as one, oldest first (BW 7:629 paragraph 10)."""
    earlier = {case.key: case.joined_case_id for case in cases}
    groups: dict[int, list[AbsenceCase]] = defaultdict(list)
    for case in sorted(cases, key=lambda one: one.first_sick_day):
        first, seen = case.key, {case.key}
        while (before := earlier[first]) in earlier and before not in seen:
            seen.add(first := before)
        groups[first].append(case)
    return list(groups.values())


def _cases_with_content(session: Session) -> set[int]:
    connection = session.connection()
    found: set[int] = set()
    for name in CONTENT:
        table = journal.table_of(name)
        found.update(row[0] for row in connection.execute(select(table.c.case_id).distinct()) if row[0] is not None)
    return found


def wipe(context: Context, items: Sequence[Item]) -> Certificate:
    """Wipe what is past its term: from the tables, the journal's history, the search index and the file.

    Older back-ups still hold it, until they are rotated away.

    Raises:
        Refused: `administrators-only`, `nothing-marked`, or `not-past-term` where one of them may still be kept.
    """
    context.require_administrator()
    if not items:
        raise refuse("nothing-marked")
    with context.unit(journal.WIPE, undoable=False) as unit:
        due = {(item.kind, item.row_id) for item in _past_term(unit.session, context.today)}
        if not {(item.kind, item.row_id) for item in items} <= due:
            raise refuse("not-past-term")
        people = [item.row_id for item in items if item.kind is not Subject.CASE]
        cases = [item.row_id for item in items if item.kind is Subject.CASE]
        rows, ever = rows_of(unit.session, people, cases), rows_ever(unit.session, people, cases)
        _unlink(unit.session, rows["absence_case"])
        erasure = wiping.wipe_rows(unit, rows, ever)
        connection = unit.session.connection()
        wiping.erase_summaries(connection, erasure, people, {*cases, *ever["absence_case"]})
        names = [item.name for item in items if item.kind is not Subject.CASE]
        drafts.drop_about(connection, people, names)
        unit.summary = {
            "people": _numbers(items, Subject.PERSON, Subject.UNDONE),
            "cases": _numbers(items, Subject.CASE),
            "rows": {name: len(some) for name, some in rows.items() if some},
            **erasure.stated(),
        }
    compacted = _compact(context)
    return replace(certificate_of(context, unit.seq), compacted=compacted)


def certificate_of(context: Context, seq: int | None = None) -> Certificate:
    """Return the certificate of a wipe as the journal states it.

    Args:
        context: An administrator's.
        seq: Number of the journal entry; None for that of the last wipe.

    Raises:
        Refused: `administrators-only`, or `no-wipe` where there is no such entry.
    """
    context.require_administrator()
    query = select(journal.entries).where(journal.entries.c.use_case == journal.WIPE)
    if seq is not None:
        query = query.where(journal.entries.c.seq == seq)
    with context.reading() as session:
        entry = session.connection().execute(query.order_by(journal.entries.c.seq.desc()).limit(1)).first()
    if entry is None:
        raise refuse("no-wipe", "certificate")
    stated = json.loads(entry.summary)
    if not isinstance(stated["people"], list):  # an entry of before numbers were stated: only how many
        stated |= {"people": (), "cases": ()}
    return Certificate(
        entry.at,
        entry.who,
        tuple(stated["people"]),
        tuple(stated["cases"]),
        stated.get("rows", {}),
        len(stated["erased"]),
        entry.seq,
        entry.hash,
        compacted=None,
    )


def _numbers(items: Iterable[Item], *kinds: Subject) -> list[int]:
    return [item.number for item in items if item.kind in kinds]


def compact(context: Context) -> None:
    """Rewrite the store's file without what was removed.

    Raises:
        Refused: `administrators-only`, or as `Store.alone` does where another program has it open.
    """
    context.require_administrator()
    _rewrite(context)


def _rewrite(context: Context) -> None:
    with context.store.alone():
        whole_file.compact(context.store.path, context.store.key)


def _compact(context: Context) -> bool:
    try:
        _rewrite(context)
    except Refused:
        return False
    return True


def _unlink(session: Session, cases: set[int]) -> None:
    """Let no case that stays point at one that goes: somebody's cases go together, so there should be none."""
    stray = select_rows(AbsenceCase).where(
        col(AbsenceCase.joined_case_id).in_(cases), col(AbsenceCase.id).not_in(cases)
    )
    for case in session.exec(stray).all():
        case.joined_case_id = None

"""What is past its term, and wiping it for good (domain rules, 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from xstui.domain.absence import CaseKind, EndReason
from xstui.domain.names import list_name
from xstui.domain.problems import Refused, refuse
from xstui.domain.retention import Keeping, wipe_case_from, wipe_person_from
from xstui.services.belongings import rows_of
from xstui.services.desk import Desk
from xstui.services.people import name_of_person
from xstui.store import engine, journal, wiping
from xstui.store.tables import AbsenceCase, EmployerDetails, Employment, Person

CONTENT = ("task", "document", "conversation")
"""What hangs on a case beside its bare days, which the figures still need."""


@dataclass(frozen=True)
class Item:
    """Something past its term: a person with everything about her, or the content of one case.

    Attributes:
        number: Dossier number of a person, case number of a case.
        due: The first day on which it must not be kept any more.
    """

    kind: str
    row_id: int
    number: int
    name: str
    ended: date
    due: date
    keeping: Keeping


@dataclass(frozen=True)
class Certificate:
    """What was wiped: numbers, no names.

    Attributes:
        rows: Rows removed by table.
        erased: Changes erased from the journal.
        head: Hash of the journal's entry that says so.
        compacted: Whether the file was written anew without what was removed; else another program had it open.
    """

    at: datetime
    who: str
    people: tuple[int, ...]
    cases: tuple[int, ...]
    rows: dict[str, int]
    erased: int
    seq: int
    head: str
    compacted: bool


def past_term(desk: Desk) -> list[Item]:
    """Return what is past its term today, the longest first.

    Raises:
        Refused: `administrators-only`.
    """
    desk.require_administrator()
    with desk.reading() as session:
        return sorted(_past_term(session, desk.today), key=lambda item: (item.due, item.name))


def _past_term(session: Session, today: date) -> Iterable[Item]:
    people = {person.key: person for person in session.exec(select_rows(Person)).all()}
    ends: dict[int, list[date | None]] = defaultdict(list)
    last_days: dict[int, date | None] = {}
    for employment in session.exec(select_rows(Employment)).all():
        ends[employment.person_id].append(employment.end_date)
        last_days[employment.key] = employment.end_date
    cases: dict[int, list[AbsenceCase]] = defaultdict(list)
    for case in session.exec(select_rows(AbsenceCase)).all():
        cases[case.person_id].append(case)
    bears_risk = any(row.insured_sickness_act for row in session.exec(select_rows(EmployerDetails)).all())
    with_content = _cases_with_content(session)
    for person_id, person in people.items():
        keeping = _keeping(cases[person_id], last_days, bears_risk=bears_risk)
        name = list_name(name_of_person(person))
        due = wipe_person_from(ends[person_id], [case.last_sick_day for case in cases[person_id]], keeping)
        if due is not None and due <= today:
            ended = max(day for day in ends[person_id] if day is not None)
            yield Item("person", person_id, person.dossier_no, name, ended, due, keeping)
            continue
        for case in cases[person_id]:
            due = wipe_case_from(case.last_sick_day, keeping)
            if due is not None and due <= today and case.last_sick_day and case.key in with_content:
                yield Item("case", case.key, case.case_no, name, case.last_sick_day, due, keeping)


def _keeping(cases: Sequence[AbsenceCase], last_days: Mapping[int, date | None], *, bears_risk: bool) -> Keeping:
    """Return which term holds: the longer ones only for who was ill at the employer's own risk.

    Args:
        last_days: Of each employment by its row number, the last day; None while it goes on.
        bears_risk: Whether an absence goes on at that risk when the employment ends (M§5.4).
    """
    kinds = {case.kind for case in cases}
    if CaseKind.WGA in kinds:
        return Keeping.WGA
    left = bears_risk and any(_left_while_sick(case, last_days[case.employment_id]) for case in cases)
    return Keeping.SICKNESS_ACT if left or CaseKind.SICKNESS_ACT in kinds else Keeping.ORDINARY


def _left_while_sick(case: AbsenceCase, last_day: date | None) -> bool:
    """Tell whether a case ended because she left, or went on after that."""
    outlived = last_day is not None and case.last_sick_day is not None and case.last_sick_day > last_day
    return case.end_reason == EndReason.LEFT or (outlived and case.kind == CaseKind.ABSENCE)


def _cases_with_content(session: Session) -> set[int]:
    connection = session.connection()
    found: set[int] = set()
    for name in CONTENT:
        table = journal.table_of(name)
        found.update(row[0] for row in connection.execute(select(table.c.case_id).distinct()) if row[0] is not None)
    return found


def wipe(desk: Desk, items: Sequence[Item]) -> Certificate:
    """Wipe what is past its term: from the tables, the journal's history, the search index and the file.

    Older back-ups still hold it, until they are rotated away.

    Raises:
        Refused: `administrators-only`, `nothing-marked`, or `not-past-term` where one of them may still be kept.
    """
    desk.require_administrator()
    if not items:
        raise refuse("nothing-marked")
    with desk.unit(wiping.WIPE, undoable=False) as unit:
        due = {(item.kind, item.row_id) for item in _past_term(unit.session, desk.today)}
        if not {(item.kind, item.row_id) for item in items} <= due:
            raise refuse("not-past-term")
        people = [item.row_id for item in items if item.kind == "person"]
        cases = [item.row_id for item in items if item.kind == "case"]
        rows = rows_of(unit.session, people, cases)
        _unlink(unit.session, rows["absence_case"])
        erasure = wiping.wipe_rows(unit, rows)
        wiping.erase_summaries(unit.session.connection(), erasure, people, {*cases, *rows["absence_case"]})
        unit.summary = {"people": len(people), "cases": len(cases), **erasure.stated()}
    compacted = _compact(desk)
    with desk.reading() as session:
        _seq, head = journal.last_entry(session.connection())
    counts = {name: len(some) for name, some in rows.items() if some}
    gone = [tuple(item.number for item in items if item.kind == kind) for kind in ("person", "case")]
    return Certificate(
        unit.deed.at, unit.deed.who, gone[0], gone[1], counts, len(erasure.changes), unit.seq, head, compacted
    )


def _compact(desk: Desk) -> bool:
    try:
        with desk.store.alone():
            engine.compact(desk.store.path, desk.store.key)
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

"""Loading a case as the rules see it, and keeping its tasks in step with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind, CaseTimes, Classification, EndReason, Step, frequent, recent_reports
from xstui.domain.dates import add_days
from xstui.domain.leave import Around, sick_around
from xstui.domain.leaving import ended_case
from xstui.domain.problems import refuse
from xstui.domain.protocol import PlannedTask, Protocol, TaskState, TermInputs, plan, plan_open
from xstui.services.cases import leaves, protocols
from xstui.services.context import conflicts
from xstui.services.context.context import Context
from xstui.services.context.cover import cover_of
from xstui.services.context.employments import check_person, terms_rows
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, PercentageStep, Task
from xstui.store.unit import UnitOfWork

HORIZON = 7 * 104
"""Days ahead for which the tasks of a running case are laid down: the waiting time of the WIA (WIA article 23)."""
TOGETHER = 500
"""Cases whose steps are asked for at once."""
CARRIED_OUT = frozenset({TaskState.DONE, TaskState.DEVIATED})
"""How a task is closed by somebody, and not by the end of its case."""


def steps_of(session: Session, case_id: int) -> list[PercentageStep]:
    """Return a case's steps, oldest first."""
    query = select(PercentageStep).where(PercentageStep.case_id == case_id)
    return list(session.exec(query.order_by(col(PercentageStep.valid_from))).all())


def times_of(session: Session, case: AbsenceCase) -> CaseTimes:
    """Return a case as the rules see it."""
    steps = tuple(Step(step.valid_from, step.percentage) for step in steps_of(session, case.key))
    return CaseTimes(case.first_sick_day, case.last_sick_day, steps)


def times_of_all(session: Session, rows: Iterable[AbsenceCase]) -> dict[int, CaseTimes]:
    """Return cases as the rules see them, by row number: a list asks once for some hundred, not for each."""
    found: dict[int, CaseTimes] = {}
    left = iter(rows)
    while part := list(islice(left, TOGETHER)):
        query = select(PercentageStep).where(col(PercentageStep.case_id).in_([row.key for row in part]))
        steps: dict[int, list[Step]] = {row.key: [] for row in part}
        for step in session.exec(query.order_by(col(PercentageStep.valid_from))).all():
            steps[step.case_id].append(Step(step.valid_from, step.percentage))
        for row in part:
            found[row.key] = CaseTimes(row.first_sick_day, row.last_sick_day, tuple(steps[row.key]))
    return found


def cases_of(session: Session, employment: Employment, kind: CaseKind = CaseKind.ABSENCE) -> list[AbsenceCase]:
    """Return the cases of an employment, oldest first; what was reported by mistake never was one."""
    return cases_of_employment(session, employment.key, kind)


def cases_of_employment(session: Session, employment_id: int, kind: CaseKind = CaseKind.ABSENCE) -> list[AbsenceCase]:
    """Return the cases of an employment by its row's number, as `cases_of`."""
    return list(session.exec(_CASES, params={"employment": employment_id, "kind": kind.value}).all())


_CASES = (
    select(AbsenceCase)
    .where(
        AbsenceCase.employment_id == bindparam("employment"),
        AbsenceCase.kind == bindparam("kind"),
        col(AbsenceCase.end_reason).not_in(leaves.NEVER_WAS),
    )
    .order_by(col(AbsenceCase.first_sick_day))
)
_TASKS = select(Task).where(Task.case_id == bindparam("case"))
_REPORTED = select(col(AbsenceCase.first_sick_day)).where(
    AbsenceCase.person_id == bindparam("person"),
    AbsenceCase.kind == CaseKind.ABSENCE.value,
    col(AbsenceCase.end_reason) != EndReason.MISTAKEN.value,
)


def frequent_reports(session: Session, person_id: int, on: date) -> int:
    """Return how many sick reports somebody made in twelve months, where they are called frequent; else 0."""
    days = session.exec(_REPORTED, params={"person": person_id}).all()
    return len(recent_reports(days, on)) if frequent(days, on) else 0


def case_to_change(unit: UnitOfWork, context: Context, case_id: int, seen: int | None = None) -> AbsenceCase:
    """Return an open case for a change by this actor.

    Args:
        seen: Version that the screen showed; None where the clerk looked at nothing.

    Raises:
        Refused: `no-case`, or `changed-since` where somebody changed it in the meantime, with what was changed.
    """
    case = unit.session.get(AbsenceCase, case_id)
    if case is None:
        raise refuse("no-case")
    check_authorised(unit.session, context, case.employment_id)
    conflicts.check_seen(unit.session, case, seen)
    unit.person_id, unit.case_id = case.person_id, case.key
    return case


def absence_to_change(unit: UnitOfWork, context: Context, case_id: int, seen: int | None = None) -> AbsenceCase:
    """Return a case for a change that is one of an absence, as `case_to_change` does.

    Raises:
        Refused: `case-is-leave` for a pregnancy, or as `case_to_change` is.
    """
    case = case_to_change(unit, context, case_id, seen)
    check_absence(case)
    return case


def check_absence(case: AbsenceCase) -> None:
    """Refuse a pregnancy, whose days and end follow from the due date and the birth (domain rules, 6).

    Raises:
        Refused: `case-is-leave`.
    """
    if case.kind == CaseKind.PREGNANCY:
        raise refuse("case-is-leave")


def touch(unit: UnitOfWork, case: AbsenceCase) -> None:
    """Count a change of a case's steps as one of the case, so that who looked at it before is told."""
    case.version = unit.seq


def check_authorised(session: Session, context: Context, employment_id: int) -> list[EmploymentTerms]:
    """Refuse where the employee is in none of the actor's units today; return the employment's terms, oldest first.

    Raises:
        Refused: `other-unit`.
    """
    check_person(session, context, session.get_one(Employment, employment_id).person_id)
    return terms_rows(session, employment_id)


def plan_tasks(unit: UnitOfWork, context: Context, case: AbsenceCase, *, is_new: bool = False) -> None:
    """Bring a case's open tasks in line with its protocol: made, shifted, carried out, lapsed or brought back.

    A closed case keeps what was done. What was still open lapses (domain rules, section 1.4), unless the law asks for
    it after such an end as well (`TaskRule.after_end`).

    Args:
        is_new: Whether the case has no tasks yet, and none need be looked for.
    """
    session = unit.session
    found = [] if is_new else tasks_of(session, case.key)
    existing = {(task.code, task.sequence): task for task in found}
    wanted = _wanted(session, context, case, existing)
    for place, task in existing.items():
        if place in wanted:
            fresh = wanted.pop(place)
            task.opens, task.due, task.closed_as, task.closed_on = fresh.opens, fresh.due, "", None
        elif not task.closed_as:
            over = _over_since(unit, context, case, task)
            task.closed_as, task.closed_on = (TaskState.DONE, over) if over else (TaskState.LAPSED, context.today)
    session.flush()
    # A new case has some twenty: as rows, since making objects of them takes as long as all else that a report does.
    unit.insert_many(Task, [{"case_id": case.key, **task_columns(task)} for task in wanted.values()])


def _wanted(
    session: Session, context: Context, case: AbsenceCase, existing: Mapping[tuple[str, int], Task]
) -> dict[tuple[str, int], PlannedTask]:
    """Return the tasks that are to be open: of a case that has ended, only what was so before."""
    is_open = {place for place, task in existing.items() if not task.closed_as}
    if case.last_sick_day is not None and not is_open:
        return {}
    wanted = {(task.code, task.sequence): task for task in planned(session, context, case)}
    return wanted if case.last_sick_day is None else {place: wanted[place] for place in is_open & wanted.keys()}


def _over_since(unit: UnitOfWork, context: Context, case: AbsenceCase, task: Task) -> date | None:
    """Return the last day of the absence whose end, in this unit of work, carries out a task of a leave."""
    rules = {rule.code: rule for rule in protocol_of(unit.session, context, case).rules}
    if task.code not in rules or not rules[task.code].done_when_over:
        return None
    absences = cases_of_employment(unit.session, case.employment_id)
    ended = (row for row in absences if row.version == unit.seq and row.first_sick_day < case.first_sick_day)
    return max(filter(None, (row.last_sick_day for row in ended)), default=None)


def task_columns(task: PlannedTask) -> dict[str, object]:
    """Return the columns of a planned task's row, without its case."""
    return {
        "code": task.code,
        "sequence": task.sequence,
        "actor": task.actor,
        "opens": task.opens,
        "due": task.due,
    }


def planned(session: Session, context: Context, case: AbsenceCase) -> tuple[PlannedTask, ...]:
    """Return the tasks that the protocol still asks of a case: none that it, or a case it joins, has done."""
    protocol, inputs = protocol_of(session, context, case), term_inputs(session, case)
    return plan_open(protocol, inputs, horizon=add_days(case.counted_from, HORIZON))


def asked(session: Session, context: Context, case: AbsenceCase, inputs: TermInputs) -> tuple[PlannedTask, ...]:
    """Return all tasks that the protocol asks of a case, those that were done included."""
    return plan(protocol_of(session, context, case), inputs, horizon=add_days(case.counted_from, HORIZON))


def protocol_of(session: Session, context: Context, case: AbsenceCase) -> Protocol:
    """Return the protocol that a case goes by."""
    in_use = protocols.in_use(session, context.reference, [case.employment_id])
    return in_use.of(case.employment_id, CaseKind(case.kind))


def term_inputs(session: Session, case: AbsenceCase) -> TermInputs:
    """Return what the terms of a case depend on."""
    employment = session.get_one(Employment, case.employment_id)
    done, earlier = done_days(session, case)
    known = leaves.known_leaves(session, case.employment_id)[case.employment_id]
    absent = _absent_before(session, case)
    return TermInputs(
        # An early birth moves the leave, and not the terms that ran before it.
        next((one.plan.planned for one in known if one.case is case), case.counted_from),
        done,
        Classification(case.classification),
        employment.end_date,
        insured=bears_risk(session, case, employment),
        reported_from=case.first_sick_day,
        done_earlier=earlier,
        around=_around(case, known) | ({Around.AT_START: case.first_sick_day} if absent else {}),
        ended=EndReason(case.end_reason or EndReason.RECOVERED) if case.last_sick_day else None,
        absent_since=absent,
    )


def _around(case: AbsenceCase, known: Iterable[leaves.KnownLeave]) -> dict[Around, date]:
    """Return how an absence lies around a leave of its employment, with the first day that it does."""
    if case.kind != CaseKind.ABSENCE:
        return {}
    return dict(filter(None, (sick_around(one.plan, case.first_sick_day, case.last_sick_day) for one in known)))


def _absent_before(session: Session, case: AbsenceCase) -> date | None:
    """Return the first day of the absence that runs from before a leave; None where there is none, or no leave."""
    if case.kind == CaseKind.ABSENCE:
        return None
    running = (row for row in cases_of_employment(session, case.employment_id) if row.last_sick_day is None)
    return next((row.first_sick_day for row in running if row.first_sick_day < case.first_sick_day), None)


def bears_risk(session: Session, case: AbsenceCase, employment: Employment) -> bool:
    """Tell whether an employer bears the risk of the Sickness Benefits Act for a case (M§5.4).

    The first sick day counts; of joined cases, that of the first.
    """
    cover = cover_of(session, employment.employer_id)
    return cover.holds(CaseKind.SICKNESS_ACT, first_of(session, case).first_sick_day)


def first_of(session: Session, case: AbsenceCase) -> AbsenceCase:
    """Return the first of the cases that count as one with a case; itself where it joins none."""
    while case.joined_case_id and (earlier := session.get(AbsenceCase, case.joined_case_id)):
        case = earlier
    return case


def outlives(session: Session, case: AbsenceCase, employment: Employment) -> bool:
    """Tell whether a case goes on after its employment: the employer bears the risk from there on (M§5.4).

    No absence does where that ended by death or at the pension age.
    """
    if case.kind != CaseKind.ABSENCE:
        return True
    return ended_case(employment.end_reason) is None and bears_risk(session, case, employment)


def replan_leavers(unit: UnitOfWork, context: Context, employer_id: int) -> None:
    """Bring the tasks in line of those who leave an employer while sick, after its cover has changed."""
    query = select(AbsenceCase).where(
        AbsenceCase.employment_id == Employment.id,
        AbsenceCase.kind == CaseKind.ABSENCE.value,
        Employment.employer_id == employer_id,
        col(Employment.end_date).is_not(None),
        col(AbsenceCase.last_sick_day).is_(None),
    )
    unit.session.flush()
    for case in unit.session.exec(query).all():
        plan_tasks(unit, context, case)


def done_days(session: Session, case: AbsenceCase) -> tuple[dict[tuple[str, int], date], frozenset[tuple[str, int]]]:
    """Return when tasks were carried out, by code and sequence, and which of them in a case that this one joins.

    What was done in a case that this one joins counts later by what this one was shifted since (R2.2).
    """
    done: dict[tuple[str, int], date] = {}
    here: frozenset[tuple[str, int]] = frozenset()
    part: AbsenceCase | None = case
    while part is not None:
        shift = case.counted_from - part.counted_from
        for task in tasks_of(session, part.key):
            if task.closed_on and task.closed_as in CARRIED_OUT:
                done.setdefault((task.code, task.sequence), task.closed_on + shift)
        here = frozenset(done) if part is case else here
        part = session.get(AbsenceCase, part.joined_case_id) if part.joined_case_id else None
    return done, frozenset(done) - here


def with_open_tasks(session: Session, employment_id: int) -> set[int]:
    """Return the numbers of the cases of an employment that have tasks to be done."""
    query = select(Task.case_id).join(AbsenceCase, col(Task.case_id) == AbsenceCase.id)
    return set(session.exec(query.where(AbsenceCase.employment_id == employment_id, Task.closed_as == "")).all())


def tasks_of(session: Session, case_id: int) -> list[Task]:
    """Return all tasks of a case, in no order."""
    return list(session.exec(_TASKS, params={"case": case_id}).all())

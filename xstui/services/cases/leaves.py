"""The leaves of employments as the rows have them: each is worked out at every reading (WAZO article 3:1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from xstui.domain.absence import CaseKind, CaseTimes, EndReason, LeaveDays
from xstui.domain.leave import LeavePlan, leave_plan
from xstui.store.tables import AbsenceCase, PregnancyLeave

NEVER_WAS = (EndReason.MISTAKEN.value, EndReason.WITHDRAWN.value)
"""Ends of a case that was none: reported by mistake, or withdrawn before its leave began."""


@dataclass(frozen=True)
class KnownLeave:
    """A leave with its rows."""

    case: AbsenceCase
    row: PregnancyLeave
    plan: LeavePlan

    @property
    def last(self) -> date:
        """The last day on which there may be leave: later than that of the benefit where a part is spread."""
        return max(self.row.spread_until or self.plan.end, self.plan.end)

    @property
    def days(self) -> LeaveDays | None:
        """The days of the leave without a break; None where its case ended before them."""
        broken_off = self.case.last_sick_day if self.case.end_reason != EndReason.BORN else None
        last = min(self.plan.end, broken_off or self.plan.end)
        return LeaveDays(self.plan.start, last) if self.plan.start <= last else None


def plan_of(row: PregnancyLeave, sick: Sequence[CaseTimes]) -> LeavePlan:
    """Return the days of a leave, by what is known of the pregnancy and the absences of the employment."""
    return leave_plan(
        row.due_date,
        weeks_before=row.weeks_before,
        multiple=row.multiple,
        born=row.born_on,
        hospital_days=row.hospital_days,
        sick=sick,
    )


_LEAVES = (
    select(PregnancyLeave, AbsenceCase)
    .where(PregnancyLeave.case_id == AbsenceCase.id, col(AbsenceCase.end_reason).not_in(NEVER_WAS))
    .order_by(col(PregnancyLeave.due_date))
)
_LEAVES_OF = _LEAVES.where(AbsenceCase.employment_id == bindparam("employment"))


def known_leaves(
    session: Session, employment_id: int | None = None, *, until: date | None = None
) -> defaultdict[int, list[KnownLeave]]:
    """Return the leaves of all employments, or of one, in order of time.

    Args:
        until: The day up to which an absence that goes on is known; None: as if it lasted until the leave.
    """
    if employment_id is None:
        rows = session.exec(_LEAVES).all()
    else:
        rows = session.exec(_LEAVES_OF, params={"employment": employment_id}).all()
    sick = _absences(session, employment_id, until) if rows else {}
    found: defaultdict[int, list[KnownLeave]] = defaultdict(list)
    for row, case in rows:
        plan = plan_of(row, sick.get(case.employment_id, []))
        found[case.employment_id].append(KnownLeave(case, row, plan))
    return found


def _absences(session: Session, employment_id: int | None, until: date | None) -> dict[int, list[CaseTimes]]:
    """Return the absences of the employments that have a leave."""
    with_leave = select(AbsenceCase.employment_id).where(AbsenceCase.kind == CaseKind.PREGNANCY.value)
    query = select(AbsenceCase).where(
        AbsenceCase.kind == CaseKind.ABSENCE.value,
        col(AbsenceCase.end_reason) != EndReason.MISTAKEN.value,
        col(AbsenceCase.employment_id).in_(with_leave)
        if employment_id is None
        else AbsenceCase.employment_id == employment_id,
    )
    found: defaultdict[int, list[CaseTimes]] = defaultdict(list)
    for case in session.exec(query).all():
        found[case.employment_id].append(CaseTimes(case.first_sick_day, case.last_sick_day or until, ()))
    return found


def bring_in_line(session: Session, employment_id: int, today: date) -> list[AbsenceCase]:
    """Write what the leaves of an employment come to by today; return their cases.

    Sick days between the earliest start of a leave and the real one move its end (WAZO 3:1 paragraph 4).
    """
    leaves = known_leaves(session, employment_id, until=today)[employment_id]
    for leave in leaves:
        leave.row.starts_on, leave.row.ends_on = leave.plan.start, leave.plan.end
        if leave.case.end_reason == EndReason.BORN:
            leave.case.last_sick_day = leave.last
    session.flush()
    return [leave.case for leave in leaves]

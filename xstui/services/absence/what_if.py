"""What if somebody recovers, or falls ill again: worked out on a case of the store, and never saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from xstui.domain.absence import CaseKind
from xstui.domain.problems import refuse
from xstui.domain.roles import Right
from xstui.domain.what_if import Outcome, Scenario, Situation, what_if
from xstui.services.cases import cases, joining
from xstui.services.context.context import Context
from xstui.services.people.people import listed_name
from xstui.store.tables import AbsenceCase, Person


@dataclass(frozen=True)
class WhatIfView:
    """What the screen shows of a case and of what would follow."""

    name: str
    case_no: int
    first_sick_day: date
    counted_from: date
    outcome: Outcome


def ask(context: Context, case_id: int, scenario: Scenario) -> WhatIfView:
    """Return what a scenario makes of a running absence case.

    Raises:
        Refused: `not-allowed`, `other-unit`, `no-case`, or what is wrong with the scenario, by field.
    """
    context.require(Right.TASKS)
    with context.reading() as session:
        case = session.get(AbsenceCase, case_id)
        if case is None or case.last_sick_day is not None or case.kind != CaseKind.ABSENCE:
            raise refuse("no-case")
        cases.check_authorised(session, context, case.employment_id)
        outcome = what_if(_situation(session, context, case), scenario)
        name = listed_name(session.get_one(Person, case.person_id))
        return WhatIfView(name, case.case_no, case.first_sick_day, case.counted_from, outcome)


def _situation(session: Session, context: Context, case: AbsenceCase) -> Situation:
    return Situation(
        cases.times_of(session, case),
        cases.term_inputs(session, case),
        cases.protocol_of(session, context, case),
        tuple(joining.leaves_of(session, case.employment_id)),
    )

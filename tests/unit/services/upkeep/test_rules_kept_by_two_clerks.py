"""Two clerks register, take back and do again in any order: a checker of its own finds the rules kept at every step."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from xstui.domain.absence import CaseKind, CaseTimes, Classification, EndReason, Step
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import PersonName
from xstui.domain.problems import Problem, Refused
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.services.absence import absence, corrections, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.cases import cases
from xstui.services.employment import hiring, leaving, terms
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.upkeep import audit, undo
from xstui.store.tables import AbsenceCase, EmployerDetails, Employment, EmploymentTerms, PercentageStep, Person, Task

STEPS = 45
ROLES = (Role.COMBI, Role.COMBI_WITHOUT_CLAIMS)


class Clerks:
    """Two clerks at two contexts, who do one thing or another with the same few people."""

    def __init__(self, store, seed):
        self.store, self.chance = store, random.Random(seed)
        self.contexts = [context_of(store, role) for role in ROLES]
        self.shown: dict[tuple[str, int], int] = {}
        self.told: list[Problem] = []

    def rows(self, kind):
        with self.contexts[0].reading() as session:
            return list(session.exec(select(kind)).all())

    def day(self, back=60, ahead=0):
        return TODAY - timedelta(days=self.chance.randrange(-ahead, back))

    def person(self):
        return self.chance.choice(
            [person.key for person in self.rows(Person) if person.key in {1, 2, 3} or person.key > 7]
        )

    def case(self):
        return self.chance.choice([case.key for case in self.rows(AbsenceCase)] or [0])

    def do_sick(self, context):
        kind = self.chance.choice(list(Classification))
        receipt = absence.report_sick(context, SickReport(self.person(), self.day(), Decimal(100), kind))
        self.note("case", receipt.case_no, receipt.case_id)

    def do_change(self, context):
        absence.change_percentage(context, self.case(), Step(self.day(20), Decimal(self.chance.choice([25, 50, 100]))))

    def do_recover(self, context):
        absence.report_recovery(context, self.case(), self.day(20))

    def do_end(self, context):
        absence.end_case(context, self.case(), self.day(20), self.chance.choice([EndReason.MISTAKEN, EndReason.LEFT]))

    def do_correct(self, context):
        known = corrections.registered(context, self.case())
        first = self.day()
        last = self.chance.choice([None, first + timedelta(days=self.chance.randrange(10))])
        corrections.correct_case(
            context, known.case_id, CaseTimes(first, last, (Step(first, Decimal(100)),)), known.version
        )

    def do_leave(self, context):
        leaving.report_leaving(context, self.person(), self.day(40, 40), LeavingReason.EMPLOYEE)

    def do_pregnant(self, context):
        due = TODAY + timedelta(days=self.chance.randrange(-20, 200))
        receipt = pregnancy.report_pregnancy(context, self.person(), Pregnancy(due, 6), end_sick=True)
        self.note("case", receipt.case_no, receipt.case_id)

    def do_terms(self, context):
        person_id = self.person()
        line = terms.history(context, person_id).lines[0]
        new = Terms(self.day(80), 2, "42200", ContractType.PERMANENT, Decimal(self.chance.choice([20, 36])), None)
        terms.correct(context, person_id, line.terms_id, new)

    def do_task(self, context):
        still = [task.key for task in self.rows(Task) if not task.closed_as]
        tasks.close_task(context, self.chance.choice(still or [0]), TaskState.DONE, on=self.day(10))

    def do_hire(self, context):
        data = PersonData(PersonName("N.", "", "Nieuw"), date(1990, 1, 1), {"bsn": "111222333"})
        hired = hiring.add_employee(context, NewEmployee(data, 2, self.day(80), "42200", Decimal(36), confirmed=True))
        self.note("dossier", hired.dossier_no, hired.person_id)

    def do_undo(self, context):
        undo.undo(context)

    def do_redo(self, context):
        undo.redo(context)

    def note(self, kind, number, row_id):
        """A number that was shown names that row for ever."""
        assert self.shown.setdefault((kind, number), row_id) == row_id

    def act(self):
        """Do one thing at one of the contexts, and return what; keep why where it was refused."""
        names = [name for name in dir(self) if name.startswith("do_")]
        name = self.chance.choice([*names, "do_undo", "do_undo", "do_redo", "do_sick"])
        try:
            getattr(self, name)(self.chance.choice(self.contexts))
        except Refused as refused:
            self.told += refused.problems
        return name


def check_employment(session, employment, insured):
    """Fail unless cases lie inside the employment and apart from each other, and percentages inside their case."""
    begun = [
        row.valid_from
        for row in session.exec(select(EmploymentTerms).where(EmploymentTerms.employment_id == employment.key)).all()
    ]
    assert min(begun) == employment.start_date
    absences = [
        case
        for case in session.exec(select(AbsenceCase).where(AbsenceCase.employment_id == employment.key)).all()
        if case.kind == CaseKind.ABSENCE and case.end_reason != EndReason.MISTAKEN
    ]
    for case in absences:
        assert employment.start_date <= case.first_sick_day <= TODAY
        if employment.end_date is not None:
            assert case.first_sick_day <= employment.end_date
            late = case.last_sick_day is not None and case.last_sick_day > employment.end_date
            assert not late or insured or case.end_reason == EndReason.LEFT
        steps = session.exec(select(PercentageStep).where(PercentageStep.case_id == case.key)).all()
        days = sorted(step.valid_from for step in steps)
        assert days[0] == case.first_sick_day
        assert len(set(days)) == len(days)
        assert days[-1] <= (case.last_sick_day or TODAY)
    taken = [(case.first_sick_day, case.last_sick_day or date.max) for case in absences]
    for one, other in itertools.combinations(taken, 2):
        assert one[1] < other[0] or other[1] < one[0]


def check(clerks, insured):
    """Fail unless all rules hold, numbers name what they named, and tasks are as a fresh plan would have them."""
    context = clerks.contexts[0]
    with context.reading() as session:
        for employment in session.exec(select(Employment)).all():
            check_employment(session, employment, insured)
        for case in session.exec(select(AbsenceCase)).all():
            clerks.note("case", case.case_no, case.key)
            still = session.exec(select(Task).where(Task.case_id == case.key, Task.closed_as == "")).all()
            asked = {(task.code, task.sequence, task.due) for task in cases.planned(session, context, case)}
            left = {(task.code, task.sequence, task.due) for task in still}
            assert left <= asked if case.last_sick_day else left == asked
        people = session.exec(select(Person)).all()
        for person in people:
            clerks.note("dossier", person.dossier_no, person.key)
        known = [person.bsn for person in people if person.bsn]
        assert len(set(known)) == len(known)


@pytest.mark.parametrize("insured", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_two_clerks_do_and_take_back_the_rules_are_kept(context, seed, insured):
    with context.unit("test.insure", undoable=False) as unit:
        unit.session.exec(select(EmployerDetails)).one().insured_sickness_act = insured
    clerks = Clerks(context.store, seed)
    for _ in range(STEPS):
        name = clerks.act()
        try:
            check(clerks, insured)
        except AssertionError as broken:
            raise AssertionError(f"after {name}") from broken
    assert [problem for problem in clerks.told if problem.code in {"store-unreadable", "row-in-use"}] == []
    assert audit.verify_store(context.store).findings == ()

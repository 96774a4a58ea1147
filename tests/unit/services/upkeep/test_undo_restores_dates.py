"""Undo of any step restores every date: random histories on a real store, each step taken back and done again."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import TODAY
from tools.mending import mend_end, mend_step
from xstui.domain.absence import Classification, EndReason, Step
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Refused
from xstui.domain.protocol import TaskState
from xstui.services.absence import absence, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.employment import leaving
from xstui.services.upkeep import undo
from xstui.store.tables import AbsenceCase, Employment, PercentageStep, PregnancyLeave, Task

PEOPLE = (1, 2, 3)
STEPS = 40


def all_dates(context):
    """Every row that holds a date of a case, by what the journal keeps of it."""
    tables = (AbsenceCase, PercentageStep, Task, PregnancyLeave, Employment)
    with context.reading() as session:
        return {
            (table.__tablename__, row.id): row.model_dump(exclude={"version"})
            for table in tables
            for row in session.exec(select(table)).all()
        }


class Clerk:
    """Does one thing or another with the cases of three people."""

    def __init__(self, context, seed):
        self.context, self.chance = context, random.Random(seed)

    def day(self, back=400):
        return TODAY - timedelta(days=self.chance.randrange(back))

    def case(self):
        with self.context.reading() as session:
            return self.chance.choice(session.exec(select(AbsenceCase.id)).all())

    def report(self):
        kind = self.chance.choice(list(Classification))
        declined = self.chance.choice(["", "", "", "nieuw bedongen arbeid"])
        share = Decimal(self.chance.choice([25, 50, 100]))
        return absence.report_sick(
            self.context, SickReport(self.chance.choice(PEOPLE), self.day(), share, kind, declined)
        )

    def change(self):
        step = Step(self.day(100), Decimal(self.chance.randrange(1, 101)))
        return self.chance.choice([absence.change_percentage, mend_step])(self.context, self.case(), step)

    def recover(self):
        return absence.report_recovery(self.context, self.case(), self.day(100))

    def correct(self):
        return mend_end(self.context, self.case(), self.day())

    def end(self):
        reason = self.chance.choice([EndReason.MISTAKEN, EndReason.WAITING_TIME])
        return absence.end_case(self.context, self.case(), self.day(30), reason)

    def carry_out(self):
        with self.context.reading() as session:
            open_ones = session.exec(select(Task.id).where(Task.closed_as == "")).all()
        how = self.chance.choice([TaskState.DONE, TaskState.DEVIATED])
        return tasks.close_task(self.context, self.chance.choice(open_ones or [0]), how, "in overleg")

    def expect(self):
        due = TODAY + timedelta(days=self.chance.randrange(-60, 200))
        return pregnancy.report_pregnancy(self.context, 2, Pregnancy(due, 6), end_sick=True)

    def bear(self):
        current = pregnancy.current_leave(self.context, 2)
        if current is None:
            return self.expect()
        born = self.day(30)
        spread = born + timedelta(weeks=30) if self.chance.random() < 0.5 else None
        wish = Pregnancy(current.pregnancy.due_date, 6, born_on=born, hospital_days=14, spread_until=spread)
        return pregnancy.change_leave(self.context, current.case_id, wish)

    def leave(self):
        last = TODAY + timedelta(days=self.chance.randrange(-20, 60))
        return leaving.report_leaving(self.context, 3, last, LeavingReason.EMPLOYEE)


@pytest.mark.parametrize("seed", range(4))
def test_undo_of_any_step_restores_every_date_and_redo_brings_them_back(context, seed):
    clerk = Clerk(context, seed)
    acts = [clerk.report, clerk.change, clerk.recover, clerk.correct, clerk.end, clerk.carry_out, clerk.bear]
    acts = [*acts, clerk.report, clerk.recover, clerk.leave]
    done = set()
    for _ in range(STEPS):
        before, act = all_dates(context), clerk.chance.choice(acts)
        try:
            act()
        except Refused:
            assert all_dates(context) == before
            continue
        after = all_dates(context)
        assert after != before
        undo.undo(context)
        assert all_dates(context) == before
        undo.redo(context)
        assert all_dates(context) == after
        done.add(act.__name__)
    assert len(done) >= 5

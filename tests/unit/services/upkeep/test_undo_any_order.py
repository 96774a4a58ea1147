"""Undo and redo over any mixture of use cases: each brings back the store as it was, to the row."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel, select

from tests.company import NOW, TODAY, context_of
from tools.mending import mend_end
from xstui.domain.absence import CaseKind, Classification, EndReason, Step
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Refused
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.services.absence import absence, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.cases import cases, joining
from xstui.services.employment import leaving
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.opening import open_store
from xstui.store.tables import EmployerDetails, Employment, Task

PEOPLE = (1, 2)
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: a step is real work on a real store, and the steps are few."""
DATA = [table for table in SQLModel.metadata.sorted_tables if "version" in table.columns]
DAYS = st.integers(-45, 0).map(lambda days: TODAY + timedelta(days=days))
PERCENTAGES = st.sampled_from([Decimal(25), Decimal(50), Decimal("62.5"), Decimal(100)])
DEEDS = ("sick", "change", "recover", "other_reason", "mend_end", "leave", "pregnant", "task")
STEPS = st.lists(
    st.tuples(st.sampled_from([*DEEDS, "undo", "undo", "redo"]), st.sampled_from(PEOPLE), DAYS, PERCENTAGES),
    min_size=6,
    max_size=16,
)


class Office:
    """A clerk's context, at which a registration is named, done and refused."""

    def __init__(self, store, role=Role.COMBI):
        self.context = context_of(store, role)

    def case_of(self, person_id, *, is_open=True):
        """Return the newest case of a person, running or ended, or none."""
        lines = people.dossier_of(self.context, person_id).cases
        return next(
            (c.case_id for c in lines if (c.last_sick_day is None) is is_open and c.kind is CaseKind.ABSENCE), 0
        )

    def sick(self, person_id, day, percentage):
        absence.report_sick(self.context, SickReport(person_id, day, percentage))

    def change(self, person_id, day, percentage):
        mended = Classification.WORK_ACCIDENT if percentage == 50 else None
        absence.change_percentage(self.context, self.case_of(person_id), Step(day, percentage), classification=mended)

    def recover(self, person_id, day, _percentage):
        absence.report_recovery(self.context, self.case_of(person_id), day)

    def other_reason(self, person_id, day, _percentage):
        absence.end_case(self.context, self.case_of(person_id), day, EndReason.MISTAKEN)

    def mend_end(self, person_id, day, _percentage):
        mend_end(self.context, self.case_of(person_id, is_open=False), day)

    def leave(self, person_id, day, percentage):
        later = timedelta(days=60) if percentage == 100 else timedelta(0)
        leaving.report_leaving(self.context, person_id, day + later, LeavingReason.AGREED)

    def pregnant(self, person_id, day, _percentage):
        pregnancy.report_pregnancy(self.context, person_id, Pregnancy(day + timedelta(days=30), 6))

    def task(self, person_id, _day, _percentage):
        found = tasks.tasks_of_person(self.context, person_id)
        task_id = found[0].task_id if found else 0
        tasks.close_task(self.context, task_id, TaskState.DONE)


def attempt(office, name, how):
    """Do what a step says.

    Raises:
        Refused: The store is as it was.
    """
    if name == "undo":
        undo.undo(office.context)
    elif name == "redo":
        undo.redo(office.context)
    else:
        getattr(office, name)(*how)


def rows_of(context):
    """Return every row of people's data, by table and number; its version left out, which only ever grows."""
    with context.reading() as session:
        found = {table.name: session.connection().execute(select(*table.columns)).mappings().all() for table in DATA}
    return {name: {row["id"]: {**row, "version": 0} for row in rows} for name, rows in found.items()}


def check_rules(context):
    """Fail unless each case stands where the four-week rule puts it, with the tasks of its protocol."""
    with context.reading() as session:
        for employment in session.exec(select(Employment)).all():
            rows = cases.cases_of(session, employment)
            for before, after in itertools.pairwise(rows):
                assert before.last_sick_day is not None
                assert before.last_sick_day < after.first_sick_day
            for case in rows:
                link = joining.link_in_store(session, employment, case.first_sick_day)
                assert (link.case_id, link.counted_from) == (case.joined_case_id, case.counted_from)
                still = session.exec(select(Task).where(Task.case_id == case.id, Task.closed_as == "")).all()
                asked = {(task.code, task.sequence, task.due) for task in cases.planned(session, context, case)}
                left = {(task.code, task.sequence, task.due) for task in still}
                assert left <= asked if case.last_sick_day else left == asked


@contextmanager
def company(template, *, insured=False):
    """A copy of the small company, with or without cover of the Sickness Benefits Act."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "company.db"
        shutil.copy(template, path)
        store = open_store(path, NOW)
        if insured:
            with context_of(store).unit("test.insure", undoable=False) as unit:
                unit.session.exec(select(EmployerDetails)).one().insured_sickness_act = True
        yield store
        store.close()


@given(STEPS, st.booleans())
@settings(max_examples=10, deadline=None, phases=QUICK)
def test_undo_and_redo_walk_over_what_was_done_whatever_it_was(company_template, steps, insured):
    with company(company_template, insured=insured) as store:
        office = Office(store)
        standing, taken_back = [], []
        after = rows_of(office.context)
        for name, *how in steps:
            before = after
            try:
                attempt(office, name, how)
            except Refused:
                assert rows_of(office.context) == before, f"{name} was refused and left something behind"
                assert name != "redo" or not taken_back
                continue
            after = rows_of(office.context)
            check_rules(office.context)
            if name == "undo":
                assert not standing or after == standing[-1][0]
                taken_back.append((after, before))
                standing = standing[:-1]
            elif name == "redo":
                assert (before, after) == taken_back.pop()
                standing.append((before, after))
            else:
                standing.append((before, after))
                taken_back.clear()
        assert audit.verify_store(store).findings == ()


@given(STEPS, st.lists(st.sampled_from([Role.COMBI, Role.COMBI_WITHOUT_CLAIMS]), min_size=16, max_size=16))
@settings(max_examples=10, deadline=None, phases=QUICK)
def test_two_clerks_who_take_back_what_is_their_own_leave_every_case_by_the_rules(company_template, steps, whose):
    with company(company_template) as store:
        offices = {role: Office(store, role) for role in set(whose)}
        after = rows_of(offices[whose[0]].context)
        for (name, _person, *how), role in zip(steps, whose, strict=False):
            office, before = offices[role], after
            try:
                attempt(office, name, (PEOPLE[0], *how))  # one dossier, so that they meet in it
            except Refused:
                assert rows_of(office.context) == before, f"{name} was refused and left something behind"
                continue
            after = rows_of(office.context)
            check_rules(office.context)
        assert audit.verify_store(store).findings == ()


def test_a_task_opened_again_in_a_case_that_another_has_ended_lapses(company_template):
    with company(company_template) as store:
        mine, other = context_of(store, Role.COMBI), context_of(store, Role.COMBI_WITHOUT_CLAIMS)
        (task,) = [task for task in tasks.tasks_of_person(mine, 1, everything=True) if task.code == "T01"]
        tasks.close_task(mine, task.task_id, TaskState.DONE)
        absence.report_recovery(other, 1, date(2026, 6, 5))
        undo.undo(mine)
        states = {task.state for task in tasks.tasks_of_person(mine, 1, everything=True)}
        assert states == {TaskState.LAPSED}
        undo.undo(other)
        states = {task.code: task.state for task in tasks.tasks_of_person(mine, 1, everything=True)}
        assert states["T01"] is TaskState.OVERDUE

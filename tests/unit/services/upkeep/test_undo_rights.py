"""Taking back and doing again ask the right that the registration asked: a login may have lost it since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.company import TODAY
from tests.refusals import problems_of
from xstui.domain.names import PersonName
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Right, Role, allows
from xstui.domain.wages import SickPay
from xstui.services.absence import absence, office, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.office import Office
from xstui.services.case_file import messages
from xstui.services.employment import hiring
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.upkeep import undo
from xstui.store.tables import Setting


def hire(desk):
    data = PersonData(PersonName("A.", "", "Bakker"), date(1990, 1, 1))
    hiring.add_employee(desk, NewEmployee(data, 2, date(2026, 1, 1), "42200", Decimal(36), confirmed=True))


def close_a_task(desk):
    tasks.close_task(desk, tasks.open_tasks(desk)[0].task_id, TaskState.DONE)


DEEDS = {
    Right.ABSENCE_REPORTS: lambda desk: absence.report_sick(desk, SickReport(2, TODAY)),
    Right.EMPLOYEE_CHANGES: hire,
    Right.TASKS: close_a_task,
    Right.HOME: lambda desk: messages.reply(desk, 1, "Goed."),
}


def with_role(desk, role):
    """Return the desk of the same login after it was given another role."""
    return replace(desk, actor=replace(desk.actor, role=role, administrator=False))


@pytest.mark.parametrize("right", DEEDS)
def test_a_role_takes_back_and_does_again_what_it_may_do_itself(desk, right):
    DEEDS[right](desk)
    for role in Role:
        now = with_role(desk, role)
        if allows(role, right, write=True):
            undo.undo(now)
            undo.redo(now)
            continue
        expected = [Problem("not-allowed", details={"role": role})]
        assert problems_of(undo.undo, now) == expected
        undo.undo(desk)
        assert problems_of(undo.redo, now) == expected
        undo.redo(desk)


def test_what_asks_an_administrator_asks_one_again(desk):
    administrator = replace(desk, actor=replace(desk.actor, administrator=True))
    office.change_office(administrator, Office(20, SickPay()), seen=Office(10, SickPay()))
    expected = [Problem("administrators-only")]
    assert problems_of(undo.undo, desk) == expected
    undo.undo(administrator)
    assert problems_of(undo.redo, desk) == expected


def test_what_nobody_has_named_a_right_for_asks_an_administrator(desk):
    with desk.unit("something.new") as unit:
        unit.add(Setting(name="kleur", value="rood"))
    assert problems_of(undo.undo, desk) == [Problem("administrators-only")]

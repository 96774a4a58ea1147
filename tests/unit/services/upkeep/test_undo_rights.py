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
from xstui.services.absence import absence, office_settings, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.office_settings import OfficeSettings
from xstui.services.case_file import messages
from xstui.services.employment import hiring
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.upkeep import undo
from xstui.store.tables import Setting


def hire(context):
    data = PersonData(PersonName("A.", "", "Bakker"), date(1990, 1, 1))
    hiring.add_employee(context, NewEmployee(data, 2, date(2026, 1, 1), "42200", Decimal(36), confirmed=True))


def close_a_task(context):
    tasks.close_task(context, tasks.open_tasks(context)[0].task_id, TaskState.DONE)


DEEDS = {
    Right.ABSENCE_REPORTS: lambda context: absence.report_sick(context, SickReport(2, TODAY)),
    Right.EMPLOYEE_CHANGES: hire,
    Right.TASKS: close_a_task,
    Right.HOME: lambda context: messages.reply(context, 1, "Goed."),
}


def with_role(context, role):
    """Return the context of the same login after it was given another role."""
    return replace(context, actor=replace(context.actor, role=role, administrator=False))


@pytest.mark.parametrize("right", DEEDS)
def test_a_role_takes_back_and_does_again_what_it_may_do_itself(context, right):
    DEEDS[right](context)
    for role in Role:
        now = with_role(context, role)
        if allows(role, right, write=True):
            undo.undo(now)
            undo.redo(now)
            continue
        expected = [Problem("not-allowed", details={"role": role})]
        assert problems_of(undo.undo, now) == expected
        undo.undo(context)
        assert problems_of(undo.redo, now) == expected
        undo.redo(context)


def test_what_asks_an_administrator_asks_one_again(context):
    administrator = replace(context, actor=replace(context.actor, administrator=True))
    office_settings.change_settings(administrator, OfficeSettings(20, SickPay()), seen=OfficeSettings(10, SickPay()))
    expected = [Problem("administrators-only")]
    assert problems_of(undo.undo, context) == expected
    undo.undo(administrator)
    assert problems_of(undo.redo, context) == expected


def test_what_nobody_has_named_a_right_for_asks_an_administrator(context):
    with context.unit("something.new") as unit:
        unit.add(Setting(name="kleur", value="rood"))
    assert problems_of(undo.undo, context) == [Problem("administrators-only")]

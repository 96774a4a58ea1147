"""People and cases written many at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import TODAY
from xstui.domain.absence import CaseKind, CaseTimes, Step
from xstui.services.absence import variations
from xstui.services.employment import bulk
from xstui.services.people import people
from xstui.services.upkeep import undo
from xstui.store.tables import AbsenceCase, PercentageStep, Task

POLIS, JANSEN = 1, 2
EMPLOYER = "TESTBEDRIJF_Voorbeeld"
OWN = """
code = "conventioneel"
kind = "absence"
label_nl = "Conventioneel"
label_en = "Conventional"

[[task]]
code = "T01"
label_nl = "Bel de verzekeraar"
label_en = "Ring the insurer"
actor = "WG"
offset_days = 1
window_days = 1
source = "Policy"

[[task]]
code = "X01"
label_nl = "Eigen gesprek"
label_en = "Own talk"
actor = "WG+WN"
offset_days = 100
window_days = 7
source = "Own"
"""


@pytest.fixture
def admin(context):
    return replace(context, actor=replace(context.actor, administrator=True))


def open_days(context, person=POLIS):
    case = people.dossier_of(context, person).cases[0]
    with context.reading() as session:
        rows = session.exec(select(Task).where(Task.case_id == case.case_id, Task.closed_as == "")).all()
        return {task.code: task.due for task in rows if task.sequence == 0}


def test_imported_cases_go_by_the_variation(admin):
    from xstui.domain.absence import CaseTimes

    variations.use(admin, OWN, EMPLOYER, CaseKind.ABSENCE)
    with admin.unit("test.import") as unit:
        bulk.write_cases(unit, admin.reference, [bulk.NewCase(2, 2, CaseTimes(TODAY, None, ()), None, "")])
    assert open_days(admin, JANSEN) == {"T01": TODAY + timedelta(days=1), "X01": TODAY + timedelta(days=100)}


BERG, WIT = 3, 4
DAY = date(2026, 6, 1)


def test_cases_of_an_import_after_one_that_was_undone_have_their_own_steps(context):
    def take_over(person_id):
        times = CaseTimes(DAY, DAY, (Step(DAY, Decimal(50)),))
        with context.unit("import.absences") as unit:
            bulk.write_cases(unit, context.reference, [bulk.NewCase(person_id, person_id, times, None, "")])

    take_over(JANSEN)
    with context.reading() as session:
        (undone,) = session.exec(select(AbsenceCase.case_no).where(AbsenceCase.person_id == JANSEN))
    undo.undo(context)
    take_over(BERG)
    with context.reading() as session:
        case = session.exec(select(AbsenceCase).where(AbsenceCase.person_id == BERG)).one()
        assert case.case_no > undone
        steps = session.exec(select(PercentageStep).where(PercentageStep.case_id == case.id)).all()
    assert [step.percentage for step in steps] == [Decimal(50)]


def test_cases_have_numbers_in_a_row_but_for_those_that_bring_their_own(context):
    times = CaseTimes(DAY, DAY, (Step(DAY, Decimal(100)),))
    cases = [
        bulk.NewCase(person, person, times, None, "", case_no=own) for person, own in ((2, None), (3, 777), (4, None))
    ]
    with context.unit("import.absences") as unit:
        bulk.write_cases(unit, context.reference, cases)
    with context.reading() as session:
        numbers = dict(session.exec(select(AbsenceCase.person_id, AbsenceCase.case_no)).all())
    assert (numbers[3], numbers[4] - numbers[2]) == (777, 1)

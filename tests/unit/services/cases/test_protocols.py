"""Which protocol a case goes by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.company import TODAY
from xstui.domain.absence import CaseKind
from xstui.services.absence import absence, tasks, variations
from xstui.services.absence.absence import SickReport
from xstui.services.people import people
from xstui.store.tables import OrgUnit, ProtocolVariation, Task

POLIS, JANSEN = 1, 2
FIRST = date(2026, 3, 2)
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


def test_new_reports_go_by_the_variation_and_show_its_words(admin):
    variations.use(admin, OWN, EMPLOYER.lower(), CaseKind.ABSENCE)
    absence.report_sick(admin, SickReport(JANSEN, TODAY))
    assert open_days(admin, JANSEN)["T01"] == TODAY + timedelta(days=1)
    line = next(t for t in tasks.tasks_of_person(admin, JANSEN, everything=True) if t.code == "T01")
    assert (line.label_nl, line.source, line.source_en) == ("Bel de verzekeraar", "Policy", "Policy")
    assert {t.label_nl for t in tasks.open_tasks(admin)} == {"Bel de verzekeraar", "Eigen gesprek"}


def test_a_second_variation_takes_the_place_of_the_first(admin):
    variations.use(admin, OWN, EMPLOYER, CaseKind.ABSENCE)
    variations.use(admin, OWN.replace("= 100", "= 50"), EMPLOYER, CaseKind.ABSENCE)
    assert open_days(admin)["X01"] == FIRST + timedelta(days=50)
    with admin.reading() as session:
        assert len(session.exec(select(ProtocolVariation)).all()) == 1
    assert "= 50" in variations.current(admin, CaseKind.ABSENCE, EMPLOYER)


def test_another_employer_keeps_the_standard(admin):
    with admin.unit("test.employer") as unit:
        other = unit.add(OrgUnit(kind="employer", name="Ander", code="A1")).key
    both = replace(admin, actor=replace(admin.actor, unit_ids=admin.actor.unit_ids | {other}))
    before = open_days(both)
    assert variations.use(both, OWN, "a1", CaseKind.ABSENCE).cases == 0
    assert open_days(both) == before
    absence.report_sick(both, SickReport(JANSEN, TODAY))
    assert open_days(both, JANSEN)["T01"] == TODAY + timedelta(days=7)

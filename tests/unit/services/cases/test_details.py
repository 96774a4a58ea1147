"""What is said with a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.absence import CaseTimes, Step
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services.absence import absence, corrections
from xstui.services.absence.absence import SickReport
from xstui.services.cases.details import NOTHING_SAID, ReportDetails
from xstui.services.people import people, records
from xstui.services.upkeep import undo
from xstui.store.tables import AbsenceCase, SicknessContact

POLIS, JANSEN, BERG = 1, 2, 3
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 3)
NAMED = {"name": "Jansen, A."}
SAID = ReportDetails(date(2026, 6, 2), date(2026, 6, 5), "0612345678", "Ziekenhuis Isala, Dokterlaan 1, Zwolle")


def rows(context, table, case_id):
    column = table.id if table is AbsenceCase else table.case_id
    with context.reading() as session:
        found = session.exec(select(table).where(column == case_id)).all()
        apart = {"id", "version", "case_id", "case_no", "person_id", "employment_id", "wage_at_start"}
        return sorted(str(sorted(row.model_dump(exclude=apart).items())) for row in found)


def test_what_was_said_with_a_report_is_kept_shown_corrected_and_in_the_record_of_the_person(context):
    receipt = absence.report_sick(context, SickReport(JANSEN, FIRST, details=SAID))
    line = people.dossier_of(context, JANSEN).cases[0]
    assert line.said == SAID
    administrator = replace(context, actor=replace(context.actor, administrator=True))
    facts = str(records.record_of(administrator, 563167).rows)
    assert "0612345678" in facts
    assert "Dokterlaan" in facts
    times = CaseTimes(FIRST, None, (Step(FIRST, Decimal(100)),))
    at_home = replace(SAID, phone="", address="")
    corrected = corrections.correct_case(context, receipt.case_id, times, line.version, at_home)
    assert corrections.registered(context, receipt.case_id).said == at_home
    undo.undo(context, corrected.seq)
    assert corrections.registered(context, receipt.case_id).said == SAID
    assert problems_of(corrections.correct_case, context, receipt.case_id, times, line.version, SAID) == [
        Problem("nothing-changed")
    ]


def test_who_registers_no_absence_sees_nothing_of_what_was_said(context):
    absence.report_sick(context, SickReport(JANSEN, FIRST, details=SAID))
    other = context_of(context.store, Role.VIEWER)
    assert people.dossier_of(other, JANSEN).cases[0].said == NOTHING_SAID


@pytest.mark.parametrize(
    ("details", "problem"),
    [
        (
            replace(SAID, reported_on=TODAY + timedelta(days=1)),
            Problem("date-in-future", "reported_on", {"latest": TODAY}),
        ),
        (
            replace(SAID, expected_until=FIRST - timedelta(days=1)),
            Problem("before-first-sick-day", "expected_until", {"first": FIRST}),
        ),
        (replace(SAID, phone="12"), Problem("phone-invalid", "phone")),
        (
            replace(SAID, address="Afdeling oncologie, Ziekenhuis Isala"),
            Problem("medical-words", "address", {"words": "oncologie"}),
        ),
    ],
)
def test_what_is_said_wrongly_is_refused_by_field(context, details, problem):
    wanted = Problem(problem.code, problem.field, {**problem.details, **NAMED})
    assert problems_of(absence.report_sick, context, SickReport(JANSEN, FIRST, details=details)) == [wanted]


def test_a_report_with_nothing_said_makes_no_row_for_it(context):
    receipt = absence.report_sick(context, SickReport(JANSEN, FIRST))
    assert rows(context, SicknessContact, receipt.case_id) == []

"""A report that was a mistake (*Onterechte melding*, M§5.2): it never was an absence, for no rule and in no figure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.company import TODAY
from xstui.domain.absence import EndReason
from xstui.services import reporting
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.cases import joining
from xstui.services.imports import running
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.tables import AbsenceCase

JANSEN = 2
FIRST, LAST, AGAIN = date(2026, 5, 11), date(2026, 5, 15), date(2026, 6, 1)


@pytest.fixture
def mistaken(context):
    """Jansen was reported sick for five days, by mistake."""
    receipt = absence.report_sick(context, SickReport(JANSEN, FIRST))
    absence.end_case(context, receipt.case_id, LAST, EndReason.MISTAKEN)
    return context


def row_of(context, case_id):
    with context.reading() as session:
        return session.get_one(AbsenceCase, case_id)


def figures(context):
    given = {"last_month": "2026-06", "months": 12, "levels": 3}
    return reporting.make(context, reporting.parameters_from(context, "verzuimcijfers", given)).rows


def test_the_next_report_does_not_join_it(mistaken):
    assert absence.joinable(mistaken, JANSEN, AGAIN) is None
    row = row_of(mistaken, absence.report_sick(mistaken, SickReport(JANSEN, AGAIN)).case_id)
    assert (row.joined_case_id, row.counted_from) == (None, AGAIN)


@pytest.mark.parametrize("day", [FIRST, FIRST + timedelta(days=1), LAST])
def test_the_right_report_may_be_made_within_its_days(mistaken, day):
    receipt = absence.report_sick(mistaken, SickReport(JANSEN, day))
    absence.report_recovery(mistaken, receipt.case_id, TODAY)
    assert audit.verify_store(mistaken.store).findings == ()


def test_a_case_that_joined_it_counts_from_its_own_first_day_once_it_was_one(context):
    first = absence.report_sick(context, SickReport(JANSEN, FIRST))
    absence.report_recovery(context, first.case_id, LAST)
    again = absence.report_sick(context, SickReport(JANSEN, AGAIN))
    assert row_of(context, again.case_id).joined_case_id == first.case_id
    undo.undo(context)
    undo.undo(context)
    absence.end_case(context, first.case_id, LAST, EndReason.MISTAKEN)
    again = absence.report_sick(context, SickReport(JANSEN, AGAIN))
    assert row_of(context, again.case_id).counted_from == AGAIN


def test_taking_the_mistake_back_over_a_right_report_is_refused(mistaken):
    absence.report_sick(mistaken, SickReport(JANSEN, FIRST + timedelta(days=1)))
    with mistaken.reading() as session:
        assert len(people.dossier_of(mistaken, JANSEN).cases) == 2
        assert [len(joining.chain_of(session, session.get_one(AbsenceCase, 2)))] == [1]
    undo.undo(mistaken)
    undo.undo(mistaken)
    assert [case.last_sick_day for case in people.dossier_of(mistaken, JANSEN).cases] == [None]


def test_no_figure_counts_it(context):
    before = figures(context)
    receipt = absence.report_sick(context, SickReport(JANSEN, FIRST))
    absence.report_recovery(context, receipt.case_id, LAST)
    assert figures(context) != before
    undo.undo(context)
    absence.end_case(context, receipt.case_id, LAST, EndReason.MISTAKEN)
    assert figures(context) == before


def test_a_file_may_bring_the_right_case(mistaken, tmp_path):
    file = tmp_path / "cases.csv"
    number = people.dossier_of(mistaken, JANSEN).dossier_no
    file.write_text(f"Dossiernummer;Eerste ziektedag;Laatste ziektedag\n{number};12-05-2026;14-05-2026\n")
    plan = running.plan_import(mistaken, "absences", file, {})
    assert plan.problems == []
    running.carry_out(mistaken, plan)
    row = next(case for case in people.dossier_of(mistaken, JANSEN).cases if case.first_sick_day == date(2026, 5, 12))
    assert row.counted_from == date(2026, 5, 12)

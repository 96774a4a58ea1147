"""Several reports at once: judged one by one, registered together, taken back with one undo."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.company import TODAY, context_of
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.i18n.registrations import registration_text
from xstui.services.absence import absence, batch, pregnancy
from xstui.services.absence.absence import SickReport
from xstui.services.absence.batch import Change, Judgement
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.people import people, progress
from xstui.services.upkeep import undo

POLIS, JANSEN, BERG = 1, 2, 3
YESTERDAY = TODAY - timedelta(days=1)
MONDAY = date(2026, 6, 1)


def test_each_report_is_judged_by_itself_and_nothing_is_written(context):
    ill, well, long_ago = SickReport(POLIS, TODAY), SickReport(JANSEN, YESTERDAY), SickReport(BERG, date(2026, 4, 1))
    assert batch.judge_reports(context, [ill, well, long_ago]) == [
        Judgement((Problem("case-open", "", {"since": date(2026, 3, 2)}),)),
        Judgement(),
        Judgement(cautions=(Problem("long-ago", "first_sick_day", {"days": 68}),)),
    ]
    assert people.dossier_of(context, JANSEN).cases == ()


def test_who_is_on_leave_is_asked_about(context):
    pregnancy.report_pregnancy(context, JANSEN, Pregnancy(date(2026, 7, 1), 6))
    (judgement,) = batch.judge_reports(context, [SickReport(JANSEN, TODAY)])
    assert [problem.code for problem in judgement.cautions] == ["on-leave"]


def test_several_recoveries_are_one_registration_with_one_undo(context):
    absence.report_sick(context, SickReport(JANSEN, MONDAY))
    done = batch.change_all(context, [Change(JANSEN, date(2026, 6, 5)), Change(POLIS, YESTERDAY)])
    assert len({receipt.seq for receipt in done}) == 1
    assert [people.dossier_of(context, one).cases[0].last_sick_day for one in (JANSEN, POLIS)] == [
        date(2026, 6, 5), YESTERDAY,
    ]  # fmt: skip
    entry = progress.of_person(context, JANSEN)[0]
    assert registration_text(entry.use_case, entry.summary) == "Hersteld gemeld: 2 mensen, 05-06-2026 t/m 07-06-2026"
    undo.undo(context, done[0].seq)
    assert [people.dossier_of(context, one).cases[0].last_sick_day for one in (JANSEN, POLIS)] == [None, None]


def test_several_percentages_are_one_registration_with_one_undo(context):
    absence.report_sick(context, SickReport(JANSEN, MONDAY))
    done = batch.change_all(context, [Change(JANSEN, TODAY, Decimal(50)), Change(POLIS, TODAY, Decimal(75))])
    assert [people.dossier_of(context, one).cases[0].percentage for one in (JANSEN, POLIS)] == [50, 75]
    entry = progress.of_person(context, JANSEN)[0]
    assert registration_text(entry.use_case, entry.summary) == "Gewijzigd: 2 mensen per 08-06-2026"
    undo.undo(context, done[0].seq)
    assert [people.dossier_of(context, one).cases[0].percentage for one in (JANSEN, POLIS)] == [100, 100]


def test_one_that_is_wrong_stops_all_and_each_problem_names_the_person(context):
    wanted = [Change(JANSEN, TODAY), Change(POLIS, date(2026, 3, 1))]
    assert problems_of(batch.change_all, context, wanted) == [
        Problem("not-sick", "name", {"name": "Jansen, A."}),
        Problem("before-first-sick-day", "last_sick_day", {"first": date(2026, 3, 2), "name": "Polis, V."}),
    ]
    assert batch.judge_changes(context, wanted) == [
        Judgement((Problem("not-sick", "name", {"name": "Jansen, A."}),)),
        Judgement((Problem("before-first-sick-day", "last_sick_day", {"first": date(2026, 3, 2)}),)),
    ]
    assert people.dossier_of(context, POLIS).cases[0].last_sick_day is None


@pytest.mark.parametrize("judge", [batch.judge_reports, batch.judge_changes])
def test_who_may_not_report_has_nothing_judged(context, judge):
    viewer = context_of(context.store, Role.VIEWER)
    assert problems_of(judge, viewer, []) == [Problem("not-allowed", "", {"role": Role.VIEWER})]


def test_reports_with_days_of_their_own_have_a_receipt_with_the_first_and_the_last(context):
    made = absence.report_all_sick(context, [SickReport(JANSEN, MONDAY), SickReport(BERG, YESTERDAY)])
    entry = progress.of_person(context, BERG)[0]
    assert registration_text(entry.use_case, entry.summary) == "Ziek gemeld: 2 mensen, 01-06-2026 t/m 07-06-2026"
    assert [receipt.day for receipt in made] == [MONDAY, YESTERDAY]

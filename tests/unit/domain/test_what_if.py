"""What if: terms lapse, shift or begin anew (R2.1, R2.2; BW 7:629 paragraph 10)."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import problems_of, sentence_of
from xstui.domain.absence import CaseKind, CaseTimes, Classification, LeaveDays, Step
from xstui.domain.leave import Around
from xstui.domain.problems import Problem
from xstui.domain.protocol import Protocol, TaskRule, TermInputs
from xstui.domain.protocol_file import parse_protocol
from xstui.domain.what_if import Effect, Scenario, Situation, what_if

FILE = Path(__file__).parents[3] / "data/protocols/absence.toml"
ABSENCE = parse_protocol(tomllib.loads(FILE.read_text("utf-8")))
FIRST = date(2026, 3, 2)
NOT_YET_SICK = Problem("recovered-too-early", "recovered", {"first": FIRST})


def situation(times=None, **inputs):
    return Situation(times or CaseTimes(FIRST, None, ()), TermInputs(**{"counted_from": FIRST} | inputs), ABSENCE)


def terms(outcome):
    return {(s.rule.code, s.sequence): (s.before, s.after, s.effect) for s in outcome.shifts}


def test_without_days_each_term_stays():
    outcome = what_if(situation(), Scenario())
    assert (outcome.joined, outcome.counted_from) == (None, FIRST)
    assert {shift.effect for shift in outcome.shifts} == {Effect.SAME}
    assert terms(outcome)["T05", 0] == (date(2026, 12, 21), date(2026, 12, 21), Effect.SAME)


def test_recovering_makes_every_open_term_lapse():
    outcome = what_if(situation(), Scenario(date(2026, 5, 1)))
    assert (outcome.joined, outcome.recovered_days, outcome.counted_from) == (None, None, None)
    assert {(shift.after, shift.effect) for shift in outcome.shifts} == {(None, Effect.LAPSES)}


def test_recovering_leaves_the_report_to_the_benefits_agency_to_be_made():
    around = {Around.BEFORE: date(2026, 4, 20)}
    outcome = what_if(situation(around=around), Scenario(date(2026, 5, 1)))
    due = date(2026, 4, 23)
    assert terms(outcome)["T21", 0] == (due, due, Effect.SAME)
    assert {place for place, (*_days, effect) in terms(outcome).items() if effect is Effect.SAME} == {("T21", 0)}
    well_before_it = what_if(situation(around=around), Scenario(date(2026, 4, 20)))
    assert terms(well_before_it)["T21", 0] == (due, None, Effect.LAPSES)
    on_its_day = what_if(situation(around=around), Scenario(date(2026, 4, 21)))
    assert terms(on_its_day)["T21", 0] == (due, due, Effect.SAME)
    again = what_if(situation(around=around), Scenario(date(2026, 5, 1), date(2026, 5, 20)))
    assert terms(again)["T21", 0] == (due, due, Effect.SAME)


def test_r2_2_falling_ill_again_within_four_weeks_shifts_each_term_by_the_recovered_days():
    outcome = what_if(situation(), Scenario(date(2026, 5, 1), date(2026, 5, 20)))
    assert (outcome.joined, outcome.recovered_days, outcome.counted_from) == (True, 19, date(2026, 3, 21))
    found = terms(outcome)
    assert found["T05", 0] == (date(2026, 12, 21), date(2027, 1, 9), Effect.SHIFTS)
    assert found["T12", 0] == (date(2028, 2, 28), date(2028, 3, 18), Effect.SHIFTS)
    assert {shift.effect for shift in outcome.shifts} == {Effect.SHIFTS}


@pytest.mark.parametrize(("gap", "joined"), [(0, True), (27, True), (28, False)])
def test_r2_1_twenty_seven_recovered_days_join_and_twenty_eight_do_not(gap, joined):
    recovered = date(2026, 5, 1)
    outcome = what_if(situation(), Scenario(recovered, recovered + timedelta(days=gap)))
    assert (outcome.joined, outcome.recovered_days) == (joined, gap)
    assert outcome.counted_from == (FIRST + timedelta(days=gap) if joined else recovered + timedelta(days=gap))


def test_without_a_day_in_between_nothing_moves_but_the_report_to_the_health_service():
    outcome = what_if(situation(), Scenario(date(2026, 5, 1), date(2026, 5, 1)))
    moved = {shift.rule.code: shift.after for shift in outcome.shifts if shift.effect is not Effect.SAME}
    assert moved == {"T01": date(2026, 5, 8)}


def test_a_new_case_begins_with_every_term_also_what_was_done():
    done = {("T01", 0): date(2026, 3, 4)}
    outcome = what_if(situation(done=done), Scenario(date(2026, 5, 1), date(2026, 6, 1)))
    found = terms(outcome)
    assert found["T01", 0] == (None, date(2026, 6, 8), Effect.ANEW)
    assert found["T05", 0] == (date(2026, 12, 21), date(2027, 3, 22), Effect.ANEW)
    assert {shift.effect for shift in outcome.shifts} == {Effect.ANEW}


def test_what_was_done_stays_done_in_a_joined_case_and_what_hangs_on_it_shifts():
    done = {("T01", 0): date(2026, 3, 4), ("T02", 0): date(2026, 4, 20)}
    found = terms(what_if(situation(done=done), Scenario(date(2026, 5, 1), date(2026, 5, 11))))
    assert ("T02", 0) not in found
    assert found["T01", 0] == (None, date(2026, 5, 18), Effect.ANEW)
    assert found["T03", 0] == (date(2026, 5, 4), date(2026, 5, 14), Effect.SHIFTS)


def test_a_case_that_was_shifted_already_shifts_on():
    found = situation(CaseTimes(date(2026, 5, 20), None, ()), counted_from=date(2026, 3, 21))
    outcome = what_if(found, Scenario(date(2026, 6, 1), date(2026, 6, 11)))
    assert outcome.counted_from == date(2026, 3, 31)


def test_the_classification_and_the_end_of_the_employment_count():
    found = situation(classification=Classification.SAFETY_NET, employment_end=date(2026, 4, 10))
    dues = terms(what_if(found, Scenario()))
    assert dues["T14", 0][0] == date(2026, 4, 10)
    assert ("T16", 0) not in dues
    assert ("T05", 0) not in dues


def test_r2_7_leave_in_between_is_no_interruption_and_is_left_out():
    leave = LeaveDays(date(2026, 5, 1), date(2026, 8, 20))
    found = replace(situation(), leaves=(leave,))
    outcome = what_if(found, Scenario(leave.first, leave.last + timedelta(days=4)))
    assert (outcome.joined, outcome.recovered_days) == (True, 3)
    assert outcome.counted_from == FIRST + timedelta(days=112 + 3)


@pytest.mark.parametrize(
    ("scenario", "problems"),
    [
        ({"sick_again": date(2026, 5, 1)}, [Problem("required", "recovered")]),
        ({"recovered": FIRST}, [NOT_YET_SICK]),
        ({"recovered": date(2026, 4, 1)}, [Problem("before-last-step", "recovered", {"last": date(2026, 4, 1)})]),
        ({"recovered": date(2026, 7, 2)}, [Problem("after-employment", "recovered", {"end": date(2026, 6, 30)})]),
        (
            {"recovered": date(2026, 5, 1), "sick_again": date(2026, 4, 30)},
            [Problem("sick-before-recovery", "sick_again", {"recovered": date(2026, 5, 1)})],
        ),
        (
            {"recovered": FIRST, "sick_again": date(2026, 3, 1)},
            [NOT_YET_SICK, Problem("sick-before-recovery", "sick_again", {"recovered": FIRST})],
        ),
    ],
)
def test_a_day_that_can_not_be_is_refused_at_its_field(scenario, problems):
    steps = (Step(FIRST, Decimal(100)), Step(date(2026, 4, 1), Decimal(50)))
    found = situation(CaseTimes(FIRST, None, steps), employment_end=date(2026, 6, 30))
    assert problems_of(what_if, found, Scenario(**scenario)) == problems


def test_the_first_sick_day_is_no_day_to_recover_from_and_the_sentence_asks_a_later_one():
    text = "Herstel kan pas na de eerste ziektedag, 02-03-2026. Typ een latere dag."
    assert sentence_of(what_if, situation(), Scenario(FIRST)) == text
    assert what_if(situation(), Scenario(FIRST + timedelta(days=1))).shifts


def test_recovering_may_lie_in_the_future():
    assert what_if(situation(), Scenario(date(2027, 3, 1))).shifts


def test_terms_stand_in_order_of_their_days_as_they_are():
    rules = tuple(TaskRule(code, code, code, "WG", days, 0, "own") for code, days in [("B", 9), ("A", 9), ("C", 1)])
    found = Situation(CaseTimes(FIRST, None, ()), TermInputs(FIRST), Protocol("own", CaseKind.ABSENCE, "", "", rules))
    assert [shift.rule.code for shift in what_if(found, Scenario(date(2026, 4, 1))).shifts] == ["C", "A", "B"]


@given(st.integers(1, 700), st.integers(0, 27))
def test_in_a_joined_case_every_term_moves_by_the_same_days_and_none_is_lost(sick, gap):
    recovered = FIRST + timedelta(days=sick)
    outcome = what_if(situation(), Scenario(recovered, recovered + timedelta(days=gap)))
    moved = {shift.after - shift.before for shift in outcome.shifts if not shift.rule.from_report}
    assert moved == {timedelta(days=gap)}
    assert terms(outcome)["T01", 0][1] == recovered + timedelta(days=gap + 7)


@given(st.integers(1, 700), st.integers(28, 400))
def test_in_a_new_case_every_term_counts_from_its_first_day(sick, gap):
    again = FIRST + timedelta(days=sick + gap)
    outcome = what_if(situation(), Scenario(FIRST + timedelta(days=sick), again))
    assert {shift.after - shift.before for shift in outcome.shifts} == {again - FIRST}

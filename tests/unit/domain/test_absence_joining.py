"""The four-week rule: cases that count as one (domain rules, 2.1; BW 7:629 paragraph 10)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.absence import (
    CaseTimes,
    LeaveDays,
    contested,
    counted_from,
    joined_chain,
    joins,
    recovered_days,
)

WAITING_TIME = timedelta(weeks=104)


def case(first, last=None):
    return CaseTimes(first, last, ())


@pytest.mark.parametrize(
    ("first", "last", "again", "recovered", "joined", "counts_from", "over"),
    [
        (date(2022, 1, 3), date(2022, 7, 3), date(2022, 7, 25), 21, True, date(2022, 1, 24), date(2024, 1, 22)),
        (date(2009, 3, 1), date(2009, 5, 31), date(2009, 6, 15), 14, True, date(2009, 3, 15), date(2011, 3, 13)),
        (date(2026, 1, 5), date(2026, 1, 31), date(2026, 2, 28), 27, True, date(2026, 2, 1), date(2028, 1, 30)),
        (date(2026, 1, 5), date(2026, 1, 31), date(2026, 3, 1), 28, False, date(2026, 3, 1), date(2028, 2, 27)),
        (date(2026, 1, 5), date(2026, 1, 31), date(2026, 2, 1), 0, True, date(2026, 1, 5), date(2028, 1, 3)),
    ],
)
def test_r2_1_to_r2_3_cases_within_four_weeks_are_one_and_count_later(
    first, last, again, recovered, joined, counts_from, over
):
    assert recovered_days(last, again) == recovered
    assert joins(last, again) is joined
    chain = joined_chain([case(first, last), case(again)])
    assert len(chain) == (2 if joined else 1)
    assert counted_from(chain) == counts_from
    assert counted_from(chain) + WAITING_TIME == over


def test_r2_1_the_published_case_without_a_year_joins():
    assert [recovered_days(last, date(2026, 3, 20)) for last in (date(2026, 3, 1), date(2026, 3, 2))] == [18, 17]
    assert joins(date(2026, 3, 1), date(2026, 3, 20))
    assert joins(date(2026, 3, 2), date(2026, 3, 20))


def test_what_begins_before_the_other_ended_does_not_join():
    assert not joins(date(2026, 3, 2), date(2026, 3, 2))


def test_r2_5_a_case_that_was_declined_begins_anew():
    cases = [case(date(2026, 1, 5), date(2026, 1, 9)), case(date(2026, 1, 19))]
    assert joined_chain(cases, frozenset({date(2026, 1, 19)})) == (cases[1],)
    assert joined_chain(cases, frozenset({date(2026, 1, 5)})) == tuple(cases)


def test_a_chain_stops_at_a_case_that_runs_and_is_empty_without_cases():
    cases = [case(date(2026, 1, 5)), case(date(2026, 1, 19))]
    assert joined_chain(cases) == (cases[1],)
    assert joined_chain([]) == ()


def test_a_chain_that_runs_in_the_middle_counts_the_known_gaps():
    assert counted_from([case(date(2026, 1, 5)), case(date(2026, 1, 19))]) == date(2026, 1, 5)


LEAVE = LeaveDays(date(2026, 8, 5), date(2026, 11, 24))


@pytest.mark.parametrize(
    ("last", "again", "recovered", "joined"),
    [
        (date(2026, 8, 4), date(2026, 11, 25), 0, True),
        (date(2026, 7, 25), date(2026, 12, 5), 20, True),
        (date(2026, 7, 25), date(2026, 12, 12), 27, True),
        (date(2026, 7, 25), date(2026, 12, 13), 28, False),
        (date(2026, 8, 20), date(2026, 11, 25), 0, True),
        (date(2026, 11, 20), date(2026, 11, 30), 5, True),
        (date(2026, 12, 1), date(2026, 12, 30), 28, False),
    ],
)
def test_r2_7_leave_is_no_interruption(last, again, recovered, joined):
    assert recovered_days(last, again, [LEAVE]) == recovered
    assert joins(last, again, [LEAVE]) is joined
    cases = [case(date(2026, 7, 1), last), case(again)]
    assert len(joined_chain(cases, leaves=[LEAVE])) == (2 if joined else 1)


def test_r2_7_sickness_before_and_after_leave_adds_up_and_the_leave_is_left_out_of_the_104_weeks():
    cases = [case(date(2026, 7, 1), date(2026, 8, 4)), case(date(2026, 11, 25))]
    assert joined_chain(cases) == (cases[1],)
    chain = joined_chain(cases, leaves=[LEAVE])
    sick_before, leave_days = 35, 112
    assert counted_from(chain) == date(2026, 7, 1) + timedelta(days=leave_days)
    assert (date(2026, 11, 25) - counted_from(chain)).days == sick_before


def test_r2_7_a_clearly_different_cause_is_for_the_employer_to_say():
    cases = [case(date(2026, 7, 1), date(2026, 8, 4)), case(date(2026, 11, 25))]
    assert joined_chain(cases, frozenset({date(2026, 11, 25)}), [LEAVE]) == (cases[1],)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60))
def test_r2_7_it_does_not_matter_how_long_the_leave_lasts(length, before, after):
    last = date(2026, 5, 1)
    leave = LeaveDays(last + timedelta(days=before + 1), last + timedelta(days=before + length))
    again = leave.last + timedelta(days=after + 1)
    assert recovered_days(last, again, [leave]) == before + after
    assert joins(last, again, [leave]) is (before + after < 28)


@st.composite
def histories(draw, most=45):
    """Cases one after the other, the last one running, and the day they are looked at."""
    cases, day = [], date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 60)))
    for _ in range(draw(st.integers(0, 5))):
        last = day + timedelta(days=draw(st.integers(0, 100)))
        cases.append(case(day, last))
        day = last + timedelta(days=1 + draw(st.integers(0, most)))
    return [*cases, case(day)], day + timedelta(days=draw(st.integers(0, 100)))


@given(histories())
def test_a_chain_is_the_longest_tail_without_a_gap_of_four_weeks(history):
    cases, _ = history
    chain = joined_chain(cases)
    pairs = pairwise(cases)
    apart = [i for i, (a, b) in enumerate(pairs, start=1) if not joins(a.last_sick_day, b.first_sick_day)]
    assert list(chain) == cases[max(apart, default=0) :]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.lists(st.tuples(st.integers(1, 100), st.integers(0, 27))))
def test_r2_2_a_chain_counts_from_its_first_day_and_all_days_recovered(first, sick_and_recovered):
    cases, day = [], first
    for sick, recovered in sick_and_recovered:
        cases.append(case(day, day + timedelta(days=sick - 1)))
        day += timedelta(days=sick + recovered)
    chain = joined_chain([*cases, case(day)])
    assert len(chain) == len(cases) + 1
    assert counted_from(chain) == first + timedelta(days=sum(recovered for _, recovered in sick_and_recovered))


@given(histories(most=27), st.data())
def test_joining_is_associative(history, data):
    """It is the same to join all at once, or first some and the result to the rest."""
    cases, _ = history
    cut = data.draw(st.integers(1, len(cases)))
    merged = case(counted_from(cases[:cut]), cases[cut - 1].last_sick_day)
    assert counted_from([merged, *cases[cut:]]) == counted_from(cases)


@given(histories(), st.integers(-1000, 1000))
def test_a_history_moved_in_time_counts_from_as_many_days_later(history, days):
    by = timedelta(days=days)
    cases, _ = history
    moved = [case(c.first_sick_day + by, c.last_sick_day and c.last_sick_day + by) for c in cases]
    assert counted_from(joined_chain(moved)) == counted_from(joined_chain(cases)) + by


def test_r1_2_the_published_case_without_recovered_days_ends_its_104_weeks_on_1_january_2024():
    assert counted_from([case(date(2022, 1, 3))]) + WAITING_TIME == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("last", "new", "doubtful"),
    [
        # Leave from 5 August to 24 November 2026.
        (date(2026, 8, 4), date(2026, 11, 25), False),  # adjoining on both sides
        (date(2026, 8, 4), date(2026, 12, 15), True),  # worked after the leave
        (date(2026, 7, 20), date(2026, 11, 25), True),  # worked before it
        (date(2026, 8, 4), date(2027, 1, 20), False),  # four weeks and more: apart
        (date(2026, 5, 1), date(2026, 5, 10), False),  # no leave between
    ],
)
def test_14_7_work_between_sickness_leave_and_sickness_is_open_to_doubt(last, new, doubtful):
    assert contested(last, new, [LeaveDays(date(2026, 8, 5), date(2026, 11, 24))]) is doubtful

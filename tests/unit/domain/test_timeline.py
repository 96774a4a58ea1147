"""The 104 weeks of a case: what held on each day, and the cells of the line."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.absence import CaseTimes, LeaveDays, Step, percentage_on
from xstui.domain.protocol import TaskState
from xstui.domain.timeline import WEEKS, Planned, Sign, Spell, Timeline, end_of_waiting_time, sign_of, spells_of

FIRST = date(2026, 3, 2)
TODAY = date(2026, 6, 8)


def line(*cases, tasks=(), leaves=(), today=TODAY, counted_from=FIRST):
    return Timeline(840359, counted_from, today, spells_of(cases, leaves), tuple(tasks))


def case(first=FIRST, last=None, *steps):
    return CaseTimes(first, last, tuple(Step(day, Decimal(percentage)) for day, percentage in steps or ((first, 100),)))


POLIS = case(FIRST, None, (FIRST, 100), (date(2026, 5, 4), 75), (date(2026, 6, 1), 50))
"""The example of the drawing: 100 %, then 75 %, then 50 %."""


def test_the_spells_of_a_case_are_its_percentages_without_gap_or_overlap():
    assert line(POLIS).spells == (
        Spell(FIRST, date(2026, 5, 3), Decimal(100)),
        Spell(date(2026, 5, 4), date(2026, 5, 31), Decimal(75)),
        Spell(date(2026, 6, 1), None, Decimal(50)),
    )


def test_steps_of_one_percentage_are_one_spell():
    twice = case(FIRST, None, (FIRST, 100), (date(2026, 4, 1), 100))
    assert line(twice).spells == (Spell(FIRST, None, Decimal(100)),)


def test_a_cell_is_one_week_or_two_whole_ones_and_the_rest_lies_ahead():
    weeks, pairs = line(POLIS).cells(1), line(POLIS).cells(2)
    assert (len(weeks), len(pairs)) == (WEEKS, WEEKS // 2)
    assert line(POLIS).week == 15
    assert [cell.past for cell in weeks] == [True] * 15 + [False] * 89
    assert [cell.past for cell in pairs] == [True] * 8 + [False] * 44
    assert [cell.spell.percentage for cell in weeks[:15]] == [100] * 9 + [75] * 4 + [50] * 2


def test_days_between_joined_cases_are_blank_and_leave_is_no_absence():
    earlier = case(FIRST, date(2026, 3, 15))
    leave = LeaveDays(date(2026, 3, 16), date(2026, 3, 29))
    cells = line(earlier, case(date(2026, 4, 6)), leaves=[leave]).cells(1)
    kinds = [None if cell.spell is None else "leave" if cell.spell.is_leave else "sick" for cell in cells[:6]]
    assert kinds == ["sick", "sick", "leave", "leave", None, "sick"]


def test_the_more_urgent_task_wins_a_shared_cell():
    due = FIRST + timedelta(weeks=13)
    signs = (Sign.LATER, Sign.LATE, Sign.DONE)
    cells = line(POLIS, tasks=[Planned(due, sign) for sign in signs]).cells(2)
    assert [cell.sign for cell in cells[5:8]] == [Sign.NONE, Sign.LATE, Sign.NONE]


def test_the_waiting_time_ends_in_the_last_cell():
    end = end_of_waiting_time(FIRST)
    assert end == line(POLIS).end == date(2028, 2, 27)
    assert line(POLIS, tasks=[Planned(end, Sign.END)]).cells(2)[-1].sign is Sign.END
    assert line(POLIS, tasks=[Planned(end + timedelta(days=1), Sign.LATER)]).cells(2)[-1].sign is Sign.NONE


def test_a_case_that_has_not_begun_is_in_week_one():
    assert line(POLIS, today=FIRST - timedelta(days=30)).week == 1
    assert not any(cell.past for cell in line(POLIS, today=FIRST - timedelta(days=30)).cells(1))


@pytest.mark.parametrize(
    ("state", "of_uwv", "sign"),
    [
        (TaskState.DONE, False, Sign.DONE),
        (TaskState.DEVIATED, True, Sign.DONE),
        (TaskState.LAPSED, True, Sign.NONE),
        (TaskState.OVERDUE, True, Sign.LATE),
        (TaskState.DUE_NOW, False, Sign.NOW),
        (TaskState.FUTURE, True, Sign.OF_UWV),
        (TaskState.FUTURE, False, Sign.LATER),
    ],
)
def test_the_sign_of_a_task(state, of_uwv, sign):
    assert sign_of(state, of_uwv=of_uwv) is sign


@st.composite
def histories(draw):
    """Draw joined cases of an employment in order of time, the last of which may run."""
    day, cases = FIRST, []
    for number in range(draw(st.integers(1, 3))):
        length = draw(st.integers(2, 90))
        changes = sorted(draw(st.sets(st.integers(1, length - 1), max_size=4)))
        steps = [(day + timedelta(days=n), draw(st.integers(1, 100))) for n in (0, *changes)]
        last = day + timedelta(days=length - 1)
        cases.append(case(day, last if number < 2 or draw(st.booleans()) else None, *steps))
        day = last + timedelta(days=1 + draw(st.integers(1, 27)))
    return cases


@given(histories(), st.integers(0, 300))
def test_on_each_day_the_line_has_the_percentage_that_the_rules_have(cases, days):
    drawn = line(*cases, today=FIRST + timedelta(days=days))
    for number in range(days + 1):
        day = FIRST + timedelta(days=number)
        spell = drawn.on(day)
        assert (spell.percentage if spell else 0) == sum(percentage_on(times, day) for times in cases)

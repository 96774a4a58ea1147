"""Random registrations beside a naive model. `python -m tools.driver 20000` is the run for the record."""

from datetime import timedelta

import pytest

from tools.driver import model
from tools.driver.episodes import make_template, play_all, random_script
from tools.driver.plays import Play
from xstui.services.case_file import messages
from xstui.services.context.context import Context
from xstui.store import undo

LENGTH = 25
BEGUN = 4
"""Operations that each script begins with."""
HIRE = Play("a", "hire", which=1, days=400)
ELSEWHERE = Play("a", "hire", which=0, days=400)
SICK = Play("a", "sick", days=5)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return make_template(tmp_path_factory.mktemp("driver"))


@pytest.mark.parametrize("seed", [4, 6])
def test_the_store_is_what_the_rules_make_of_what_was_acknowledged(template, seed):
    result = play_all(random_script(seed, LENGTH), template)
    assert result.differences == []
    assert result.played == LENGTH + BEGUN


@pytest.mark.parametrize("insured", [False, True])
def test_a_case_of_an_employment_that_is_over_runs_again_only_where_the_insurer_takes_it_over(template, insured):
    """Domain rules, 2.2 and 2.5: the last day is no later than that of the employment, which the insurance outlives."""
    left = Play("a", "leave_firm", days=2)
    result = play_all(
        (insured, (HIRE, left, Play("a", "sick", days=40), Play("a", "correct", days=27, flag=True))), template
    )
    assert result.differences == []
    assert result.told["correct"] == insured


def count_from_a_day_early(monkeypatch):
    monkeypatch.setattr(model, "counted_from", lambda _person, case: case.first - timedelta(days=1))


def leave_days_at_an_undo(monkeypatch):
    apply = undo._apply
    monkeypatch.setattr(
        undo, "_apply", lambda connection, name, rows: name == "absence_case" or apply(connection, name, rows)
    )


def ask_for_no_right(monkeypatch):
    monkeypatch.setattr(Context, "require", lambda *_args, **_words: None)


def show_every_message(monkeypatch):
    monkeypatch.setattr(messages, "may_see_conversation", lambda *_args: True)


@pytest.mark.parametrize(
    ("plant", "plays", "noticed"),
    [
        (count_from_a_day_early, (HIRE, SICK), "case 100001"),
        (leave_days_at_an_undo, (HIRE, SICK, Play("b", "recovery"), Play("b", "undo")), "case 100001"),
        (ask_for_no_right, (HIRE, Play("i", "sick", days=5)), "accepted although the role may not"),
        (show_every_message, (ELSEWHERE, Play("a", "arrive", which=1)), "is shown the message"),
    ],
)
def test_a_planted_fault_is_noticed(template, monkeypatch, plant, plays, noticed):
    script = (False, plays)
    assert play_all(script, template).differences == []
    plant(monkeypatch)
    assert any(noticed in text for text in play_all(script, template).differences)

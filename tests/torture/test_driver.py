"""Random registrations beside a naive model. `python -m tools.driver 20000` is the run for the record."""

from datetime import timedelta

import pytest

from tools.driver import model
from tools.driver.episodes import make_template, play_all, random_script
from tools.driver.plays import Play

LENGTH = 30


@pytest.mark.parametrize("seed", [402, 405, 409])
def test_the_store_is_what_the_rules_make_of_what_was_acknowledged(tmp_path, seed):
    result = play_all(random_script(seed, LENGTH), make_template(tmp_path))
    assert result.differences == []
    assert result.played == LENGTH + 3


def test_a_case_that_counts_from_another_day_than_the_rules_say_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(model, "counted_from", lambda _person, case: case.first - timedelta(days=1))
    script = (False, (Play("a", "hire", which=1, days=400), Play("a", "sick", days=5)))
    assert any("case 100001" in text for text in play_all(script, make_template(tmp_path)).differences)

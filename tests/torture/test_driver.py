"""Random registrations beside a naive model. `python -m tools.driver 20000` is the run for the record."""

import pytest

from tools.driver.episodes import make_template, play_all, random_script
from tools.driver.plays import Play
from xstui.services import absence

LENGTH = 30


@pytest.mark.parametrize("seed", [402, 405, 409])
def test_the_store_is_what_the_rules_make_of_what_was_acknowledged(tmp_path, seed):
    result = play_all(random_script(seed, LENGTH), make_template(tmp_path))
    assert result.differences == []
    assert result.played == LENGTH + 3


def test_a_case_that_is_saved_a_day_off_is_noticed(tmp_path, monkeypatch):
    real = absence.AbsenceCase

    def off(**columns):
        return real(**columns | {"counted_from": columns["first_sick_day"].replace(day=1)})

    monkeypatch.setattr(absence, "AbsenceCase", off)
    script = (False, (Play("a", "hire", which=1, days=400), Play("a", "sick", days=5)))
    assert any("case 100001" in text for text in play_all(script, make_template(tmp_path)).differences)

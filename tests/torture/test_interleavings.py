"""Two clerks in random interleavings: no lost update. `python tools/interleavings.py 10000` is for the record."""

import pytest

from tools.interleavings import torture
from xstui.services.cases import cases
from xstui.services.context import conflicts


@pytest.mark.parametrize(("tries", "threads"), [(40, False), (40, True)])
def test_no_acknowledged_change_is_lost(tmp_path, tries, threads):
    figures = torture(tries, 20260608, tmp_path, threads=threads)
    assert figures.wrong == []
    assert figures.told.total() == tries
    assert figures.told["change"] > tries / 3
    assert figures.told["refused changed-since"] > 0


def test_the_model_finds_updates_over_what_was_not_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(conflicts, "check_seen", lambda *_args: None)
    figures = torture(40, 20260608, tmp_path, threads=True)
    assert any("was not seen" in text for text in figures.wrong)


def test_the_model_finds_a_case_whose_version_stands_still(tmp_path, monkeypatch):
    monkeypatch.setattr(cases, "touch", lambda *_args: None)
    assert torture(30, 20260608, tmp_path, threads=True).wrong

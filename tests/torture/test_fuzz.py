"""Random inputs: a value or `Refused`, nothing else. `python tools/fuzz.py 1000000` is the run for the record."""

import random

import pytest

from tools import fuzz
from tools.fuzz import TARGETS, Figures, Target


def test_twenty_thousand_inputs_bring_nothing_but_the_promised_refusal():
    figures = fuzz.fuzz(20_000, 20260608)
    assert figures.wrong == []
    assert figures.read.total() + figures.refused.total() == pytest.approx(20_000, abs=len(TARGETS))


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_each_parser_gets_inputs_that_it_reads_or_refuses(name):
    figures = fuzz.fuzz(200 if name != "xlsx" else 30, 3, [name])
    assert set(figures.read | figures.refused) == {name}
    assert figures.wrong == []


def test_another_exception_is_told_with_its_input(monkeypatch):
    monkeypatch.setitem(fuzz.TARGETS, "broken", Target(lambda _text: 1 / 0, ("a",), 1))
    figures = fuzz.fuzz(3, 1, ["broken"])
    assert len(figures.wrong) == 3
    assert figures.wrong[0].startswith("broken: ZeroDivisionError: division by zero: ")


def test_the_same_seed_gives_the_same_inputs():
    first, second = ([fuzz.text_for(TARGETS["date"], random.Random(5)) for _ in range(3)] for _ in range(2))
    assert first == second


def test_the_figures_name_each_parser():
    figures = Figures()
    figures.read["date"] = 2
    assert "date" in str(figures)
    assert "2 inputs, 0 faults" in str(figures)

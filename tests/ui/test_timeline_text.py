"""The line of a case says the same in cells and in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings

from tests.unit.domain.test_timeline import FIRST, POLIS, histories, line
from xstui.domain.timeline import Planned, Sign
from xstui.i18n import set_language
from xstui.screens.people.timeline_text import LABEL, timeline_lines, timeline_words

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SPELL = re.compile(r"([\d,]+) % (?:sinds )?(\d+) (\w{3})(?: (\d{4}))?(?: - (\d+) (\w{3})(?: (\d{4}))?)?")
LEAST = {"█": 100, "▆": 75, "▄": 50, "▂": 0}
TODAY = FIRST + timedelta(days=600)


def days_in_words(text: str, today: date) -> dict[date, Decimal]:
    """Return the percentage of each day that the words name."""
    found, year = {}, today.year
    for percent, day, month, other_year, last_day, last_month, last_year in SPELL.findall(text):
        first = date(int(other_year or year), MONTHS.index(month) + 1, int(day))
        last = today
        if last_day:
            last = date(int(last_year or first.year), MONTHS.index(last_month) + 1, int(last_day))
        year = (last if last_day else first).year
        for number in range((min(last, today) - first).days + 1):
            found[first + timedelta(days=number)] = Decimal(percent.replace(",", "."))
    return found


def test_the_example_of_the_design_in_cells_and_in_words():
    tasks = [Planned(FIRST + timedelta(weeks=13, days=6), Sign.NOW), Planned(line(POLIS).end, Sign.END)]
    shown = [row.plain.rstrip() for row in timeline_lines(line(POLIS, tasks=tasks), 78)]
    assert shown[1] == "ziek %   ████▆▆▄▄············································  100 %  2 mrt"
    assert shown[2].startswith("taken          !")
    assert shown[2].index("■") == LABEL + 51
    assert shown[4] == "                ▲ vandaag, week 15"
    assert timeline_words(line(POLIS)) == "100 % 2 mrt - 3 mei › 75 % 4 mei - 31 mei › 50 % sinds 1 jun"
    wide = [row.plain for row in timeline_lines(line(POLIS), 114)]
    assert wide[-1] == "verloop  100 % 2 mrt - 3 mei › 75 % 4 mei - 31 mei › 50 % sinds 1 jun"
    assert [row[LABEL : LABEL + 15].count("█") for row in wide[1:5]] == [9, 13, 15, 15]


@pytest.mark.parametrize("width", [78, 114])
def test_no_row_is_wider_than_its_room(width):
    for days in (0, 100, 400, 727, 800):
        drawn = line(POLIS, today=FIRST + timedelta(days=days))
        assert max(row.cell_length for row in timeline_lines(drawn, width)[:-1]) <= width


@settings(max_examples=200)
@given(histories())
def test_cells_and_words_say_the_same(cases):
    set_language("nl")
    drawn = line(*cases, today=TODAY)
    said = days_in_words(timeline_words(drawn), TODAY)
    (row,) = [row.plain for row in timeline_lines(drawn, 78) if row.plain.startswith("ziek %")]
    for place in range(52):
        days = [FIRST + timedelta(days=place * 14 + number) for number in range(14)]
        named = [said[day] for day in days if day in said and day <= TODAY]
        sign = row[LABEL + place]
        if days[0] > TODAY:
            assert sign == "·"
        elif named:
            assert LEAST[sign] <= named[-1] < {100: 101, 75: 100, 50: 75, 0: 50}[LEAST[sign]]
        else:
            assert sign == " "

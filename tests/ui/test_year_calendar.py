"""The year calendar on the screen: signs that need no colour, and the same in words."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.company import TODAY
from tests.ui.clerk import WIDE, at_home
from tests.ui.test_timeline_text import days_in_words
from tests.unit.domain.test_timeline import case, histories
from tests.unit.domain.test_year_calendar import year_of
from xstui.domain.absence import LeaveDays, Step
from xstui.domain.year_calendar import UnitYear, days_of_year
from xstui.i18n import set_language
from xstui.screens.absence import year_calendar_text as text
from xstui.screens.absence.year_calendar import YearCalendarScreen
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people import people
from xstui.widgets.themes import TERMINAL

JANSEN = 2
LEAST = {"█": 100, "▓": 75, "▒": 50, "░": 0}


def cells(lines, year):
    """Return the sign of each day, and what stands behind it, as bare text."""
    rows = [line.plain for line in lines[1:]]
    return {
        day: rows[day.month - 1][text.LABEL + 2 * day.day - 2 : text.LABEL + 2 * day.day] for day in days_of_year(year)
    }


@settings(max_examples=20)
@given(histories(), st.integers(0, 300))
def test_the_signs_say_what_the_words_say(cases, days):
    set_language("nl")
    today = date(2026, 3, 2) + timedelta(days=days)
    year = year_of(*cases, today=today, days_off=())
    found = days_in_words(text.person_words(year), today)
    for day, (sign, after) in cells(text.person_lines(year), 2026).items():
        assert (after == text.TODAY) == (day == today)
        if day in found:
            assert sign == next(sign for sign, least in LEAST.items() if found[day] >= least)
        else:
            assert sign == ("·" if day <= today else " ")


def test_leave_has_a_sign_and_a_word_where_there_is_any():
    set_language("nl")
    year = year_of(leaves=[LeaveDays(date(2026, 7, 6), date(2026, 10, 25))])
    assert cells(text.person_lines(year), 2026)[date(2026, 7, 6)] == "~ "
    assert text.person_legend(year).plain.endswith("· geen verzuim  ~ verlof  ◂ vandaag")
    assert text.person_words(year) == "verlof 6 jul - 25 okt"
    assert "verlof" not in text.person_legend(year_of()).plain
    assert (text.person_sums(year_of()), text.person_words(year_of())) == ("Geen verzuim in 2026.", "")


def test_a_department_has_a_figure_up_to_nine_people_and_then_a_plus():
    set_language("nl")
    counts = dict.fromkeys(days_of_year(2026), None) | {date(2026, 1, 1) + timedelta(days=n): n for n in range(12)}
    year = UnitYear(2026, date(2026, 1, 12), counts, frozenset({date(2026, 1, 3), date(2026, 1, 4)}))
    lines = text.unit_lines(year)
    assert lines[0].plain == "     1   3   5   7   9  11  13  15  17  19  21  23  25  27  29  31  gem. max."
    assert lines[1].plain.startswith("jan  · 1     4 5 6 7 8 9 + +◂")
    assert lines[1].plain.endswith(" 6,1   11")
    assert max(line.cell_length for line in lines) <= 78
    assert text.unit_sums(year) == "66 ziektedagen · gemiddeld 6,1 mensen ziek · hoogste 11, voor het eerst op 12 jan"
    assert text.unit_words(year) == "jan gem. 6,1 max. 11"


def test_of_many_stretches_the_last_are_named():
    set_language("nl")
    changes = [(date(2026, 1, 1) + timedelta(days=n), 50 + n) for n in range(12)]
    few = text.person_words(year_of(case(date(2026, 1, 1), None, *changes)), 2)
    assert few == "… › 60 % 11 jan - 11 jan › 61 % sinds 12 jan"


async def test_the_year_of_somebody_from_acties_and_its_years_help_and_export(company_path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter", "full_stop")
        clerk.sees("3  Jaarkalender")
        await clerk.press("3")
        assert isinstance(clerk.app.screen, YearCalendarScreen)
        clerk.sees("Jaarkalender: Polis, V.", "TESTBEDRIJF_Voorbeeld › Inkomen › Polis, V.", "← 2025 · → 2027")
        clerk.sees("jun  █ █ █ █ █     █◂", "█ 100 %  ▓ 75  ▒ 50  ░ lager  · geen verzuim  ◂ vandaag")
        clerk.sees("99 ziektedagen · 67,00 gemiste werkdagen", "100 % sinds 2 mrt", "← → Jaar")
        rows = clerk.screen.splitlines()
        assert [row[1:4] for row in rows[4:16]] == (
            ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
        )
        await clerk.press("left")
        clerk.sees("2025 ─", "Geen verzuim in 2025.")
        assert text.TODAY not in clerk.screen
        await clerk.press("right", "right", "right")
        clerk.sees("2027 ─", "← 2026", "2027 moet nog beginnen.", "Typ een jaar van 1990 tot en met 2027.")
        await clerk.press("left", "f1")
        clerk.reads_wrapped("Een jaar in één oogopslag", "Volgend jaar", "Vorig jaar")
        await clerk.press("end")
        clerk.reads_wrapped("2026: 99 ziektedagen", "100 % sinds 2 mrt")
        await clerk.press("escape", "x", "4", "f2")
        with (tmp_path / "jaarkalender-20260608.csv").open(encoding="utf-8-sig", newline="") as file:
            march = list(csv.DictReader(file, delimiter=";"))[2]
        assert (march["Maand"], march["2"], march["7"], march["Ziektedagen"]) == ("mrt", "100", "", "30")


async def test_the_year_of_a_department_without_colours_and_in_english(company_path):
    async with at_home(company_path, WIDE, "en") as clerk:
        absence.report_sick(clerk.app.context, SickReport(2, TODAY, Decimal(1)))
        clerk.app.theme = TERMINAL.name
        await clerk.press("s", "down", "full_stop", "1")
        clerk.sees("Year calendar: Inkomen", "TESTBEDRIJF_Voorbeeld › Inkomen", "Jun  1 1 1 1 1     2◂")
        clerk.sees("1-9 people absent  + more than 9  · nobody  ◂ today", "Mar avg. 1.0 most 1")
        clerk.sees("─ 2025 ─", "No absence in 2025.")
        await clerk.press("left", "left")
        clerk.sees("─ 2024 ─", "─ 2023 ─")
        await clerk.press("escape")
        clerk.sees("Organisation structure")


async def test_it_is_found_by_other_words_from_everywhere(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("ctrl+p", "wanneer")
        clerk.sees("Jaarkalender: zoek eerst de werknemer")
        await clerk.press("escape", "escape", "slash", "polis", "enter", "ctrl+p", "jaark")
        assert "zoek eerst" not in clerk.screen
        await clerk.press("enter")
        clerk.sees("Jaarkalender: Polis, V.")


@pytest.mark.parametrize("size", [(80, 24), (110, 32)])
async def test_nothing_of_a_full_year_is_cut_off(company_path, size):
    """Let Jansen be away for a week of each month, at another percentage in the middle of it."""
    async with at_home(company_path, size) as clerk:
        context = clerk.app.context
        for month in range(1, 6):
            absence.report_sick(context, SickReport(JANSEN, date(2026, month, 11)))
            case_id = people.dossier_of(context, JANSEN).open_case.case_id
            absence.change_percentage(context, case_id, Step(date(2026, month, 21), Decimal("37.5")))
            absence.report_recovery(context, case_id, date(2026, month, 27))
        for screen in (YearCalendarScreen(JANSEN), YearCalendarScreen(unit_id=1)):
            await clerk.app.push_screen(screen)
            await clerk.press()
            for part in screen.query("YearPart Paragraph"):
                if part.region.height:
                    assert part.region.bottom <= part.parent.content_region.bottom <= size[1] - 2, part.classes

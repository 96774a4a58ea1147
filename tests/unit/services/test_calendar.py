"""Days on which little work is done (R1.4): named, and no term is moved for them."""

from datetime import date

import pytest

from xstui.services.calendar import DayOff, day_off, days_off


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "Nieuwjaarsdag"),
        ("2026-04-03", "Goede vrijdag"),
        ("2026-04-06", "Tweede paasdag"),
        ("2026-04-27", "Koningsdag"),
        ("2026-05-05", "Bevrijdingsdag"),
        ("2026-05-14", "Hemelvaartsdag"),
        ("2026-05-25", "Tweede pinksterdag"),
        ("2026-12-26", "Tweede kerstdag"),
        ("2025-04-26", "Koningsdag"),
        ("2027-05-17", "Tweede pinksterdag"),
        ("2030-06-10", "Tweede pinksterdag"),
        ("2026-06-06", ""),
        ("2026-06-07", ""),
    ],
)
def test_r1_4_a_day_off_has_its_reason(day, name):
    off = day_off(date.fromisoformat(day))
    assert off is not None
    assert off.label_nl == name


@pytest.mark.parametrize("day", [date(2026, 6, 8), date(2026, 5, 6), date(2025, 4, 28), date(2026, 12, 24)])
def test_r1_4_a_working_day_has_none(day):
    assert day_off(day) is None


def test_names_are_there_in_english_too():
    assert day_off(date(2026, 4, 6)) == DayOff(date(2026, 4, 6), "Tweede paasdag", "Easter Monday")


def test_a_list_of_days_keeps_those_that_are_off(desk):
    days = [date(2026, 4, 5), date(2026, 4, 6), date(2026, 4, 7)]
    assert list(days_off(desk, days)) == days[:2]

"""Days on which little work is done (R1.4): named, and no term is moved for them."""

from datetime import date, timedelta

import pytest

from xstui.services.context.calendar import DayOff, day_off, days_off


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


def test_a_list_of_days_keeps_those_that_are_off(context):
    days = [date(2026, 4, 5), date(2026, 4, 6), date(2026, 4, 7)]
    assert list(days_off(context, days)) == days[:2]


@pytest.mark.parametrize(
    "days",
    [
        "2024-01-01 2024-03-31 2024-04-01 2024-04-27 2024-05-09 2024-05-19 2024-05-20 2024-12-25 2024-12-26",
        "2025-01-01 2025-04-20 2025-04-21 2025-04-26 2025-05-05 2025-05-29 2025-06-08 2025-06-09 2025-12-25 2025-12-26",
        "2026-01-01 2026-04-05 2026-04-06 2026-04-27 2026-05-14 2026-05-24 2026-05-25 2026-12-25 2026-12-26",
        "2027-01-01 2027-03-28 2027-03-29 2027-04-27 2027-05-06 2027-05-16 2027-05-17 2027-12-25 2027-12-26",
        "2028-01-01 2028-04-16 2028-04-17 2028-04-27 2028-05-25 2028-06-04 2028-06-05 2028-12-25 2028-12-26",
        "2029-01-01 2029-04-01 2029-04-02 2029-04-27 2029-05-10 2029-05-20 2029-05-21 2029-12-25 2029-12-26",
        "2030-01-01 2030-04-21 2030-04-22 2030-04-27 2030-05-05 2030-05-30 2030-06-09 2030-06-10 2030-12-25 2030-12-26",
    ],
)
def test_8_the_official_days_off_of_a_year(days):
    year = int(days[:4])
    found = [day_off(date(year, 1, 1) + timedelta(days=number)) for number in range(366)]
    official = [off.day.isoformat() for off in found if off and off.label_nl and not off.optional]
    assert [day for day in official if day.startswith(days[:4])] == days.split()


@pytest.mark.parametrize(
    ("day", "optional"),
    [("2026-04-03", True), ("2025-04-18", True), ("2026-05-05", True), ("2025-05-05", False), ("2026-05-14", False)],
)
def test_8_good_friday_and_5_may_outside_lustrum_years_are_not_off_everywhere(day, optional):
    off = day_off(date.fromisoformat(day))
    assert off is not None
    assert off.optional is optional


def test_8_what_is_a_weekend_anyway_is_surely_off():
    assert day_off(date(2029, 5, 5)) == DayOff(date(2029, 5, 5))

"""The days of a file: moments, orders of day and month, no end, and days that nobody can mean."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading_files import CASE, CASE_HEAD, PERSON_HEAD, lines, problems, spans
from tests.refusals import problems_of
from xstui.domain.amsterdam import dutch_day
from xstui.domain.problems import Problem
from xstui.services.imports import running
from xstui.services.imports.days import OLDEST, YOUNGEST, read_day, says_no_end


class TestMoments:
    @given(st.datetimes(datetime(1946, 1, 1), datetime(2090, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001 - a zone follows
    def test_a_moment_is_on_the_day_that_the_table_of_time_zones_gives(self, moment, hours):
        zoneinfo = pytest.importorskip("zoneinfo")
        try:
            amsterdam = zoneinfo.ZoneInfo("Europe/Amsterdam")
        except zoneinfo.ZoneInfoNotFoundError:
            pytest.skip("this machine has no table of time zones")
        zoned = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
        # The table ends in 2037, and Python goes on by the same rule.
        assert dutch_day(zoned) == zoned.astimezone(amsterdam).date()

    @pytest.mark.parametrize(
        ("first", "day"),
        [
            ("2024-03-30T23:00:00Z", date(2024, 3, 31)),
            ("2024-03-30T22:59:59Z", date(2024, 3, 30)),
            ("2024-03-31T22:00:00.000Z", date(2024, 4, 1)),
            ("2024-03-04T00:00:00+01:00", date(2024, 3, 4)),
            ("2024-03-04T00:00:00+0900", date(2024, 3, 3)),
            ("2024-03-03 20:00:00-05:00", date(2024, 3, 4)),
            ("2024-03-03T23:00 UTC", date(2024, 3, 4)),
            ("04-03-2024 23:59", date(2024, 3, 4)),
            ("4-3-2024 0:00", date(2024, 3, 4)),
        ],
    )
    def test_a_time_with_a_zone_is_the_dutch_day(self, read, first, day):
        assert spans(read(f"{CASE_HEAD}\n563168;{first};10-04-2024\n")) == [(day, date(2024, 4, 10))]

    @pytest.mark.parametrize("text", ["2024-03-04T25:00:00Z", "2024-03-04T10:00:00+30:00"])
    def test_a_time_that_is_on_no_clock_is_refused(self, read, text):
        (bad,) = problems(read(f"{CASE_HEAD}\n563168;{text};10-04-2024\n"))
        assert bad == (2, Problem("date-impossible", "first_sick_day", {"value": text}))


class TestDays:
    @pytest.mark.parametrize(
        "end",
        ["31-12-9999", "9999-12-31", "01-01-2999", "00-00-0000", "0000-00-00", "31129999", "0", "9999-12-31T00:00:00"],
    )
    def test_no_end_is_empty(self, read, end):
        assert spans(read(f"{CASE_HEAD}\n563168;04-06-2026;{end}\n")) == [(date(2026, 6, 4), None)]

    def test_no_end_is_no_first_day(self, read):
        (bad,) = problems(read(f"{CASE_HEAD}\n563168;31-12-9999;\n"))
        details = {"value": "31-12-9999", "earliest": date(1940, 1, 1), "latest": date(2086, 12, 31)}
        assert bad == (2, Problem("date-unlikely", "first_sick_day", details))

    @pytest.mark.parametrize("end", ["31-12-2199", "01-01-1901"])
    def test_a_day_that_nobody_can_mean_is_refused(self, read, end):
        (bad,) = problems(read(f"{CASE_HEAD}\n563168;04-03-2024;{end}\n"))
        details = {"value": end, "earliest": date(1940, 1, 1), "latest": date(2086, 12, 31)}
        assert bad == (2, Problem("date-unlikely", "last_sick_day", details))

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            (
                "7001;Pluim;11-05-2020;01-02-2024;001;36",
                "Geboortedatum: Dat zou iemand van 6 jaar zijn. Controleer het jaar.",
            ),
            (
                "7001;Pluim;11-05-1980;01-02-1988;001;36",
                "Datum in dienst: Het dienstverband zou beginnen op een leeftijd van 7 jaar. Controleer het jaar.",
            ),
        ],
    )
    def test_an_unlikely_age_is_refused(self, read, row, said):
        assert f"rij 2, {said}" in lines(read(f"{PERSON_HEAD}\n{row}\n"))

    def test_both_orders_in_a_column_take_none_of_it(self, refusal):
        rows = "".join(f"563168;{day};\n" for day in ("25-03-2024", "03/26/2024", "04/27/2024"))
        assert refusal(f"{CASE_HEAD}\n{rows}") == [
            (
                "In de kolom Eerste ziektedag staat soms de dag voorop en soms de maand, zoals 03/26/2024 in rij 3: er wordt niets "
                "van overgenomen. Schrijf de datums als 31-12-2020 of 2020-12-31."
            )
        ]

    def test_one_typing_error_among_dutch_dates_is_a_row(self, read):
        rows = "563168;25-03-2024;26-03-2024\n563168;13-02-2024;02-14-2024\n563168;01-05-2024;31-05-2024\n"
        assert problems(read(f"{CASE_HEAD}\n{rows}")) == [
            (3, Problem("date-impossible", "last_sick_day", {"value": "02-14-2024"}))
        ]

    def test_a_clock_of_twice_twelve_hours_says_that_the_month_is_first(self, refusal):
        assert (
            "klopt alleen met de maand voorop, zoals 3/4/2024 12:00:00 AM in rij 2"
            in refusal(f"{CASE_HEAD}\n563168;3/4/2024 12:00:00 AM;\n")[0]
        )

    def test_a_recovery_that_contradicts_the_last_day_is_refused(self, read):
        found = read(f"{CASE_HEAD};Hersteld per\n{CASE};11-03-2024\n563170;04-03-2024;10-03-2024;10-03-2024\n")
        assert (found.good, lines(found)) == (
            1,
            [
                (
                    "rij 3, Hersteld per: De laatste ziektedag, 10-03-2024, en het herstel, 10-03-2024, spreken elkaar tegen: "
                    "hersteld is men op de dag erna."
                )
            ],
        )


HEAD = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren"


def plan_text(context, tmp_path, text, mapping=None):
    path = tmp_path / "employees.csv"
    path.write_text(text, encoding="utf-8")
    return running.plan_import(context, "employees", path, mapping or {})


@pytest.mark.parametrize("day", ["3 maart", "31 - 12", "0806", "1-1-026", "v", "+3d", "12.05"])
def test_a_date_without_its_year_is_not_guessed(context, tmp_path, day):
    assert lines(plan_text(context, tmp_path, f"{HEAD}\n7001;Akker;{day};01-01-2020;001;36\n")) == [
        f"rij 2, Geboortedatum: '{day}' is geen volledige datum, zoals 08-06-2026."
    ]


@pytest.mark.parametrize(
    "day",
    [
        "3-2-1980",
        "29254",
        "03/02/1980",
        "03.02.80",
        "1980-02-03",
        "03021980",
        "19800203",
        "3 feb 1980",
        "1980-02-03 00:00:00",
    ],
)
def test_every_usual_way_to_write_a_whole_date(context, tmp_path, day):
    [(_row, draft)] = plan_text(context, tmp_path, f"{HEAD}\n7001;Akker;{day};01-01-2020;001;36\n").drafts
    assert draft.person["birth_date"] == date(1980, 2, 3)


BORN = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12:30 AM", 1), ("12:30 PM", 1), ("11:59 pm", 1), ("00:00", 1), ("23:59:59,5", 1),
        ("23:00 Z", 2), ("21:59 UTC", 1), ("22:00Z", 2), ("01:00 +02:00", 1), ("00:30 +03", 0), ("22:30 -0230", 2),
        ("11:30 PM Z", 2), ("12:30 AM +05:30", 0),
    ],
)  # fmt: skip
def test_a_moment_is_on_the_day_of_a_dutch_calendar(text, day):
    assert read_day(f"01-06-2026 {text}", BORN, birth=False) == date(2026, 5, 31) + timedelta(days=day)


@pytest.mark.parametrize("time", ["24:00", "12:60", "12:00:60", "12:00 +99:00"])
def test_a_time_that_no_clock_shows_is_refused(time):
    assert problems_of(read_day, f"01-06-2026 {time}", BORN, birth=False) == [Problem("date-impossible")]


def test_a_number_of_a_spreadsheet_counts_from_the_end_of_1899():
    assert read_day("46181", BORN, birth=False) == BORN
    assert read_day("46181.75", BORN, birth=False) == BORN
    assert problems_of(read_day, "70000", BORN, birth=False) == [Problem("date-unreadable")]


@pytest.mark.parametrize(("birth", "year"), [(True, 1927), (False, 2027)])
def test_two_digits_of_a_year_are_of_the_past_for_a_birth(birth, year):
    assert read_day("01-06-27", BORN, birth=birth) == date(year, 6, 1)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("ends_on", "0", True),
        ("end_date", "00-00-0000", True),
        ("end_date", "31-12-2999", True),
        ("recovered_on", "99991231", True),
        ("last_sick_day", "01-01-2026", False),
        ("last_sick_day", "", False),
        ("start_date", "0", False),
    ],
)
def test_noughts_and_far_years_say_that_there_is_no_end(name, text, says):
    assert says_no_end(name, text) is says


def test_people_in_a_file_are_of_twelve_to_a_hundred():
    assert (YOUNGEST, OLDEST) == (12, 100)

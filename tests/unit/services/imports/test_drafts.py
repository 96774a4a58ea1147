"""Reading the cells of a row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.company import TODAY
from xstui.domain.absence import Classification, EndReason
from xstui.domain.contract_type import ContractType
from xstui.domain.names import Gender
from xstui.domain.problems import Problem
from xstui.domain.sane_years import EARLIEST, latest
from xstui.domain.search import fold
from xstui.i18n import label, set_language
from xstui.i18n.labels import salutation
from xstui.services.imports.drafts import CHOICES, LONGEST, RowReader


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("field", "choices"), [("contract_type", ContractType), ("classification", Classification)])
def test_every_choice_is_read_as_it_is_shown(language, field, choices):
    set_language(language)
    assert {choice: CHOICES[field][fold(label(choice))] for choice in choices} == {choice: choice for choice in choices}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_end_that_is_offered_and_every_salutation_is_read_as_it_is_shown(language):
    set_language(language)
    ends = set(CHOICES["end_reason"].values())
    assert {end: CHOICES["end_reason"][fold(label(end))] for end in ends} == {end: end for end in ends}
    assert {gender: CHOICES["gender"][fold(salutation(gender))] for gender in Gender} == {g: g for g in Gender}


def row(shares=(), answers=None, **cells):
    return RowReader(cells, TODAY, shares=frozenset(shares), answers=answers or {})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x" * LONGEST, None),
        ("x" * (LONGEST + 1), Problem("too-long", "job", {"limit": LONGEST})),
        ("x\ty", Problem("text-control-characters", "job")),
        ("x\u202ey", Problem("text-control-characters", "job")),
    ],
)
def test_a_text_has_a_reasonable_length_and_no_control_characters(text, problem):
    reader = row(job=text)
    assert reader.text("job") == text
    assert reader.problems == ([problem] if problem else [])


def test_a_cell_that_is_needed_is_missed_and_another_is_not():
    reader = row(job="")
    assert (reader.text("job"), reader.text("city")) == ("", "")
    assert reader.problems == []
    reader.text("job", required=True)
    reader.number("dossier_no")
    assert reader.problems == [Problem("required", "job"), Problem("required", "dossier_no")]


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("563168.0", 563168), ("563168,00", 563168), ("9" * 11, 99_999_999_999)],
)
def test_a_whole_number_is_read(text, value):
    reader = row(dossier_no=text)
    assert (reader.number("dossier_no"), reader.problems) == (value, [])


@pytest.mark.parametrize("text", ["0", "00", "1.5", "x", "-1", "9" * 12])
def test_what_is_not_a_whole_number_above_nought_is_refused(text):
    reader = row(dossier_no=text)
    assert reader.number("dossier_no", required=False) is None
    assert reader.problems == [Problem("number-not-whole", "dossier_no", {"value": text})]


@pytest.mark.parametrize(
    ("text", "shares", "value", "problem"),
    [
        ("", (), 100, None),
        ("62,5", (), Decimal("62.5"), None),
        ("1,01", (), Decimal("1.01"), None),
        ("1", (), 1, Problem("percentage-share", "percentage", {"value": "1"})),
        ("0,5 %", (), Decimal("0.5"), Problem("percentage-share", "percentage", {"value": "0,5"})),
        ("0", (), 100, Problem("percentage-out-of-range", "percentage", {"value": "0"})),
        ("0", ("percentage",), 0, Problem("percentage-out-of-range", "percentage")),
        ("0,5", ("percentage",), 50, None),
        ("101", (), 100, Problem("percentage-out-of-range", "percentage", {"value": "101"})),
    ],
)
def test_a_percentage_is_above_one_but_for_parts_of_one(text, shares, value, problem):
    reader = row(shares, percentage=text)
    assert (reader.percentage("percentage"), reader.problems) == (value, [problem] if problem else [])


@pytest.mark.parametrize(
    ("text", "shares", "value"),
    [("", (), 0), ("0", (), 0), ("00 %", (), 0), ("40 %", (), 40), ("0.4", ("part_recovered",), 40)],
)
def test_a_part_may_be_nought(text, shares, value):
    reader = row(shares, part_recovered=text)
    assert (reader.part("part_recovered"), reader.problems) == (value, [])


@pytest.mark.parametrize(
    ("text", "birth", "value", "problem"),
    [
        ("01-01-1900", False, date(1900, 1, 1), "date-unlikely"),
        ("01-06-2026", False, date(2026, 6, 1), None),
        ("01-01-2126", False, date(2126, 1, 1), "date-unlikely"),
        ("01-01-1930", True, date(1930, 1, 1), None),
        ("v", False, None, "date-unreadable"),
    ],
)
def test_a_day_is_whole_and_of_a_likely_year(text, birth, value, problem):
    reader = row(starts_on=text)
    assert reader.day("starts_on", birth=birth) == value
    details = {"value": text, "earliest": EARLIEST, "latest": latest(TODAY)} if problem == "date-unlikely" else None
    details = {"value": text} if problem == "date-unreadable" else details
    assert reader.problems == ([Problem(problem, "starts_on", details)] if problem else [])


def test_only_a_day_of_an_end_can_say_that_there_is_none():
    reader = row(ends_on="31-12-9999", starts_on="31-12-9999")
    assert (reader.day("ends_on"), reader.problems) == (None, [])
    reader.day("starts_on")
    details = {"value": "31-12-9999", "earliest": EARLIEST, "latest": latest(TODAY)}
    assert reader.problems == [Problem("date-unlikely", "starts_on", details)]


def test_what_a_spreadsheet_did_to_a_phone_or_a_postcode_is_known():
    reader = row(phone="612345678", postcode="B-1000", bsn="111222333", iban="")
    assert (reader.checked("phone"), reader.checked("bsn"), reader.checked("iban")) == ("0612345678", "111222333", "")
    assert (reader.checked("postcode"), reader.problems) == (
        "",
        [Problem("postcode-foreign", "postcode", {"value": "B-1000"})],
    )
    assert row(postcode="1234 ab").checked("postcode") == "1234 AB"


def test_hours_and_amounts_go_by_the_rules_of_the_screen():
    reader = row(hours="36:30", wage="4.000,00")
    assert (reader.hours("hours"), reader.amount("wage"), reader.problems) == (Decimal("36.5"), Decimal(4000), [])
    assert row(wage="").amount("wage") is None
    reader = row(hours="61")
    reader.hours("hours")
    assert reader.problems == [Problem("hours-out-of-range", "hours", {"limit": 60})]


def test_a_word_that_is_not_a_choice_is_named_with_those_that_are():
    reader = row(gender="q", classification="", end_reason="Overleden")
    assert reader.choice("gender") is Gender.OTHER
    known = (Gender.OTHER, Gender.MALE, Gender.FEMALE)
    assert reader.problems == [Problem("choice-not-listed", "gender", {"value": "q", "known": known})]
    assert reader.choice("classification") is Classification.SICK
    assert reader.choice("end_reason") is EndReason.DECEASED

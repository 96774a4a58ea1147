"""Newer rates of the statistics office: read and checked by row and column, kept, shown, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.refusals import problems_of
from xstui.cli.main import run
from xstui.domain.benchmark_line import Span
from xstui.domain.problems import Problem, Refused
from xstui.services import reporting
from xstui.services.reporting import newer_rates
from xstui.services.upkeep import undo

OWN = "sbi_code;sbi_title;sbi_level;periode;ziekteverzuimpercentage"
STATLINE = '"ID","BedrijfskenmerkenSBI2008","Perioden","Ziekteverzuimpercentage_1"'
NEW = (
    OWN,
    "T001081;A-U Alle;totaal;2026KW02;5.1",
    "422400;Q Zorg;section;2026KW01;8.3",
    "422400;Q Zorg;section;2025KW01;8.1",
)


@pytest.fixture
def administrator(context):
    return replace(context, actor=replace(context.actor, administrator=True))


def file_of(folder, *lines):
    path = folder / "cbs.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def notes(context, last_month):
    return reporting.make(context, replace(reporting.defaults(context, "verzuimcijfers"), last_month=last_month)).notes


def test_the_last_year_stands_beside_the_own(context):
    assert any(
        note.startswith("Jaar 2025: eigen ") and note.endswith(" activiteiten 5,40 %")
        for note in notes(context, date(2026, 5, 31))
    )
    assert not any(note.startswith("Jaar") for note in notes(context, date(2025, 5, 31)))


def test_what_differs_from_the_program_is_new(context, tmp_path):
    found = newer_rates.check_file(context.reference, file_of(tmp_path, *NEW))
    assert found.differing == {("A-U", Span(2026, 2)): Decimal("5.1"), ("Q", Span(2026, 1)): Decimal("8.3")}
    assert (found.count, found.first, found.last) == (3, Span(2025, 1), Span(2026, 2))


def test_a_file_as_statline_gives_it_is_read_too(context, tmp_path):
    lines = (STATLINE, '"0","T001081   ","2025JJ00","      5.5"', '"1","WP19098   ","2026KW02","       ."')
    assert newer_rates.check_file(context.reference, file_of(tmp_path, *lines)).differing == {
        ("A-U", Span(2025, 0)): Decimal("5.5")
    }


def test_newer_rates_stand_in_the_report_until_they_are_taken_back(administrator, tmp_path):
    newer_rates.keep_rates(administrator, file_of(tmp_path, *NEW, "T001081;A-U Alle;totaal;2025JJ00;5.5"))
    assert any(note.endswith(" activiteiten 5,50 %") for note in notes(administrator, date(2026, 5, 31)))
    newer_rates.keep_rates(administrator, file_of(tmp_path, OWN, "T001081;A-U Alle;totaal;2025JJ00;5.6"))
    assert any(note.endswith(" activiteiten 5,60 %") for note in notes(administrator, date(2026, 5, 31)))
    undo.undo(administrator)
    assert any(note.endswith(" activiteiten 5,50 %") for note in notes(administrator, date(2026, 5, 31)))
    undo.undo(administrator)
    assert any(note.endswith(" activiteiten 5,40 %") for note in notes(administrator, date(2026, 5, 31)))


def test_all_that_is_wrong_is_said_by_row_and_column(context, tmp_path):
    lines = (
        OWN,
        "999;Z;section;2026KW05;x",
        "T001081;A-U;totaal;2026KW02;5.1",
        "",
        "T001081;A-U;totaal;2026KW02;5.2",
        "T001081;A-U;totaal;2026KW03;100.5",
    )
    with pytest.raises(Refused) as refused:
        newer_rates.check_file(context.reference, file_of(tmp_path, *lines))
    assert refused.value.problems == (
        Problem("cbs-unknown-group", "file", {"row": 2, "column": "sbi_code", "value": "999"}),
        Problem("cbs-unknown-period", "file", {"row": 2, "column": "periode", "value": "2026KW05"}),
        Problem("cbs-unknown-rate", "file", {"row": 2, "column": "ziekteverzuimpercentage", "value": "x"}),
        Problem("cbs-twice", "file", {"row": 5, "value": "T001081", "period": "2026KW02"}),
        Problem("cbs-unknown-rate", "file", {"row": 6, "column": "ziekteverzuimpercentage", "value": "100.5"}),
    )


@pytest.mark.parametrize("lines", [("naam;leeftijd",), ("",)])
def test_a_file_of_something_else_names_the_columns_that_it_lacks(context, tmp_path, lines):
    columns = {
        "sbi_code": "BedrijfskenmerkenSBI2008",
        "periode": "Perioden",
        "ziekteverzuimpercentage": "Ziekteverzuimpercentage_1",
    }
    assert problems_of(newer_rates.check_file, context.reference, file_of(tmp_path, *lines)) == [
        Problem("cbs-no-column", "file", {"column": name, "other": other}) for name, other in columns.items()
    ]


@pytest.mark.parametrize(
    ("raw", "code"),
    [("x".encode("utf-16"), "file-not-utf8"), (b";" * (newer_rates.LARGEST + 1), "file-too-large")],
    ids=["utf-16", "large"],
)
def test_a_file_that_is_no_text_of_a_usual_size_says_which_of_the_two(context, tmp_path, raw, code):
    path = tmp_path / "cbs.csv"
    path.write_bytes(raw)
    assert problems_of(newer_rates.check_file, context.reference, path) == [Problem(code, "", {"path": path})]


def test_who_is_no_administrator_is_refused(context, tmp_path):
    with pytest.raises(Refused) as refused:
        newer_rates.keep_rates(context, file_of(tmp_path, *NEW))
    assert refused.value.problems == (Problem("administrators-only"),)


def test_the_command_checks_a_file_and_shows_what_is_new(capsys, tmp_path):
    assert run(["cbs", str(file_of(tmp_path, *NEW)), "--check"]) == 0
    out = capsys.readouterr().out
    assert "In orde: 3 percentages, 2025-1 tot en met 2026-2; nieuw of gewijzigd: 2." in out
    assert [line.split() for line in out.splitlines()[1:]] == [
        ["2026-2", "A-U", "5,10", "%"],
        ["2026-1", "Q", "8,30", "%"],
    ]

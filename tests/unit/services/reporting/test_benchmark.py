"""The employer's own quarters beside those of the sector and of the size class (domain rules, 3.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlmodel import select

from xstui.i18n import set_language
from xstui.services import reporting
from xstui.services.reporting.benchmark import benchmark, last_whole_quarter
from xstui.store.tables import EmployerDetails, OrgUnit

OLD = "Q Gezondheids- en welzijnszorg"
UNSET = "Er is geen sector ingesteld"


def tell(context, sector):
    with context.unit("test") as unit:
        unit.session.exec(select(EmployerDetails)).one().sector = sector


def second_employer(context, sector):
    with context.unit("test") as unit:
        key = unit.add(OrgUnit(kind="employer", name="Ander")).key
        unit.add(EmployerDetails(unit_id=key, sector=sector))
    return replace(context, actor=replace(context.actor, unit_ids=context.actor.unit_ids | {key})), key


def figures(context, **changes):
    wanted = replace(reporting.defaults(context, "verzuimcijfers"), last_month=date(2025, 5, 31), **changes)
    return reporting.make(context, wanted)


def newest(table):
    return [note for note in table.notes if note.startswith(("Kwartaal", "Quarter"))][-1]


@pytest.mark.parametrize("sector", ["Q", OLD])
def test_the_sectors_line_and_the_size_classs_line_stand_beside_the_own(context, sector):
    tell(context, sector)
    table = figures(context)
    assert newest(table) == (
        "Kwartaal 2025-1: eigen –, Gezondheids- en welzijnszorg 8,10 %, 1 tot 10 werkzame personen 2,60 %"
    )
    assert table.brief == "Kwartaal 2025-1: eigen –, sector Q 8,10 %, 1-10 werknemers 2,60 %"
    assert not any(UNSET in note for note in table.notes)


def test_in_english_the_titles_are_english(context):
    tell(context, "Q")
    set_language("en")
    assert newest(figures(context)) == (
        "Quarter 2025-1: own –, Health and social work 8.10 %, 1 to 10 employed persons 2.60 %"
    )
    assert figures(context).brief == "Quarter 2025-1: own –, sector Q 8.10 %, 1-10 employees 2.60 %"


@pytest.mark.parametrize(
    ("sector", "sentence", "words"),
    [("", UNSET, "sector niet ingesteld"), ("Zorg", "Het CBS publiceert niets over de sector Zorg", "sector onbekend")],
)
def test_a_sector_that_is_not_there_is_said_and_the_size_stays(context, sector, sentence, words):
    tell(context, sector)
    table = figures(context)
    assert any(note.startswith(sentence) for note in table.notes)
    assert newest(table) == "Kwartaal 2025-1: eigen –, 1 tot 10 werkzame personen 2,60 %"
    assert table.brief == f"Kwartaal 2025-1: eigen –, {words}, 1-10 werknemers 2,60 %"


def test_employers_of_different_sectors_are_told_so_and_each_alone_has_its_own(context):
    tell(context, "Q")
    both, other = second_employer(context, "F")
    table = figures(both)
    assert any("verschillende sectoren" in note for note in table.notes)
    assert "verschillende sectoren" in table.brief
    assert "sector Q" in figures(both, unit_id=1).brief
    assert "sector F" in figures(both, unit_id=other).brief


def test_a_quarter_that_is_not_in_the_program_gives_way_to_one_that_is_in_the_short_line_only(context):
    tell(context, "Q")
    table = reporting.make(context, reporting.defaults(context, "verzuimcijfers"))
    assert "Kwartaal 2026-1" in newest(table)
    assert newest(table).count("niet in dit programma (t/m 2025-3)") == 2
    assert table.brief.startswith("Nieuwste 2025-3: eigen 0,00 %, sector Q ")


def test_the_short_line_has_the_newest_quarter_with_all_figures_and_the_long_ones_have_it_too(context):
    found = benchmark(context.reference.benchmark, {"Q"}, date(2026, 5, 1), Fraction(5), lambda _: Fraction(9, 2))
    assert found.brief.startswith("Nieuwste 2025-3: eigen 4,50 %, sector Q ")
    line = next(note for note in found.notes if "2025-3:" in note)
    assert line.startswith("Nieuwste kwartaal met alle cijfers, 2025-3: eigen 4,50 %, Gezondheids- en welzijnszorg ")
    other = benchmark(context.reference.benchmark, {"Q"}, date(2025, 5, 1), Fraction(5), lambda _: Fraction(9, 2))
    assert other.brief.startswith("Nieuwste 2025-1: ")
    assert sum("2025-1:" in note for note in other.notes) == 1


@pytest.mark.parametrize(
    ("quarter", "sector", "size"),
    [
        ((2026, 1), "niet in dit programma (t/m 2025-3)", "6,80 %"),
        ((2026, 3), "niet in dit programma (t/m 2025-3)", "niet in dit programma (t/m 2026-1)"),
        ((2018, 4), "5,80 %", "5,20 %"),
        ((2008, 4), "niet in dit programma", "niet in dit programma"),
    ],
)
def test_a_figure_that_is_missing_is_not_in_the_program_and_what_is_published_is_shown(context, quarter, sector, size):
    year, number = quarter
    month = date(year, 3 * number, 1)
    found = benchmark(context.reference.benchmark, {"Q"}, month, Fraction(250), lambda _: None)
    assert found.notes[2] == (
        f"Kwartaal {year}-{number}: eigen –, Gezondheids- en welzijnszorg {sector}, 100 of meer werkzame personen {size}"
    )


def test_the_first_quarter_of_2026_is_there_for_all_sectors_together(context):
    found = benchmark(context.reference.benchmark, {"A-U"}, date(2026, 3, 1), Fraction(50), lambda _: None)
    assert any("Kwartaal 2026-1" in note and "5,80 %" in note for note in found.notes), found.notes


@pytest.mark.parametrize(
    ("month", "quarter"), [(3, (2026, 1)), (4, (2026, 1)), (5, (2026, 1)), (6, (2026, 2)), (2, (2025, 4))]
)
def test_the_newest_quarter_is_one_that_is_over(month, quarter):
    found = last_whole_quarter(date(2026, month, 28))
    assert (found.year, found.number) == quarter

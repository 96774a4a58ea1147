"""F49 and F31 at the screen: every parameter by keys, whole columns, and the country's line beside the own."""

from __future__ import annotations

import pytest

from tests.ui.clerk import NARROW, WIDE, at_home
from tests.ui.every_screen import signed_in
from xstui.domain.charting import ChartBy
from xstui.screens.reporting.report import ReportScreen
from xstui.services import reporting
from xstui.services.reporting import sectors
from xstui.store.tables import OrgUnit


def parameters(clerk):
    return clerk.app.screen._parameters


def tell_sector(context, code):
    (found,) = sectors.employer_sectors(context)
    sectors.change_sector(context, found.employer_id, code, seen=found.version)


ALL = (
    *("Kies organisatieonderdeel", "Laatste rapportagemaand", "Aantal rapportagemaanden", "Berekeningsmethode"),
    *("Verzuim selectie vangnet", "Te tonen niveaus", "Detailleer keuze", "Kies eenheden", "Verzuimclassificaties"),
    *("Protocol variatie", "Detail niveau grafiek", "Totaal"),
)
"""The parameters of the figures, and the last row of their table."""


async def fill(clerk, name, text):
    clerk.app.screen.query_one(f"#{name}").raw = text
    await clerk.press()


async def test_F49_every_parameter_of_the_manual_is_there(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("v", "f")
        clerk.sees("Kies organisatieonderdeel", "Laatste rapportagemaand", "Aantal rapportagemaanden")
        clerk.sees("Berekeningsmethode", "Verzuim selectie vangnet", "Te tonen niveaus", "Detailleer keuze")
        clerk.sees("Kies eenheden", "Verzuimclassificaties", "Protocol variatie", "Detail niveau grafiek")


@pytest.mark.parametrize("key", ["f4", "ctrl+@"])
async def test_F49_units_are_ticked_in_a_list(company_path, key):
    async with at_home(company_path) as clerk:
        await clerk.press("v")
        clerk.app.screen.query_one("#units").focus()
        await clerk.press(key)
        clerk.sees("(Select all)", "Inkomen", "Kantoor")
        await clerk.press("4", "f4", "3")
        assert [clerk.app.screen.query_one("#units").raw, len(parameters(clerk).unit_ids)] == ["Kantoor; Inkomen", 2]
        await clerk.press("f4")
        clerk.sees("✓ Kantoor")
        await clerk.press("4")
        assert parameters(clerk).unit_ids == (2,)
        await clerk.press("f4", "1")
        assert parameters(clerk).unit_ids == ()


async def test_F49_detail_classifications_and_variation_change_the_figures(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("v")
        await fill(clerk, "detail", "inkomen")
        assert parameters(clerk).detail_id == 2
        assert "Kantoor" not in clerk.screen.split("Organisatiestructuur")[1]
        await fill(clerk, "detail", "")
        await fill(clerk, "classifications", "ziek t.g.v. arb")
        clerk.sees("0,00 %")
        assert [c.value for c in parameters(clerk).classifications] == ["work-accident"]
        await fill(clerk, "classifications", "ziek")
        assert [c.value for c in parameters(clerk).classifications] == ["sick"]
        await fill(clerk, "variation", "standaard")
        assert parameters(clerk).variation == reporting.STANDARD
        clerk.sees("TESTBEDRIJF")


async def test_F49_a_month_to_come_or_a_number_that_is_none_says_so_and_keeps_the_figures(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("v")
        before = parameters(clerk)
        await fill(clerk, "last_month", "2026-07")
        clerk.sees("Deze maand moet nog beginnen.")
        assert parameters(clerk) == before
        await fill(clerk, "last_month", "2026-06")
        assert parameters(clerk).last_month.month == 6
        await fill(clerk, "months", "0")
        assert clerk.app.screen.query_one("#months").has_class("-refused")
        await fill(clerk, "levels", "0")
        clerk.sees("Vraag 1 tot en met", "Toon 1 niveau of meer.")
        await fill(clerk, "months", "drie")
        assert clerk.app.screen.query_one("#months").problems


async def test_F49_what_is_no_unit_says_so(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("v")
        clerk.app.screen.query_one("#units").focus()
        await clerk.press("nergens", "enter")
        clerk.sees("nergens", "nergens bestaat niet")


async def test_F49_the_chart_shows_months_or_units(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("v")
        clerk.reads("Verzuim % per maand, 2025-06 - 2026-05", "feb mrt apr mei", "0,0 16,1 16,6 16,6")
        clerk.app.screen.query_one("#chart.FormField, ChoiceField#chart").focus()
        await clerk.press("2", "f2")
        assert parameters(clerk).chart == ChartBy.UNITS
        clerk.reads("│ Inkomen █", "8,98 % │")
        assert "apr mei" not in clerk.screen


async def test_at_80_cells_columns_are_whole_and_move_one_at_a_time(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("v")
        clerk.sees("Kolom 2-", "van 13", "8-42 dgn")
        assert "43-" not in clerk.screen.split("Kolom")[0]
        for _ in range(20):
            await clerk.press("right")
        clerk.sees("-13 van 13", "Uren")
        for _ in range(20):
            await clerk.press("left")
        clerk.sees("Kolom 2-")


async def test_F31_the_staff_list_has_its_parameters(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("b", "f")
        clerk.sees("Kies organisatieonderdeel", "Peildatum", "Te tonen niveaus", "Detailleer keuze", "Kies eenheden")
        await fill(clerk, "units", "kantoor")
        clerk.sees("Vries, K. de")
        assert "Polis" not in clerk.screen


async def test_a_tall_screen_shows_the_countrys_line(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("v")
        clerk.sees("Kwartaal 2025-1: eigen –, 1 tot 10", "2,60 %", "Bron: CBS StatLine")


async def test_a_low_screen_has_the_countrys_line_in_short_and_help_has_it_whole(company_path):
    async with at_home(company_path, NARROW) as clerk:
        tell_sector(clerk.app.context, "Q")
        await clerk.press("v")
        clerk.sees("Nieuwste 2025-3: eigen 0,00 %, sector Q 7,00 %, 1-10 werknemers 2,50 %")
        assert "…" not in clerk.screen
        await clerk.press("f1")
        clerk.sees("Hulp: Verzuimcijfers")
        await clerk.press("end")
        clerk.reads("Bron: CBS StatLine", "Alleen gegevens van werknemers")
        await clerk.press("pageup")
        clerk.says("Kwartaal 2025-1: eigen –, Gezondheids- en welzijnszorg 8,10 %")


async def test_the_staff_list_explains_itself_whole_on_a_low_screen(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("b")
        clerk.reads("gebruiker voor geautoriseerd is, worden getoond.")
        assert "…" not in clerk.screen
        await clerk.press("f1", "end")
        clerk.says("Uit dienst: laatste dag van het dienstverband; leeg zolang er geen bekend is.")


async def test_a_tall_screen_that_is_not_wide_shows_every_line(company_path):
    async with at_home(company_path, (100, 40)) as clerk:
        tell_sector(clerk.app.context, "Q")
        await clerk.press("v")
        clerk.reads(
            "Kwartaal 2024-1", "Kwartaal 2025-1", "Kwartaal 2026-1", "Bron: CBS StatLine", "Alleen gegevens van"
        )


def test_the_own_quarters_stand_beside_the_countrys(context):
    table = reporting.make(context, reporting.defaults(context, "verzuimcijfers"))
    lines = [note for note in table.notes if note.startswith("Kwartaal")]
    assert [line.split(":")[0] for line in lines] == ["Kwartaal 2024-1", "Kwartaal 2025-1", "Kwartaal 2026-1"]
    assert lines[0].endswith("1 tot 10 werkzame personen 2,50 %")
    assert lines[1].endswith("2,60 %")
    assert lines[2].endswith("niet in dit programma (t/m 2025-3)")
    assert "eigen –" in lines[0]
    assert any("CBS StatLine" in note for note in table.notes)


REFUSED = [
    ("v", "units", "nergens", "Kies eenheden: Het organisatieonderdeel nergens bestaat niet."),
    ("b", "units", "Inkomen / Kantoor", "Kies eenheden: Het organisatieonderdeel Inkomen / Kantoor bestaat niet."),
    ("v", "detail", "nergens", "Detailleer keuze: Het organisatieonderdeel nergens bestaat niet."),
    ("b", "unit", "nergens", "Kies organisatieonderdeel: Het organisatieonderdeel nergens bestaat niet."),
    ("v", "last_month", "mei", "Laatste rapportagemaand: "),
    ("v", "months", "", "Aantal rapportagemaanden: "),
    ("v", "variation", "nergens", "Protocol variatie: "),
    ("v", "classifications", "griep", "Verzuimclassificaties: "),
    ("b", "levels", "0", "Te tonen niveaus: "),
    ("b", "reference_date", "31-02-2026", "Peildatum: "),
]


@pytest.mark.parametrize(("report", "field", "typed", "sentence"), REFUSED)
async def test_without_every_parameter_right_there_is_no_table_and_no_export(
    company_path, report, field, typed, sentence
):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press(report)
        clerk.sees("Polis" if report == "b" else "TESTBEDRIJF")
        await fill(clerk, field, typed)
        clerk.reads(f"! {sentence}")
        clerk.sees("Geen cijfers tot elk gegeven hierboven klopt.")
        assert "Polis, V.  " not in clerk.screen
        assert "TESTBEDRIJF" not in clerk.screen
        clerk.app.screen.query_one("RowList").focus()
        await clerk.press("x")
        assert clerk.app.screen.query_one(f"#{field}").has_focus_within
        clerk.reads(f"! {sentence}")


@pytest.mark.parametrize("typed", ["Inkomen; Kantoor", "Inkomen,kantoor", " 001 ;Kantoor; "])
async def test_units_are_separated_by_semicolons_or_by_commas(company_path, typed):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("b")
        await fill(clerk, "units", typed)
        assert parameters(clerk).unit_ids == (2, 3)
        clerk.sees("Polis, V.")


async def test_what_is_exported_in_one_burst_is_what_was_asked(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("b")
        clerk.app.screen.query_one("#units").focus()
        await clerk.press("kantoor", "enter", "x")
        clerk.sees("Export")
        assert {row.cells[4] for row in clerk.app.screen._table.rows} == {"Kantoor"}


async def test_a_month_without_anybody_says_so(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("v")
        await fill(clerk, "last_month", "2001-05")
        clerk.sees("Niemand is in deze periode in dienst.")


async def test_a_name_of_two_units_is_asked_about_with_both_names(context, company_path):
    with context.unit("test") as unit:
        other = unit.add(OrgUnit(kind="department", name="Zuid", parent_id=1)).key
        office = unit.add(OrgUnit(kind="department", name="Kantoor", parent_id=other)).key
    async with at_home(company_path) as clerk:
        await clerk.press("v", "f", "up")
        await fill(clerk, "units", "kantoor")
        clerk.sees("Kies eenheden: Dit past op 2 keuzes")
        await fill(clerk, "units", "")
        await fill(clerk, "unit", "kantoor")
        await clerk.press("enter")
        clerk.sees("Kantoor (TESTBEDRIJF_Voorbeeld)", "Kantoor (TESTBEDRIJF_Voorbeeld / Zuid)")
        await clerk.press("2")
        assert parameters(clerk).unit_id == office


async def test_on_a_tall_screen_all_parameters_and_the_total_are_in_sight(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("v", "f")
        assert {field.size.height for field in clerk.app.screen.query("#parameters > *")} == {1}
        clerk.sees("Detail niveau grafiek", "Totaal   ")


@pytest.mark.parametrize(
    ("name", "first", "labels"),
    [
        (
            "verzuimcijfers",
            "last_month",
            ALL,
        ),
        ("claimspecificatie", "month", ("Werkgevers", "Maand")),
        ("uitkeringsspecificaties", "first", ("Werkgevers", "Uitkeringskenmerk", "Periode van", "Periode t/m")),
        ("deelnemersregistratie", "year", ("Werkgevers", "Jaar")),
        ("werknemersbestand", "reference_date", ("Peildatum", "Te tonen niveaus", "Detailleer keuze", "Kies eenheden")),
    ],
)
async def test_the_parameters_are_all_in_sight_and_begin_at_the_period(company_path, name, first, labels):
    async with signed_in(company_path) as clerk:
        await clerk.app.push_screen(ReportScreen(name))
        await clerk._quiet()
        await clerk.press("f")
        assert clerk.app.screen.query_one(f"#{first}").has_focus_within
        clerk.sees(*labels)
        chart = clerk.app.screen.query_one("#columns")
        assert chart.size.height == 0
        await clerk.press("f2")
        assert (chart.size.height > 0) is (name == "verzuimcijfers")


async def test_the_save_key_goes_from_the_parameters_to_the_table_and_keeps_them(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("v")
        assert "Naar de tabel" not in clerk.screen
        await clerk.press("f", "up", "inko")
        clerk.sees("F2 Naar de tabel")
        await clerk.press("f2", "x")
        clerk.sees("Exporteren", "Excel")
        await clerk.press("escape")
        clerk.sees("Inkomen")
        assert "Kantoor" not in clerk.screen

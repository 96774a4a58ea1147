"""The two reports: the manual's labels, rows at their level, totals and the chart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.unit.reports.tables import HEAD
from xstui.reports.definitions import absence_figures, staff_list
from xstui.reports.definitions.absence_figures import FiguresRow
from xstui.reports.definitions.staff_list import StaffRow
from xstui.reports.table import shown


def figures(label, code, level, average, percentage):
    return FiguresRow(
        label=label,
        code=code,
        level=level,
        average_employees=Fraction(average),
        absence_percentage=percentage,
        class_percentages=(Fraction(1), Fraction(2), Fraction(3), Fraction("0.5")) if percentage else None,
        reports=3,
        report_frequency=Fraction("1.25"),
        mean_duration=None,
        zero_absence=Fraction(40),
        hours_per_employee=Fraction("12.3"),
    )


def absence_table():
    units = [
        figures("TESTBEDRIJF", "", 0, "15", Fraction("6.5")),
        figures("Inkomen", "001", 1, "9", Fraction("6.5")),
        figures("Werkplaats", "Werkplaats", 1, "2", None),
    ]
    months = [(date(2026, 4, 1), Fraction("6.1")), (date(2026, 5, 1), None)]
    total = figures("Totaal", "", 0, "15", Fraction("6.5"))
    return absence_figures.build(units, total, months, [("Te tonen niveaus", "2")], HEAD)


def test_the_absence_figures_have_the_manuals_labels():
    """Manual 8: the columns in the picture, and the report's name."""
    found = absence_table()
    labels = [column.label for column in found.columns]
    assert labels[:3] == ["Organisatiestructuur", "Code", "Gemiddeld aantal werknemers"]
    assert "Gemiddeld aantal verzuimuren" in labels
    assert found.name == "verzuimcijfers"
    assert found.title == "Verzuim per org.eenheid incl. verzuimduurcategorieën"


def test_the_absence_figures_show_units_at_their_level_and_unknowns_as_a_dash():
    found = absence_table()
    texts = [[shown(c, k) for c, k in zip(r.cells, found.columns, strict=True)] for r in found.rows]
    assert [row.level for row in found.rows] == [0, 1, 1]
    assert texts[1] == [
        "Inkomen",
        "001",
        "9,0",
        "6,50 %",
        "1,00 %",
        "2,00 %",
        "3,00 %",
        "0,50 %",
        "3",
        "1,25",
        "–",
        "40,00 %",
        "12,3",
    ]
    assert texts[2][3:8] == ["–"] * 5
    assert found.totals is not None
    assert found.totals.cells[2] == Decimal(15)


def test_the_chart_has_a_value_for_each_month():
    chart = absence_table().chart
    assert chart is not None
    assert chart.labels == ("2026-04", "2026-05")
    assert chart.values == (Decimal("6.1"), None)
    assert chart.unit == "%"


def test_without_employees_there_are_no_totals():
    assert absence_figures.build([], None, [], [], HEAD).totals is None


def staff(name, hours, end=None):
    return StaffRow(
        dossier_no=563167,
        name=name,
        gender="Dhr.",
        birth_date=date(1982, 5, 1),
        unit="Kantoor",
        code="002",
        job="Planner",
        contract_type="Vast dienstverband",
        start_date=date(2020, 1, 1),
        end_date=end,
        hours=Decimal(hours),
        fte=Decimal("0.5"),
    )


def test_the_staff_list_is_flat_and_adds_up():
    found = staff_list.build([staff("Jansen, A.", "18.43"), staff("Polis, V.", "18.43")], [], HEAD)
    assert found.name == "werknemersbestand"
    assert found.title == "Overzicht Dienstverbanden - platte structuur"
    assert {row.level for row in found.rows} == {0}
    texts = dict(zip([c.key for c in found.columns], found.rows[0].cells, strict=True))
    assert (texts["name"], texts["dossier_no"], texts["end_date"]) == ("Jansen, A.", "563167", None)
    totals = dict(zip([c.key for c in found.columns], found.totals.cells, strict=True))
    assert (totals["hours"], totals["fte"], totals["dossier_no"]) == (Decimal("36.86"), Decimal("1.0"), "2")


def test_every_column_has_its_definition_in_what_a_file_says():
    found = absence_table()
    assert [text.partition(": ")[0] for text in found.definitions] == [column.label for column in found.columns]
    assert set(found.definitions) < set(found.remarks)
    assert (
        "Gemiddeld aantal werknemers: dagen dat mensen in dienst waren, gedeeld door de dagen van de periode; in personen: "
        "twee dienstverbanden tellen één keer."
    ) in found.remarks

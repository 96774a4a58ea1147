"""One figure has one value: in its explanation, on the screen, on paper, in CSV and in Excel."""

from __future__ import annotations

import csv
import subprocess
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from tests.unit.domain.figures_company import absence_figures, random_company
from tests.unit.reports.tables import HEAD
from tests.unit.reports.test_pdf import PDFTOTEXT, reads_pdf
from xstui.domain.figures import Method, Period, explain, total
from xstui.reports import csv_writer, pdf_writer, xlsx_writer
from xstui.reports.definitions import absence_figures as report
from xstui.reports.definitions.absence_figures import FiguresRow
from xstui.reports.table import ColumnKind, shown

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
LATER = date(2030, 1, 1)
COMPANIES = range(1_000)
NUMBERS = {ColumnKind.DECIMAL, ColumnKind.PERCENTAGE, ColumnKind.INTEGER}


def row_of(label, found):
    return FiguresRow(
        label=label,
        code="",
        level=0,
        average_employees=found.average_employees,
        absence_percentage=found.absence_percentage,
        class_percentages=found.class_percentages,
        reports=found.reports,
        report_frequency=found.report_frequency,
        mean_duration=found.mean_duration,
        zero_absence=found.zero_absence,
        hours_per_employee=found.hours_per_average_employee,
    )


@pytest.fixture(scope="module")
def companies():
    """Return the spans of each company, and the figures of each of its units."""
    spans = [random_company(seed, MAY.first.toordinal(), 31).spans for seed in COMPANIES]
    return [(each, absence_figures(*each, MAY, as_of=LATER)) for each in spans]


@pytest.fixture(scope="module")
def table(companies):
    rows = [
        row_of(f"{seed}-{unit}", found) for seed, (_, units) in enumerate(companies) for unit, found in units.items()
    ]
    assert len(rows) > 1_000
    return report.build(rows, None, [], [], HEAD)


def texts(table):
    """Return the cells of numbers as the screen shows them."""
    places = [n for n, column in enumerate(table.columns) if column.kind in NUMBERS]
    return [[shown(row.cells[n], table.columns[n]) for n in places] for row in table.rows]


def explained(told):
    """Return what an explanation comes to, in the order of the columns."""
    return (
        told.average_employees,
        told.percentage,
        *(told.of_class(number).percentage for number in range(4)),
        len(told.reports),
        told.report_frequency,
        told.mean_duration,
        told.zero_absence,
        told.hours_per_average_employee,
    )


def counted(found):
    """Return the same of what the table is made of, in the same order."""
    return (
        found.average_employees,
        found.absence_percentage,
        *(found.class_percentages or (None,) * 4),
        found.reports,
        found.report_frequency,
        found.mean_duration,
        found.zero_absence,
        found.hours_per_average_employee,
    )


def test_an_explanation_comes_to_exactly_what_the_table_has(companies, table):
    rows = iter(table.rows)
    for spans, units in companies:
        for unit in units:
            row = next(rows)
            assert explained(explain(*spans, MAY, as_of=LATER, units={unit})) == row.cells[2:], row.cells[0]


@pytest.mark.parametrize("method", [Method.WORKING_DAYS, Method.HOURS])
def test_an_explanation_of_the_total_comes_to_it_by_every_method(companies, method):
    for spans, _ in companies:
        units = absence_figures(*spans, MAY, as_of=LATER, method=method)
        if units:
            told = explain(*spans, MAY, as_of=LATER, method=method)
            assert explained(told) == counted(total(units.values()))


def test_excel_has_the_exact_number_and_shows_what_the_screen_shows(table, tmp_path):
    xlsx_writer.write(table, tmp_path / "x.xlsx")
    sheet = load_workbook(tmp_path / "x.xlsx", read_only=True).worksheets[0]
    places = [n for n, column in enumerate(table.columns) if column.kind in NUMBERS]
    found = [[row[n] for n in places] for row in sheet.iter_rows(min_row=2, values_only=True)]
    columns = [table.columns[n] for n in places]
    assert [[as_excel(v, c) for v, c in zip(row, columns, strict=True)] for row in found] == texts(table)
    exact = [[row.cells[n] for n in places] for row in table.rows]
    assert found == [[as_stored(v, c) for v, c in zip(row, columns, strict=True)] for row in exact]
    assert any(isinstance(value, Fraction) and value.denominator > 100 for row in exact for value in row)


def as_excel(value, column):
    """Return a number as a spreadsheet shows it: from fifteen digits, rounded half up."""
    if value is None:
        return shown(None, column)
    digits = Decimal(f"{value * 100 if column.kind is ColumnKind.PERCENTAGE else value:.15g}")
    if column.kind is ColumnKind.INTEGER:
        return shown(int(value), column)
    return shown(digits.quantize(Decimal(1).scaleb(-column.decimals), ROUND_HALF_UP), column)


def as_stored(value, column):
    if value is None or column.kind is ColumnKind.INTEGER:
        return value
    return float(value / 100) if column.kind is ColumnKind.PERCENTAGE else float(value)


def test_csv_has_what_the_screen_shows(table, tmp_path):
    csv_writer.write(table, tmp_path / "x.csv", ";")
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    places = [n for n, column in enumerate(table.columns) if column.kind in NUMBERS]
    assert [[row[n] for n in places] for row in rows] == [
        [text.removesuffix(" %").replace(".", "").replace("–", "") for text in row] for row in texts(table)
    ]


@reads_pdf
def test_pdf_has_what_the_screen_shows(table, tmp_path):
    pdf_writer.write(table, tmp_path / "x.pdf")
    command = [PDFTOTEXT, "-layout", "-enc", "UTF-8", str(tmp_path / "x.pdf"), "-"]
    out = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found = {line.split()[0]: " ".join(line.split()[1:]) for line in out.splitlines() if line.strip()}
    for row, wanted in zip(table.rows, texts(table), strict=True):
        assert found[row.cells[0]] == " ".join(wanted)


def test_classes_that_do_not_add_up_say_so_and_others_say_nothing():
    thirds = row_of("x", absence_figures(*random_company(0, MAY.first.toordinal(), 31).spans, MAY, as_of=LATER)[1])
    even = replace(thirds, absence_percentage=Fraction(1), class_percentages=(Fraction(1, 2), Fraction(1, 2)))
    odd = replace(even, class_percentages=(Fraction("0.405"), Fraction("0.595")))
    note = "Elke verzuimduurklasse is op zichzelf afgerond: samen kunnen de klassen iets verschillen van het geheel."
    assert note in report.build([even], odd, [], [], HEAD).notes
    assert note not in report.build([even], even, [], [], HEAD).notes

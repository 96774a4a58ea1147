"""PDF: read back with pdftotext."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.reports.tables import COLUMNS, HOSTILE, ROWS, TOTALS, table, texts_table
from xstui.reports import pdf_writer
from xstui.reports.pdf_layout import LARGEST, layout_of
from xstui.reports.pdf_text import BOLD, PLAIN, Face, drawable, literal
from xstui.reports.table import Chart, Column, ColumnKind, Row, Series, shown
from xstui.services import reporting

PDFTOTEXT = shutil.which("pdftotext")
reads_pdf = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler-utils) is not installed")


def read(report, path):
    pdf_writer.write(report, path, None)
    done = subprocess.run([PDFTOTEXT, "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().rstrip("\f").split("\f")


@reads_pdf
def test_head_rows_totals_and_notes_read_back_as_shown(tmp_path):
    pages = read(table(), tmp_path / "r.pdf")
    text = re.sub(r"\s+", " ", " ".join(pages))
    for row in (*ROWS, TOTALS):
        cells = [shown(cell, column) for cell, column in zip(row.cells, COLUMNS, strict=True)]
        assert " ".join(cells) in text
    for part in ("V. Polis", "Te tonen niveaus: 2", "01-06-2025", "een toelichting.", "verzuimduurcategorieën"):
        assert part in text
    assert "Verzuim % per maand" in text


@reads_pdf
def test_every_page_has_the_labels_and_its_number(tmp_path):
    rows = [Row((f"Naam {n}", n, *ROWS[0].cells[2:])) for n in range(200)]
    pages = read(table(rows), tmp_path / "r.pdf")
    assert len(pages) >= 4
    with_rows = [page for page in pages if re.search(r"Naam \d", page)]
    assert all("Organisatiestructuur" in page for page in with_rows)
    for number, page in enumerate(pages, start=1):
        last = page.strip().splitlines()[-1].split()
        assert (last[1], last[-1]) == (str(number), str(len(pages)))
    assert re.findall(r"Naam (\d+)", " ".join(pages)) == [str(n) for n in range(200)]


@reads_pdf
def test_labels_never_part_from_their_rows(tmp_path):
    for count in range(44, 58):
        report = replace(table(), parameters=(("Eenheid", "Kantoor"),) * count)
        pages = read(report, tmp_path / "r.pdf")
        with_labels = next(page for page in pages if "Organisatiestructuur" in page)
        assert "TESTBEDRIJF" in with_labels


@reads_pdf
def test_the_chart_never_falls_off_the_page(tmp_path):
    for count in range(14, 36):
        rows = [ROWS[0]] * count
        pages = read(table(rows), tmp_path / "r.pdf")
        with_title = next(page for page in pages if "Verzuim % per maand" in page)
        assert "2026-05" in with_title.split("Verzuim % per maand")[1]


@reads_pdf
def test_texts_are_drawn_and_never_stop_the_export(tmp_path):
    text = " ".join(read(texts_table(HOSTILE), tmp_path / "r.pdf"))
    for part in (
        "=cmd|'/c calc'!A0",
        "[bold]x[/]",
        "<b>&amp;</b>",
        "gnisrever",
        "[31mred",
        "Çelik-Ünal, Ş. Ğ.",
        "Żółć, Ő. ? ?",
        "(brackets) \\ backslash",
    ):
        assert part in text
    assert not {"\u202e", "\x1b", "\x07"} & set(text)


@pytest.mark.parametrize("kind", ["line", "bar"])
@pytest.mark.parametrize("values", [(), (Decimal(5),), (None,) * 60, (Decimal(0),) * 60, (Decimal(5), None) * 30])
def test_charts_of_all_kinds(kind, values, tmp_path):
    labels = tuple(f"20{n:02}-01" for n in range(len(values)))
    chart = Chart("Verzuim", labels, (Series("a", values), Series("b", values)), kind, "%")
    pdf_writer.write(table(chart=chart), tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes()[:5] == b"%PDF-"


def columns(count, width=12, kind=ColumnKind.TEXT):
    return tuple(Column(f"c{n}", f"Kolom {n}", kind, width) for n in range(count))


def test_the_paper_grows_with_the_columns():
    sides = [(round(found.width), round(found.height)) for found in map(layout_of, map(columns, (5, 12, 25)))]
    assert sides == [(595, 842), (842, 595), (1191, 842)]
    assert layout_of(columns(5)).size == LARGEST


@pytest.mark.parametrize("count", [1, 5, 12, 25])
def test_a_number_as_wide_as_its_column_fits(count):
    layout = layout_of(columns(count))
    for place in layout.places:
        assert layout.plain.width("9" * 12) <= place.room + 0.01
    assert layout.places[-1].left + layout.places[-1].room <= layout.width


@reads_pdf
def test_a_number_that_does_not_fit_is_not_cut(tmp_path):
    many = (*columns(1, 4, ColumnKind.MONEY), *columns(1, 200))
    rows = [Row((Decimal(123456789012), "x"))]
    text = " ".join(read(table(rows, None, None, many), tmp_path / "r.pdf"))
    assert "####" in text
    assert "123" not in text


@reads_pdf
def test_a_label_gives_way_to_its_short_form_where_a_word_does_not_fit(tmp_path):
    wide, narrow = (Column("f", "Meldingsfrequentie", ColumnKind.DECIMAL, width, short="Freq.") for width in (30, 6))
    many = (*columns(1, 60), narrow)
    assert "Freq." in read(table([], None, None, many), tmp_path / "r.pdf")[0]
    assert "Meldingsfrequentie" in read(table([], None, None, (wide,)), tmp_path / "r.pdf")[0]


def test_a_long_text_is_cut_with_an_ellipsis():
    face = Face(PLAIN, 8)
    text, width = face.cut("W" * 50, 40)
    assert re.fullmatch("W+…", text)
    assert width == face.width(text) <= 40
    assert face.cut("W", 1) == ("", 0)
    assert face.cut("kort", 100) == ("kort", face.width("kort"))


def test_wrapping_keeps_every_word_within_the_room():
    lines = Face(BOLD, 8).wrap("Gemiddeld aantal werknemers", 50)
    assert " ".join(lines) == "Gemiddeld aantal werknemers"
    assert len(lines) == 3
    assert Face(BOLD, 8).wrap("", 50) == [""]


def test_widths_are_those_of_the_library():
    from reportlab.pdfbase.pdfmetrics import stringWidth

    for name in (PLAIN, BOLD):
        for text in ("Çelik-Ünal (x)", "€ 4.000,00", "“…” – —"):
            assert Face(name, 8).width(text) == pytest.approx(stringWidth(text, name, 8))
    assert Face(PLAIN, 8).width("Ş") == pytest.approx(stringWidth("Ş", "DejaVuSansCondensed", 8))


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Jansen", "Jansen"),
        ("Çelik-Ünal", "Çelik-Ünal"),
        ("Şahin Ğ", "Şahin Ğ"),
        ("Łukasz Żółć, Dvořák Ńĳ", "Łukasz Żółć, Dvořák Ńĳ"),
        ("Nguyễn Ștefan Иванов", "Nguyễn Ștefan Иванов"),
        ("ᾱ ǰ ḻ", "α ǰ ḻ"),
        ("e\u0301\u0308", "é"),
        ("a\u202eb\x00c\u00add", "a b c d"),
        ("李", "?"),
    ],
)
def test_letters_that_the_fonts_lack_lose_their_accent(typed, drawn):
    assert drawable(typed) == drawn


@pytest.mark.parametrize(
    ("text", "code"),
    [("plain", "plain"), ("(a\\b)", "\\050a\\134b\\051"), ("€ é", "\\200 \\351"), ("Ş", None)],
)
def test_a_literal_is_ascii(text, code):
    assert literal(text) == code


@reads_pdf
def test_letters_that_no_font_has_are_counted_and_told(tmp_path):
    report = texts_table(["李小龍", "李小龍", "Jansen?", "Żółć", "محمد 🤒"])
    path = tmp_path / "report.pdf"
    assert pdf_writer.write(report, path) == 11
    assert pdf_writer.write(texts_table(["Jansen?", "Żółć"]), tmp_path / "whole.pdf") == 0
    text = " ".join(" ".join(read(report, path)).split())
    assert "11 letters of tekens kunnen niet in een PDF en zijn daar vraagtekens: Excel en CSV hebben ze wel." in text


def test_an_export_says_what_its_format_lacks(context, tmp_path):
    report = texts_table(["李小龍"])
    said = "3 letters of tekens kunnen niet in een PDF en zijn daar vraagtekens: Excel en CSV hebben ze wel."
    assert reporting.export(context, report, "pdf", tmp_path / "x.pdf") == said
    assert reporting.export(context, report, "xlsx", tmp_path / "x.xlsx") == ""

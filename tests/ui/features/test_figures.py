"""F49 and F50: the absence figures of the manual's section 8, and the same numbers in a file."""

from __future__ import annotations

import csv
import shutil
import subprocess

import openpyxl
import pytest

from tests.ui.clerk import WIDE, at_home
from tests.ui.scanner import needs

LABELS = (
    "Te tonen niveaus",
    "Detailleer keuze",
    "Laatste rapportagemaand    2026-05",
    "Detail niveau grafiek",
    "Verzuim selectie vangnet   ● 1 inclusief vangnet",
    "Protocol variatie",
    "Kies organisatieonderdeel",
    "Kies eenheden",
    "Aantal rapportagemaanden   12",
    "Berekeningsmethode         ● 1 Kalenderdagen",
    "Verzuimclassificaties",
)


async def test_F49_the_picture_of_the_manual(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("v", "f")
        clerk.reads(*LABELS)
        await clerk.press("f2")
        for unit, code, average in (
            ("Inkomen", "001", "9,0"),
            ("Kantoor", "002", "4,0"),
            ("Werkplaats", "Werkplaats", "2,0"),
        ):
            (row,) = [
                line.strip("▸┃ ").split() for line in clerk.screen.splitlines() if line.strip("▸┃ ").startswith(unit)
            ]
            assert row[1:3] == [code, average]
        clerk.reads(
            "TESTBEDRIJF_Demo                         15,0    8,29 %", "1-7 dgn", "8-42 dgn", "43-365 d", "> 1 jaar"
        )
        clerk.reads("Meld.", "Freq.", "Duur", "Verzuim % per maand, 2025-06 - 2026-05", "apr  mei", "17,0 24,1")


async def test_F49_a_parameter_works_as_soon_as_it_is_changed(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("v", "f", "end", "ctrl+u", "2026-01", "tab", "end", "ctrl+u", "1")
        clerk.reads("TESTBEDRIJF_Demo", "6,45 %")
        await clerk.press("tab", "2")
        clerk.reads("● 2 Werkdagen")
        assert "6,45 %" not in clerk.screen.split("Organisatiestructuur")[1].split("Totaal")[0]


async def test_F49_a_percentage_shows_its_people_days_and_factors(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("v", "down", "enter")
        clerk.reads("Inkomen · Verzuim %", "verzuimd van", "= 9,38 %", "Polis, V.", "840359", "02-03-2026", "0,9767")
        assert "Horst" not in clerk.screen, "he works in another department"


async def export(clerk, digit):
    await clerk.press("x", digit, "enter")
    clerk.reads("Geschreven")


def read_by_another_program(pdf):
    command = [shutil.which("pdftotext"), "-layout", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of one's own, where files are written."""
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


async def test_F50_excel_and_csv_hold_the_numbers_of_the_screen(demo, here):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("v")
        clerk.reads("8,29 %")
        await clerk.press("x")
        clerk.reads("PDF", "Excel", "CSV (kommagescheiden)", "CSV (puntkommagescheiden)", "CSV (tabgescheiden)")
        await clerk.press("2", "enter")
        await export(clerk, "4")
    book = openpyxl.load_workbook(here / "verzuimcijfers-20260608.xlsx", data_only=True)
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    (kantoor,) = [row for row in cells if "Kantoor" in row]
    assert kantoor[kantoor.index("Kantoor") + 1 : kantoor.index("Kantoor") + 3] == ["002", 4]
    with (here / "verzuimcijfers-20260608.csv").open(encoding="utf-8-sig", newline="") as file:
        (line,) = [row for row in csv.reader(file, delimiter=";") if row and row[0].strip() == "Kantoor"]
    assert line[1] == "002"
    assert [float(cell.rstrip(" %").replace(",", ".")) for cell in line[2:4]] == [4.0, 8.07]


async def test_F50_a_file_that_is_there_is_replaced_only_when_asked_twice(demo, here):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("v", "x", "enter")
        clerk.reads("Geschreven")
        written = (here / "verzuimcijfers-20260608.xlsx").read_bytes()
        (here / "verzuimcijfers-20260608.xlsx").write_bytes(b"mine")
        await clerk.press("x", "enter")
        clerk.says("verzuimcijfers-20260608.xlsx is er al. Sla nog een keer op om het te vervangen")
        assert (here / "verzuimcijfers-20260608.xlsx").read_bytes() == b"mine"
        await clerk.press("f2")
        clerk.reads("Geschreven")
        assert (here / "verzuimcijfers-20260608.xlsx").stat().st_size == len(written)


async def test_F50_the_name_of_a_file_says_its_format(demo, here):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("v", "x", "4", "tab", "ctrl+u", "cijfers.xlsx", "f2")
        clerk.reads("Een bestand van deze vorm eindigt op .csv.")
        assert not list(here.iterdir())


async def test_F50_the_pdf_is_read_by_another_program(demo, here):
    needs("pdftotext")
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("v")
        await export(clerk, "1")
    pdf = here / "verzuimcijfers-20260608.pdf"
    text = read_by_another_program(pdf)
    for shown in ("TESTBEDRIJF_Demo", "8,29", "Inkomen", "9,38", "Werkplaats"):
        assert shown in text

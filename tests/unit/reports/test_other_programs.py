"""The reports of a real store, read back by programs that clerks have: LibreOffice and a reader of PDFs.

The other tests read files by libraries, which forgive what a program may not.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess

import pytest

from xstui.i18n import set_language
from xstui.reports.table import all_rows, shown
from xstui.services import reporting

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
NAMES = ("verzuimcijfers", "werknemersbestand")
COMMAS_IN_UTF8 = "csv:Text - txt - csv (StarCalc):44,34,76"


def table_of(context, name):
    return reporting.make(context, reporting.defaults(context, name))


def texts(table, unknown):
    """Return what the screen shows of each row, with an unknown value as the file has it."""
    return [
        [
            unknown if cell is None else shown(cell, column)
            for cell, column in zip(row.cells, table.columns, strict=True)
        ]
        for row in all_rows(table)
    ]


@pytest.mark.skipif(SOFFICE is None, reason="soffice (libreoffice-calc) is not installed")
def test_libreoffice_shows_of_the_workbook_what_the_screen_shows(context, tmp_path):
    """In English, so that both write a decimal point: LibreOffice follows the language of the machine."""
    set_language("en")
    tables = {name: table_of(context, name) for name in NAMES}
    books = [tmp_path / f"{name}.xlsx" for name in NAMES]
    for table, book in zip(tables.values(), books, strict=True):
        reporting.export(context, table, "xlsx", book)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", COMMAS_IN_UTF8, "--outdir", tmp_path, *books]
    subprocess.run(command, check=True, capture_output=True, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"})
    for name, table in tables.items():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            labels, *rows = csv.reader(file)
        assert labels == [column.label for column in table.columns]
        assert rows == texts(table, unknown="")


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_pdftotext_reads_the_rows_as_the_screen_shows_them(context, tmp_path, name):
    table = table_of(context, name)
    reporting.export(context, table, "pdf", tmp_path / "r.pdf")
    done = subprocess.run([PDFTOTEXT, "-layout", tmp_path / "r.pdf", "-"], capture_output=True, check=True)
    read = [re.sub(r"\s+", " ", line.strip()) for line in done.stdout.decode().splitlines()]
    for row in texts(table, unknown="–"):
        assert " ".join(filter(None, row)) in read

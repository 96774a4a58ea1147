"""Exports against the bare libraries beneath them, in one run on one machine.

Run: `python benchmarks/exports.py [rows ...]`, 10,000 rows of 25 columns by default. Held to, at 100,000:
csv at most 1.3 x the csv module, xlsx at most 0.3 x xlsxwriter, pdf at most 1.2 x reportlab's bare canvas.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.timing import in_turn
from xstui.reports.formats import ExportFormat, writer_for
from xstui.reports.table import TEXTUAL, Column, ColumnKind, ReportHead, ReportTable, Row, shown

NOW = datetime(2026, 6, 8, 9, tzinfo=UTC)
HELD_TO = {ExportFormat.CSV: 1.3, ExportFormat.CSV_SEMICOLON: 1.3, ExportFormat.XLSX: 0.3, ExportFormat.PDF: 1.2}
KINDS = [
    *[ColumnKind.TEXT] * 9,
    *[ColumnKind.DATE] * 4,
    *[ColumnKind.INTEGER] * 3,
    *[ColumnKind.PERCENTAGE] * 4,
    *[ColumnKind.MONEY] * 3,
    *[ColumnKind.HOURS] * 2,
]
COLUMNS = tuple(Column(f"c{n}", f"Column {n}", kind, 12) for n, kind in enumerate(KINDS))


def made(rows: int) -> ReportTable:
    """Return a table of names, jobs, dates, percentages, wages and hours."""
    rng = random.Random(1)
    head = ReportHead(NOW, NOW, "A. Clerk", "Everyone.")
    return ReportTable("bench", "Bench", (), COLUMNS, [Row(cells(rng, n)) for n in range(rows)], head)


def cells(rng: random.Random, number: int):
    """Return a row: four texts are its own, five come back, as in a staff list."""
    names = [f"Employee {number}, {letter}." for letter in "ABCD"]
    jobs = [rng.choice(("Welder", "Clerk", "Planner", "Driver")) for _ in range(5)]
    days = [date(1960, 1, 1) + timedelta(rng.randrange(20_000)) for _ in range(4)]
    counts = [rng.randrange(100_000) for _ in range(3)]
    percentages = [Decimal(rng.randrange(10_001)) / 100 for _ in range(4)]
    wages = [Decimal(rng.randrange(200_000, 900_000)) / 100 for _ in range(3)]
    hours = [Decimal(rng.choice((1600, 2400, 3200, 3600, 4000))) / 100 for _ in range(2)]
    return (*names, *jobs, *days, *counts, *percentages, *wages, *hours)


def bare_csv(table: ReportTable, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(row.cells for row in table.rows)


def bare_dutch_csv(table: ReportTable, path: Path) -> None:
    """Write decimal commas as Dutch Excel needs them, in the plainest way."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(
            [str(cell).replace(".", ",") if isinstance(cell, Decimal) else cell for cell in row.cells]
            for row in table.rows
        )


def bare_xlsx(table: ReportTable, path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    day, plain = book.add_format({"num_format": "dd-mm-yyyy"}), book.add_format({"num_format": "#,##0.00"})
    sheet = book.add_worksheet()
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row.cells):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            else:
                sheet.write_number(number, place, cell, plain)
    book.close()


def bare_pdf(texts: list[list[str]], path: Path) -> None:
    """Draw texts that are ready: the comparison holds the formatting against xstui."""
    from reportlab import rl_config
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 1  # reportlab's own default, which xstui turns off
    canvas = Canvas(str(path), pagesize=landscape(A4))
    y = 0
    for row in texts:
        if y < 40:
            canvas.showPage()
            canvas.setFont("Helvetica", 4)
            y = 560
        for place, text in enumerate(row):
            if KINDS[place] in TEXTUAL:
                canvas.drawString(30 + place * 31, y, text)
            else:
                canvas.drawRightString(58 + place * 31, y, text)
        y -= 8
    canvas.save()


def measure(rows: int) -> None:
    """Print seconds and ratios for a table of so many rows."""
    table = made(rows)
    texts = [[shown(c, k) for c, k in zip(row.cells, COLUMNS, strict=True)] for row in table.rows]
    print(f"{rows} rows of {len(COLUMNS)} columns")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out")
        bare: dict[ExportFormat, Callable[[], object]] = {
            ExportFormat.CSV: lambda: bare_csv(table, path),
            ExportFormat.CSV_SEMICOLON: lambda: bare_dutch_csv(table, path),
            ExportFormat.XLSX: lambda: bare_xlsx(table, path),
            ExportFormat.PDF: lambda: bare_pdf(texts, path),
        }
        for export_format, work in bare.items():
            write = writer_for(export_format)
            times = 5 if rows <= 20_000 or export_format.suffix == ".csv" else 1
            ours, theirs = map(min, in_turn([lambda write=write: write(table, path, None), work], times))
            held = HELD_TO[export_format]
            print(
                f"  {export_format:<14}{ours:7.2f} s; bare {theirs:7.2f} s; {ours / theirs:5.2f} x (held to {held})",
                flush=True,
            )
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, table included")


if __name__ == "__main__":
    for size in [int(text) for text in sys.argv[1:]] or [10_000]:
        measure(size)

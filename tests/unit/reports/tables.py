"""Tables that the tests write and read back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from xstui.reports.table import Chart, Column, ColumnKind, ReportHead, ReportTable, Row, Series

NOW = datetime(2026, 6, 8, 9, 30, tzinfo=UTC)
HEAD = ReportHead(NOW, NOW, "V. Polis", "Alleen eigen werknemers.", (date(2025, 6, 1), date(2026, 5, 31)))
HOSTILE = [
    "=cmd|'/c calc'!A0",
    "+31 6 12345678",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "[bold]x[/]",
    "[@click=app.quit]x[/]",
    "<b>&amp;</b> \"quoted\"; 'x', y",
    "\u202egnisrever",
    "e\u0301\u0308 combining",
    "bell \x07 escape \x1b[31mred\x1b[0m",
    "_x0041_ stays",
    "two\nlines",
    " spaces around ",
    "Çelik-Ünal, Ş. Ğ.",
    "Żółć, Ő. 李 🤒",
    "(brackets) \\ backslash",
    "http://example.org",
    "0123",
    "../../etc/passwd",
    "",
]
COLUMNS = (
    Column("unit", "Organisatiestructuur", ColumnKind.TEXT, 24),
    Column("count", "Aantal", ColumnKind.INTEGER, 8),
    Column("average", "Gemiddeld aantal werknemers", ColumnKind.DECIMAL, 10, decimals=1),
    Column("percentage", "Verzuim %", ColumnKind.PERCENTAGE, 9),
    Column("wage", "Loon", ColumnKind.MONEY, 14),
    Column("hours", "Uren", ColumnKind.HOURS, 8),
    Column("start", "Eerste dag", ColumnKind.DATE, 11),
    Column("month", "Maand", ColumnKind.MONTH, 8),
    Column("term", "Duur", ColumnKind.DURATION, 16),
)
CELLS = (
    Decimal("9.0"),
    Decimal("75.00"),
    Decimal("4000.00"),
    Decimal("36.86"),
    date(2026, 6, 8),
    date(2026, 5, 1),
    99,
)
ROWS = (
    Row(("TESTBEDRIJF", 1234567, *CELLS)),
    Row(("Inkomen", -3, Decimal("-3.5"), Decimal("0.07"), Decimal("-12.5"), *CELLS[3:]), level=1),
    Row(("Kantoor", 0, None, None, None, None, None, None, None), level=2),
)
TOTALS = Row(("Totaal", 1234564, *CELLS[:4], None, None, None))
CHART = Chart(
    "Verzuim % per maand",
    ("2026-03", "2026-04", "2026-05"),
    (Series("Verzuim %", (Decimal("4.10"), None, Decimal("5.25"))),),
    unit="%",
)


def table(rows=ROWS, totals=TOTALS, chart=CHART, columns=COLUMNS, **changes):
    """Return a report; the one with all kinds of cells unless told otherwise."""
    return ReportTable(
        name="proef",
        title="Verzuim per org.eenheid incl. verzuimduurcategorieën",
        parameters=(("Te tonen niveaus", "2"), ("Peildatum", "08-06-2026")),
        columns=columns,
        rows=rows,
        head=HEAD,
        totals=totals,
        chart=chart,
        notes=("Nulverzuim: een toelichting.",),
        **changes,
    )


def texts_table(texts):
    """Return a report with one column of text and a number beside it."""
    columns = (Column("text", "Tekst", ColumnKind.TEXT, 40), Column("n", "Nr", ColumnKind.INTEGER, 6))
    return table([Row((text, n)) for n, text in enumerate(texts)], None, None, columns)

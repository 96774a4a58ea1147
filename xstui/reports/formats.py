"""The formats a report can be written in."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from xstui.i18n import N_, _
from xstui.reports.files import Progress
from xstui.reports.table import ReportTable

Writer = Callable[[ReportTable, Path, Progress | None], int | None]
"""Writes a report, and returns how many letters the format could not hold, if any."""


class ExportFormat(StrEnum):
    """A format, by the word used at the command line."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    CSV_SEMICOLON = "csv-semicolon"
    CSV_TAB = "csv-tab"

    @property
    def suffix(self) -> str:
        """The ending of a file's name."""
        return f".{self.value.partition('-')[0]}"

    @property
    def label(self) -> str:
        """The manual's own label in English; in Dutch its words as the Dutch write them."""
        return _(LABELS[self])


LABELS = {
    ExportFormat.PDF: "PDF",
    ExportFormat.XLSX: "Excel",
    ExportFormat.CSV: N_("CSV (comma delimited)"),
    ExportFormat.CSV_SEMICOLON: N_("CSV (semicolon delimited)"),
    ExportFormat.CSV_TAB: N_("CSV (TAB delimited)"),
}
"""The manual's labels (section 8), which are English there; to be translated where they are shown."""
DELIMITERS = {ExportFormat.CSV: ",", ExportFormat.CSV_SEMICOLON: ";", ExportFormat.CSV_TAB: "\t"}


def writer_for(export_format: ExportFormat) -> Writer:
    """Return the writer of a format; its library is imported only now."""
    if export_format is ExportFormat.PDF:
        from xstui.reports import pdf_writer

        return pdf_writer.write
    if export_format is ExportFormat.XLSX:
        from xstui.reports import xlsx_writer

        return xlsx_writer.write
    from xstui.reports import csv_writer

    return partial(_write_csv, csv_writer.write, DELIMITERS[export_format])


def _write_csv(
    write: Callable[..., None], delimiter: str, table: ReportTable, path: Path, progress: Progress | None
) -> None:
    write(table, path, delimiter, progress)

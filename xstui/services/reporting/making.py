"""Making any report by its name, and writing it to a file; the screen and the command line both come here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xstui.domain.problems import refuse
from xstui.reports.definitions import absence_figures, staff_list
from xstui.reports.files import Progress
from xstui.reports.formats import ExportFormat, writer_for
from xstui.reports.heading import lost_text
from xstui.reports.table import ReportTable
from xstui.services.context.context import Context
from xstui.services.reporting.figures import figures_table
from xstui.services.reporting.insurance import claims_table, participants_table, payouts_table
from xstui.services.reporting.parameters import Parameters
from xstui.services.reporting.staff import staff_table

MAKERS: dict[str, Callable[[Context, Parameters], ReportTable]] = {
    absence_figures.NAME: figures_table,
    staff_list.NAME: staff_table,
    "deelnemersregistratie": lambda context, p: participants_table(context, p.year, p.employer),
    "claimspecificatie": lambda context, p: claims_table(context, p.month, p.employer),
    "uitkeringsspecificaties": lambda context, p: payouts_table(context, p.first, p.last, p.employer, p.reference),
}


def make(context: Context, parameters: Parameters) -> ReportTable:
    """Return a report as data.

    Raises:
        Refused: `not-allowed`, `unknown-unit`, `unknown-report` or `too-many-months`.
    """
    if parameters.name not in MAKERS:
        raise refuse("unknown-report", name=parameters.name)
    return MAKERS[parameters.name](context, parameters)


def export(
    context: Context, table: ReportTable, export_format: str, path: Path, progress: Progress | None = None
) -> str:
    """Write a report to a file, and note in the journal that it left the store.

    Returns:
        What to say of the file: letters that the format lacks, and that nothing was found; mostly nothing.

    Raises:
        Refused: `file-unwritable`, or as `Context.reading` does.
    """
    with context.reading():
        pass  # a file can't be taken back: what the user still may is asked before it is there
    lost = writer_for(ExportFormat(export_format))(table, path, progress)
    with context.unit("reports.export", kind="note", undoable=False) as unit:
        unit.summary = {"report": table.name, "format": export_format, "rows": len(table.rows)}
    return " ".join(filter(None, ["" if len(table.rows) else table.empty, lost_text(lost) if lost else ""]))

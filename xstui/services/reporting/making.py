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
from xstui.services.context.context import Desk
from xstui.services.reporting.figures import figures_table
from xstui.services.reporting.insurance import claims_table, participants_table, payouts_table
from xstui.services.reporting.parameters import Parameters
from xstui.services.reporting.staff import staff_table

MAKERS: dict[str, Callable[[Desk, Parameters], ReportTable]] = {
    absence_figures.NAME: figures_table,
    staff_list.NAME: staff_table,
    "deelnemersregistratie": lambda desk, p: participants_table(desk, p.year, p.employer),
    "claimspecificatie": lambda desk, p: claims_table(desk, p.month, p.employer),
    "uitkeringsspecificaties": lambda desk, p: payouts_table(desk, p.first, p.last, p.employer, p.reference),
}


def make(desk: Desk, parameters: Parameters) -> ReportTable:
    """Return a report as data.

    Raises:
        Refused: `not-allowed`, `unknown-unit`, `unknown-report` or `too-many-months`.
    """
    if parameters.name not in MAKERS:
        raise refuse("unknown-report", name=parameters.name)
    return MAKERS[parameters.name](desk, parameters)


def export(desk: Desk, table: ReportTable, export_format: str, path: Path, progress: Progress | None = None) -> str:
    """Write a report to a file, and note in the journal that it left the store.

    Returns:
        What to say of the file: letters that the format lacks, and that nothing was found; mostly nothing.

    Raises:
        Refused: `file-unwritable`, or as `Desk.reading` does.
    """
    with desk.reading():
        pass  # a file can't be taken back: what the user still may is asked before it is there
    lost = writer_for(ExportFormat(export_format))(table, path, progress)
    with desk.unit("reports.export", kind="note", undoable=False) as unit:
        unit.summary = {"report": table.name, "format": export_format, "rows": len(table.rows)}
    return " ".join(filter(None, ["" if len(table.rows) else table.empty, lost_text(lost) if lost else ""]))

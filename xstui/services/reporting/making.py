"""Making any report by its name, and writing it to a file; the screen and the command line both come here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.domain.problems import refuse_if
from xstui.services.reporting.declarations import REPORTS, report_named
from xstui.services.reporting.parameters import Parameters, parameters_of

if TYPE_CHECKING:
    from xstui.reports.files import Progress
    from xstui.reports.table import ReportTable
    from xstui.services.context.context import Context


def defaults(context: Context, name: str) -> Parameters:
    """Return what a report asks when nothing else is said.

    Raises:
        Refused: `unknown-report`.
    """
    return report_named(name).parameters.defaults(context)


def parameters_from(context: Context, name: str, given: Mapping[str, object]) -> Parameters:
    """Return parameters from the words of the command line or the fields of a screen; see `parameters_of`.

    Raises:
        Refused: `unknown-report`, or all that is wrong together.
    """
    return parameters_of(context, report_named(name), given)


def variations(context: Context) -> list[str]:
    """Return the names of the protocol variations in use for absence."""
    from xstui.services.reporting.choosing import variations_in_use

    return variations_in_use(context)


def make(context: Context, parameters: Parameters) -> ReportTable:
    """Return a report as data.

    Raises:
        Refused: `not-allowed`, `unknown-unit`, or what is wrong with the parameters.
    """
    report = next(one for one in REPORTS if one.parameters is type(parameters))
    context.require(report.right)
    refuse_if(parameters.problems(context))
    return parameters.make(context)


def export(
    context: Context, table: ReportTable, export_format: str, path: Path, progress: Progress | None = None
) -> str:
    """Write a report to a file, and note in the journal that it left the store.

    Returns:
        What to say of the file: letters that the format lacks, and that nothing was found; mostly nothing.

    Raises:
        Refused: `file-unwritable`, or as `Context.reading` does.
    """
    from xstui.reports.formats import ExportFormat, writer_for
    from xstui.reports.heading import lost_text

    with context.reading():
        pass  # a file can't be taken back: what the user still may is asked before it is there
    lost = writer_for(ExportFormat(export_format))(table, path, progress)
    with context.unit("reports.export", kind="note", undoable=False) as unit:
        unit.summary = {"report": table.name, "format": export_format, "rows": len(table.rows)}
    return " ".join(filter(None, ["" if len(table.rows) else table.empty, lost_text(lost) if lost else ""]))

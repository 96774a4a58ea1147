"""`xstui record`: everything that is kept of one person, and who saw it."""

from __future__ import annotations

import argparse
from pathlib import Path

from xstui.cli import output, session
from xstui.cli.parsing import DONE, FORMATS, Command, number
from xstui.i18n import N_, _


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("dossier", type=number, metavar=_("DOSSIER_NO"))
    sub.add_argument("--format", choices=FORMATS, default="pdf")
    sub.add_argument("--out", type=Path, required=True, metavar=_("FILE"))


def record(args: argparse.Namespace) -> int:
    """Write everything that is kept of one person to a file."""
    from xstui.services import reporting
    from xstui.services.people import records

    context = session.context_of(args)
    table = records.record_of(context, args.dossier)
    with output.destination(args.out) as path:
        remark = reporting.export(context, table, args.format, path)
    tell = output.speaker(args.out)
    tell(_("Written: {path} ({rows} rows)", path=args.out, rows=len(table.rows)))
    if remark:
        tell(remark)
    return DONE


COMMAND = Command("record", N_("everything that is kept of one person, and who saw it"), record, _options)

"""`xstui report`: each report with the options that it has, and no others."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from xstui.cli import output, session
from xstui.cli.output import Progress
from xstui.cli.parsing import DONE, FORMATS, Command, Group, count, day, month
from xstui.i18n import N_, _, format_decimal
from xstui.services import reporting
from xstui.services.reporting.parameters import Asked, Kind

READS: dict[Kind, tuple[Callable[[str], object], str]] = {
    Kind.UNIT: (str, N_("UNIT")),
    Kind.UNITS: (str, N_("UNIT")),
    Kind.MONTH: (month, N_("YYYY-MM")),
    Kind.DAY: (day, N_("DATE")),
    Kind.YEAR: (count, N_("YYYY")),
    Kind.COUNT: (count, "N"),
    Kind.CLASSIFICATIONS: (str, N_("CODE")),
}
"""What reads an option, and what help calls its value; any other is a text."""
SEVERAL = (Kind.UNITS, Kind.CLASSIFICATIONS)


def _options(report: reporting.Report, sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--format", choices=FORMATS, required=True, help=_("the kind of file"))
    sub.add_argument("--out", type=Path, required=True, metavar=_("FILE"), help=_("where the report goes"))
    for asked in report.asked:
        _add_option(sub, asked)


def _add_option(sub: argparse.ArgumentParser, asked: Asked) -> None:
    option = f"--{(asked.option or asked.name).replace('_', '-')}"
    if asked.choices:
        sub.add_argument(option, dest=asked.name, choices=asked.choices, help=_(asked.help))
        return
    read, placeholder = READS.get(asked.kind, (str, asked.placeholder))
    several = "+" if asked.kind in SEVERAL else None
    sub.add_argument(option, dest=asked.name, type=read, nargs=several, metavar=_(placeholder), help=_(asked.help))


def report(args: argparse.Namespace) -> int:
    """Write a report to a file."""
    context = session.context_of(args)
    parameters = reporting.parameters_from(context, args.name, vars(args))
    table = reporting.make(context, parameters)
    with output.destination(args.out) as path:
        remark = reporting.export(context, table, args.format, path, Progress())
    tell = output.speaker(args.out)
    tell(_("Written: {path} ({rows} rows)", path=args.out, rows=format_decimal(len(table.rows), 0)))
    if remark:
        tell(remark)
    return DONE


COMMANDS = Group(
    "report",
    N_("write a report to a file"),
    [Command(one.name, one.help, report, partial(_options, one)) for one in reporting.REPORTS],
    dest="name",
    metavar=N_("NAME"),
)

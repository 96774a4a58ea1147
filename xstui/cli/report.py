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


def _units(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--levels", type=count, metavar="N", help=_("levels of the organisation shown (default: 2)"))
    sub.add_argument("--unit", metavar=_("UNIT"), help=_("a part of the organisation, by name or code (default: all)"))
    sub.add_argument("--detail", metavar=_("UNIT"), help=_("a part of that part, by name or code"))
    sub.add_argument("--units", nargs="+", metavar=_("UNIT"), help=_("only these units, separated by semicolons"))


def _figures(sub: argparse.ArgumentParser) -> None:
    _units(sub)
    sub.add_argument(
        "--last-month", type=month, metavar=_("YYYY-MM"), help=_("last month (default: the one before this)")
    )
    sub.add_argument("--months", type=count, metavar="N", help=_("number of months (default: 12)"))
    sub.add_argument("--method", choices=("calendar-days", "working-days", "hours"), help=_("what is counted"))
    sub.add_argument("--safety-net", choices=("included", "excluded"), help=_("cases that the benefits agency pays"))
    sub.add_argument(
        "--classifications", nargs="+", metavar=_("CODE"), help=_("only these classifications, separated by semicolons")
    )
    sub.add_argument(
        "--variation", metavar=_("NAME"), help=_("only employers with this protocol variation, or: standard")
    )
    sub.add_argument("--chart", choices=("months", "units"), help=_("what the chart shows"))


def _staff(sub: argparse.ArgumentParser) -> None:
    _units(sub)
    sub.add_argument("--reference-date", type=day, metavar=_("DATE"), help=_("as of this day (default: today)"))


def _employer(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--employer", metavar=_("NAME"), help=_("employer, by name or code, where there are several"))


def _participants(sub: argparse.ArgumentParser) -> None:
    _employer(sub)
    sub.add_argument("--year", type=count, metavar=_("YYYY"), help=_("calendar year (default: the last one)"))


def _claims(sub: argparse.ArgumentParser) -> None:
    _employer(sub)
    sub.add_argument("--month", type=month, metavar=_("YYYY-MM"), help=_("month (default: the one before this)"))


def _payouts(sub: argparse.ArgumentParser) -> None:
    _employer(sub)
    sub.add_argument("--reference", metavar=_("NUMBER"), help=_("only the payouts of this number, from an invoice"))
    sub.add_argument(
        "--from", dest="first", type=day, metavar=_("DATE"), help=_("first day (default: 1 January of last year)")
    )
    sub.add_argument("--to", dest="last", type=day, metavar=_("DATE"), help=_("last day (default: today)"))


def report(args: argparse.Namespace) -> int:
    """Write a report to a file."""
    from xstui.services import reporting

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


def _options(own: Callable[[argparse.ArgumentParser], None], sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--format", choices=FORMATS, required=True, help=_("the kind of file"))
    sub.add_argument("--out", type=Path, required=True, metavar=_("FILE"), help=_("where the report goes"))
    own(sub)


REPORTS = {
    "verzuimcijfers": (N_("absence figures by organisation unit"), _figures),
    "werknemersbestand": (N_("everybody employed on a day"), _staff),
    "deelnemersregistratie": (N_("who was insured in a year, and for what wage"), _participants),
    "claimspecificatie": (N_("what the policy pays in a month, by case"), _claims),
    "uitkeringsspecificaties": (N_("what was paid, by the number on an invoice"), _payouts),
}
COMMANDS = Group(
    "report",
    N_("write a report to a file"),
    [Command(name, text, report, partial(_options, own)) for name, (text, own) in REPORTS.items()],
    dest="name",
    metavar=N_("NAME"),
)

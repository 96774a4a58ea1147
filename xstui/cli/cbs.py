"""`xstui cbs`: newer absence rates of the country, from a file of the statistics office."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.cli import session
from xstui.cli.output import say
from xstui.cli.parsing import DONE, Command
from xstui.i18n import N_, _, format_decimal, format_percentage

if TYPE_CHECKING:
    from xstui.domain.benchmark_line import Span
    from xstui.services.reporting.newer_rates import NewRates

SHOWN = 20
"""Rates that are listed at most: the newest."""


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", type=Path, metavar=_("FILE"))
    sub.add_argument("--check", action="store_true", help=_("only check the file and show what is new in it"))


def cbs(args: argparse.Namespace) -> int:
    """Check a file, show what is new in it, and keep that unless it was only to be checked.

    Raises:
        Refused: The file has problems, or the clerk may not.
    """
    from xstui.services.context.reference import Reference, data_folder
    from xstui.services.reporting import newer_rates

    if args.check:
        _show(newer_rates.check_file(Reference(data_folder()), args.file))
        return DONE
    found = newer_rates.keep_rates(session.context_of(args), args.file)
    _show(found)
    say(_("Kept for all who use this store. Another file takes its place; undo takes it back."))
    return DONE


def _show(found: NewRates) -> None:
    say(
        _(
            "In order: {count} percentages, {first} to {last}; new or changed: {new}.",
            count=format_decimal(found.count, 0),
            first=_span(found.first),
            last=_span(found.last),
            new=format_decimal(len(found.differing), 0),
        )
    )
    newest = sorted(found.differing.items(), key=lambda item: (item[0][1], item[0][0]), reverse=True)
    for (code, span), rate in newest[:SHOWN]:
        say(f"{_span(span):<7} {code:<9} {format_percentage(rate):>8}")


def _span(span: Span) -> str:
    return f"{span.year}-{span.number}" if span.number else str(span.year)


COMMAND = Command("cbs", N_("take over newer absence percentages of CBS (table 80072ned, as CSV)"), cbs, _options)

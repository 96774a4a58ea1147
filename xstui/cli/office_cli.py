"""`xstui retention` and `xstui record`: what must go, and what one person may see."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from xstui.cli.parsing import number
from xstui.i18n import _

Common = Callable[[argparse.ArgumentParser], None]
FORMATS = ("pdf", "xlsx", "csv", "csv-semicolon", "csv-tab")


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: Common) -> None:
    """Add the commands to the command line."""
    text = _("list what is past its term, or wipe it")
    retention = commands.add_parser("retention", help=text, description=text)
    common(retention)
    retention.add_argument(
        "--wipe", nargs="*", type=number, metavar=_("NUMBER"), help=_("these dossiers and cases; none: all")
    )
    retention.add_argument("--yes", action="store_true", help=_("don't ask"))
    retention.add_argument("--out", type=Path, metavar=_("FILE"), help=_("where the certificate goes"))
    retention.add_argument("--compact", action="store_true", help=_("write the file anew without what was removed"))
    retention.add_argument(
        "--certificate",
        nargs="?",
        type=number,
        const=0,
        metavar=_("ENTRY"),
        help=_("make a certificate again, of this journal entry; none: of the last wipe"),
    )
    text = _("everything that is kept of one person, and who saw it")
    record = commands.add_parser("record", help=text, description=text)
    common(record)
    record.add_argument("dossier", type=number, metavar=_("DOSSIER_NO"))
    record.add_argument("--format", choices=FORMATS, default="pdf")
    record.add_argument("--out", type=Path, required=True, metavar=_("FILE"))

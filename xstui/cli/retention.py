"""`xstui retention`: what is past its retention period, listed or wiped."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.cli import output, session
from xstui.cli.output import ask, say
from xstui.cli.parsing import DONE, Command, number
from xstui.domain.problems import refuse
from xstui.i18n import N_, _, format_date, label

if TYPE_CHECKING:
    from xstui.services.context.context import Context
    from xstui.services.upkeep.retention import Item


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--wipe", nargs="*", type=number, metavar=_("NUMBER"), help=_("these dossiers and cases; none: all")
    )
    sub.add_argument("--yes", action="store_true", help=_("don't ask"))
    sub.add_argument("--out", type=Path, metavar=_("FILE"), help=_("where the certificate goes"))
    sub.add_argument("--compact", action="store_true", help=_("rewrite the file without what was removed"))
    sub.add_argument(
        "--certificate",
        nargs="?",
        type=number,
        const=0,
        metavar=_("ENTRY"),
        help=_("make a certificate again, of this journal entry; none: of the last wipe"),
    )


def retention(args: argparse.Namespace) -> int:
    """List what is past its retention period, wipe it, make a certificate again, or rewrite the file."""
    from xstui.services.upkeep import certificates
    from xstui.services.upkeep import retention as service

    context = session.context_of(args)
    if args.wipe is not None:
        _wipe(context, args)
    elif args.certificate is not None:
        certificate = service.certificate_of(context, args.certificate or None)
        with _file(args.out) as file:
            path = certificates.write_certificate(context, certificate, file)
        output.speaker(args.out)(_("Certificate: {path}", path=path))
    elif not args.compact:
        _list(service.past_term(context))
    if args.compact:
        _compact(context, args.out)
    return DONE


def _list(items: Sequence[Item]) -> None:
    for item in items:
        say(f"{format_date(item.due)}  {label(item.kind):<27} {item.number:>8}  {item.name}")
    if not items:
        say(_("Nothing is past its term."))


def _wipe(context: Context, args: argparse.Namespace) -> None:
    from xstui.services.upkeep import certificates
    from xstui.services.upkeep import retention as service

    chosen = [item for item in service.past_term(context) if not args.wipe or item.number in args.wipe]
    _confirm(len(chosen), yes=args.yes)
    with _file(args.out) as file:
        path = certificates.wipe(context, chosen, file)
    output.speaker(args.out)(_("Wiped. Certificate: {path}", path=path))


def _file(out: Path | None) -> contextlib.AbstractContextManager[Path | None]:
    return output.destination(out) if out else contextlib.nullcontext()


def _compact(context: Context, out: Path | None) -> None:
    from xstui.services.upkeep import retention as service

    service.compact(context)
    output.speaker(out)(_("The file was rewritten without what was removed."))


def _confirm(count: int, *, yes: bool) -> None:
    word = _("wipe for good")
    if yes or not count:
        return
    asked = ask(_("{n} lines go, and can't be brought back. Type {word} to go on: ", n=count, word=word))
    if asked.strip().lower() != word:
        raise refuse("not-confirmed")


COMMAND = Command("retention", N_("list what is past its term, or wipe it"), retention, _options)

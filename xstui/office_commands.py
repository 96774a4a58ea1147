"""What `xstui retention` and `xstui record` do; each returns its exit code, and raises `Refused`."""

from __future__ import annotations

import argparse
import contextlib

from xstui import output, seat
from xstui.domain.problems import refuse
from xstui.i18n import _, format_date
from xstui.output import ask, say

DONE = 0


def retention(args: argparse.Namespace) -> int:
    """List what is past its term, wipe it, or write the file anew."""
    from xstui.services import certificates
    from xstui.services import retention as service
    from xstui.store import engine

    desk = seat.desk_of(args)
    if args.compact:
        desk.require_administrator()
        desk.store.close()
        engine.compact(desk.store.path, desk.store.key)
        say(_("The file was written anew without what was removed."))
        return DONE
    items = service.past_term(desk)
    if args.wipe is None:
        for item in items:
            say(f"{format_date(item.due)}  {item.kind:<7} {item.number:>8}  {item.name}")
        if not items:
            say(_("Nothing is past its term."))
        return DONE
    chosen = [item for item in items if not args.wipe or item.number in args.wipe]
    _confirm(len(chosen), yes=args.yes)
    with output.destination(args.out) if args.out else contextlib.nullcontext() as file:
        path = certificates.write_certificate(desk, service.wipe(desk, chosen), file)
    output.speaker(args.out)(_("Wiped. Certificate: {path}", path=path))
    return DONE


def _confirm(count: int, *, yes: bool) -> None:
    word = _("wipe for good")
    if yes or not count:
        return
    asked = ask(_("{n} lines go, and can't be brought back. Type {word} to go on: ", n=count, word=word))
    if asked.strip().lower() != word:
        raise refuse("not-confirmed")


def record(args: argparse.Namespace) -> int:
    """Write everything that is kept of one person to a file."""
    from xstui.services import records, reporting

    desk = seat.desk_of(args)
    table = records.record_of(desk, args.dossier)
    with output.destination(args.out) as path:
        reporting.export(desk, table, args.format, path)
    output.speaker(args.out)(_("Written: {path} ({rows} rows)", path=args.out, rows=len(table.rows)))
    return DONE

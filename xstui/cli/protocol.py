"""`xstui protocol`: an employer's own terms, as a file that is checked, put in use, or written to begin from.

Only the standard library is imported until a command is known.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.cli import output
from xstui.i18n import _

if TYPE_CHECKING:
    from xstui.services.context.context import Context

KINDS = ("absence", "pregnancy", "sickness-act", "wga")


def add_parsers(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
    common: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add `protocol` and its commands to a command line; `common` adds the options that all commands have."""
    text = _("an employer's own terms: check a file, use it, write the current one")
    top = subparsers.add_parser("protocol", help=text, description=text)
    commands = top.add_subparsers(dest="subcommand", required=True, metavar=_("COMMAND"))
    check = commands.add_parser("check", help=_("list all that is wrong with a protocol file"))
    use = commands.add_parser("use", help=_("let an employer's cases go by a protocol file"))
    show = commands.add_parser("show", help=_("write the protocol in use, to begin another from"))
    for sub in (check, use):
        sub.add_argument("file", type=Path, metavar=_("FILE"))
    use.add_argument("--employer", required=True, metavar=_("NAME"), help=_("name or code"))
    use.add_argument("--kind", choices=KINDS, default=KINDS[0], help=_("kind of case (default: %(default)s)"))
    show.add_argument("--employer", default="", metavar=_("NAME"), help=_("name or code (default: the standard)"))
    show.add_argument("--kind", choices=KINDS, default=KINDS[0], help=_("kind of case (default: %(default)s)"))
    show.add_argument("--out", type=Path, metavar=_("FILE"), help=_("write to this file (default: the screen)"))
    for sub in (check, use, show):
        common(sub)


def run(args: argparse.Namespace, context: Callable[[], Context], say: Callable[..., None]) -> int:
    """Carry out a `protocol` command; return 0.

    Args:
        args: The command.
        context: Signs in, for what needs the store.
        say: Prints a line of the answer.

    Raises:
        Refused: The file has problems, or the clerk may not.
    """
    from xstui.domain.absence import CaseKind
    from xstui.i18n import ngettext_
    from xstui.services.absence import variations

    if args.subcommand == "check":
        protocol = variations.check(variations.read(args.file))
        tasks = ngettext_("{n} task", "{n} tasks", len(protocol.rules))
        say(_("In order: {name}, {tasks}.", name=protocol.label_nl, tasks=tasks))
    elif args.subcommand == "use":
        done = variations.use(context(), variations.read(args.file), args.employer, CaseKind(args.kind))
        cases = ngettext_("{n} running case", "{n} running cases", done.cases)
        say(
            _(
                "In use at {employer}: {name}. Planned anew: {cases}.",
                employer=done.employer,
                name=done.name,
                cases=cases,
            )
        )
    else:
        _show(variations.current(context(), CaseKind(args.kind), args.employer), args.out, say)
    return 0


def _show(text: str, out: Path | None, say: Callable[..., None]) -> None:
    from xstui.domain.problems import refuse

    if out is None:
        say(*text.rstrip("\n").split("\n"))
        return
    try:
        with output.destination(out) as path, path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        raise refuse("file-unwritable", path=out) from None
    output.speaker(out)(_("Written: {path}", path=out))

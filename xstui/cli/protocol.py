"""`xstui protocol`: an employer's own terms, as a file that is checked, put in use, or written to begin from."""

from __future__ import annotations

import argparse
from pathlib import Path

from xstui.cli import output, session
from xstui.cli.output import say
from xstui.cli.parsing import DONE, Command, Group
from xstui.i18n import N_, _, ngettext_

KINDS = ("absence", "pregnancy", "sickness-act", "wga")


def _file(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", type=Path, metavar=_("FILE"))


def _kind(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--kind", choices=KINDS, default=KINDS[0], help=_("kind of case (default: %(default)s)"))


def _check(args: argparse.Namespace) -> int:
    """Check a protocol file."""
    from xstui.services.absence import variations

    protocol = variations.check(variations.read(args.file))
    tasks = ngettext_("{n} task", "{n} tasks", len(protocol.rules))
    say(_("In order: {name}, {tasks}.", name=protocol.label_nl, tasks=tasks))
    return DONE


def _use_options(sub: argparse.ArgumentParser) -> None:
    _file(sub)
    sub.add_argument("--employer", required=True, metavar=_("NAME"), help=_("name or code"))
    _kind(sub)


def _use(args: argparse.Namespace) -> int:
    """Let an employer's cases go by a protocol file."""
    from xstui.domain.absence import CaseKind
    from xstui.services.absence import variations

    context = session.context_of(args)
    done = variations.use(context, variations.read(args.file), args.employer, CaseKind(args.kind))
    cases = ngettext_("{n} running case", "{n} running cases", done.cases)
    say(_("In use at {employer}: {name}. Planned again: {cases}.", employer=done.employer, name=done.name, cases=cases))
    return DONE


def _show_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--employer", default="", metavar=_("NAME"), help=_("name or code (default: the standard)"))
    _kind(sub)
    sub.add_argument("--out", type=Path, metavar=_("FILE"), help=_("write to this file (default: the screen)"))


def _show(args: argparse.Namespace) -> int:
    """Write the protocol in use."""
    from xstui.domain.absence import CaseKind
    from xstui.services.absence import variations

    _write(variations.current(session.context_of(args), CaseKind(args.kind), args.employer), args.out)
    return DONE


def _write(text: str, out: Path | None) -> None:
    if out is None:
        say(*text.rstrip("\n").split("\n"))
        return
    from xstui.services.absence import variations

    with output.destination(out) as path:
        variations.write(text, path)
    output.speaker(out)(_("Written: {path}", path=out))


COMMANDS = Group(
    "protocol",
    N_("an employer's own terms: check a file, use it, write the current one"),
    (
        Command("check", N_("list all that is wrong with a protocol file"), _check, _file),
        Command("use", N_("let an employer's cases go by a protocol file"), _use, _use_options),
        Command("show", N_("write the protocol in use, to begin another from"), _show, _show_options),
    ),
)

"""The command line. Only its words, in both languages, are loaded until a command is known."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from xstui import __version__
from xstui.cli import demo, open_app, output
from xstui.cli.parsing import Command, Group, Parser, common_options, speak_for
from xstui.i18n import N_, _

REFUSED = 1
OPTIONS = {"first": "from", "last": "to"}
"""Options that are called otherwise than what they fill."""
OUTS = ("out", "skip_bad", "recovery_out")
"""Options that name a file to write: a command has one of them."""
ASKED = {
    "employer": N_("Employer"),
    "username": N_("User name"),
    "full_name": N_("Your name"),
    "departments": N_("Departments"),
    "password": N_("Password"),
}
"""What is asked for, line by line."""


def parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of a command line.

    It knows the command that the line begins with alone: declaring the others takes 5 of the 30 ms by which the sign-in
    may come later than a bare app. Where the line begins with anything else, such as `--help`, it knows all of them.
    """
    top: argparse.ArgumentParser = Parser(
        prog="xstui", description=_("Absence management for HR clerks: offline, by keyboard alone.")
    )
    top.add_argument("--version", action="version", version=f"xstui {__version__}", help=_("show the version"))
    common_options(top, default=None)
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"))
    top.set_defaults(given=open_app.COMMAND)
    for command in _commands(argv):
        command.add_to(commands)
    return top


def _commands(argv: Sequence[str]) -> Sequence[Command | Group]:
    """Return the command that a line begins with, else all; for the demo, which opens the app, no others load."""
    if not argv:
        return ()
    if argv[0] == demo.COMMAND.name:
        return (demo.COMMAND,)
    from xstui.cli.commands import COMMANDS

    return [one for one in COMMANDS if one.name == argv[0]] or COMMANDS


def run(argv: Sequence[str]) -> int:
    """Carry out a command line; return 0 done, 1 refused or found wanting, 2 wrong use."""
    speak_for(argv)
    try:
        args = _parsed(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    except OSError as error:
        return _machine_refused(error)
    return _guarded(args)


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    try:
        return parser(argv).parse_args(argv)
    finally:
        output.flush()


def _guarded(args: argparse.Namespace) -> int:
    """Carry out a command; what stops it is said in a line, and never as a traceback."""
    from xstui.domain.problems import Refused
    from xstui.i18n import command_text

    try:
        done = _carry_out(args)
        output.flush()
    except Refused as refused:
        for problem in refused.problems:
            text = command_text(problem)
            output.complain(f"{_place(args, problem.field, text)}{text}")
        return REFUSED
    except (EOFError, KeyboardInterrupt):
        output.complain(_broken_off())
        return REFUSED
    except OSError as error:
        return _machine_refused(error)
    return done


def _broken_off() -> str:
    """Say what is true of a command that somebody broke off."""
    from xstui.bootstrap import may_have_saved

    if may_have_saved():
        return _("Interrupted. What was saved before that stays: look in xstui whether it is there.")
    return _("Interrupted: nothing was done.")


def _machine_refused(error: OSError) -> int:
    """Say what the machine refused; who stopped reading is told nothing."""
    if not isinstance(error, BrokenPipeError):
        from xstui.i18n.problems import reason_text

        reason = ": ".join(filter(None, (reason_text(error.strerror or ""), error.filename)))
        output.complain(_("The machine refused: {reason}", reason=reason))
    output.drop()
    return REFUSED


def _carry_out(args: argparse.Namespace) -> int:
    from xstui.bootstrap import begin, close_stores

    given: Command = args.given
    begin()
    if not given.opens_app:
        from xstui.terminal.hardening import keep_memory_private

        keep_memory_private()
    try:
        return given.act(args)
    finally:
        close_stores()


def _place(args: argparse.Namespace, field: str, text: str) -> str:
    """Return the option that a problem lies at, as it is typed; what the text names by itself needs no place."""
    if not field or field == "file" or field in text:
        return ""
    if field == "out":
        field = next((name for name in OUTS if hasattr(args, name)), field)
    option = OPTIONS.get(field, field).replace("_", "-")
    return f"--{option}: " if hasattr(args, field) else f"{_(ASKED.get(field, field))}: "

"""The command line. Only its words, in both languages, are loaded until a command is known."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from xstui import __version__
from xstui.cli import cbs, import_file, keys_cli, office_cli, output, protocol, report
from xstui.cli.parsing import Parser, count, day, speak_for
from xstui.cli.rules import add_rules_parser
from xstui.i18n import N_, _

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name for it
DONE, REFUSED = 0, 1
APP = (None, "demo")
"""Commands that open the app, which keeps its memory to itself behind the first picture, before it opens a store."""
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
    _common(top, default=None)
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"))
    own = [add for names, add in _COMMANDS if argv and argv[0] in names]
    for add in own or [add for _names, add in _COMMANDS if argv]:
        add(commands)
    return top


def _common(sub: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    sub.add_argument("--store", type=Path, metavar=_("PATH"), default=default, help=_("the store (or XSTUI_STORE)"))
    sub.add_argument("--lang", choices=("nl", "en"), default=default, help=_("language (default: nl)"))
    sub.add_argument(
        "--today",
        type=day,
        metavar=_("DATE"),
        default=default,
        help=_("another today; demo stores only"),
    )


def _add(commands: Commands, name: str, help_text: str) -> argparse.ArgumentParser:
    sub = commands.add_parser(name, help=help_text, description=help_text)
    _common(sub)
    return sub


def _add_demo(commands: Commands) -> None:
    sub = _add(commands, "demo", _("open the demo company; make it where there is none"))
    sub.add_argument("--employees", type=count, default=0, metavar="N", help=_("grow the company to N employees"))
    sub.add_argument("--encrypted", action="store_true", help=_("make an encrypted one, for trying"))
    sub.add_argument("--no-open", action="store_true", help=_("only make it"))


def _add_init(commands: Commands) -> None:
    sub = _add(commands, "init", _("make a new, empty store and its first login"))
    sub.add_argument("--plain", action="store_true", help=_("without encryption: whoever has the file can read it"))
    sub.add_argument("--recovery-out", type=Path, metavar=_("FILE"), help=_("write the recovery key as a PDF"))


def _add_verify(commands: Commands) -> None:
    verify = _add(commands, "verify", _("hold every row against the journal"))
    verify.add_argument("--head", metavar=_("SEQ:HASH"), help=_("check that a head printed earlier still stands"))


def _add_store(commands: Commands) -> None:
    store = commands.add_parser("store", help=_("about the store"))
    _add(
        store.add_subparsers(dest="subcommand", required=True, metavar=_("COMMAND")), "info", _("what the store holds")
    )


_COMMANDS: tuple[tuple[tuple[str, ...], Callable[[Commands], object]], ...] = (
    (("demo",), _add_demo),
    (("init",), _add_init),
    (("report",), lambda commands: report.add_parsers(commands, _common)),
    (("verify",), _add_verify),
    (("store",), _add_store),
    (("import",), lambda commands: import_file.add_parsers(commands, _common)),
    (("keys", "backup", "restore"), lambda commands: keys_cli.add_parsers(commands, _common)),
    (("retention", "record"), lambda commands: office_cli.add_parsers(commands, _common)),
    (("protocol",), lambda commands: protocol.add_parsers(commands, _common)),
    (("cbs",), lambda commands: cbs.add_parsers(commands, _common)),
    (("rules",), add_rules_parser),
)
"""What adds which commands. No command at all opens the app."""


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
    from xstui.i18n import problem_text

    try:
        done = _carry_out(args)
        output.flush()
    except Refused as refused:
        for problem in refused.problems:
            text = problem_text(problem)
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
        return _("Broken off. What was saved before that stays: look in xstui whether it is there.")
    return _("Broken off: nothing was done.")


def _machine_refused(error: OSError) -> int:
    """Say what the machine refused; who stopped reading is told nothing."""
    if not isinstance(error, BrokenPipeError):
        reason = ": ".join(filter(None, (error.strerror, error.filename)))
        output.complain(_("The machine refused: {reason}", reason=reason))
    output.drop()
    return REFUSED


def _carry_out(args: argparse.Namespace) -> int:
    from xstui.bootstrap import begin, close_stores
    from xstui.cli import keys, open_app, retention

    begin()
    if args.command not in APP:
        from xstui.terminal.hardening import keep_memory_private

        keep_memory_private()
    actions: dict[str | None, Callable[[argparse.Namespace], int]] = {
        None: open_app.open_app,
        "demo": open_app.demo,
        "init": open_app.init,
        "report": open_app.report,
        "keys": keys.keys,
        "backup": keys.backup,
        "restore": keys.restore,
        "retention": retention.retention,
        "record": retention.record,
        "verify": open_app.verify,
        "store": open_app.store_info,
        "import": open_app.import_file,
        "protocol": open_app.protocol,
        "cbs": open_app.rates,
        "rules": open_app.rules,
    }
    try:
        return actions[args.command](args)
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

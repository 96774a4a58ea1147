"""The command line. Only the standard library is imported until a command is known."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from xstui import __version__, keys_cli, office_cli, protocol_cli
from xstui.rules_cli import add_rules_parser

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name for it
DONE, REFUSED, WRONG_USE = 0, 1, 2
FORMATS = ("pdf", "xlsx", "csv", "csv-semicolon", "csv-tab")
REPORTS = (
    *("verzuimcijfers", "werknemersbestand"),
    *("deelnemersregistratie", "claimspecificatie", "uitkeringsspecificaties"),
)


def parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of a command line.

    It knows the command that the line begins with alone: declaring the others takes 5 of the 30 ms by which the sign-in
    may come later than a bare app. Where the line begins with anything else, such as `--help`, it knows all of them.
    """
    top = argparse.ArgumentParser(
        prog="xstui", description="Absence management for HR clerks: offline, by keyboard alone."
    )
    top.add_argument("--version", action="version", version=f"xstui {__version__}")
    _common(top, default=None)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    own = [add for names, add in _COMMANDS if argv and argv[0] in names]
    for add in own or [add for _names, add in _COMMANDS if argv]:
        add(commands)
    return top


def _common(sub: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    sub.add_argument("--store", type=Path, metavar="PATH", default=default, help="the store (or XSTUI_STORE)")
    sub.add_argument("--lang", choices=("nl", "en"), default=default, help="language (default: nl)")
    sub.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="DATE",
        default=default,
        help="another today; demo stores only",
    )


def _add(commands: Commands, name: str, help_text: str) -> argparse.ArgumentParser:
    sub = commands.add_parser(name, help=help_text, description=help_text)
    _common(sub)
    return sub


def _add_demo(commands: Commands) -> None:
    sub = _add(commands, "demo", "open the demo company; make it where there is none")
    sub.add_argument("--employees", type=int, default=0, metavar="N", help="grow the company to N employees")
    sub.add_argument("--encrypted", action="store_true", help="make an encrypted one, for trying")
    sub.add_argument("--no-open", action="store_true", help="only make it")


def _add_init(commands: Commands) -> None:
    sub = _add(commands, "init", "make a new, empty store and its first login")
    sub.add_argument("--plain", action="store_true", help="without encryption: whoever has the file can read it")
    sub.add_argument("--recovery-out", type=Path, metavar="FILE", help="write the recovery key as a PDF")


def _add_verify(commands: Commands) -> None:
    verify = _add(commands, "verify", "hold every row against the journal")
    verify.add_argument("--head", metavar="SEQ:HASH", help="check that a head printed earlier still stands")


def _add_store(commands: Commands) -> None:
    store = commands.add_parser("store", help="about the store")
    _add(store.add_subparsers(dest="subcommand", required=True), "info", "what the store holds")


def _add_report(commands: Commands) -> None:
    sub = _add(commands, "report", "write a report to a file")
    sub.add_argument("name", choices=REPORTS, metavar="NAME", help=", ".join(REPORTS))
    sub.add_argument("--format", choices=FORMATS, required=True)
    sub.add_argument("--out", type=Path, required=True, metavar="FILE")
    sub.add_argument("--levels", type=int, help="levels of the organisation shown (default: 2)")
    sub.add_argument("--unit", help="organisation unit, by name or code (default: all)")
    sub.add_argument("--detail", help="a part of that part, by name or code")
    sub.add_argument("--variation", help="verzuimcijfers: only employers with this protocol variation, or: standard")
    sub.add_argument("--chart", choices=("months", "units"), help="verzuimcijfers: what the chart shows")
    sub.add_argument("--units", nargs="*", help="only these units, by name or code")
    sub.add_argument("--reference-date", type=date.fromisoformat, metavar="DATE", help="werknemersbestand: as of")
    sub.add_argument("--last-month", metavar="YYYY-MM", help="verzuimcijfers: last month")
    sub.add_argument("--months", type=int, help="verzuimcijfers: number of months (default: 12)")
    sub.add_argument("--method", choices=("calendar-days", "working-days", "hours"))
    sub.add_argument("--safety-net", choices=("included", "excluded"))
    sub.add_argument("--classifications", nargs="*", metavar="CODE", help="verzuimcijfers: only these")
    sub.add_argument("--employer", help="the insurer's reports: employer, by name or code, where there are several")
    sub.add_argument("--year", type=int, help="deelnemersregistratie: calendar year (default: the last one)")
    sub.add_argument("--month", metavar="YYYY-MM", help="claimspecificatie: month (default: the last one)")
    sub.add_argument("--reference", metavar="NUMBER", help="uitkeringsspecificaties: the number on an invoice")
    sub.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DATE", help="uitkeringsspecificaties")
    sub.add_argument("--to", dest="last", type=date.fromisoformat, metavar="DATE", help="uitkeringsspecificaties")


def _add_import(commands: Commands) -> None:
    sub = _add(commands, "import", "take over employees, absences, policies or payouts from a file")
    sub.add_argument("kind", choices=("employees", "absences", "policies", "payouts"))
    sub.add_argument("file", type=Path, metavar="FILE")
    sub.add_argument("--map", action="append", default=[], metavar="HEADER=FIELD", help="name a column's meaning")
    sub.add_argument("--dry-run", action="store_true", help="list every problem, change nothing")
    sub.add_argument("--skip-bad", type=Path, metavar="REJECTS", help="leave bad rows out, and write them here")


_COMMANDS: tuple[tuple[tuple[str, ...], Callable[[Commands], object]], ...] = (
    (("demo",), _add_demo),
    (("init",), _add_init),
    (("report",), _add_report),
    (("verify",), _add_verify),
    (("store",), _add_store),
    (("import",), _add_import),
    (("keys", "backup", "restore"), lambda commands: keys_cli.add_parsers(commands, _common)),
    (("retention", "record"), lambda commands: office_cli.add_parsers(commands, _common)),
    (("protocol",), lambda commands: protocol_cli.add_parsers(commands, _common)),
    (("rules",), add_rules_parser),
)
"""What adds which commands. No command at all opens the app."""


def run(argv: Sequence[str]) -> int:
    """Carry out a command line; return 0 done, 1 refused or found wanting, 2 wrong use."""
    try:
        args = parser(argv).parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    if args.command == "rules":
        from xstui.rules_cli import run_rules
        from xstui.services.reference import data_folder

        return run_rules(args, data_folder(), sys.stdout)
    return _guarded(args)


def _guarded(args: argparse.Namespace) -> int:
    from xstui import commands, keys_commands, office_commands
    from xstui.domain.problems import Refused
    from xstui.i18n import problem_text, set_language

    set_language(args.lang or "nl")
    actions: dict[str | None, Callable[[argparse.Namespace], int]] = {
        None: commands.open_app,
        "demo": commands.demo,
        "init": commands.init,
        "report": commands.report,
        "keys": keys_commands.keys,
        "backup": keys_commands.backup,
        "restore": keys_commands.restore,
        "retention": office_commands.retention,
        "record": office_commands.record,
        "verify": commands.verify,
        "store": commands.store_info,
        "import": commands.import_file,
        "protocol": commands.protocol,
    }
    try:
        return actions[args.command](args)
    except Refused as refused:
        for problem in refused.problems:
            place = f"{problem.field}: " if problem.field else ""
            print(f"xstui: {place}{problem_text(problem)}", file=sys.stderr)  # noqa: T201
        return REFUSED
    except KeyboardInterrupt:
        return REFUSED

"""`xstui demo`: the demo company, made where there is none, and opened."""

from __future__ import annotations

import argparse
from pathlib import Path

from xstui.bootstrap import Program, store_path
from xstui.cli.open_app import check_is_file, run_app
from xstui.cli.output import Progress, say
from xstui.cli.parsing import DONE, Command, count
from xstui.domain.problems import refuse
from xstui.i18n import N_, _
from xstui.services.security.leftovers import is_surely_a_store
from xstui.terminal.hardening import keep_memory_private


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--employees", type=count, default=0, metavar="N", help=_("grow the company to N employees"))
    sub.add_argument("--encrypted", action="store_true", help=_("make an encrypted one, for trying"))
    sub.add_argument("--no-open", action="store_true", help=_("only make it"))


def demo(args: argparse.Namespace) -> int:
    """Make the demo company where there is none, and open it."""
    path = store_path(args.store, demo=True)
    if not is_surely_a_store(path):  # else the libraries of the store would be loaded before the first picture
        _make_demo(path, args)
    check_is_file(path)
    program = Program(path, args.today)
    if not args.no_open:
        return run_app(program)
    keep_memory_private()  # before a store is opened that may be somebody's own
    login = program.demo_login()
    if login is None:
        raise refuse("store-not-demo", path=path)
    say(_("Demo store: {path}", path=path))
    say(_("User name: {user}   Password: {password}", user=login.username, password=login.password))
    return DONE


def _make_demo(path: Path, args: argparse.Namespace) -> None:
    """Make the demo company, unless something lies there that is not to be replaced."""
    from xstui.services.demo.company import make_demo_store
    from xstui.services.security.making import is_taken

    if is_taken(path):
        return
    program = Program(path, args.today)
    make_demo_store(
        path,
        program.clock,
        program.reference,
        employees=args.employees,
        encrypted=args.encrypted,
        progress=Progress(),
    )


COMMAND = Command("demo", N_("open the demo company; make it where there is none"), demo, _options, opens_app=True)

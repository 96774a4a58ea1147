"""What each command of the command line does; returns its exit code, and raises `Refused`."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import signal
from typing import TYPE_CHECKING

from xstui.bootstrap import Program, store_path
from xstui.cli import output, session
from xstui.cli.output import Progress, ask, complain, say
from xstui.domain.problems import Problem, Refused, refuse
from xstui.i18n import N_, _, current_language, format_decimal, problem_text
from xstui.terminal.hardening import keep_memory_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xstui.services.upkeep.setup import NewStore


DONE, FOUND_WANTING = 0, 1
SIGNALLED = 128
"""Exit codes from here on say that a signal ended the program: there is no time for a back-up then."""

FACTS = {
    "path": N_("Store"),
    "bytes": N_("Bytes"),
    "revision": N_("Revision of the tables"),
    "journal entries": N_("Entries in the journal"),
    "journal head": N_("Head of the journal"),
    "org_unit": N_("Organisation units"),
    "person": N_("People"),
    "employment": N_("Employments"),
    "absence_case": N_("Cases"),
    "task": N_("Tasks"),
    "message": N_("Messages"),
    "document": N_("Documents"),
    "policy": N_("Policies"),
    "payout": N_("Payouts"),
    "account": N_("Logins"),
}
"""What `xstui store info` tells, in this order."""


def open_app(args: argparse.Namespace) -> int:
    """Open the app on the user's store."""
    path = store_path(args.store)
    _check_is_file(path)
    return _run(Program(path, args.today))


def _check_is_file(path: Path) -> None:
    """Refuse what can't be a store before the terminal changes into a sign-in screen."""
    if not path.exists():
        raise refuse("store-missing", path=path)
    if not path.is_file():
        raise refuse("store-foreign", path=path)


def _run(program: Program) -> int:
    if not os.environ.get("NO_COLOR", "-"):
        del os.environ["NO_COLOR"]  # empty it asks nothing (no-color.org); Textual only looks whether it is there
    # What is imported stays: looking for what can be let go of takes a tenth of the start. The app turns it on again.
    gc.disable()
    try:
        code = _run_app(program)
    finally:
        gc.enable()
    if code < SIGNALLED:
        _back_up_at_exit(program)
    return code


def _run_app(program: Program) -> int:
    from xstui.app.app import XstuiApp
    from xstui.terminal.keymap import keymap_path, read_keymap

    if not output.is_at_terminal():
        raise refuse("no-terminal")
    app = XstuiApp(program, current_language(), read_keymap(keymap_path()))
    app.run()
    return app.return_code or DONE


def _back_up_at_exit(program: Program) -> None:
    """Make the back-up that is due, of a store that was opened; a failure is said, and changes nothing."""
    from xstui.services.context.settings import is_demo
    from xstui.services.upkeep.backup import back_up_at_exit

    if not (program.is_open or program.was_left_open) or is_demo(program.store):
        return
    try:
        path = back_up_at_exit(program.store, program.clock.now())
    except Refused as refused:
        complain(problem_text(refused.problems[0]))
        return
    if path is not None:
        say(_("Back-up made: {path}", path=path))


def demo(args: argparse.Namespace) -> int:
    """Make the demo company where there is none, and open it."""
    from xstui.services.security.making import is_taken

    path = store_path(args.store, demo=True)
    if not is_taken(path):
        _make_demo(path, args)
    _check_is_file(path)
    program = Program(path, args.today)
    if not args.no_open:
        return _run(program)
    keep_memory_private()  # before a store is opened that may be somebody's own
    login = program.demo_login()
    if login is None:
        raise refuse("store-not-demo", path=path)
    say(_("Demo store: {path}", path=path))
    say(_("User name: {user}   Password: {password}", user=login.username, password=login.password))
    return DONE


def _make_demo(path: Path, args: argparse.Namespace) -> None:
    from xstui.services.demo.company import make_demo_store

    program = Program(path, args.today)
    make_demo_store(
        path,
        program.clock,
        program.reference,
        employees=args.employees,
        encrypted=args.encrypted,
        progress=Progress(),
    )


def init(args: argparse.Namespace) -> int:
    """Make a new store with its employer and first login; encrypted, unless that is refused in so many words."""
    from xstui.cli.keys import show_recovery_key
    from xstui.services.security.making import is_taken
    from xstui.services.upkeep.setup import make_store

    path = store_path(args.store)
    if is_taken(path):
        raise refuse("store-exists", path=path)
    if args.plain:
        _confirm_plain()
    program = Program(path)
    common = program.reference.common_passwords
    recovery = make_store(path, program.clock, common, _ask_new_store(common), plain=args.plain)
    if recovery:
        with _uninterrupted():  # the store is there: nobody can be told any more that nothing was done
            show_recovery_key(recovery, args.recovery_out)
    command = "xstui" if args.store is None else f"xstui --store {path}"
    say(_("Made {path}. Open it with: {command}", path=path, command=command))
    return DONE


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl+C wait until the block is done."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _ask_new_store(common: frozenset[str]) -> NewStore:
    from xstui.domain.passwords import password_problems
    from xstui.services.upkeep.setup import NewStore, department_problems, name_problems

    def name(field: str, prompt: str) -> str:
        return session.until_right(lambda: ask(prompt), lambda text: name_problems(field, text))

    def departments() -> tuple[str, ...]:
        return tuple(ask(_("Departments, parted by commas: ")).split(","))

    def password_problems_of(text: str) -> list[Problem]:
        return password_problems(text, common=common, names=(employer, username, full_name))

    employer = name("employer", _("Name of the employer: "))
    username = name("username", _("User name: "))
    full_name = name("full_name", _("Your name: "))
    return NewStore(
        employer=employer,
        username=username,
        full_name=full_name,
        departments=session.until_right(departments, department_problems),
        password=session.until_right(lambda: session.new_password(password_problems_of), lambda _password: ()),
    )


def _confirm_plain() -> None:
    phrase = _("not encrypted")
    asked = ask(_("Whoever has the file will be able to read it. Type {phrase} to go on: ", phrase=phrase))
    if asked.strip().lower() != phrase:
        raise refuse("not-confirmed")


def report(args: argparse.Namespace) -> int:
    """Write a report to a file."""
    from xstui.services import reporting

    context = session.context_of(args)
    parameters = reporting.parameters_from(context, args.name, vars(args))
    table = reporting.make(context, parameters)
    with output.destination(args.out) as path:
        remark = reporting.export(context, table, args.format, path, Progress())
    tell = output.speaker(args.out)
    tell(_("Written: {path} ({rows} rows)", path=args.out, rows=format_decimal(len(table.rows), 0)))
    if remark:
        tell(remark)
    return DONE


def verify(args: argparse.Namespace) -> int:
    """Hold every row against the journal; findings are listed and make the answer 1."""
    from xstui.i18n.findings import finding_text
    from xstui.services.upkeep.audit import head_stands, verify_store

    program = session.unlocked(session.program_of(args))
    result = verify_store(program.store)
    for finding in result.findings:
        say(f"{finding.code}: {finding_text(finding)}")
    if args.head is not None and not head_stands(program.store, args.head):
        complain(_("the head {head} is not in this journal: its history was replaced", head=args.head))
        return FOUND_WANTING
    if result.findings:
        complain(_("{n} findings", n=len(result.findings)))
        return FOUND_WANTING
    say(_("In order: {entries} journal entries, {rows} rows. Head: {head}",
          entries=result.entries, rows=result.rows, head=f"{result.entries}:{result.head}"))  # fmt: skip
    return DONE


def store_info(args: argparse.Namespace) -> int:
    """Say what the store holds."""
    from xstui.services.upkeep.audit import store_facts

    program = session.unlocked(session.program_of(args))
    facts = store_facts(program.store)
    for name, text in FACTS.items():
        say(f"{_(text):<28} {facts[name]}")
    return DONE


def import_file(args: argparse.Namespace) -> int:
    """Take over a file of employees, absences, policies or payouts."""
    from xstui.cli import import_file

    return import_file.run(args, session.context_of(args))


def protocol(args: argparse.Namespace) -> int:
    """Check, use or show an employer's own protocol."""
    from xstui.cli import protocol

    return protocol.run(args, lambda: session.context_of(args), say)


def rates(args: argparse.Namespace) -> int:
    """Take over newer absence rates of the country."""
    from xstui.cli import cbs

    return cbs.run(args, say)


def rules(args: argparse.Namespace) -> int:
    """Work out a rule."""
    from xstui.cli.rules import run_rules
    from xstui.services.context.reference import data_folder

    return run_rules(args, data_folder(), say)

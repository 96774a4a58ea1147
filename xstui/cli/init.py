"""`xstui init`: a new, empty store with its employer and its first login."""

from __future__ import annotations

import argparse
import contextlib
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.bootstrap import Program, store_path
from xstui.cli import session
from xstui.cli.output import ask, say
from xstui.cli.parsing import DONE, Command
from xstui.cli.recovery_key import show_recovery_key, store_text
from xstui.domain.problems import Problem, refuse
from xstui.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xstui.services.upkeep.setup import NewStore


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--plain", action="store_true", help=_("without encryption: anybody who has the file can read it"))
    sub.add_argument("--recovery-out", type=Path, metavar=_("FILE"), help=_("write the recovery key as a PDF"))


def init(args: argparse.Namespace) -> int:
    """Make a new store with its employer and first login; encrypted, unless that is refused in so many words."""
    from xstui.services.security.making import is_taken
    from xstui.services.upkeep.setup import make_store

    path = store_path(args.store)
    if is_taken(path):
        raise refuse("store-exists", path=path)
    if args.plain:
        _confirm_plain()
    program = Program(path)
    common = program.reference.common_passwords
    wanted = _ask_new_store(common)
    recovery = make_store(path, program.clock, common, wanted, plain=args.plain)
    if recovery:
        with _uninterrupted():  # the store is there: nobody can be told any more that nothing was done
            about = store_text(wanted.employer.strip(), path, program.clock.today())
            show_recovery_key(recovery, args.recovery_out, about)
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
        return tuple(ask(_("Departments, separated by commas: ")).split(","))

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
    asked = ask(_("Anybody who has the file will be able to read it. Type {phrase} to go on: ", phrase=phrase))
    if asked.strip().lower() != phrase:
        raise refuse("not-confirmed")


COMMAND = Command("init", N_("make a new, empty store and its first login"), init, _options)

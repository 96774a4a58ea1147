"""Who sits at the command line: the store unlocked, and somebody signed in."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from xstui.bootstrap import Program, store_path
from xstui.cli.output import ask, ask_secret, can_ask, note
from xstui.domain.problems import Problem, Refused, refuse, refuse_if
from xstui.i18n import _, problem_text
from xstui.i18n.sign_ins import refused_text

if TYPE_CHECKING:
    from xstui.services.context.context import Context

T = TypeVar("T")


def program_of(args: argparse.Namespace) -> Program:
    """Return the program over the store that is meant: the one named, the user's own, or else the demo's."""
    own, demo = store_path(args.store), store_path(args.store, demo=True)
    return Program(demo if demo.exists() and not own.exists() else own, args.today)


def unlocked(program: Program) -> Program:
    """Unlock an encrypted store for a command that shows nobody's data.

    A demo store unlocks itself, the system's key store is asked next, and a password last.
    """
    from xstui.services.security import keyring

    _warn(program)
    if program.is_locked and program.demo_login() is None:
        key = keyring.key_that_opens(program.path)
        if key is None:
            program.enter(*name_and_password())
        else:
            program.unlock(key)
    return program


def context_of(args: argparse.Namespace) -> Context:
    """Sign in at the command line; a demo store lets everybody in."""
    return context_and_password(args)[0]


def context_and_password(args: argparse.Namespace) -> tuple[Context, str]:
    """Sign in, and return the password that was given as well: for what seals something under it."""
    return signed_in(program_of(args))


def signed_in(program: Program) -> tuple[Context, str]:
    """Sign in to the store of a program, and return the password as well."""
    from xstui.services.access import sign_in
    from xstui.services.access.sign_in_history import clock_behind, last_before_this

    _warn(program)
    login = program.demo_login()
    if login is not None:
        return program.context(sign_in.demo_actor(program.sign_in_context, login.username)), login.password
    pending = program.enter(*name_and_password())
    if pending.totp_secret is None:
        raise refuse("no-second-factor")
    if pending.must_change:
        raise refuse("must-change-password")
    signed_in = sign_in.check_token(program.sign_in_context, pending, ask_secret(_("Token: ")))
    context = program.context(signed_in.actor)
    last, refused = last_before_this(context)
    if refused:
        note(refused_text(refused, last.at if last else None))
    if behind := clock_behind(context):
        note(problem_text(behind))
    return context, pending.password


def _warn(program: Program) -> None:
    note(*map(problem_text, program.warnings))


def name_and_password() -> tuple[str, str]:
    """Ask for user name and password."""
    return ask(_("User name: ")), ask_secret(_("Password: "))


def new_password(problems_of: Callable[[str], Iterable[Problem]]) -> str:
    """Ask for a new password twice; one that can't be used is not asked again, where it is typed.

    Raises:
        Refused: `passwords-differ`, or what is wrong with the first.
    """
    first = ask_secret(_("Password (15 or more characters): "))
    if can_ask():
        refuse_if(list(problems_of(first)))
    if first != ask_secret(_("The password again: ")):
        raise refuse("passwords-differ", "password")
    return first


def until_right(ask: Callable[[], T], problems_of: Callable[[T], Iterable[Problem]]) -> T:
    """Return an answer, asked again while it is wrong: one slip in the last does not lose the others.

    A script can't try again: its answer is returned as it is, for the service to refuse with all that is wrong.

    Raises:
        Refused: What `ask` raises, where no terminal is there to ask again.
    """
    while True:
        try:
            answer = ask()
            if can_ask():
                refuse_if(list(problems_of(answer)))
        except Refused as refused:
            if not can_ask():
                raise
            for problem in refused.problems:
                note(problem_text(problem))
        else:
            return answer

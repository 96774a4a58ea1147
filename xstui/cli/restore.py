"""`xstui restore`: a back-up put in the place of the store."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.bootstrap import Program, store_path
from xstui.cli import session
from xstui.cli.output import ask, ask_secret, note, say
from xstui.cli.parsing import DONE, Command
from xstui.domain.problems import Refused, refuse
from xstui.i18n import N_, _, problem_text

if TYPE_CHECKING:
    from xstui.store.store import Store

LOST = frozenset(
    {
        "store-missing",
        "store-damaged",
        "store-foreign",
        "store-newer",
        "store-replaced",
        "store-unreadable",
        "keys-missing",
        "keys-damaged",
        "keys-tampered",
        "key-file-other",
    }
)
"""Why a store does not open any more, no matter who asks: a restore goes by the logins of the back-up then."""


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("backup", type=Path, metavar=_("BACKUP"))
    sub.add_argument("--yes", action="store_true", help=_("don't ask"))


def restore(args: argparse.Namespace) -> int:
    """Put a back-up in the place of the store."""
    from xstui.services.upkeep import backup as service

    service.check_file(args.backup)
    target = store_path(args.store)
    if target.exists() and not args.yes:
        word = _("restore")
        asked = ask(_("This replaces {path}. Type {word} to go on: ", path=target, word=word))
        if asked.strip().lower() != word:
            raise refuse("not-confirmed")
    aside = _restore(args.backup, Program(target))
    say(_("Restored: {path}", path=target))
    say(_("Passwords, second factors and logins are those of the back-up: what was changed since holds no longer."))
    if aside is not None:
        say(_("The store that was there is now {path}", path=aside))
    return DONE


def _restore(back_up_path: Path, current: Program) -> Path | None:
    """Restore by an administrator of the store that is there; where that is a demo or lost, by one of the back-up."""
    from xstui.services.upkeep import backup as service

    try:
        if current.demo_login() is None:
            context, password = session.signed_in(current)
            context.require_administrator()
            username = context.actor.username
            key = _key_of_back_up(back_up_path, current, username, password)
            current.lock()
            return service.restore(back_up_path, current.path, key, current.clock.now(), lambda _copy: username)
    except Refused as refused:
        if refused.problems[0].code not in LOST or refused.problems[0].details.get("path") == back_up_path:
            raise
        note(problem_text(refused.problems[0]))
    current.lock()
    return _restore_by_its_own_login(back_up_path, current)


def _key_of_back_up(back_up_path: Path, current: Program, username: str, password: str) -> bytes | None:
    """Return the data key of a back-up, which may be of a day with another key and password."""
    from xstui.services.security import vault

    if not Program(back_up_path).is_encrypted:
        return None
    if current.key is not None and vault.key_opens(back_up_path, current.key):
        return current.key
    now = current.clock.now()
    try:
        return vault.unlock(back_up_path, username, password, now)
    except Refused as refused:
        if refused.problems[0].code != vault.FAILED:
            raise
    note(_("The back-up {path} opens with a password of its own day.", path=back_up_path))
    return vault.unlock(back_up_path, *session.name_and_password(), now)


def _restore_by_its_own_login(back_up_path: Path, current: Program) -> Path | None:
    """Restore where no store is there that could say who may; a demo's back-up lets everybody."""
    from xstui.services.access import key_administration
    from xstui.services.context.settings import demo_login
    from xstui.services.security import vault
    from xstui.services.upkeep import backup as service

    note(_("Sign in with an administrator's login of the back-up."))
    login, key, now = None, None, current.clock.now()
    if Program(back_up_path).is_encrypted:
        login = vault.public_login(back_up_path) or session.name_and_password()
        key = vault.unlock(back_up_path, *login, now)

    def admit(copy: Store) -> str:
        demo = demo_login(copy)
        if demo is not None:
            return demo.username
        username, password = login or session.name_and_password()
        return key_administration.admit_to_copy(
            copy, current.clock, username, password, lambda: ask_secret(_("Token: "))
        )

    return service.restore(back_up_path, current.path, key, now, admit)


COMMAND = Command("restore", N_("put a back-up in the place of the store"), restore, _options)

"""What `xstui keys`, `xstui backup` and `xstui restore` do; each returns its exit code, and raises `Refused`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.bootstrap import Program, store_path
from xstui.cli import output, session
from xstui.cli.output import ask, ask_secret, can_ask, note, say
from xstui.domain.problems import Problem, Refused, refuse
from xstui.i18n import _, problem_text

if TYPE_CHECKING:
    from xstui.services.context.context import Context
    from xstui.store.store import Store

DONE, FOUND_WANTING = 0, 1


def keys(args: argparse.Namespace) -> int:
    """Carry out `xstui keys ...`."""
    program = session.program_of(args)
    actions: dict[str, Callable[[Program, argparse.Namespace], None]] = {
        "show": _show,
        "recovery": _recovery,
        "lost-password": _lost_password,
        "rekey": _rekey,
        "keyring-on": _keyring_on,
        "keyring-off": _keyring_off,
        "encrypt": _encrypt,
    }
    actions[args.subcommand](program, args)
    return DONE


def _show(program: Program, _args: argparse.Namespace) -> None:
    from xstui.services.security import keyring, vault
    from xstui.store.engine import is_encrypted

    if not is_encrypted(program.path):
        say(_("This store is not encrypted."))
        return
    count, recovery = vault.holders(program.path)
    say(_("Accounts with a key: {n}", n=count))
    say(_("Recovery key: {answer}", answer=_("yes") if recovery else _("no")))
    kept = keyring.backend() is not None and keyring.fetch(program.path) is not None
    say(_("System key store: {answer}", answer=_("yes") if kept else _("no")))


def _recovery(_program: Program, args: argparse.Namespace) -> None:
    from xstui.i18n.safety_texts import OLDER_KEY_FILES_RECOVERY
    from xstui.services.access import key_administration
    from xstui.services.security import vault

    context = session.context_of(args)
    replaces = context.store.key is not None and vault.holders(context.store.path)[1]
    show_recovery_key(key_administration.new_recovery_key(context), args.out)
    if replaces:
        _offer_to_encrypt_again(OLDER_KEY_FILES_RECOVERY, context)


def _offer_to_encrypt_again(text: str, context: Context) -> None:
    """Say what an older key file still opens, and encrypt the store again where somebody is there who wants that."""
    from xstui.services.access import key_administration

    note(_(text))
    word = _("encrypt again")
    if can_ask() and ask(_("Type {word} to do that now, or nothing: ", word=word)).strip().lower() == word:
        key_administration.change_data_key(context)
        note(_("The store is encrypted anew. Older back-ups keep their own key file."))
    else:
        note(_("To do that: {command}", command="xstui keys rekey"))


def show_recovery_key(text: str, out: Path | None) -> None:
    """Show a new recovery key once, or write it to a file that is to be printed."""
    if out is not None:
        from xstui.services.security.recovery_pdf import write_recovery_paper

        with output.destination(out) as path:
            write_recovery_paper(path, text)
        output.speaker(out)(_("Written: {path}. Print it, keep it in a safe, and remove the file.", path=out))
        return
    say(_("Recovery key, shown this once. Write it down and keep it in a safe:"))
    say("", f"    {text}", "")


def _lost_password(program: Program, _args: argparse.Namespace) -> None:
    from xstui.domain.passwords import password_problems
    from xstui.i18n.safety_texts import OLDER_KEY_FILES
    from xstui.services.access import accounts
    from xstui.services.security import vault

    username = ask(_("User name: "))
    program.unlock(vault.unlock_by_recovery_key(program.path, ask(_("Recovery key: "))))
    common = program.reference.common_passwords

    def problems_of(text: str) -> list[Problem]:
        return password_problems(text, common=common, names=[username])

    password = session.until_right(lambda: session.new_password(problems_of), lambda _password: ())
    accounts.recover_login(program.sign_in_context, username, password, common)
    say(_("The password is changed. At the next sign-in the authenticator app is registered anew."))
    note(_(OLDER_KEY_FILES), _("To do that: {command}", command="xstui keys rekey"))


def _rekey(_program: Program, args: argparse.Namespace) -> None:
    from xstui.services.access import key_administration

    key_administration.change_data_key(session.context_of(args))
    say(_("The store is encrypted anew. Older back-ups keep their own key file."))


def _keyring_on(_program: Program, args: argparse.Namespace) -> None:
    from xstui.services.access import key_administration

    key_administration.keep_in_ring(session.context_of(args), keep=True)
    say(_("The system's key store keeps the key."))


def _keyring_off(_program: Program, args: argparse.Namespace) -> None:
    from xstui.services.access import key_administration

    key_administration.keep_in_ring(session.context_of(args), keep=False)
    say(_("The system's key store no longer keeps the key."))


def _encrypt(_program: Program, args: argparse.Namespace) -> None:
    from xstui.services.access.conversion import encrypt_store

    done = encrypt_store(*session.context_and_password(args))
    show_recovery_key(done.recovery_key, args.out)
    if done.shut_out:
        names = ", ".join(done.shut_out)
        say(_("These logins get in again once you give each a new password (key i, Logins, r): {names}", names=names))


def backup(args: argparse.Namespace) -> int:
    """Copy the store, or prove that a copy can be restored."""
    from xstui.i18n.findings import finding_text
    from xstui.services.security import keyring
    from xstui.services.upkeep import backup as service

    if args.rehearse is not None:
        service.check_file(args.rehearse)
        now = Program(args.rehearse).clock.now()
        checked = service.rehearse(
            args.rehearse, keyring.key_of_copy(args.rehearse, now, session.name_and_password), now
        )
        for finding in checked.findings:
            output.note(finding_text(finding))
        say(_("{n} findings", n=len(checked.findings)) if checked.findings else _("This back-up can be restored."))
        return FOUND_WANTING if checked.findings else DONE
    say(_("Written: {path}", path=_back_up(session.program_of(args), args.to)))
    return DONE


def _back_up(program: Program, folder: Path | None) -> Path:
    """Make a back-up: unattended where the system's key store opens the store, and else by an administrator."""
    from xstui.services.access import key_administration
    from xstui.services.security import keyring
    from xstui.services.upkeep import backup as service

    key = keyring.key_that_opens(program.path) if program.is_locked else None
    if key is None:
        return key_administration.back_up_to(session.signed_in(program)[0], folder)
    program.unlock(key)
    store = program.store
    return service.back_up_unattended(store, folder or service.folder_of(store), program.clock.now())


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
    }
)
"""Why a store does not open any more, whoever asks: a restore goes by the logins of the back-up then."""


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
    from xstui.store import engine

    if not engine.is_encrypted(back_up_path):
        return None
    if current.key is not None and engine.key_fits(back_up_path, current.key, untouched=True):
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
    from xstui.store import engine

    note(_("Sign in with an administrator's login of the back-up."))
    login, key, now = None, None, current.clock.now()
    if engine.is_encrypted(back_up_path):
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

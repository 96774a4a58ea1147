"""`xstui keys`: who can open the store."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.cli import session
from xstui.cli.output import ask, can_ask, note, say
from xstui.cli.parsing import DONE, Command, Group
from xstui.cli.recovery_key import show_recovery_key, store_text
from xstui.domain.problems import Problem
from xstui.i18n import N_, _

if TYPE_CHECKING:
    from xstui.services.context.context import Context


def _recovery_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--out", type=Path, metavar=_("FILE"), help=_("write the recovery key as a PDF"))


def _show(args: argparse.Namespace) -> int:
    from xstui.services.security import keyring, vault

    program = session.program_of(args)
    if not program.is_encrypted:
        say(_("This store is not encrypted."))
        return DONE
    count, recovery = vault.holders(program.path)
    say(_("Accounts with a key: {n}", n=count))
    say(_("Recovery key: {answer}", answer=_("yes") if recovery else _("no")))
    kept = keyring.backend() is not None and keyring.fetch(program.path) is not None
    say(_("System key store: {answer}", answer=_("yes") if kept else _("no")))
    return DONE


def _recovery(args: argparse.Namespace) -> int:
    from xstui.i18n.safety_texts import OLDER_KEY_FILES_RECOVERY
    from xstui.services.access import key_administration
    from xstui.services.context import organisation
    from xstui.services.security import vault

    context = session.context_of(args)
    replaces = context.store.key is not None and vault.holders(context.store.path)[1]
    employer = ", ".join(unit.name for unit in organisation.tree(context).units if unit.kind == "employer")
    about = store_text(employer, context.store.path, context.today)
    show_recovery_key(key_administration.new_recovery_key(context), args.out, about)
    if replaces:
        _offer_to_encrypt_again(OLDER_KEY_FILES_RECOVERY, context)
    return DONE


def _offer_to_encrypt_again(text: str, context: Context) -> None:
    """Say what an older key file still opens, and encrypt the store again where somebody is there who wants that."""
    from xstui.services.access import key_administration

    note(_(text))
    word = _("encrypt again")
    if can_ask() and ask(_("Type {word} to do that now, or nothing: ", word=word)).strip().lower() == word:
        key_administration.change_data_key(context)
        note(_("The store is encrypted under a new key. Older back-ups keep their own key file."))
    else:
        note(_("To do that: {command}", command="xstui keys rekey"))


def _lost_password(args: argparse.Namespace) -> int:
    from xstui.domain.passwords import password_problems
    from xstui.i18n.safety_texts import OLDER_KEY_FILES
    from xstui.services.access import accounts
    from xstui.services.security import vault

    program = session.program_of(args)
    username = ask(_("User name: "))
    program.unlock(vault.unlock_by_recovery_key(program.path, ask(_("Recovery key: "))))
    common = program.reference.common_passwords

    def problems_of(text: str) -> list[Problem]:
        return password_problems(text, common=common, names=[username])

    password = session.until_right(lambda: session.new_password(problems_of), lambda _password: ())
    accounts.recover_login(program.sign_in_context, username, password, common)
    say(_("The password is changed. At the next sign-in the authenticator app is registered again."))
    note(_(OLDER_KEY_FILES), _("To do that: {command}", command="xstui keys rekey"))
    return DONE


def _rekey(args: argparse.Namespace) -> int:
    from xstui.services.access import key_administration

    key_administration.change_data_key(session.context_of(args))
    say(_("The store is encrypted under a new key. Older back-ups keep their own key file."))
    return DONE


def _keyring_on(args: argparse.Namespace) -> int:
    from xstui.services.access import key_administration

    key_administration.keep_in_ring(session.context_of(args), keep=True)
    say(_("The system's key store keeps the key."))
    return DONE


def _keyring_off(args: argparse.Namespace) -> int:
    from xstui.services.access import key_administration

    key_administration.keep_in_ring(session.context_of(args), keep=False)
    say(_("The system's key store no longer keeps the key."))
    return DONE


def _encrypt(args: argparse.Namespace) -> int:
    from xstui.services.access.conversion import encrypt_store

    done = encrypt_store(*session.context_and_password(args))
    show_recovery_key(done.recovery_key, args.out)
    if done.shut_out:
        names = ", ".join(done.shut_out)
        say(_("These logins get in again once you give each a new password (key i, Logins, r): {names}", names=names))
    return DONE


COMMANDS = Group(
    "keys",
    N_("who can open the store"),
    (
        Command("show", N_("list what opens the store"), _show),
        Command("recovery", N_("make a new recovery key, in place of the old one"), _recovery, _recovery_options),
        Command("lost-password", N_("set a new password with the recovery key"), _lost_password),
        Command("rekey", N_("encrypt the store under a new key"), _rekey),
        Command(
            "keyring-on",
            N_("keep the key in the system's key store, for back-ups without a password"),
            _keyring_on,
        ),
        Command("keyring-off", N_("take the key out of the system's key store"), _keyring_off),
        Command("encrypt", N_("turn a plain store into an encrypted one"), _encrypt, _recovery_options),
    ),
)

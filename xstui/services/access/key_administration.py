"""What an administrator does with the keys of an open store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from xstui.clock import Clock
from xstui.domain.problems import refuse
from xstui.services.access import sign_in
from xstui.services.access.sign_in import SignInContext
from xstui.services.context.context import Context
from xstui.services.security import keyring, vault
from xstui.services.upkeep import backup
from xstui.store.store import Store
from xstui.store.tables import Account


@dataclass(frozen=True)
class KeyFacts:
    """What opens the store, and its copies.

    Attributes:
        encrypted: Whether the store is encrypted; the rest says nothing where it is not.
        accounts: Accounts that can open it.
        has_recovery_key: Whether a recovery key can.
        has_ring: Whether the machine has a key store of its own.
        in_ring: Whether that keeps the key.
        back_ups: The copies in the back-up folder, newest first.
    """

    encrypted: bool
    accounts: int
    has_recovery_key: bool
    has_ring: bool
    in_ring: bool
    folder: Path
    back_ups: tuple[Path, ...]


def key_facts(context: Context) -> KeyFacts:
    """Return what opens the store.

    Raises:
        Refused: `administrators-only`.
    """
    context.require_administrator()
    store = context.store
    encrypted = store.key is not None
    accounts, recovery = vault.holders(store.path) if encrypted else (0, False)
    folder = backup.folder_of(store)
    return KeyFacts(
        encrypted,
        accounts,
        recovery,
        keyring.backend() is not None,
        encrypted and keyring.fetch(store.path) is not None,
        folder,
        tuple(reversed(backup.back_ups(folder, store.path.stem))),
    )


def new_recovery_key(context: Context) -> str:
    """Make a recovery key in place of the one before it; return it as it is shown, this once.

    Raises:
        Refused: `administrators-only` or `store-not-encrypted`.
    """
    key = _key(context)
    with context.unit("keys.recovery", kind="note", undoable=False):
        return vault.new_recovery_key(context.store.path, key)


def keep_in_ring(context: Context, keep: bool) -> None:  # noqa: FBT001 - one use case with two ways
    """Let the machine's key store keep the data key, or take it out again.

    Raises:
        Refused: `administrators-only`, `store-not-encrypted`, `keyring-missing` or `keyring-refused`.
    """
    key = _key(context)
    with context.unit("keys.keyring", kind="note", undoable=False):
        if keep:
            keyring.keep(context.store.path, key)
        else:
            keyring.forget(context.store.path)


def change_data_key(context: Context) -> bytes:
    """Encrypt the store under a new key; its connections are closed, and it opens again with the key returned.

    Raises:
        Refused: `administrators-only`, `store-not-encrypted`, or `store-locked` where another program has it open.
    """
    key = _key(context)
    with context.unit("keys.change", kind="note", undoable=False):
        kept = keyring.fetch(context.store.path) is not None
    context.store.close()
    fresh = vault.change_data_key(context.store.path, key)
    if kept:
        keyring.keep(context.store.path, fresh)
    return fresh


def back_up_now(context: Context) -> Path:
    """Make a back-up and prove that it can be restored; return it.

    Raises:
        Refused: `administrators-only`, `backup-failed` or `backup-unsound`.
    """
    path = back_up_to(context, None)
    checked = backup.rehearse(path, context.store.key, context.clock.now())
    if checked.findings:
        raise refuse("backup-unsound", path=path, findings=checked.findings[: backup.TOLD])
    return path


def back_up_to(context: Context, folder: Path | None) -> Path:
    """Make a back-up in a folder, or where the store's own go; return it.

    Raises:
        Refused: `administrators-only`, or why it can't be made.
    """
    context.require_administrator()
    path = backup.back_up(context.store, folder or backup.folder_of(context.store), context.clock.now())
    with context.unit("keys.backup", kind="note", undoable=False) as unit:
        unit.summary = {"file": path.name}
    return path


def admit_to_copy(copy: Store, clock: Clock, username: str, password: str, ask_token: Callable[[], str]) -> str:
    """Let an administrator of a back-up restore it, where the store itself does not open any more.

    A login without a second factor yet restores by its password, with which it would register one as well.

    Raises:
        Refused: `sign-in-failed`, `token-wrong`, `token-used` or `administrators-only`.
    """
    context = SignInContext(copy, clock)
    pending = sign_in.check_password(context, username, password)
    if pending.totp_secret is not None:
        sign_in.check_token(context, pending, ask_token())
    with copy.reading() as session:
        if not session.get_one(Account, pending.account_id).administrator:
            raise refuse("administrators-only")
    return pending.username


def _key(context: Context) -> bytes:
    context.require_administrator()
    if context.store.key is None:
        raise refuse("store-not-encrypted", path=context.store.path)
    return context.store.key

"""Turning a plain store into an encrypted one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import select

from xstui.domain.problems import refuse
from xstui.services.context.context import Context
from xstui.services.security import chain_head, vault
from xstui.services.upkeep.audit import verify_store
from xstui.store import key_file, lasting, whole_file
from xstui.store.held_files import SIDE_FILES
from xstui.store.opening import leftover_copy, open_store
from xstui.store.tables import Account, Setting
from xstui.store.unit import EntryMeta


@dataclass(frozen=True)
class Encrypted:
    """What came of it.

    Attributes:
        recovery_key: As it is shown, this once.
        shut_out: User names of the other logins. Their passwords are known to nobody but themselves, and the data key
            can be sealed under a password only: each gets in again with a new one from an administrator.
    """

    recovery_key: str = field(repr=False)
    shut_out: tuple[str, ...]


def encrypt_store(context: Context, password: str) -> Encrypted:
    """Replace a plain store by an encrypted one that this administrator can open with their password.

    The plain file is removed once the encrypted one has been compared with it; what a disk keeps of removed files is
    beyond a program's reach.

    Raises:
        Refused: `administrators-only`, `store-encrypted-already`, `keys-exist`, `store-damaged` or `store-locked`.
    """
    context.require_administrator()
    store, username = context.store, context.actor.username
    if store.key is not None:
        raise refuse("store-encrypted-already", path=store.path)
    shut_out = _others(context)
    path, part = store.path, leftover_copy(store.path)
    _take_leftovers_away(path, part)
    if key_file.path_beside(path).exists():
        raise refuse("keys-exist", path=key_file.path_beside(path))
    store.close()
    key = vault.make(part)
    try:
        with whole_file.encrypted_copy(path, part, key):
            _check(part, key, context)
            vault.add_account(part, key, username, password)
            recovery = vault.new_recovery_key(part, key)
    except BaseException:
        for file in (key_file.path_beside(part), part):
            file.unlink(missing_ok=True)
        raise
    lasting.note()
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    key_file.path_beside(part).replace(key_file.path_beside(path))
    part.replace(path)
    chain_head.forget(path)
    return Encrypted(recovery, shut_out)


def _take_leftovers_away(path: Path, part: Path) -> None:
    """Remove what a program that was killed here left beside a store that is plain still.

    Where the copy is there without its key file, that was put in its place already: it opens nothing but the copy.
    """
    if part.exists() and not key_file.path_beside(part).exists():
        key_file.path_beside(path).unlink(missing_ok=True)
    beside = (part.with_name(part.name + end) for end in SIDE_FILES)
    for file in (*beside, key_file.path_beside(part), part):
        file.unlink(missing_ok=True)


def _others(context: Context) -> tuple[str, ...]:
    """Return the user names of all other logins that have not ended."""
    with context.reading() as session:
        rows = session.exec(select(Account).where(Account.username != context.actor.username)).all()
    return tuple(sorted(row.username for row in rows if row.ends_on is None or row.ends_on > context.today))


def _check(part: Path, key: bytes, context: Context) -> None:
    """Hold the encrypted copy against its journal, and note that it is no longer a plain store."""
    now, actor = context.clock.now(), context.actor
    copy = open_store(part, now, key)
    try:
        if verify_store(copy).findings:
            raise refuse("store-damaged", path=context.store.path)
        with copy.unit(EntryMeta("setup.encrypt", actor.username, now, actor.account_id, undoable=False)) as unit:
            for plain in unit.session.exec(select(Setting).where(Setting.name == "plain_store")).all():
                plain.value = ""
    finally:
        copy.close()

"""Turning a plain store into an encrypted one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlmodel import select

from xstui.domain.problems import refuse
from xstui.services.audit import verify_store
from xstui.services.keys import vault
from xstui.services.settings import setting
from xstui.services.sign_in import Visitor
from xstui.store import engine, key_file
from xstui.store.opening import open_store
from xstui.store.store import Store
from xstui.store.tables import Setting
from xstui.store.unit import Deed


def encrypt_store(store: Store, visitor: Visitor, now: datetime) -> str:
    """Replace a plain store by an encrypted one that this visitor can open; return the recovery key.

    Other accounts get a way in when an administrator gives them a new password. The plain file is removed once
    the encrypted one has been held against it; what a disk keeps of removed files is beyond a program's reach.

    Raises:
        Refused: `store-encrypted-already`, `keys-exist` or `store-locked`.
    """
    if store.key is not None:
        raise refuse("store-encrypted-already", path=store.path)
    path, part = store.path, store.path.with_name(f"{store.path.name}.encrypting")
    part.unlink(missing_ok=True)
    store.close()
    key = vault.make(path)
    try:
        with engine.encrypted_copy(path, part, key):
            _check(part, key, now, visitor)
            vault.add_account(path, key, visitor.username, visitor.password)
            recovery = vault.new_recovery_key(path, key)
    except BaseException:
        for file in (key_file.path_beside(path), part):
            file.unlink(missing_ok=True)
        raise
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    part.replace(path)
    return recovery


def _check(part: Path, key: bytes, now: datetime, visitor: Visitor) -> None:
    """Hold the encrypted copy against its journal, and note that it is no plain store any more."""
    copy = open_store(part, now, key)
    try:
        if verify_store(copy).findings or engine.integrity_problems(part, key):
            raise refuse("store-damaged", path=part)
        if setting(copy, "plain_store"):
            with copy.unit(Deed("setup.encrypt", visitor.username, now, visitor.account_id, undoable=False)) as unit:
                unit.session.exec(select(Setting).where(Setting.name == "plain_store")).one().value = ""
    finally:
        copy.close()

"""Opening an encrypted store, and deciding who else can.

The store is encrypted under a random data key. The key file holds one wrapped copy of it for each account, which
the account's password opens, and one for the printed recovery key. A wrong password takes the same time as an
unknown user; failures are counted in the key file, so that a restart doesn't forget them.
"""

from __future__ import annotations

import contextlib
import json
import secrets as random
import uuid
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from xstui.domain.problems import Refused, refuse
from xstui.domain.recovery_key import KEY_BYTES, read_recovery_text, recovery_text
from xstui.services.security import secrets, signature, wrapping
from xstui.services.security.throttle import UNWRITTEN, locked_until, still_closed
from xstui.store import engine, key_file, whole_file
from xstui.store.key_file import ACCOUNT, RECOVERY, Slot

FAILED = "sign-in-failed"
NOBODY = Slot(ACCOUNT, b"", b"", secrets.NOBODY_SEALED, b"")
"""What a password is tried on where no such user exists."""
Condition = Callable[[Slot], bool]


def make(store: Path) -> bytes:
    """Make the key file of a store that is yet to be made; return its data key.

    Raises:
        Refused: `keys-exist`, `file-unwritable` or `sqlcipher-missing`.
    """
    key = wrapping.new_data_key()
    engine.driver(key)
    key_file.create(store, random.token_bytes(16), str(uuid.uuid4()))
    with key_file.changing(store) as keys:
        signature.sign(keys, key)
    return key


def store_id(store: Path) -> str:
    """Return what the store is known by in the system's keyring."""
    with key_file.reading(store) as keys:
        return keys.meta("store").decode()


def key_opens(back_up: Path, key: bytes) -> bool:
    """Tell whether a data key opens a back-up, which stays as it is."""
    return engine.key_fits(back_up, key, untouched=True)


def unlock(store: Path, username: str, password: str, now: datetime) -> bytes:
    """Return the data key, for somebody who knows the password of the account.

    Tries while the sign-in is closed are refused and not counted.

    Raises:
        Refused: `sign-in-failed`, the same and after the same work for whatever was wrong; `keys-tampered`;
            `key-file-other` where the store does not open with the key.
    """
    with signature.readable(store):
        return _unlock(store, username, password, now)


def _unlock(store: Path, username: str, password: str, now: datetime) -> bytes:
    label, failures, until, slots = _tries(store, username)
    key = None
    for slot in slots or [NOBODY]:
        key = key or _data_key(store, slot, _private_key(slot, password))
    login = (store, label, *(slot.sealed for slot in slots))
    closed = _closed(login, failures, until, now)
    if key is None or closed:
        try:
            _count_failure(store, label, UNWRITTEN.count(login), closed, now)
            UNWRITTEN.forget(login)
        except Refused:
            if not closed:
                UNWRITTEN.add(login, failures, now)
        raise refuse(FAILED)
    signature.check_signature(store, key)
    _check_fits(store, key)
    UNWRITTEN.forget(login)
    if failures:
        with contextlib.suppress(Refused), key_file.changing(store) as keys:
            keys.set_failures(label, 0, "")
    return key


def closed_until(store: Path, username: str, now: datetime) -> datetime | None:
    """Return until when a user name is closed after wrong passwords; None: it is open."""
    label, failures, until, slots = _tries(store, username)
    return _closed((store, label, *(slot.sealed for slot in slots)), failures, until, now)


def _tries(store: Path, username: str) -> tuple[bytes, int, str, list[Slot]]:
    """Return what a user name is known by, its refused passwords, until when it is closed, and its ways in."""
    with key_file.reading(store) as keys:
        label = keys.label(username)
        slots = [slot for slot in keys.slots() if slot.kind == ACCOUNT and slot.label == label]
        return label, *keys.failures(label), slots


def _closed(login: Hashable, failures: int, until: str, now: datetime) -> datetime | None:
    written = still_closed(failures, datetime.fromisoformat(until), now) if until else None
    return written or UNWRITTEN.closed_until(login, now)


def _count_failure(store: Path, label: bytes, unwritten: int, closed: datetime | None, now: datetime) -> None:
    with key_file.changing(store) as keys:
        failures = max(keys.failures(label)[0], unwritten) + (not closed)
        wait = closed or locked_until(failures, now)
        keys.set_failures(label, failures, wait.isoformat() if wait else "")


def unlock_by_recovery_key(store: Path, text: str) -> bytes:
    """Return the data key, for somebody who holds the printed recovery key.

    Raises:
        Refused: What is wrong with the text, or `recovery-key-not-this-store`.
    """
    with signature.readable(store):
        return _unlock_by_recovery_key(store, text)


def _unlock_by_recovery_key(store: Path, text: str) -> bytes:
    private = wrapping.private_key_from(read_recovery_text(text))
    with key_file.reading(store) as keys:
        slots = [slot for slot in keys.slots() if slot.kind == RECOVERY]
    for slot in slots:
        key = _data_key(store, slot, private)
        if key is not None:
            signature.check_signature(store, key)
            _check_fits(store, key)
            return key
    raise refuse("recovery-key-not-this-store", "recovery_key")


def _check_fits(store: Path, key: bytes) -> None:
    """Refuse a key file whose data key does not open the store, as that of an older copy does not."""
    if not engine.key_fits(store, key):
        raise refuse("key-file-other", path=key_file.path_beside(store))


def add_account(store: Path, key: bytes, username: str, password: str, cost: secrets.Cost = secrets.STRONG) -> None:
    """Let an account open the store with its password."""
    with new_password(store, key, username, password, cost):
        pass


@contextlib.contextmanager
def new_password(
    store: Path, key: bytes, username: str, password: str, cost: secrets.Cost = secrets.STRONG
) -> Iterator[None]:
    """Give an account a new password, around the change of its row in the store; it ends a wait after wrong ones.

    While the block runs both passwords open the file, and the row decides which one is right; a crash in it
    leaves one that works.
    """
    made = _slot(key, password, cost)
    with key_file.changing(store) as keys:
        label = keys.label(username)
        number = keys.add(replace(made, label=label))
        signature.sign(keys, key)
    try:
        yield
    except BaseException:
        _remove(store, key, lambda slot: slot.number == number)
        raise
    with key_file.changing(store) as keys:
        found = [slot.number for slot in keys.slots() if slot.label == label]
        if number in found:  # another program that was first has left its own alone: one way in must stay
            for other in found:
                if other != number:
                    keys.remove(other)
            signature.sign(keys, key)
        keys.set_failures(label, 0, "")


def _slot(key: bytes, password: str, cost: secrets.Cost) -> Slot:
    """Return a way to the data key that a password opens, yet to be labelled."""
    private = wrapping.new_private_key()
    public = wrapping.public_key(private)
    return Slot(ACCOUNT, b"", public, secrets.seal(private.hex(), password, cost), wrapping.wrap(key, public))


def refused_tries(store: Path, username: str) -> int:
    """Return how many passwords of a user name were refused since the last right one."""
    with key_file.reading(store) as keys:
        return keys.failures(keys.label(username))[0]


def holders(store: Path) -> tuple[int, bool]:
    """Return how many accounts can open the store, and whether a recovery key can."""
    with key_file.reading(store) as keys:
        slots = keys.slots()
    return len({slot.label for slot in slots if slot.kind == ACCOUNT}), any(s.kind == RECOVERY for s in slots)


def account_slot(store: Path, username: str) -> bytes | None:
    """Return what `put_back_account` needs of an account's way to the data key; None where it has none.

    It opens nothing without the account's password, and holds no data key.
    """
    with key_file.reading(store) as keys:
        label = keys.label(username)
        found = [slot for slot in keys.slots() if slot.kind == ACCOUNT and slot.label == label]
    return found[-1].public + found[-1].sealed if found else None


def remove_account(store: Path, key: bytes, username: str) -> None:
    """Take an account's way to the data key away."""
    with key_file.reading(store) as keys:
        label = keys.label(username)
    _remove(store, key, lambda slot: slot.kind == ACCOUNT and slot.label == label)


def put_back_account(store: Path, key: bytes, username: str, kept: bytes) -> None:
    """Give an account back the way to the data key that was taken away; the data key may be another by now."""
    public, sealed = kept[: wrapping.PUBLIC_BYTES], kept[wrapping.PUBLIC_BYTES :]
    with key_file.changing(store) as keys:
        keys.add(Slot(ACCOUNT, keys.label(username), public, sealed, wrapping.wrap(key, public)))
        signature.sign(keys, key)


def has_account(store: Path, username: str) -> bool:
    """Tell whether an account has a way to the data key."""
    with key_file.reading(store) as keys:
        label = keys.label(username)
        return any(slot.kind == ACCOUNT and slot.label == label for slot in keys.slots())


def new_recovery_key(store: Path, key: bytes) -> str:
    """Make a recovery key, in place of any before it; return it as it is printed. It is kept nowhere."""
    secret = random.token_bytes(KEY_BYTES)
    public = wrapping.public_key(wrapping.private_key_from(secret))
    with key_file.changing(store) as keys:
        for slot in keys.slots():
            if slot.kind == RECOVERY:
                keys.remove(slot.number)
        keys.add(Slot(RECOVERY, b"", public, b"", wrapping.wrap(key, public)))
        signature.sign(keys, key)
    return recovery_text(secret)


def change_data_key(store: Path, key: bytes) -> bytes:
    """Encrypt the store under a new data key, wrapped for everybody who had the old one.

    A crash on the way leaves both keys in the key file; the next sign-in uses the one that fits.

    Raises:
        Refused: `store-locked` where somebody else has the store open.
    """
    fresh = wrapping.new_data_key()
    with key_file.changing(store) as keys:
        for slot in keys.slots():
            keys.rewrap(slot.number, slot.wrapped, wrapping.wrap(fresh, slot.public))
        signature.sign(keys, key)
    whole_file.change_key(store, key, fresh)
    _settle(store, fresh)
    return fresh


def raise_cost(store: Path, key: bytes, username: str, password: str) -> bool:
    """Seal an account's slot again where it was sealed at a lower cost than is asked today; tell whether it was.

    A slot that another program replaced meanwhile, for a new password or at the new cost, is left as it is.
    """
    with key_file.reading(store) as keys:
        label = keys.label(username)
        weak = {s.number for s in keys.slots() if s.kind == ACCOUNT and s.label == label and _is_weak(s)}
    if not weak:
        return False
    made = _slot(key, password, secrets.STRONG)
    with key_file.changing(store) as keys:
        if not weak <= {slot.number for slot in keys.slots()}:
            return False
        keys.add(replace(made, label=label))
        for number in weak:
            keys.remove(number)
        signature.sign(keys, key)
    return True


def _is_weak(slot: Slot) -> bool:
    cost, wanted = secrets.cost_of(slot.sealed), secrets.STRONG
    return cost.passes * cost.memory < wanted.passes * wanted.memory


def _private_key(slot: Slot, password: str) -> bytes | None:
    text = secrets.unseal(slot.sealed, password)
    return None if text is None else bytes.fromhex(text)


def _data_key(store: Path, slot: Slot, private: bytes | None) -> bytes | None:
    """Return the data key of a slot; where the store is under the upcoming one already, that."""
    key = wrapping.unwrap(slot.wrapped, private) if private else None
    if key is None or private is None:
        return None
    if slot.upcoming and not engine.key_fits(store, key):
        fresh = wrapping.unwrap(slot.upcoming, private)
        if fresh is not None and engine.key_fits(store, fresh):
            _settle(store, fresh)
            return fresh
    return key


def _settle(store: Path, fresh: bytes) -> None:
    with key_file.changing(store) as keys:
        for slot in keys.slots():
            keys.rewrap(slot.number, slot.upcoming or slot.wrapped, b"")
        signature.sign(keys, fresh)


def _remove(store: Path, key: bytes, which: Condition) -> None:
    with key_file.changing(store) as keys:
        for slot in keys.slots():
            if which(slot):
                keys.remove(slot.number)
        signature.sign(keys, key)


def publish(store: Path, username: str, password: str) -> None:
    """Write the login of a demo store into its key file, where everybody may read it: all of it is invented."""
    with key_file.changing(store) as keys:
        keys.set_meta("public login", json.dumps([username, password]).encode())


def public_login(store: Path) -> tuple[str, str] | None:
    """Return the published login of an encrypted demo store; None for any other."""
    with key_file.reading(store) as keys:
        text = keys.meta("public login")
    if not text:
        return None
    with signature.readable(store):
        username, password = json.loads(text)
        return str(username), str(password)

"""The seal over a key file: what somebody without the data key changed in it is found.

The newest entry of the journal is kept under it as well.
"""

from __future__ import annotations

import contextlib
import hmac
import json
from collections.abc import Iterator
from pathlib import Path

from argon2.exceptions import Argon2Error

from xstui.domain.problems import refuse
from xstui.services.security import wrapping
from xstui.store import key_file
from xstui.store.key_file import KeyFile

UNREADABLE = (ValueError, TypeError, ArithmeticError, MemoryError, Argon2Error)
"""What values of another kind than was written lead to; no guess at a password raises any of them."""
HEAD = "head"
"""Under which the newest entry of the journal lies in the key file."""


@contextlib.contextmanager
def readable(store: Path) -> Iterator[None]:
    """Tell values that nobody wrote, in a key file that is a sound database, as damage of it."""
    try:
        yield
    except UNREADABLE as error:
        raise refuse("keys-damaged", path=key_file.path_beside(store)) from error


def _signature(keys: KeyFile, key: bytes) -> bytes:
    """Return the seal over all slots: nobody without the data key can add one or swap a public key."""
    rows = [
        [s.kind, *(part.hex() for part in (s.label, s.public, s.sealed, s.wrapped, s.upcoming))] for s in keys.slots()
    ]
    signed = [keys.meta("salt").hex(), keys.meta("store").decode(), rows]
    if head := keys.meta(HEAD):
        signed.append(head.decode(errors="replace"))
    text = json.dumps(signed)
    return hmac.digest(wrapping.derived(key, b"xstui key file"), text.encode(), "sha256")


def sign(keys: KeyFile, key: bytes) -> None:
    """Seal the key file as it is now."""
    keys.set_meta("signature", _signature(keys, key))


def check_signature(store: Path, key: bytes) -> None:
    """Refuse a key file that somebody without the data key has changed.

    Raises:
        Refused: `keys-tampered`.
    """
    with key_file.reading(store) as keys:
        right = hmac.compare_digest(_signature(keys, key), keys.meta("signature"))
    if not right:
        raise refuse("keys-tampered", path=key_file.path_beside(store))


def check(store: Path, key: bytes) -> None:
    """Check that the key file of a store is there, can be read, and is the one that belongs to a data key.

    Raises:
        Refused: `keys-missing`, `keys-damaged` or `keys-tampered`.
    """
    with readable(store):
        check_signature(store, key)


def keep_head(store: Path, key: bytes, head: str) -> None:
    """Keep the newest entry of the journal, under the signature of the key file.

    Raises:
        Refused: `keys-tampered`: what somebody else wrote is not signed.
    """
    with key_file.changing(store) as keys:
        if not hmac.compare_digest(_signature(keys, key), keys.meta("signature")):
            raise refuse("keys-tampered", path=key_file.path_beside(store))
        keys.set_meta(HEAD, head.encode())
        sign(keys, key)


def kept_head(store: Path, key: bytes) -> str:
    """Return the entry that was kept; empty where none was.

    Raises:
        Refused: `keys-tampered`.
    """
    check_signature(store, key)
    with key_file.reading(store) as keys:
        return keys.meta(HEAD).decode()

"""The operating system's key store, where there is a real one: commands then need no password."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.domain.problems import refuse
from xstui.services.security import vault
from xstui.store import engine

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "xstui"
UNREAL = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""Back ends that keep nothing, or keep it in a file that anybody can read."""


def backend() -> KeyringBackend | None:
    """Return the system's key store; None where there is no real one."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    found = keyring.get_keyring()
    choices = found.backends if isinstance(found, ChainerBackend) else [found]
    real = (b for b in choices if not type(b).__module__.startswith(UNREAL))
    return next(real, None)


def keep(store: Path, key: bytes) -> None:
    """Keep the data key of a store in the system's key store.

    Raises:
        Refused: `keyring-missing`, or `keyring-refused` with the reason.
    """
    keyring = backend()
    if keyring is None:
        raise refuse("keyring-missing")
    with _as_refusal():
        keyring.set_password(SERVICE, vault.store_id(store), key.hex())


def fetch(store: Path) -> bytes | None:
    """Return the data key that the system keeps for a store; None where it keeps none or won't give it."""
    from keyring.errors import KeyringError

    keyring = backend()
    if keyring is None:
        return None
    try:
        text = keyring.get_password(SERVICE, vault.store_id(store))
    except KeyringError:
        return None
    try:
        return bytes.fromhex(text) if text else None
    except ValueError:
        return None


def key_that_opens(store: Path, *, untouched: bool = False) -> bytes | None:
    """Return the data key that the system keeps, where it opens this file: a back-up may have an older one.

    Args:
        untouched: As of `engine.key_fits`.
    """
    key = fetch(store)
    return key if key is not None and engine.key_fits(store, key, untouched=untouched) else None


def key_of_copy(path: Path, now: datetime, ask: Callable[[], tuple[str, str]]) -> bytes | None:
    """Return the data key of a back-up without opening it: that would bring an older one up to date in its place.

    Args:
        ask: Returns a user name and its password, where neither a demo nor the system's key store has the key.

    Raises:
        Refused: `sign-in-failed`, or what is wrong with its key file.
    """
    if not engine.is_encrypted(path):
        return None
    login = vault.public_login(path)
    key = key_that_opens(path, untouched=True) if login is None else None
    return key or vault.unlock(path, *(login or ask()), now)


def forget(store: Path) -> None:
    """Take the data key out of the system's key store; nothing happens where it isn't there."""
    keyring = backend()
    if keyring is None or fetch(store) is None:
        return
    with _as_refusal():
        keyring.delete_password(SERVICE, vault.store_id(store))


@contextmanager
def _as_refusal() -> Iterator[None]:
    from keyring.errors import KeyringError

    try:
        yield
    except KeyringError as error:
        raise refuse("keyring-refused", reason=str(error) or type(error).__name__) from error

"""Wrapping a data key for somebody: X25519, HKDF and AES-256-GCM.

Everybody has a key pair, so that a new data key can be wrapped for all without their passwords.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

DATA_KEY_BYTES = 32
PUBLIC_BYTES, _NONCE = 32, 12


def new_data_key() -> bytes:
    """Return a random key of 256 bits."""
    return secrets.token_bytes(DATA_KEY_BYTES)


def new_private_key() -> bytes:
    """Return a random private key."""
    return X25519PrivateKey.generate().private_bytes_raw()


def private_key_from(secret: bytes) -> bytes:
    """Return the private key that follows from a recovery key."""
    return derived(secret, b"xstui recovery private key")


def public_key(private: bytes) -> bytes:
    """Return the public key that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def wrap(data_key: bytes, public: bytes) -> bytes:
    """Wrap a data key for the holder of a public key's private half."""
    ephemeral = X25519PrivateKey.generate()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    head = ephemeral.public_key().public_bytes_raw()
    nonce = secrets.token_bytes(_NONCE)
    return head + nonce + AESGCM(derived(shared, head + public)).encrypt(nonce, data_key, head)


def unwrap(wrapped: bytes, private: bytes) -> bytes | None:
    """Return the data key; None where it was wrapped for somebody else or the bytes were changed."""
    head, nonce, body = (
        wrapped[:PUBLIC_BYTES],
        wrapped[PUBLIC_BYTES : PUBLIC_BYTES + _NONCE],
        wrapped[PUBLIC_BYTES + _NONCE :],
    )
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(head))
        return AESGCM(derived(shared, head + public_key(private))).decrypt(nonce, body, head)
    except (InvalidTag, ValueError):
        return None


def derived(secret: bytes, purpose: bytes) -> bytes:
    """Return a key of 32 bytes for one purpose."""
    return HKDF(hashes.SHA256(), DATA_KEY_BYTES, None, purpose).derive(secret)

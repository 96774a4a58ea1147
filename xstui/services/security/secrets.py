"""Passwords, sealed secrets and one-time codes.

Passwords and back-up codes are kept as argon2id hashes; a TOTP secret is sealed by AES-256-GCM under a key
that argon2id derives from the password, so the file alone opens neither (OWASP password storage).
"""

from __future__ import annotations

import hmac
import secrets
import struct
import unicodedata
from dataclasses import dataclass

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

STEP_SECONDS = 30
"""Life of a token (RFC 6238)."""
DRIFT = 1
"""Steps that a phone's clock may be off."""
TOKEN_DIGITS = 6
BACKUP_DIGITS = 8
CONSONANTS, VOWELS = "bdfghklmnrst", "aeo"


@dataclass(frozen=True)
class Cost:
    """What one guess at a password costs: passes, KiB of memory, lanes."""

    passes: int = 3
    memory: int = 65_536
    lanes: int = 4


STRONG = Cost()
"""RFC 9106's second recommended option, above OWASP's minimum."""
LIGHT = Cost(passes=1, memory=1_024, lanes=1)
"""For demo stores, whose password is public, and for tests."""

NOBODY_HASH = "$argon2id$v=19$m=65536,t=3,p=4$f8vAX00bm8t9Mfg86cQjmQ$5PEtN50TN3l9pEL01U8ZhKBNAXZ8QpPJfZtbzn8ZH1g"
NOBODY_SEALED = bytes.fromhex(
    "0100000003000100000479021507a3b3f0fc60bd2324898e3d7a40bc3ed11897275dfc70803e6f00"
    "1550dd0f6d8ec08321ab3ce5ffa3d5ab3bd2e918"
)
"""What a password is checked against where no such user exists, at the cost of `STRONG`.

Made once and written here, so that the first try costs what any other does.
"""

_HEAD = struct.Struct(">BIIB16s12s")
_VERSION = 1


def hash_secret(secret: str, cost: Cost = STRONG) -> str:
    """Hash a password or back-up code; the cost is written into the hash."""
    return PasswordHasher(cost.passes, cost.memory, cost.lanes).hash(composed(secret))


def matches(secret: str, hashed: str) -> bool:
    """Tell whether a secret is the one that was hashed."""
    return any(_verifies(form, hashed) for form in _forms(secret))


def _verifies(secret: str, hashed: str) -> bool:
    try:
        return PasswordHasher().verify(hashed, secret)
    except (VerificationError, InvalidHashError):
        return False


def composed(secret: str) -> str:
    """Return a secret in Unicode's form C: `ë` is one password, whether a keyboard sends one sign or two."""
    return unicodedata.normalize("NFC", secret)


def _forms(secret: str) -> tuple[str, ...]:
    """Return what a secret may have been kept as: form C, or as it was typed by a program that did not compose."""
    return tuple(dict.fromkeys((composed(secret), secret)))


def seal(secret: str, password: str, cost: Cost = STRONG) -> bytes:
    """Seal a secret under a password; the parameters needed to open it stand in front."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    head = _HEAD.pack(_VERSION, cost.passes, cost.memory, cost.lanes, salt, nonce)
    return head + AESGCM(_key(composed(password), salt, cost)).encrypt(nonce, secret.encode(), head)


def unseal(sealed: bytes, password: str) -> str | None:
    """Open what `seal` made; None where the password is another or the bytes were changed."""
    return next((found for form in _forms(password) if (found := _unseal(sealed, form)) is not None), None)


def _unseal(sealed: bytes, password: str) -> str | None:
    head, body = sealed[: _HEAD.size], sealed[_HEAD.size :]
    try:
        _, passes, memory, lanes, salt, nonce = _HEAD.unpack(head)
        key = _key(password, salt, Cost(passes, memory, lanes))
        return AESGCM(key).decrypt(nonce, body, head).decode()
    except (InvalidTag, struct.error):
        return None


def cost_of(sealed: bytes) -> Cost:
    """Return what a guess at the password of something sealed costs."""
    _, passes, memory, lanes, _, _ = _HEAD.unpack(sealed[: _HEAD.size])
    return Cost(passes, memory, lanes)


def _key(password: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(password.encode(), salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID)


def new_totp_secret() -> str:
    """Return a fresh secret of 160 bits in base32 (RFC 4226 section 4)."""
    import pyotp

    return pyotp.random_base32(32)


def grouped(secret: str) -> str:
    """Write a secret in groups of four, as it is read over from a screen."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def totp_uri(secret: str, username: str) -> str:
    """Return what the QR code says to an authenticator app."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="xstui")


def token_now(secret: str, seconds: float) -> str:
    """Return the token at a moment, given in seconds since 1970."""
    import pyotp

    return pyotp.TOTP(secret).generate_otp(int(seconds) // STEP_SECONDS)


def token_step(secret: str, token: str, seconds: float) -> int | None:
    """Return the newest time step whose token this is; None where there is none.

    A token is `487034` or `487 034`. One step of drift either way is accepted (RFC 6238 section 5.2).
    """
    import pyotp

    totp = pyotp.TOTP(secret)
    digits = "".join(token.split())
    if not digits.isascii():
        return None
    now = int(seconds) // STEP_SECONDS
    found = None
    for step in range(max(now - DRIFT, 0), now + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            found = step
    return found


def new_backup_code() -> str:
    """Return a fresh back-up code: eight digits, shown as `0756 6539`."""
    return "".join(secrets.choice("0123456789") for _ in range(BACKUP_DIGITS))


def temporary_password() -> str:
    """Return a password that can be read out over the phone: four words of three syllables, some 60 bits."""
    return " ".join("".join(_syllable() for _ in range(3)) for _ in range(4))


def _syllable() -> str:
    return secrets.choice(CONSONANTS) + secrets.choice(VOWELS)

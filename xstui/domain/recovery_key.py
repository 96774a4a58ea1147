"""The printed recovery key: 160 random bits in letters that can be read over, with a checksum."""

from __future__ import annotations

import hashlib

from xstui.domain.problems import refuse

KEY_BYTES = 20
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""
GROUP = 4
SYMBOLS = KEY_BYTES * 8 // 5
CHECK_SYMBOLS = 4
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
IGNORED = str.maketrans("", "", " -\t\r\n")


def recovery_text(key: bytes) -> str:
    """Write a key of 20 bytes in nine groups of four; the last group is the checksum."""
    text = _symbols(int.from_bytes(key), SYMBOLS) + _checksum(key)
    return " ".join(text[place : place + GROUP] for place in range(0, len(text), GROUP))


def read_recovery_text(text: str) -> bytes:
    """Read a key back as it was typed over: spaces, hyphens, case and look-alikes don't matter.

    Raises:
        Refused: `recovery-key-length`, `recovery-key-letter` or `recovery-key-wrong` (a typing error), at the
            field `recovery_key`.
    """
    plain = text.translate(IGNORED).upper().translate(LOOKALIKES)
    strange = next((letter for letter in plain if letter not in ALPHABET), None)
    if strange is not None:
        raise refuse("recovery-key-letter", "recovery_key", letter=strange)
    if len(plain) != SYMBOLS + CHECK_SYMBOLS:
        raise refuse("recovery-key-length", "recovery_key", wanted=SYMBOLS + CHECK_SYMBOLS, given=len(plain))
    number = 0
    for letter in plain[:SYMBOLS]:
        number = number * 32 + ALPHABET.index(letter)
    key = number.to_bytes(KEY_BYTES)
    if _checksum(key) != plain[SYMBOLS:]:
        raise refuse("recovery-key-wrong", "recovery_key")
    return key


def _symbols(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _checksum(key: bytes) -> str:
    digest = hashlib.sha256(b"xstui recovery key" + key).digest()
    return _symbols(int.from_bytes(digest[:4]) >> 12, CHECK_SYMBOLS)

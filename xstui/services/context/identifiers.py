"""Checks of numbers and addresses that others made up: BSN, IBAN, postcode, phone, e-mail.

The check digits are python-stdnum's; what is allowed at all is said here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from xstui.domain.problems import refuse

_EMAIL = re.compile(r"[^@\s\"<>]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
LONGEST_EMAIL = 254


def bsn(text: str) -> str:
    """Return a citizen service number in nine digits.

    Raises:
        Refused: `bsn-invalid` at `bsn`.
    """
    from stdnum.exceptions import ValidationError
    from stdnum.nl import bsn as checker

    try:
        return str(checker.validate(text))
    except ValidationError:
        raise refuse("bsn-invalid", "bsn") from None


def iban(text: str) -> str:
    """Return an IBAN without spaces.

    Raises:
        Refused: `iban-invalid` at `iban`.
    """
    from stdnum import iban as checker
    from stdnum.exceptions import ValidationError

    try:
        return str(checker.validate(text))
    except ValidationError:
        raise refuse("iban-invalid", "iban") from None


def postcode(text: str) -> str:
    """Return a Dutch postcode as `1234 AB`.

    Raises:
        Refused: `postcode-invalid` at `postcode`.
    """
    from stdnum.exceptions import ValidationError
    from stdnum.nl import postcode as checker

    try:
        return str(checker.validate(text))
    except ValidationError:
        raise refuse("postcode-invalid", "postcode") from None


def phone(text: str) -> str:
    """Return a phone number of ten digits, or `+` with the country's number: nine digits after +31 (domain rules, 8).

    Raises:
        Refused: `phone-invalid` at `phone`.
    """
    bare = re.sub(r"[\s().-]", "", text.replace("(0)", ""))
    bare = "+" + bare[2:] if bare.startswith("00") else bare
    if not re.fullmatch(r"0[1-9]\d{8}|\+31[1-9]\d{8}|\+(?!31)[1-9]\d{7,14}", bare, re.ASCII):
        raise refuse("phone-invalid", "phone")
    return bare


def email(text: str) -> str:
    """Return an e-mail address.

    Raises:
        Refused: `email-invalid` at `email`.
    """
    bare = text.strip()
    if len(bare) > LONGEST_EMAIL or not _EMAIL.fullmatch(bare):
        raise refuse("email-invalid", "email")
    return bare


CHECKS: dict[str, Callable[[str], str]] = {
    "bsn": bsn,
    "iban": iban,
    "postcode": postcode,
    "phone": phone,
    "email": email,
}
"""The check of each field that has one."""

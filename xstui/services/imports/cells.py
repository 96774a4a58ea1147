"""Cells that hold no plain text: what a spreadsheet did not work out, or changed by itself."""

from __future__ import annotations

import re

from xstui.domain.problems import Problem


class Formula(str):
    """A formula of which the file holds no outcome."""

    __slots__ = ()


class DateCell(str):
    """A day that the spreadsheet holds as one, written as 2026-06-08."""

    __slots__ = ()


ERRORS = frozenset(
    [
        *("#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!"),
        *("#NAME?", "#NAAM?", "#NUM!", "#GETAL!", "#NULL!", "#LEEG!", "#SPILL!", "#OVERLOOP!"),
    ]
)
"""What Excel shows, in English and Dutch, in the place of an outcome."""
TOO_NARROW = re.compile(r"#{3,}")
"""What a column that is too narrow shows, and leaves behind where it is copied as text."""
SUSPECT = frozenset("#0123456789")
"""Beginnings of what a spreadsheet leaves behind."""
SHORTENED = re.compile(r"\d([.,]\d+)?E\+?\d{1,3}", re.ASCII | re.IGNORECASE)
"""A long number as a spreadsheet shows it, with its last digits gone: `1,11E+08`."""
TURNED_INTO_DATE = re.compile(
    r"\d{1,2}-(jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\.?(-\d{2,4})?", re.ASCII | re.IGNORECASE
)
"""What a spreadsheet makes of `1-2`, in a house number say."""


def damage(text: str, name: str, *, is_date: bool) -> Problem | None:
    """Return what a spreadsheet did to a filled cell, where its value is lost by it."""
    if type(text) is str and text[0] not in SUSPECT:  # of most cells this is all that is looked at
        return None
    if isinstance(text, Formula):
        return Problem("formula-without-value", name, {"formula": str(text)})
    if text in ERRORS or TOO_NARROW.fullmatch(text):
        return Problem("cell-error", name, {"value": text})
    if text.upper() != text.lower() and SHORTENED.fullmatch(text):
        return Problem("number-shortened", name, {"value": text})
    if not is_date and (isinstance(text, DateCell) or TURNED_INTO_DATE.fullmatch(text)):
        return Problem("cell-turned-into-date", name, {"value": str(text)})
    return None

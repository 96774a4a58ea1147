"""What the command lines share: a parser that says in one line what is wrong, and days as they are typed."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import NoReturn

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a day can lie in: whatever is counted from it stays on the calendar."""
MOST_DAYS = 9999
WRONG_USE = 2


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line; `--help` has the usage."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with status 2."""
        self.exit(WRONG_USE, f"{self.prog}: {message} (--help)\n")


def day(text: str) -> date:
    """Read a day: `2026-03-02`, or `02-03-2026` as the screens show it.

    Raises:
        ArgumentTypeError: It is no day, or one of another age.
    """
    dutch = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text, re.ASCII)
    iso = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII)
    try:
        found = date(int(dutch[3]), int(dutch[2]), int(dutch[1])) if dutch else date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not (dutch or iso) or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day from {FIRST_YEAR} to {LAST_YEAR}; write 2026-03-02")
    return found


def month(text: str) -> date:
    """Read a month, `2026-03`, as its first day.

    Raises:
        ArgumentTypeError: It is no month.
    """
    try:
        return day(f"{text}-01")
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month; write 2026-03") from None


def days(text: str) -> int:
    """Read a number of days.

    Raises:
        ArgumentTypeError: It is no whole number from 0 up.
    """
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days from 0 to {MOST_DAYS}")
    return int(text)

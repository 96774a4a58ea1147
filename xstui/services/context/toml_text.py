"""TOML from files that somebody else may have made: read in a time that goes with their size."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

MOST_PARTS = 100
"""Parts of one key, `a.b.c` say: the time that Python's reader takes goes with the square of their number."""
_LONG_KEY = re.compile(rf"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}""")


def line_of(error: Exception, text: str) -> int:
    """Return the line at which a text could not be read on: the last one where the error has none."""
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else len(text.splitlines())


def parse(text: str, parse_float: Callable[[str], object] = float) -> dict[str, object]:
    """Return what a text of TOML holds.

    Raises:
        ValueError: It can't be read, which the message says with line and column; or a number has thousands of digits.
        RecursionError: A list is a thousand deep.
    """
    found = _LONG_KEY.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"Key too long (at line {line}, column {column})"
        raise ValueError(message)
    return tomllib.loads(text, parse_float=parse_float)

"""Several names in one text, as the screen and the command line take them."""

from __future__ import annotations

from collections.abc import Callable

SEPARATOR = ";"
"""Between names of people and of units, which may hold commas themselves."""


def separated(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return the names in a text, without blanks: separated by semicolons, or by commas where no name holds them.

    Args:
        text: What was typed.
        is_known: Whether a text with a comma in it is one name.
    """
    names = [part.strip() for part in text.split(SEPARATOR)]
    several = [[name] if is_known(name) else name.split(",") for name in names]
    return [name.strip() for each in several for name in each if name.strip()]

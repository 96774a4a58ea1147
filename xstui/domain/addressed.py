"""Names as a mail has them: with a title before them, a department in brackets behind them, a first name in full."""

from __future__ import annotations

import re

_TITLES = re.compile(
    r"^(?:(?:de\s+heer|heer|dhr|hr|meneer|mevrouw|mevr|mej|mw|mr|mrs|ms|miss|drs|dr|ir|ing|prof)\b\.?\s+)+(?=\S)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_FIRST_NAME = re.compile(r"^([^\W\d_])[^\W\d_]+(?=\s+[^\W\d_])")


def without_title(name: str) -> str:
    """Return a name without the titles before it and what stands in brackets behind it."""
    bare = name.strip()
    bare = _IN_BRACKETS.sub("", bare) or bare
    return _TITLES.sub("", bare)


def with_initial(name: str) -> str:
    """Return a name with an initial for the first name before it: `Elly van Dijk` becomes `E. van Dijk`."""
    return _FIRST_NAME.sub(r"\1.", name)

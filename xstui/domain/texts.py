"""The mark of a text that users read, for the few rules whose declaration holds one."""

from __future__ import annotations


def N_(text: str, /) -> str:  # noqa: N802 - the mark that gettext's tools know
    """Mark a text for the catalogues without translating it."""
    return text

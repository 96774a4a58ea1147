"""What takes letters and figures for itself while it has the focus."""

from __future__ import annotations


class TypedIn:
    """A widget in which letters and figures choose: they start no command, also where letters alone do nothing."""

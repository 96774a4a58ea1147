"""Which files are too large to be what a killed program left of a store that it made; nothing is opened for it."""

from __future__ import annotations

from pathlib import Path

LARGEST_DEAD = 1 << 20
"""Bytes of a store without anything in it, at most."""


def is_surely_a_store(path: Path) -> bool:
    """Tell whether a file is larger than any that was left unfinished."""
    return path.is_file() and path.stat().st_size > LARGEST_DEAD

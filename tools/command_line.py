# ruff: noqa: T201 - it reports on the command line
"""The command line of the tools that torture a store: how often, with which seed, and what came out."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

SHOWN = 50
"""Faults that are printed at most."""


class Figures(Protocol):
    """What came out; as text, a line with the counts."""

    wrong: list[str]


def options(description: str, counted: str) -> argparse.ArgumentParser:
    """Return a parser that knows how often, and the seed."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("number", type=int, metavar=counted)
    parser.add_argument("--seed", type=int, default=1)
    return parser


def run(parser: argparse.ArgumentParser, torture: Callable[..., Figures]) -> int:
    """Read the command line, torture a store in a folder of its own, and report.

    Args:
        parser: Of `options`; what it was given besides is handed on by name.
        torture: Called with how often, the seed and the folder.

    Returns:
        Exit status 1 where something is wrong.
    """
    given = vars(parser.parse_args())
    number, seed = given.pop("number"), given.pop("seed")
    with tempfile.TemporaryDirectory() as folder:
        figures = torture(number, seed, Path(folder), **given)
    print(f"seed {seed}: {figures}")
    print(*figures.wrong[:SHOWN], sep="\n")
    return 1 if figures.wrong else 0

"""The sources of the program as trees: parsed once for all tests that look at them, and never while tests are collected."""

from __future__ import annotations

import ast
from functools import cache


@cache
def tree_of(source: str) -> ast.Module:
    """Return the tree of a source."""
    return ast.parse(source)


@cache
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """Return every node of a source."""
    return tuple(ast.walk(tree_of(source)))

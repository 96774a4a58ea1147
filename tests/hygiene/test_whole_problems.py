"""Tests compare whole problems: a code alone leaves a wrong field, figure or name in the sentence unseen."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.hygiene.sources import nodes_of

TESTS = Path(__file__).resolve().parents[1]
LISTS = ast.ListComp | ast.SetComp | ast.GeneratorExp
PARTS = {"code", "field"}


def reduced_in(source):
    """Return the lines on which problems are reduced to their code or field."""
    return [
        node.lineno
        for node in nodes_of(source)
        if isinstance(node, LISTS) and any(_is_of_problems(loop) for loop in node.generators) and _reduces(node.elt)
    ]


def _is_of_problems(loop):
    return isinstance(loop.iter, ast.Attribute) and loop.iter.attr == "problems"


def _reduces(element):
    asked = {node.attr for node in ast.walk(element) if isinstance(node, ast.Attribute)}
    return bool(asked & PARTS) and "details" not in asked


def test_no_test_reduces_a_problem_to_its_code_or_field():
    found = {str(file.relative_to(TESTS)): reduced_in(file.read_text("utf-8")) for file in TESTS.rglob("*.py")}
    assert {file: lines for file, lines in found.items() if lines} == {}


def test_a_problem_that_is_reduced_is_found():
    assert reduced_in("assert [p.code for p in refused.problems] == ['required']") == [1]
    assert reduced_in("told = {(p.code, p.field) for p in field.problems}") == [1]
    assert reduced_in("kept = [(p.code, p.details) for p in field.problems]") == []
    assert reduced_in("some = [p for p in refused.problems if p.code == 'required']") == []

"""TOML of somebody else: read in time, with the line of what is wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xstui.services.context import toml_text

PARTS = toml_text.MOST_PARTS


def key_of(parts):
    return ".".join("a" * parts)


def test_a_key_of_a_hundred_parts_is_read_and_a_longer_one_refused_with_its_place():
    assert toml_text.parse(f"{key_of(PARTS)} = 1")
    with pytest.raises(ValueError, match=r"^Key too long \(at line 3, column 2\)$") as refused:
        toml_text.parse(f"a = 1\nb = 2\n {key_of(PARTS + 1)} = 3\n")
    assert toml_text.line_of(refused.value, "") == 3


def test_numbers_are_read_as_is_asked():
    assert toml_text.parse("a = 0.10", Decimal) == {"a": Decimal("0.10")}


def test_an_error_without_a_line_is_on_the_last():
    assert toml_text.line_of(RecursionError("deep"), "a\nb\nc") == 3

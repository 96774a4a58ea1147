"""The pages on security name tests that are there, and each requirement of ASVS once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/asvs.md", "docs/security.md")
CHAPTERS = {"5", "6", "7", "8", "11", "13", "14", "16"}


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_is_there(page):
    named = set(re.findall(r"`(tests/[\w/]+\.py)", (ROOT / page).read_text("utf-8")))
    assert len(named) > 20
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def requirements():
    """Return the numbers of each row, and whether it holds."""
    for line in (ROOT / "docs/asvs.md").read_text("utf-8").splitlines():
        row = re.match(r"\| (\d+\.\d+\.\d+[^|]*) \|[^|]+\| ([^|]+) \| ([^|]*) ?\|$", line)
        if row:
            yield row[1], row[2], row[3].strip()


def test_each_requirement_stands_once_with_an_answer():
    rows = list(requirements())
    numbers = [number for text, _holds, _how in rows for number in re.findall(r"\d+\.\d+\.\d+", text)]
    assert {number.partition(".")[0] for number in numbers} == CHAPTERS
    assert len(numbers) == len(set(numbers))
    assert {holds for _text, holds, _how in rows} == {"yes", "partly", "**no**", "n/a"}
    assert [text for text, holds, how in rows if holds != "yes" and not how] == []

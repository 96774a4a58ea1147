"""The glossary knows the names of the code."""

from __future__ import annotations

import re

from tools import measure
from tools.names_page import PAGE, names


def test_the_glossary_lists_every_class_of_the_rules_and_the_services():
    listed = re.findall(r"^\| `(\w+)` \| `([\w/]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert listed == [(name, where) for name, where, _meaning in names()], "run python -m tools.names_page"
    assert len(listed) > 200


def test_every_name_says_what_it_is():
    assert [(name, where) for name, where, meaning in names() if not meaning] == []


def test_the_tables_above_name_no_class_that_is_gone():
    above, _, _ = PAGE.read_text("utf-8").partition("## Names in the code")
    modules = (path.read_text("utf-8") for path in measure.sources(measure.CODE))
    there = {
        kind or alias for kind, alias in re.findall(r"^(?:class (\w+)|(\w+)(?::| =))", "\n".join(modules), re.MULTILINE)
    }
    assert set(re.findall(r"`([A-Z][a-z]\w*)`", above)) - there == set()

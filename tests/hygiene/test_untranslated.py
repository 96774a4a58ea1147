"""Every text has its Dutch and its English, and the files that are shipped say what the code says.

`python tools/catalogues.py` mends what fails here, and lists what a translator must still write.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import string
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

import xstui
import xstui.domain
from tests.hygiene.sources import nodes_of
from tools.catalogues import built, extracted, load, mo_bytes, po_path, stale, untranslated
from xstui.i18n.labels import LABELS, SALUTATIONS, SIDE_BAR
from xstui.i18n.problems import PROBLEM_TEXTS

SOURCES = Path(xstui.__file__).parent
LANGUAGES = ("nl", "en")
CODE = re.compile(r"""\b(?:Problem|refuse)\(\s*["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""")

# Choices that are told apart inside the program and never shown.
FACELESS = {"Access", "Around", "Direction", "GroupKind", "Mark", "Sign"}


@cache
def codes():
    """Return every problem code that the source names, with the file."""
    return {code: path.name for path in sorted(SOURCES.rglob("*.py")) for code in CODE.findall(path.read_text("utf-8"))}


def domain_choices():
    """Return every choice of the rules."""
    for module in pkgutil.walk_packages(xstui.domain.__path__, "xstui.domain."):
        for _name, member in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(member, Enum) and member.__module__ == module.name and member.__name__ not in FACELESS:
                yield from member


def placeholders(text):
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    assert untranslated(load(language)) == []


def test_the_catalogues_hold_the_texts_of_the_code_and_are_compiled():
    assert stale(built()) == [], "run `python tools/catalogues.py`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_readable_one(language):
    path = po_path(language)
    assert path.with_suffix(".mo").read_bytes() == mo_bytes(path.read_bytes())


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language):
    for message in load(language):
        wanted = [message.id] if isinstance(message.id, str) else message.id
        given = [message.string] if isinstance(message.string, str) else message.string
        for text in given if message.id and all(given) else ():
            assert placeholders(text) == set().union(*map(placeholders, wanted)), message.id


def test_the_extractor_finds_each_kind_of_text():
    found = {(message.context, message.id) for message in extracted()}
    assert (None, "today") in found
    assert ("month", "May") in found
    assert (None, ("{n} year", "{n} years")) in found
    assert (None, "Fill in this field.") in found


def test_every_problem_code_has_a_text():
    assert {code: file for code, file in codes().items() if code not in PROBLEM_TEXTS} == {}


def test_every_choice_of_the_rules_has_a_label():
    names = [f"{type(member).__name__}.{member.name}" for member in domain_choices()]
    assert [name for name in names if name not in LABELS] == []


def test_every_label_names_a_choice_that_exists():
    members = list(domain_choices())
    names = {f"{type(member).__name__}.{member.name}" for member in members}
    assert [name for name in (*LABELS, *SIDE_BAR, *SALUTATIONS) if name not in names] == []


def texts_of(source):
    """Yield each text that the source marks for translation, also inside an f-string."""
    for node in nodes_of(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "N_", "ngettext_"}:
            first = node.args[0]
            if isinstance(first, ast.Constant) and first.value:
                yield first.value


def test_every_text_in_the_code_is_found_by_the_tool_that_extracts_it():
    """The tool does not look into f-strings: a text that stands only there would stay English."""
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in extracted()}
    used = {text for path in SOURCES.rglob("*.py") for text in texts_of(path.read_text("utf-8"))}
    assert len(used) > 500
    assert used - known == set()
    assert list(texts_of("f\"{_('inside')}\"")) == ["inside"]

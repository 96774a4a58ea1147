"""What was said of a file's columns (`--map`), remembered for the next file with the same headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypedDict

from xstui.domain.import_kinds import ImportKind
from xstui.domain.problems import Refused
from xstui.domain.search import fold
from xstui.services.context import drafts
from xstui.services.context.context import Context
from xstui.services.imports.headers import HEADERS_WITHIN, OWN_HEADERS, find_headers
from xstui.services.imports.reading import open_source
from xstui.services.imports.tables import Choices


class Profile(TypedDict):
    """The headers of a file, and what was said of some: header to field."""

    headers: list[str]
    mapping: dict[str, str]


MOST = 20
"""Profiles of a kind that are kept, the latest first."""


def remembered(context: Context, kind: ImportKind, path: Path, choices: Choices) -> Mapping[str, str]:
    """Return what this user said of the columns of an earlier file with the same headers; empty where of none."""
    kept = _kept(context, kind)
    try:
        rows = _head(path, choices) if kept else []
    except Refused:  # the reading itself says why
        return {}
    for profile in kept:
        mapping = profile["mapping"]
        if rows and _headers(kind, rows, mapping) == profile["headers"]:
            return mapping
    return {}


def remember(context: Context, kind: ImportKind, headers: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Keep what was said of the columns of a file that was taken over, for the next one with its headers."""
    others = [profile for profile in _kept(context, kind) if profile["headers"] != list(headers)]
    latest = Profile(headers=list(headers), mapping=dict(mapping))
    drafts.keep_drafts(context, _name(kind), [{"profiles": [latest, *others][:MOST]}])


def _name(kind: ImportKind) -> str:
    return f"import-{kind.name}"


def _kept(context: Context, kind: ImportKind) -> list[Profile]:
    draft = drafts.draft_of(context, _name(kind))
    return list(draft.content["profiles"]) if draft else []


def _head(path: Path, choices: Choices) -> list[tuple[int, list[str]]]:
    source = open_source(path, choices.code_page)
    names = [name for name in source.names if fold(name) == fold(choices.sheet)] or source.names
    return [row for name in names[:1] for row in islice(source.rows(name), HEADERS_WITHIN + 1)]


def _headers(kind: ImportKind, rows: Sequence[tuple[int, list[str]]], mapping: Mapping[str, str]) -> list[str]:
    _last, headers = find_headers(kind, rows, mapping)
    return [header for header in headers if fold(header) not in OWN_HEADERS]

"""The catalogues: a text in the code is English, and names its translation.

`xstui/locale/<language>/LC_MESSAGES/xstui.mo` is read when a language's first text is asked for, and
kept. The marks `N_` and `NP_` name a text for the extractor without translating it, for tables that
are made at import, before the language is known.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from xstui.domain import texts

Language = Literal["nl", "en"]

LOCALE_FOLDER = Path(__file__).resolve().parent.parent / "locale"


N_ = texts.N_
"""Marks a text for the catalogue and returns it as it is; `_` translates it when it is shown."""


class _Choice:
    """The language of this process: one user sits at one terminal."""

    language: Language = "nl"


def set_language(language: Language) -> None:
    """Speak this language from now on.

    Raises:
        ValueError: There is no such catalogue.
    """
    if language not in get_args(Language):
        raise ValueError(language)
    _Choice.language = language


def current_language() -> Language:
    """Return the language that is spoken now."""
    return _Choice.language


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    """Return the catalogue of a language; without one, texts stay as the code has them."""
    return gettext.translation("xstui", LOCALE_FOLDER, [language], fallback=True)


def in_language(dutch: str, english: str) -> str:
    """Return which of two texts is in the current language; for what a data file says in both."""
    return dutch if _Choice.language == "nl" else english


def _fill(text: str, values: dict[str, object]) -> str:
    """Fill the placeholders, if there are values: a bare text may hold braces of its own."""
    return text.format(**values) if values else text


def _(text: str, /, **values: object) -> str:
    """Return the text in the current language, with `values` in its placeholders."""
    return _fill(_catalogue(_Choice.language).gettext(text), values)


def ngettext_(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the singular or plural text for `n`, which is also the value of the placeholder `{n}`."""
    return _fill(_catalogue(_Choice.language).ngettext(one, many, n), {"n": n, **values})


def pgettext_(context: str, text: str, /, **values: object) -> str:
    """Return a text whose English is ambiguous, told apart by its context: "May" as a month's short form."""
    return _fill(_catalogue(_Choice.language).pgettext(context, text), values)


def NP_(context: str, text: str, /) -> tuple[str, str]:  # noqa: N802 - as `N_`
    """Mark a text with its context; `pgettext_(*marked)` translates it when it is shown."""
    return context, text

"""Problems in words: what is wrong, and what to type instead.

`domain`, `store` and `services` hand over codes; the tables in `problem_texts` hold a text for each.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from xstui.domain.findings import Finding
from xstui.domain.problems import Problem, Registration
from xstui.i18n.catalogue import N_, _
from xstui.i18n.dates import format_date, format_moment
from xstui.i18n.findings import finding_text, table_text
from xstui.i18n.key_names import keys_in_words
from xstui.i18n.labels import label
from xstui.i18n.lists import Listed
from xstui.i18n.numbers import format_decimal
from xstui.i18n.problem_texts import BARE_TEXTS, COMMAND_TEXTS, PROBLEM_TEXTS
from xstui.i18n.registrations import registration_text

AMOUNTS = MappingProxyType(
    {
        "minimum_wage": N_("the minimum wage"),
        "minimum_wage_young": N_("the minimum wage for somebody younger than 15"),
        "max_daily_wage": N_("the maximum daily wage"),
        "aow": N_("the state pension age for this date of birth"),
    }
)
"""What the data files hold, by the name that a problem gives."""
REASONS = MappingProxyType(
    {
        os.strerror(number): text
        for number, text in (
            (errno.EACCES, N_("no right to it")),
            (errno.EPERM, N_("no right to it")),
            (errno.ENOENT, N_("the folder or file is not there")),
            (errno.ENOTDIR, N_("a part of the path is not a folder")),
            (errno.EISDIR, N_("it is a folder")),
            (errno.EIO, N_("the disk does not answer as it should")),
            (errno.EROFS, N_("the disk can only be read")),
            (errno.ENAMETOOLONG, N_("the name is too long")),
            (errno.ELOOP, N_("the link leads nowhere")),
            (errno.EMFILE, N_("too many files are open")),
            (errno.EBUSY, N_("it is in use")),
        )
    }
)
"""What the system says of a file, which it says in English."""
_UNKNOWN = N_("This can't be done ({code}).")


class _Details(dict[str, Listed]):
    """Details in words; one that the code forgot to give shows as an ellipsis, and never as a crash."""

    def __missing__(self, _key: str) -> Listed:
        return Listed("…")


def problem_text(problem: Problem) -> str:
    """Return the problem in the user's language, with its details filled in.

    A code without a text, say of a plug-in, is shown as the code itself.
    """
    text = PROBLEM_TEXTS.get(problem.code, _UNKNOWN)
    if not any(problem.details.values()):
        text = BARE_TEXTS.get(problem.code, text)
    return _filled_in(text, problem)


def reason_text(reason: str) -> str:
    """Return what the system says of a file, in the user's language; what is not known stays as it is."""
    return _(REASONS[reason]) if reason in REASONS else reason


def command_text(problem: Problem) -> str:
    """Return the problem in the user's language, in the words of the command line."""
    text = COMMAND_TEXTS.get(problem.code) if any(problem.details.values()) else None
    return _filled_in(text, problem) if text else problem_text(problem)


def _filled_in(text: str, problem: Problem) -> str:
    return _(text).format_map(_in_words({**keys_in_words(), **problem.details, "code": problem.code}))


def _in_words(details: Mapping[str, object]) -> _Details:
    """Return the details as the user reads them."""
    words = {name: _words(value) for name, value in details.items()}
    if table := words.get("table"):
        words["table"] = Listed(_(AMOUNTS[table]) if table in AMOUNTS else table_text(table))
    if reason := words.get("reason"):
        words["reason"] = Listed(reason_text(reason))
    return _Details(words)


def _words(value: object) -> Listed:
    """Return one value, or each of a collection, as the user reads it."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return Listed(*map(_word, value))
    return Listed(_word(value))


def _word(value: object) -> str:  # noqa: PLR0911 - one line for each type reads best as a table
    """Return one value as the user reads it."""
    match value:
        case str() if not isinstance(value, Enum):
            return value
        case Enum():
            return label(value)
        case Finding():
            return finding_text(value)
        case Problem():
            return problem_text(value)
        case Registration():
            return registration_text(value.use_case, value.summary)
        case datetime():
            return format_moment(value)
        case date():
            return format_date(value)
        case Decimal():
            return format_decimal(value)
        case Iterable():
            return _words(value)
        case _:
            return str(value)

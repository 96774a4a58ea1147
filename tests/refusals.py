"""What a rule or a use case has against a request: each problem as a whole, or the sentence that people read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.company import NOW
from xstui.domain.problems import Problem, Refused
from xstui.i18n.problems import problem_text
from xstui.services.context.conflicts import FieldChange
from xstui.services.context.context import Context


def problems_of(act: Callable[..., object], /, *args: object, **kwargs: object) -> list[Problem]:
    """Return all problems with which `act` is refused; a test fails where it is not refused at all."""
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return list(refused.value.problems)


def problem_of(act: Callable[..., object], /, *args: object, **kwargs: object) -> Problem:
    """Return the one problem with which `act` is refused."""
    (problem,) = problems_of(act, *args, **kwargs)
    return problem


def sentence_of(act: Callable[..., object], /, *args: object, **kwargs: object) -> str:
    """Return the one sentence that people read when `act` is refused."""
    return problem_text(problem_of(act, *args, **kwargs))


def changed_since(other: Context, use_case: str, version: int, *changes: FieldChange) -> Problem:
    """Return the problem of a clerk who saves what `other` changed since it was read."""
    details = {"who": other.actor.username, "when": NOW, "use_case": use_case, "version": version, "changes": changes}
    return Problem("changed-since", "", details)

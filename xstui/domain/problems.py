"""What can be wrong with an input or a request: codes and places, no words.

The words are made at the edge (`xstui.i18n.problem_text`), in the user's language.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        code: The condition, in kebab-case, for example `date-in-future`. Each code has a text in the catalogue.
        field: Name of the input field it belongs to, or "" for the request as a whole.
        details: Values that the text names, for example `{"latest": date(2026, 6, 8)}`.
    """

    code: str
    field: str = ""
    details: dict[str, object] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Registration:
    """A registration that a problem names: its use case, and the values its receipt named."""

    use_case: str
    summary: dict[str, object]


class Refused(Exception):  # noqa: N818 - it is the service's answer, and reads as one
    """A use case was refused; nothing was changed. Carries all problems at once."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(f"{p.field}:{p.code}" if p.field else p.code for p in problems))
        self.problems = problems


def refuse(code: str, field: str = "", **details: object) -> Refused:
    """Return a refusal with a single problem, to be raised by the caller."""
    return Refused(Problem(code, field, details))


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise `Refused` with all of `problems`, if there are any."""
    if found := tuple(problems):
        raise Refused(*found)

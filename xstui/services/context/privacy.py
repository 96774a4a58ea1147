"""Nothing about anybody's health gets into the store: texts are looked at before they are saved."""

from __future__ import annotations

from xstui.domain.medical import medical_words
from xstui.domain.problems import Problem, refuse
from xstui.services.context.context import Context


def health_problems(context: Context, field: str, text: str, *names: str) -> list[Problem]:
    """Return what a text says of somebody's health: it may not be recorded, not even with consent.

    Args:
        field: The field it was typed in.
        names: Names of people in it, which say nothing.
    """
    found = medical_words(text, context.reference.medical_words, names)
    return [Problem("medical-words", field, {"words": ", ".join(found)})] if found else []


def refuse_health(context: Context, field: str, text: str, *names: str) -> None:
    """Refuse a text that says something of somebody's health.

    Raises:
        Refused: `medical-words`, naming them.
    """
    for problem in health_problems(context, field, text, *names):
        raise refuse(problem.code, problem.field, **problem.details)

"""What a rule says: as rows for people, with each rule's source, and as facts for programs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from xstui.cli.output import say
from xstui.cli.parsing import DONE, FOUND_WANTING, Command, no_options
from xstui.domain.problems import Refused
from xstui.i18n import _, in_language, problem_text

if TYPE_CHECKING:
    from xstui.domain.protocol import Protocol, TaskRule

BW = "BW 7:629"

Row = tuple[str, str, str]
"""What it is, what it comes to, and the source of the rule."""
Rule: TypeAlias = "Callable[[argparse.Namespace, Path], Answer]"
"""Works out a rule from what was typed and the folder of the data files."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says: for people and for programs."""

    rows: list[Row]
    facts: Mapping[str, object]


def rule_command(
    name: str, text: str, rule: Rule, options: Callable[[argparse.ArgumentParser], None] = no_options
) -> Command:
    """Return the command that works out a rule."""
    return Command(name, text, partial(_tell, rule), options, _common)


def _common(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help=_("one JSON object, with ISO dates"))
    sub.add_argument("--lang", choices=("nl", "en"), default=argparse.SUPPRESS, help=_("language (default: nl)"))


def _tell(rule: Rule, args: argparse.Namespace) -> int:
    """Print the answer of a rule, or why there is none."""
    from xstui.services.context.reference import data_folder

    try:
        answer = rule(args, data_folder())
    except Refused as refused:
        texts = [problem_text(problem) for problem in refused.problems]
        codes = [{"code": p.code, "field": p.field} for p in refused.problems]
        _write({"problems": codes} if args.json else None, texts)
        return FOUND_WANTING
    _write(answer.facts if args.json else None, _table(answer))
    return DONE


def _table(answer: Answer) -> list[str]:
    widths = [max((len(row[column]) for row in answer.rows), default=0) for column in range(3)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in answer.rows]
    return [line.rstrip() for line in lines]


def _write(facts: Mapping[str, object] | None, lines: list[str]) -> None:
    import json

    if facts is not None:
        lines = [json.dumps(facts, ensure_ascii=False, default=_as_json)]
    say(*lines)


def _as_json(value: object) -> float | str:
    # Sums are done by now: a number is what a script compares, and two decimals survive it.
    return float(value) if isinstance(value, Decimal) else str(value)


def toml(path: Path) -> dict[str, object]:
    """Return what a data file holds."""
    import tomllib

    with path.open("rb") as file:
        return tomllib.load(file)


def absence_protocol(data_dir: Path) -> Protocol:
    """Return the standard protocol of absence."""
    from xstui.domain.protocol_file import parse_protocol

    return parse_protocol(toml(data_dir / "protocols" / "absence.toml"))


def source_of_rule(rule: TaskRule) -> str:
    """Return where a rule of the protocol comes from."""
    return in_language(rule.source, rule.source_en)


def source_of_file(raw: Mapping[str, object]) -> str:
    """Return where the numbers of a data file come from."""
    return in_language(str(raw["source"]), str(raw["source_en"]))


def paragraph(article: str, number: str) -> str:
    """Return a paragraph of an article of law."""
    return _("{article} paragraph {number}", article=article, number=number)

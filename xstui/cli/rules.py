"""`xstui rules`: the rules by themselves, on dates from the command line; no store is opened.

Only the standard library is imported until a command is known.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xstui.cli.parsing import day, days, first_of_month
from xstui.i18n import _

if TYPE_CHECKING:
    from xstui.cli.rules_answers import Answer

DONE, REFUSED = 0, 1


def add_rules_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `rules` and its commands to a command line."""
    rules = subparsers.add_parser("rules", help=_("work out a rule: deadlines, pension, leave and so on"))
    commands = rules.add_subparsers(dest="rule", required=True, metavar=_("RULE"))
    deadlines = _add(commands, "deadlines", _("what the law asks in a case, with its days"))
    deadlines.add_argument("first_sick_day", type=day, metavar=_("FIRST"))
    deadlines.add_argument("--recovered-days", type=days, default=0, metavar="N", help=_("between joined cases"))
    late = _("by which the week 42 report or the WIA application was late")
    deadlines.add_argument("--late-days", type=days, default=0, metavar="N", help=late)
    pension = _add(commands, "pension", _("the legal pension date"))
    pension.add_argument("birth_date", type=day, metavar=_("BIRTH"))
    leave = _add(commands, "leave", _("pregnancy and maternity leave"))
    leave.add_argument("due", type=day, metavar=_("DUE"))
    leave.add_argument("--multiple", action="store_true", help=_("more than one child"))
    leave.add_argument("--weeks", type=int, metavar="N", help=_("weeks before the due date (default: the most)"))
    leave.add_argument("--born", type=day, metavar=_("DATE"), help=_("day of birth"))
    leave.add_argument("--hospital-days", type=days, default=0, metavar="N", help=_("of the child, in the leave"))
    leave.add_argument(
        "--sick",
        type=day,
        nargs=2,
        action="append",
        default=[],
        metavar=(_("FIRST"), _("LAST")),
        help=_("sickness before the leave; may be given several times"),
    )
    join = _add(commands, "join", _("whether two cases count as one"))
    for name, shown in {"first_sick_day": _("FIRST"), "last_sick_day": _("LAST"), "new_first": _("NEW")}.items():
        join.add_argument(name, type=day, metavar=shown)
    join.add_argument(
        "--leave",
        type=day,
        nargs=2,
        action="append",
        default=[],
        metavar=(_("FIRST"), _("LAST")),
        help=_("pregnancy or maternity leave in between; may be given several times"),
    )
    what_if = _add(commands, "what-if", _("what becomes of the terms of a case by recovering, or falling ill again"))
    what_if.add_argument("first_sick_day", type=day, metavar=_("FIRST"))
    for name, text in {
        "--recovered": _("first day of being well again"),
        "--sick-again": _("first sick day after that"),
    }.items():
        what_if.add_argument(name, type=day, metavar=_("DATE"), help=text)
    percentage = _add(commands, "percentage", _("the absence percentage from hours"))
    percentage.add_argument("contract_hours", metavar=_("CONTRACT"))
    percentage.add_argument("productive_hours", metavar=_("PRODUCTIVE"))
    pay = _add(commands, "pay", _("what the law has an employer pay of a month's wage during absence"))
    pay.add_argument("wage", metavar=_("WAGE"), help=_("of a month, in euros"))
    pay.add_argument("percentage", metavar=_("PERCENTAGE"), help=_("of absence"))
    pay.add_argument("day", type=day, metavar=_("DAY"), help=_("on which it is judged"))
    pay.add_argument("--since", type=day, metavar=_("DATE"), help=_("first sick day (default: DAY)"))
    pay.add_argument("--agreed", metavar=_("PERCENTAGE"), help=_("what was agreed to pay in that year (default: 70)"))
    waiting = _("working days without pay, as agreed (default: 0)")
    pay.add_argument("--waiting-days", type=int, choices=(0, 1, 2), default=0, help=waiting)
    pay.add_argument("--hours", metavar="N", help=_("contract hours a week, for the minimum wage"))
    pay.add_argument("--age", type=int, default=21, metavar="N", help=_("for the minimum wage (default: 21)"))
    pay.add_argument("--pension", type=day, metavar=_("DATE"), help=_("legal pension date, where she has reached it"))
    workdays = _add(commands, "workdays", _("the working days of a month"))
    workdays.add_argument("month", type=first_of_month, metavar=_("YYYY-MM"))


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, help_text: str
) -> argparse.ArgumentParser:
    sub = commands.add_parser(name, help=help_text, description=help_text)
    sub.add_argument("--json", action="store_true", help=_("one JSON object, with ISO dates"))
    sub.add_argument("--lang", choices=("nl", "en"), default=argparse.SUPPRESS, help=_("language (default: nl)"))
    return sub


def run_rules(args: argparse.Namespace, data_dir: Path, say: Callable[..., None]) -> int:
    """Carry out a `rules` command and write its answer; return 0 done, 1 refused."""
    from xstui.cli import rules_answers as answers
    from xstui.domain.problems import Refused
    from xstui.i18n import problem_text

    ask: dict[str, Callable[[argparse.Namespace, Path], Answer]] = {
        "deadlines": answers.deadlines,
        "pension": answers.pension,
        "leave": answers.leave,
        "join": answers.join,
        "what-if": answers.what_if,
        "percentage": answers.percentage,
        "pay": answers.pay,
        "workdays": answers.month_workdays,
    }
    try:
        answer = ask[args.rule](args, data_dir)
    except Refused as refused:
        texts = [problem_text(problem) for problem in refused.problems]
        codes = [{"code": p.code, "field": p.field} for p in refused.problems]
        _write(say, {"problems": codes} if args.json else None, texts)
        return REFUSED
    _write(say, answer.facts if args.json else None, _table(answer))
    return DONE


def _table(answer: Answer) -> list[str]:
    widths = [max((len(row[column]) for row in answer.rows), default=0) for column in range(3)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in answer.rows]
    return [line.rstrip() for line in lines]


def _write(say: Callable[..., None], facts: dict[str, Any] | None, lines: list[str]) -> None:
    import json

    if facts is not None:
        lines = [json.dumps(facts, ensure_ascii=False, default=_as_json)]
    say(*lines)


def _as_json(value: object) -> float | str:
    # Sums are done by now: a number is what a script compares, and two decimals survive it.
    return float(value) if isinstance(value, Decimal) else str(value)

"""`xstui rules deadlines`: what the law asks in a case, with its days."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from xstui.cli.parsing import day, days
from xstui.cli.rules.answer import BW, Answer, absence_protocol, rule_command, source_of_rule
from xstui.i18n import N_, _, actor_label, format_date, format_weekday, in_language

if TYPE_CHECKING:
    from xstui.domain.protocol import Protocol


class Deadline(TypedDict):
    """A task and its day, as a program reads it.

    Attributes:
        day_off: Why the day is not a working day (R1.4); None for one that is.
    """

    code: str
    sequence: int
    label: str
    actor: str
    due: date
    day_off: str | None
    source: str


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("first_sick_day", type=day, metavar=_("FIRST"))
    sub.add_argument("--recovered-days", type=days, default=0, metavar="N", help=_("between joined cases"))
    late = _("by which the week 42 report or the WIA application was late")
    sub.add_argument("--late-days", type=days, default=0, metavar="N", help=late)


def deadlines(args: argparse.Namespace, data_dir: Path) -> Answer:
    """Return the tasks of a case up to the end of the waiting time, informational ones included."""
    from xstui.domain.wages import pay_ends

    start = args.first_sick_day + timedelta(days=args.recovered_days)
    protocol = absence_protocol(data_dir)
    tasks = _deadlines(protocol, start)
    rows = [(f"{t['code']} {t['label']} ({actor_label(t['actor'])})", _due(t), t["source"]) for t in tasks]
    last_paid = pay_ends(start, late_days=args.late_days) - timedelta(days=1)
    rows.append((_("Last day of wage payment"), format_date(last_paid), BW))
    facts = {
        "first_sick_day": args.first_sick_day,
        "counted_from": start,
        "deadlines": tasks,
        "last_wage_day": last_paid,
        "last_wage_day_source": BW,
    }
    return Answer(rows, facts)


def _deadlines(protocol: Protocol, start: date) -> list[Deadline]:
    from xstui.domain.protocol import TermInputs, plan
    from xstui.domain.wages import BOTH_YEARS

    rules = {rule.code: rule for rule in protocol.rules}
    inputs = TermInputs(start)
    found = [(task.due, task.code, task.sequence) for task in plan(protocol, inputs, horizon=start + BOTH_YEARS)]
    informational = (rule for rule in protocol.rules if rule.informational and rule.applies_to(inputs.classification))
    found += [(start + timedelta(days=rule.offset_days), rule.code, 0) for rule in informational]
    return [
        {
            "code": code,
            "sequence": sequence,
            "label": in_language(rules[code].label_nl, rules[code].label_en),
            "actor": rules[code].actor,
            "due": due,
            "day_off": _off(due),
            "source": source_of_rule(rules[code]),
        }
        for due, code, sequence in sorted(found)
    ]


def _off(day: date) -> str | None:
    """Return why a day is not a working day (R1.4); None for one that is."""
    from xstui.services.context.calendar import day_off

    off = day_off(day)
    if off is None:
        return None
    name = in_language(off.label_nl, off.label_en)
    return name or format_weekday(day)


def _due(term: Deadline) -> str:
    return f"{format_date(term['due'])} ({term['day_off']})" if term["day_off"] else format_date(term["due"])


COMMAND = rule_command("deadlines", N_("what the law asks in a case, with its days"), deadlines, _options)

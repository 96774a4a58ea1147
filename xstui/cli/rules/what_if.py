"""`xstui rules what-if`: what becomes of the terms of a case by recovering, or falling ill again."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from xstui.cli.parsing import day
from xstui.cli.rules.answer import BW, Answer, absence_protocol, paragraph, rule_command, source_of_rule
from xstui.i18n import N_, _, format_date, in_language, label


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("first_sick_day", type=day, metavar=_("FIRST"))
    for name, text in {
        "--recovered": _("first day of being well again"),
        "--sick-again": _("first sick day after that"),
    }.items():
        sub.add_argument(name, type=day, metavar=_("DATE"), help=text)


def what_if(args: argparse.Namespace, data_dir: Path) -> Answer:
    """Return what becomes of each term of a case that somebody recovers from, and perhaps falls ill again after."""
    from xstui.domain.absence import CaseTimes
    from xstui.domain.protocol import TermInputs
    from xstui.domain.what_if import Scenario, Situation
    from xstui.domain.what_if import what_if as try_out

    first = args.first_sick_day
    protocol = absence_protocol(data_dir)
    situation = Situation(CaseTimes(first, None, ()), TermInputs(first), protocol)
    outcome = try_out(situation, Scenario(args.recovered, args.sick_again))
    join_source = paragraph(BW, "10")
    shifts = [
        {
            "code": shift.rule.code,
            "sequence": shift.sequence,
            "label": in_language(shift.rule.label_nl, shift.rule.label_en),
            "before": shift.before,
            "after": shift.after,
            "effect": shift.effect.value,
            "source": source_of_rule(shift.rule),
        }
        for shift in outcome.shifts
    ]
    rows = [
        (
            f"{s.rule.code} {fact['label']}",
            f"{_shown(s.before)} -> {_shown(s.after)}  {label(s.effect)}",
            source_of_rule(s.rule),
        )
        for s, fact in zip(outcome.shifts, shifts, strict=True)
    ]
    if outcome.joined is not None:
        rows = [(_("Counts as one case"), _("Yes") if outcome.joined else _("No"), join_source), *rows]
    facts = {
        "joined": outcome.joined,
        "recovered_days": outcome.recovered_days,
        "counted_from": outcome.counted_from,
        "joined_source": join_source,
        "terms": shifts,
    }
    return Answer(rows, facts)


def _shown(day: date | None) -> str:
    return format_date(day) if day else "-"


COMMAND = rule_command(
    "what-if", N_("what becomes of the terms of a case by recovering, or falling ill again"), what_if, _options
)

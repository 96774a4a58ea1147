"""`xstui rules join`: whether two cases count as one."""

from __future__ import annotations

import argparse
from pathlib import Path

from xstui.cli.parsing import day
from xstui.cli.rules.answer import BW, Answer, paragraph, rule_command
from xstui.i18n import N_, _, format_date


def _options(sub: argparse.ArgumentParser) -> None:
    for name, shown in {"first_sick_day": _("FIRST"), "last_sick_day": _("LAST"), "new_first": _("NEW")}.items():
        sub.add_argument(name, type=day, metavar=shown)
    sub.add_argument(
        "--leave",
        type=day,
        nargs=2,
        action="append",
        default=[],
        metavar=(_("FIRST"), _("LAST")),
        help=_("pregnancy or maternity leave in between; may be given several times"),
    )


def join(args: argparse.Namespace, _data_dir: Path) -> Answer:
    """Return whether a case joins an earlier one, and what its terms count from."""
    from xstui.domain.absence import CaseTimes, LeaveDays, contested, counted_from, joins, recovered_days
    from xstui.domain.problems import refuse
    from xstui.domain.wages import BOTH_YEARS

    if args.last_sick_day < args.first_sick_day:
        raise refuse("end-before-start", "last_sick_day")
    if args.new_first <= args.last_sick_day:
        raise refuse("case-overlap", "new_first", since=args.first_sick_day)
    earlier = CaseTimes(args.first_sick_day, args.last_sick_day, ())
    later = CaseTimes(args.new_first, None, ())
    leaves = [LeaveDays(first, last) for first, last in args.leave]
    joined = joins(args.last_sick_day, args.new_first, leaves)
    recovered = recovered_days(args.last_sick_day, args.new_first, leaves)
    start = counted_from((earlier, later) if joined else (later,))
    source = paragraph(BW, "10")
    doubtful = contested(args.last_sick_day, args.new_first, leaves)
    answer = _("check: worked between sickness, leave and sickness") if doubtful else _("Yes") if joined else _("No")
    rows = [
        (_("Recovered days in between"), str(recovered), source),
        (_("Counts as one case"), answer, source),
        (_("Terms count from"), format_date(start), source),
        *([(_("Terms count from, if apart"), format_date(args.new_first), source)] if doubtful else []),
        (_("104 weeks are over on"), format_date(start + BOTH_YEARS), paragraph("WIA 23", "1")),
    ]
    facts = {
        "recovered_days": recovered,
        "joined": joined,
        "contested": doubtful,
        "counted_from": start,
        "counted_from_apart": args.new_first,
        "two_years_over": start + BOTH_YEARS,
        "source": source,
    }
    return Answer(rows, facts)


COMMAND = rule_command("join", N_("whether two cases count as one"), join, _options)

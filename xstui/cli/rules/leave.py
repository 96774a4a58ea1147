"""`xstui rules leave`: pregnancy and maternity leave."""

from __future__ import annotations

import argparse
from pathlib import Path

from xstui.cli.parsing import day, days
from xstui.cli.rules.answer import Answer, paragraph, rule_command
from xstui.i18n import N_, _, format_date

WAZO = "WAZO 3:1"


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("due", type=day, metavar=_("DUE"))
    sub.add_argument("--multiple", action="store_true", help=_("more than one child"))
    sub.add_argument("--weeks", type=int, metavar="N", help=_("weeks before the due date (default: the most)"))
    sub.add_argument("--born", type=day, metavar=_("DATE"), help=_("day of birth"))
    sub.add_argument("--hospital-days", type=days, default=0, metavar="N", help=_("of the child, in the leave"))
    sub.add_argument(
        "--sick",
        type=day,
        nargs=2,
        action="append",
        default=[],
        metavar=(_("FIRST"), _("LAST")),
        help=_("sickness before the leave; may be given several times"),
    )


def leave(args: argparse.Namespace, _data_dir: Path) -> Answer:
    """Return the days of a pregnancy and maternity leave."""
    from xstui.domain.absence import CaseTimes
    from xstui.domain.leave import WEEKS_BEFORE, leave_plan

    weeks = args.weeks if args.weeks is not None else WEEKS_BEFORE[args.multiple][1]
    found = leave_plan(
        args.due,
        weeks_before=weeks,
        multiple=args.multiple,
        born=args.born,
        hospital_days=args.hospital_days,
        sick=[CaseTimes(first, last, ()) for first, last in args.sick],
    )
    days = [
        ("earliest", _("Earliest start"), found.earliest, paragraph(WAZO, "2")),
        ("latest", _("Latest start"), found.latest, paragraph(WAZO, "2")),
        ("employer_latest", _("Tell the employer by"), found.employer_latest, "WAZO 3:3"),
        ("uwv_latest", _("Application at UWV by"), found.uwv_latest, "WAZO 3:11"),
        ("last_workday", _("Last working day"), found.last_workday, paragraph(WAZO, "2")),
        ("start", _("Leave starts"), found.start, paragraph(WAZO, "2")),
        ("end", _("Leave ends"), found.end, paragraph(WAZO, "3-5" if found.extra_days or args.sick else "3")),
    ]
    spread = found.spread
    days += [
        ("spread_from", _("Rest may be spread from"), spread.first, paragraph(WAZO, "6")),
        ("spread_latest", _("Rest may be spread until"), spread.latest, paragraph(WAZO, "6")),
        ("spread_ask_latest", _("Ask the employer to spread by"), spread.ask_latest, paragraph(WAZO, "6")),
    ]
    rows = [(text, format_date(day), source) for _name, text, day, source in days]
    facts = {name: day for name, _text, day, _source in days} | {
        "due": args.due,
        "weeks_before": weeks,
        "multiple": args.multiple,
        "after_birth_days": found.after_birth_days,
        "hospital_extra_days": found.extra_days,
        "days": found.days,
        "spread_days": spread.days,
        "sources": {name: source for name, _text, _day, source in days if source},
    }
    return Answer(rows, facts)


COMMAND = rule_command("leave", N_("pregnancy and maternity leave"), leave, _options)

"""`xstui rules workdays`: the working days of a month."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

from xstui.cli.parsing import first_of_month
from xstui.cli.rules.answer import Answer, rule_command
from xstui.i18n import N_, _


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("month", type=first_of_month, metavar=_("YYYY-MM"))


def month_workdays(args: argparse.Namespace, _data_dir: Path) -> Answer:
    """Return the Mondays to Fridays of a month, public holidays included."""
    import calendar

    from xstui.domain.dates import add_months, workdays

    first: date = args.month
    last = add_months(first, 1) - timedelta(days=1)
    found = workdays(first, last)
    source = "Dagloonbesluit"
    length = calendar.monthrange(first.year, first.month)[1]
    rows = [(_("Working days (Monday to Friday)"), str(found), source), (_("Calendar days"), str(length), source)]
    facts = {
        "month": f"{first:%Y-%m}",
        "first": first,
        "last": last,
        "workdays": found,
        "days": length,
        "source": source,
    }
    return Answer(rows, facts)


COMMAND = rule_command("workdays", N_("the working days of a month"), month_workdays, _options)

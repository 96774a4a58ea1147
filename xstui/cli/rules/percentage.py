"""`xstui rules percentage`: the absence percentage from hours."""

from __future__ import annotations

import argparse
from pathlib import Path

from xstui.cli.rules.answer import Answer, rule_command
from xstui.i18n import N_, _, format_percentage


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("contract_hours", metavar=_("CONTRACT"))
    sub.add_argument("productive_hours", metavar=_("PRODUCTIVE"))


def percentage(args: argparse.Namespace, _data_dir: Path) -> Answer:
    """Return the absence percentage of somebody who is productive for some of the contract hours."""
    from xstui.domain.percentages import absence_percentage, parse_hours, parse_percentage

    contract, productive = parse_hours(args.contract_hours), parse_hours(args.productive_hours)
    found = absence_percentage(contract, productive)
    source = _("Manual 5.3")
    rows = [(_("Absence percentage"), format_percentage(found), source)]
    if found:
        working = parse_percentage(f"{args.productive_hours}/{args.contract_hours}").working
        rows.append((_("Worked out"), working, source))
    facts = {
        "contract_hours": contract,
        "productive_hours": productive,
        "absence_percentage": found,
        "source": source,
    }
    return Answer(rows, facts)


COMMAND = rule_command("percentage", N_("the absence percentage from hours"), percentage, _options)

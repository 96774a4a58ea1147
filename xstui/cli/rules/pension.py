"""`xstui rules pension`: the legal pension date."""

from __future__ import annotations

import argparse
from pathlib import Path

from xstui.cli.parsing import day
from xstui.cli.rules.answer import Answer, rule_command, source_of_file, toml
from xstui.i18n import N_, _, format_date


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("birth_date", type=day, metavar=_("BIRTH"))


def pension(args: argparse.Namespace, data_dir: Path) -> Answer:
    """Return the legal pension date; a projection says so."""
    from xstui.domain.pension import parse_pension_table, pension_date

    raw = toml(data_dir / "aow.toml")
    found = pension_date(args.birth_date, parse_pension_table(raw))
    source = source_of_file(raw)
    sure = _("Fixed by law") if found.fixed else _("Not fixed yet")
    rows = [
        (_("Legal pension date"), format_date(found.day), source),
        (
            _("Pension age"),
            _("{years} years and {months} months").format(years=found.years, months=found.months),
            source,
        ),
        (_("Status"), sure, source),
    ]
    facts = {
        "birth_date": args.birth_date,
        "day": found.day,
        "fixed": found.fixed,
        "years": found.years,
        "months": found.months,
        "source": source,
    }
    return Answer(rows, facts)


COMMAND = rule_command("pension", N_("the legal pension date"), pension, _options)

"""Everything that is kept of one person, and who looked at it (GDPR article 15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from xstui.i18n import _, format_moment
from xstui.i18n.column_names import column_text
from xstui.i18n.findings import table_text
from xstui.i18n.registrations import registration_name
from xstui.i18n.values import value_text
from xstui.reports.table import Column, ColumnKind, ReportHead, ReportTable, Row

NAME = "persoonsgegevens"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value that is kept: the table and row it stands in, the column, and what it says."""

    part: str
    number: int
    field: str
    value: object


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody opened or changed the dossier: when, who, and by which use case."""

    at: datetime
    who: str
    use_case: str


def build(name: str, facts: Iterable[Fact], looks: Sequence[Look], head: ReportHead) -> ReportTable:
    """Return the report: a line for each value that is kept, then one for each look at it."""
    text = ColumnKind.TEXT
    columns = (
        Column("part", _("Part"), text, 18),
        Column("number", _("No."), text, 8),
        Column("field", _("Field"), text, 22),
        Column("value", _("Value"), text, 46),
    )
    rows = [_row(fact) for fact in facts]
    log = _("Who saw or changed it")
    rows += [
        Row((log, str(n), format_moment(look.at), f"{look.who}: {registration_name(look.use_case)}"))
        for n, look in enumerate(looks, 1)
    ]
    return ReportTable(NAME, _("Record of {name}", name=name), (), columns, rows, head)


def _row(fact: Fact) -> Row:
    value = value_text(fact.part, fact.field, fact.value)
    return Row((table_text(fact.part), str(fact.number), column_text(fact.part, fact.field), value))

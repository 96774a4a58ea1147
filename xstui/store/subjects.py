"""What people know a row by: the case, the dossier, the login or the unit that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xstui.store import journal
from xstui.store.journal import Image

NAMED = MappingProxyType(
    {
        "absence_case": "case_no",
        "person": "dossier_no",
        "account": "username",
        "org_unit": "name",
        "job": "name",
        "job_group": "name",
        "policy": "policy_no",
        "payout": "payout_reference",
    }
)
"""By table, the column with a number or name by which its rows are known."""
LINKS = (
    "case_id",
    "person_id",
    "employment_id",
    "conversation_id",
    "message_id",
    "account_id",
    "policy_id",
    "unit_id",
    "employer_id",
)
"""The columns that say what a row belongs to; the first that has a value is followed."""
Whom = tuple[tuple[str, str], ...]


def whom(rows: Mapping[str, Mapping[int, Image]], name: str, image: Image) -> Whom:
    """Return what a row is known by, as pairs of table and number or name: its own first, then what it belongs to.

    Args:
        rows: The rows of all tables, by table and row number.
    """
    own = image.get(NAMED.get(name, ""))
    known = ((name, str(own)),) if own else ()
    for column in LINKS:
        if image.get(column) and (owner := rows.get(target := _target(name, column), {}).get(image[column])):
            return known + whom(rows, target, owner)
    return known


def columns_of(name: str) -> list[str]:
    """Return the columns of a table that `whom` looks at."""
    return [key for key in (NAMED.get(name, ""), *LINKS) if key in journal.table_of(name).c]


def _target(name: str, column: str) -> str:
    (link,) = journal.table_of(name).c[column].foreign_keys
    return link.column.table.name

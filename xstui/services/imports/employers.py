"""The employer that a row names."""

from __future__ import annotations

from collections.abc import Sequence

from xstui.domain.problems import Refused
from xstui.services.imports.drafts import RowReader
from xstui.services.insurance.employers import Employer, employer_named


def employer_of(row: RowReader, employers: Sequence[Employer]) -> int | None:
    """Return the employer of a row: by name or code, or the only one there is where the cell is empty."""
    try:
        return employer_named(list(employers), row.text("employer")).employer_id
    except Refused as refused:
        row.problems += refused.problems
        return None

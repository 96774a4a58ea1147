"""What a check of the whole store finds: codes and places, no words; those are made in `xstui.i18n.findings`."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """Something in the store that its journal can't account for.

    Attributes:
        code: The condition, in kebab-case, for example `row-changed`. Each code has a text in the catalogue.
        place: The table, or `journal`, `file` or `keys`.
        number: Row number or entry number.
        detail: The columns of a row that differ, or the last entry of those missing; never a value.
        whom: What people know the row by, as pairs of table and number or name: its case, dossier, login or unit.
    """

    code: str
    place: str
    number: int = 0
    detail: str = ""
    whom: tuple[tuple[str, str], ...] = ()

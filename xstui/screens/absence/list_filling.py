"""Filling the rows of a list of reports: from people, from what was pasted, from a draft; and whom a name means."""

from __future__ import annotations

from collections.abc import Sequence

from xstui.domain.addressed import with_initial, without_title
from xstui.domain.unchecked import Unchecked
from xstui.screens.absence.list_kinds import NAME, ListKind, R
from xstui.screens.absence.list_rows import ListRow
from xstui.screens.base.host import Host
from xstui.services.imports import pasted
from xstui.services.people import search
from xstui.services.people.search import Found

MOST_CANDIDATES = 9
"""People that a name asks about: more are told apart by typing more of it."""


def rows_of_people(people: Sequence[Found], *, is_offered: bool = False) -> list[ListRow]:
    """Return a row for each person."""
    rows = [ListRow(is_offered=is_offered) for _one in people]
    for row, found in zip(rows, people, strict=True):
        row.take(found)
    return rows


async def rows_of_text(host: Host, kind: ListKind[R], text: str) -> tuple[list[ListRow], tuple[str, ...]]:
    """Return a row for each line of what was typed or pasted, and the headers of columns that are not taken."""
    found = pasted.read(text, [column.name for column in kind.columns])
    rows = [ListRow(dict(cells)) for cells in found.rows]
    for row in rows:
        await look_up(host, kind, row)
    return rows, found.left_out


async def rows_of_draft(host: Host, kind: ListKind[R], content: Unchecked) -> list[ListRow]:
    """Return the rows that a draft holds; who was wiped meanwhile stands there by name.

    A name that meant nobody yet is looked up again, so that it asks what it asked before.
    """
    people = await host.call(search.people, content.get("people") or [])
    known = {one.person_id: one for one in people}
    rows = []
    for cells in content["rows"]:
        texts = {name: str(text) for name, text in cells.items() if name != "person"}
        row = ListRow(texts, known.get(cells.get("person")))
        if cells.get("person") is None:
            await look_up(host, kind, row)
        rows.append(row)
    return rows


async def look_up(host: Host, kind: ListKind[R], row: ListRow) -> None:
    """Have the name in a row mean whom it fits best; several are to be chosen from.

    Where nobody has the name as it is typed, it is read as one in a mail: without title and department; and with an
    initial for a first name, which may be that of somebody else, so that it asks.
    """
    row.found, row.candidates, row.read_from = None, [], ""
    typed = row.texts.get(NAME, "").strip()
    if not typed:
        return
    found = await _resolved(host, kind, typed)
    bare = without_title(typed)
    if bare != typed and not _is_sure(found):
        found = await _resolved(host, kind, bare) or found
    if not found and (shorter := with_initial(bare)) != bare:
        row.candidates = (await _resolved(host, kind, shorter))[:MOST_CANDIDATES]
    elif len(found) == 1 and _is_sure(found):
        row.take(found[0])
        row.read_from = typed if bare != typed else ""
    else:
        row.candidates = found[:MOST_CANDIDATES]


async def _resolved(host: Host, kind: ListKind[R], name: str) -> list[Found]:
    return await host.call(search.resolve, name, ex_employees=kind.is_of_absent, absent=kind.is_of_absent)


def _is_sure(found: Sequence[Found]) -> bool:
    """Tell whether there is somebody who has the name without a typing error."""
    return bool(found) and not found[0].forgiven

"""Rows that are not records of their own: totals, headings, other kinds of absence, several rows about one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from xstui.domain.import_kinds import ImportKind
from xstui.domain.problems import Problem
from xstui.domain.search import fold
from xstui.services.imports.cells import damage
from xstui.services.imports.drafts import CHOICES, WHOLE
from xstui.services.imports.survey import LEAVE, Numbered

TOTAL = re.compile(
    r"(eind|sub)? ?totaal\b.*|(grand |sub)?total\b.*|totalen|aantal\b.*|som|count\b.*|sum|gemiddeld\w*\b.*|average"
)
"""Beginnings, folded, of a row that counts or adds up the rows above it."""
ROWS_NAMED = 6
"""Rows named of each kind; further ones are counted."""
Places = Mapping[str, int]
Rows = Sequence[Numbered]


def without_totals(kind: ImportKind, headers: Sequence[str], places: Places, rows: Rows) -> tuple[Rows, list[Problem]]:
    """Return the rows but for totals and repeated headings, and what was left out."""
    titles = list(headers)
    out = [number for number, cells in rows if _is_total(kind, places, cells) or cells[: len(titles)] == titles]
    if not out:
        return rows, []
    left = set(out)
    return [row for row in rows if row[0] not in left], [Problem("rows-totals", "", {"rows": row_list(out)})]


def without_other_kinds(places: Places, rows: Rows) -> tuple[Rows, list[Problem]]:
    """Return the rows that say they are about sickness, and the others by the kind that they name."""
    kinds: dict[str, list[int]] = defaultdict(list)
    kept = []
    for number, cells in rows:
        if (other := _other_kind(places, cells)) is None:
            kept.append((number, cells))
        else:
            kinds[other].append(number)
    if not kinds:
        return rows, []
    listed = [f"{kind or '-'} ({row_list(found)})" for kind, found in kinds.items()]
    return kept, [Problem("rows-not-sick", "", {"count": len(rows) - len(kept), "kinds": listed})]


def several_rows(kind: ImportKind, places: Places, rows: Rows) -> dict[int, Problem]:
    """Return what is wrong with rows that are about one person or one case together, by row number."""
    if kind.unique == "dossier_no":
        return _clashes(rows, lambda cells: _whole(_cell(places, cells, "dossier_no")), _same_number(places))
    if kind.unique == "first_sick_day":
        return _clashes(rows, lambda cells: _case(places, cells), _same_case)
    return {}


def row_list(numbers: Iterable[int]) -> str:
    """Return row numbers as people write them: `2-4, 7`; the first ones of many."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = [f"{first}" if first == last else f"{first}-{last}" for first, last in runs]
    return ", ".join([*texts[:ROWS_NAMED], *(["…"] if len(texts) > ROWS_NAMED else [])])


def _cell(places: Places, cells: Sequence[str], name: str) -> str:
    place = places.get(name)
    return cells[place] if place is not None and place < len(cells) else ""


def _is_total(kind: ImportKind, places: Places, cells: Sequence[str]) -> bool:
    first = next(filter(None, cells), "")
    return not any(_cell(places, cells, name) for name in kind.key_days) and bool(TOTAL.fullmatch(fold(first)))


def _other_kind(places: Places, cells: Sequence[str]) -> str | None:
    """Return the kind of absence that a row names; None where it is sickness, or can't be told."""
    if "absence_kind" in places:
        text = _cell(places, cells, "absence_kind")
        if text and damage(text, "absence_kind", is_date=False):
            return None
        return None if text and fold(text) in CHOICES["absence_kind"] else text
    text = _cell(places, cells, "classification")
    return text if text and LEAVE.fullmatch(fold(text)) else None


def _whole(text: str) -> int | None:
    found = WHOLE.fullmatch(text)
    return int(found[1]) if found else None


def _case(places: Places, cells: Sequence[str]) -> tuple[str, ...] | None:
    """Return the case that a row is about; None for one that changes its percentage, which is a row of its own."""
    first, changed = _cell(places, cells, "first_sick_day"), _cell(places, cells, "valid_from")
    who = _cell(places, cells, "dossier_no") or "".join(_cell(places, cells, n) for n in ("surname", "birth_date"))
    return (who, first) if who and first and changed in {"", first} else None


def _clashes(
    rows: Rows, key_of: Callable[[Sequence[str]], object], problem_of: Callable[[Rows], Problem]
) -> dict[int, Problem]:
    groups: dict[object, list[Numbered]] = defaultdict(list)
    for number, cells in rows:
        if (key := key_of(cells)) is not None:
            groups[key].append((number, cells))
    found: dict[int, Problem] = {}
    for group in groups.values():
        first_number, first = group[0]
        if all(cells == first for _number, cells in group):
            found |= {number: Problem("row-twice", "", {"row": first_number}) for number, _cells in group[1:]}
        else:
            found |= dict.fromkeys((number for number, _cells in group), problem_of(group))
    return found


def _same_number(places: Places) -> Callable[[Rows], Problem]:
    def problem_of(group: Rows) -> Problem:
        written = sorted({_cell(places, cells, "dossier_no") for _number, cells in group})
        people = {tuple(fold(_cell(places, cells, n)) for n in ("surname", "birth_date")) for _number, cells in group}
        code = "second-employment" if len(people) == 1 else "number-twice" if len(written) == 1 else "number-two-ways"
        return Problem(code, "dossier_no", {"rows": row_list(number for number, _ in group), "numbers": written})

    return problem_of


def _same_case(group: Rows) -> Problem:
    return Problem("case-in-rows", "first_sick_day", {"rows": row_list(number for number, _cells in group)})

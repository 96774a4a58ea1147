"""Planning an import, which changes nothing, and carrying it out in one unit of work."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from xstui.domain.problems import Problem, refuse
from xstui.domain.roles import Right
from xstui.domain.search import fold
from xstui.i18n import _, problem_text
from xstui.reports.files import whole_file
from xstui.services.desk import Desk
from xstui.services.hires import write_employees
from xstui.services.imports import absences, employees, payouts, policies
from xstui.services.imports.columns import OWN_HEADERS, find_headers, recognise
from xstui.services.imports.drafts import RowReader
from xstui.services.imports.reading import FORMULA, read_rows
from xstui.store import journal
from xstui.store.unit import UnitOfWork


class Checker(Protocol):
    """Reads the rows of a kind of file."""

    def read(self, row: RowReader) -> Any:  # noqa: ANN401 - each kind has its own drafts
        """Return a draft; what is wrong is noted in the row."""


Progress = Callable[[int, int], None]
Numbered = tuple[int, list[str]]
"""A row of a file, with its number as a spreadsheet shows it."""
EVERY = 1_000
WORKED_OUT_FROM = {"last_sick_day": "recovered_on"}
"""The column that a field is worked out from where the file has none of its own."""
RIGHTS = {
    "employees": Right.EMPLOYEE_CHANGES,
    "absences": Right.ABSENCE_REPORTS,
    "policies": Right.INSURANCE,
    "payouts": Right.CLAIMS,
}
CHECKERS: dict[str, Callable[[Desk], Checker]] = {
    "employees": employees.Checker,
    "absences": absences.Checker,
    "policies": policies.Checker,
    "payouts": payouts.Checker,
}
WRITERS: dict[str, Callable[[UnitOfWork, Desk, Sequence[Any]], object]] = {
    "employees": write_employees,
    "absences": absences.write,
    "policies": policies.write,
    "payouts": payouts.write,
}


@dataclass(frozen=True)
class RowProblem:
    """Something wrong in a row.

    Attributes:
        row: Number as a spreadsheet shows it.
        column: The field's name; empty for the row as a whole.
        header: The column's header in the file; empty where the file has no such column.
    """

    row: int
    column: str
    problem: Problem
    header: str = ""


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do.

    Attributes:
        drafts: Row number and draft of each row that is in order.
        rejected: Row number and cells of each row that is not.
        ignored: Headers that mean nothing here.
        seen: The journal entry that the plan was made after.
    """

    kind: str
    path: Path
    headers: Sequence[str]
    drafts: Sequence[tuple[int, Any]]
    problems: Sequence[RowProblem]
    rejected: Sequence[tuple[int, Sequence[str]]]
    ignored: Sequence[str]
    seen: int

    @property
    def good(self) -> int:
        """The number of rows in order."""
        return len(self.drafts)


@dataclass(frozen=True)
class ImportResult:
    """What an import did; `seq` is the journal entry that one undo takes back."""

    count: int
    skipped: int
    seq: int


def plan_import(
    desk: Desk, kind: str, path: Path, mapping: Mapping[str, str], progress: Progress | None = None
) -> ImportPlan:
    """Read a file and hold every row against the rules, changing nothing.

    Raises:
        Refused: The file can't be read, or its columns can't be used.
    """
    desk.require(RIGHTS[kind], write=True)
    with desk.reading() as session:
        seen, _head = journal.last_entry(session.connection())
    rows = list(read_rows(path))
    if not rows:
        raise refuse("file-no-table", "file")
    last, headers = find_headers(kind, rows, mapping)
    headers, rows = _without_reasons(headers, rows[last + 1 :])
    places = recognise(kind, headers, mapping)
    checker = CHECKERS[kind](desk)
    drafts: list[tuple[int, Any]] = []
    problems: list[RowProblem] = []
    rejected: list[tuple[int, Sequence[str]]] = []
    for place, (number, cells) in enumerate(rows, start=1):
        reader = _reader(desk, places, cells)
        draft = None if _too_long(reader, headers, cells) else checker.read(reader)
        if reader.problems:
            problems += [_row_problem(number, p, places, headers) for p in reader.problems]
            rejected.append((number, cells))
        else:
            drafts.append((number, draft))
        if progress is not None and (place % EVERY == 0 or place == len(rows)):
            progress(place, len(rows))
    ignored = [header for at, header in enumerate(headers) if header and at not in places.values()]
    return ImportPlan(kind, path, headers, drafts, problems, rejected, ignored, seen)


def _without_reasons(headers: list[str], rows: list[Numbered]) -> tuple[list[str], list[Numbered]]:
    """Leave out the column that a file of left-out rows got: mended, the file comes back as it is."""
    kept = [place for place, header in enumerate(headers) if fold(header) not in OWN_HEADERS]
    if len(kept) == len(headers):
        return headers, rows
    names = [headers[place] for place in kept]
    return names, [(number, [cells[at] for at in kept if at < len(cells)]) for number, cells in rows]


def _reader(desk: Desk, places: Mapping[str, int], cells: Sequence[str]) -> RowReader:
    return RowReader({name: cells[at] if at < len(cells) else "" for name, at in places.items()}, desk.today)


def _too_long(reader: RowReader, headers: Sequence[str], cells: Sequence[str]) -> bool:
    """Note it where a row has more cells than there are headers: its values may stand under the wrong ones."""
    too_long = any(cells[len(headers) :])
    if too_long:
        reader.problems.append(Problem("too-many-cells", "", {"most": len(headers)}))
    return too_long


def _row_problem(number: int, problem: Problem, places: Mapping[str, int], headers: Sequence[str]) -> RowProblem:
    place = places.get(problem.field, places.get(WORKED_OUT_FROM.get(problem.field, "")))
    return RowProblem(number, problem.field, problem, "" if place is None else headers[place])


def carry_out(
    desk: Desk, plan: ImportPlan, *, rejects: Path | None = None, progress: Progress | None = None
) -> ImportResult:
    """Write the rows that are in order, all in one unit of work; one undo takes them back.

    Args:
        desk: Whose import it is.
        plan: What `plan_import` made of the file.
        rejects: Where to write the rows left out; None: there may be none.
        progress: Told at the end.

    Raises:
        Refused: `import-has-problems` where rows would be left out unasked, `file-unwritable`, or
            `changed-since` where the store is not as the plan saw it.
    """
    desk.require(RIGHTS[plan.kind], write=True)
    if plan.problems and rejects is None:
        raise refuse("import-has-problems", count=len(plan.problems))
    if rejects is not None and rejects.resolve() == plan.path.resolve():
        raise refuse("file-unwritable", "out", path=rejects, reason="")
    with desk.unit(f"import.{plan.kind}") as unit:
        if unit.seq != plan.seen + 1:
            raise refuse("changed-since")
        if plan.drafts:
            WRITERS[plan.kind](unit, desk, [draft for _number, draft in plan.drafts])
        unit.summary = {"count": plan.good, "skipped": len(plan.rejected)}
        # Before the commit: an import whose remainder can't be written does not take place.
        if rejects is not None:
            _write_rejects(rejects, plan)
    if progress is not None:
        progress(1, 1)
    return ImportResult(plan.good, len(plan.rejected), unit.seq)


def _write_rejects(path: Path, plan: ImportPlan) -> None:
    """Write the rows left out as they were, with what is wrong with them: mended, they can be taken over."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for bad in plan.problems:
        reasons[bad.row].append(f"{bad.header or bad.column}: {problem_text(bad.problem)}".removeprefix(": "))
    width = len(plan.headers)
    with whole_file(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*plan.headers, _("Left out because")])
        for number, cells in plan.rejected:
            filled = [*cells, *[""] * (width - len(cells))]
            writer.writerow([_safe(cell) for cell in (*filled, " ".join(reasons[number]))])


def _safe(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula; reading the file takes the apostrophe off again."""
    return f"'{text}" if text.startswith(FORMULA) else text

"""Planning an import, which changes nothing, and carrying it out in one unit of work."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xstui.domain.problems import Problem, refuse
from xstui.domain.roles import Right
from xstui.services.desk import Desk
from xstui.services.imports import absences, employees
from xstui.services.imports.columns import recognise
from xstui.services.imports.drafts import RowReader
from xstui.services.imports.reading import read_rows
from xstui.store.unit import UnitOfWork

Progress = Callable[[int, int], None]
EVERY = 1_000
RIGHTS = {"employees": Right.EMPLOYEE_CHANGES, "absences": Right.ABSENCE_REPORTS}


@dataclass(frozen=True)
class RowProblem:
    """Something wrong in a row; `column` is the field's name."""

    row: int
    column: str
    problem: Problem


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do.

    Attributes:
        drafts: Row number and draft of each row that is in order.
        rejected: Row number and cells of each row that is not.
    """

    kind: str
    headers: Sequence[str]
    drafts: Sequence[tuple[int, Any]]
    problems: Sequence[RowProblem]
    rejected: Sequence[tuple[int, Sequence[str]]]

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
    rows = list(read_rows(path))
    if not rows:
        raise refuse("file-no-table", "file")
    headers = rows[0][1]
    places = recognise(kind, headers, mapping)
    checker = (employees.Checker if kind == "employees" else absences.Checker)(desk)
    drafts: list[tuple[int, Any]] = []
    problems: list[RowProblem] = []
    rejected: list[tuple[int, Sequence[str]]] = []
    for place, (number, cells) in enumerate(rows[1:], start=1):
        reader = RowReader({name: cells[at] if at < len(cells) else "" for name, at in places.items()}, desk.today)
        draft = checker.read(reader)
        if reader.problems:
            problems += [RowProblem(number, p.field, p) for p in reader.problems]
            rejected.append((number, cells))
        else:
            drafts.append((number, draft))
        if progress is not None and (place % EVERY == 0 or place == len(rows) - 1):
            progress(place, len(rows) - 1)
    return ImportPlan(kind, headers, drafts, problems, rejected)


def carry_out(
    desk: Desk, plan: ImportPlan, *, rejects: Path | None = None, progress: Progress | None = None
) -> ImportResult:
    """Write the rows that are in order, all in one unit of work; one undo takes them back.

    Args:
        rejects: Where to write the rows left out; None: there may be none.

    Raises:
        Refused: `import-has-problems` where rows would be left out unasked, or `file-unwritable`.
    """
    desk.require(RIGHTS[plan.kind], write=True)
    if plan.problems and rejects is None:
        raise refuse("import-has-problems", count=len(plan.problems))
    if rejects is not None:
        _write_rejects(rejects, plan)
    writer: Callable[[UnitOfWork, Desk, Sequence[Any]], None]
    writer = employees.write if plan.kind == "employees" else absences.write
    with desk.unit(f"import.{plan.kind}") as unit:
        if plan.drafts:
            writer(unit, desk, [draft for _number, draft in plan.drafts])
        unit.summary = {"count": plan.good, "skipped": len(plan.rejected)}
        seq = unit.seq
    if progress is not None:
        progress(1, 1)
    return ImportResult(plan.good, len(plan.rejected), seq)


def _write_rejects(path: Path, plan: ImportPlan) -> None:
    reasons: dict[int, str] = {}
    for bad in plan.problems:
        said = f"{bad.column}: {bad.problem.code}"
        reasons[bad.row] = f"{reasons[bad.row]}; {said}" if bad.row in reasons else said
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([*plan.headers, "reden"])
            for number, cells in plan.rejected:
                writer.writerow([*cells, reasons[number]])
    except OSError as error:
        raise refuse("file-unwritable", "rejects", path=path, reason=error.strerror or "") from error

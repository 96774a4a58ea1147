"""Planning an import, which changes nothing, and carrying it out in one unit of work."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast

from xstui.domain.import_kinds import ImportKind, kind_named
from xstui.domain.problems import Problem, Refused, refuse, refuse_if
from xstui.domain.visible import harmless
from xstui.i18n import _, problem_text
from xstui.reports.files import whole_file
from xstui.services.context.context import Context
from xstui.services.imports import profiles
from xstui.services.imports.drafts import RowReader
from xstui.services.imports.headers import usual_header
from xstui.services.imports.reading import FORMULA
from xstui.services.imports.sorting import several_rows
from xstui.services.imports.survey import survey
from xstui.services.imports.tables import Choices, Table, read_table
from xstui.store import journal
from xstui.store.unit import UnitOfWork

Draft: TypeAlias = Any
"""What a row becomes: each kind of file has its own."""


class Checker(Protocol):
    """Reads the rows of a kind of file."""

    @property
    def notes(self) -> Sequence[Problem]:
        """What is to be said of the rows together; complete once all were read."""

    def read(self, row: RowReader) -> Draft:
        """Return a draft; what is wrong is noted in the row."""


class KindModule(Protocol):
    """The module of a kind's name in this package."""

    @property
    def Checker(self) -> Callable[[Context], Checker]:  # noqa: N802 - a class
        """What reads the rows."""

    @property
    def write(self) -> Callable[[UnitOfWork, Context, Sequence[Draft]], object]:
        """What writes them."""


Progress = Callable[[int, int], None]
EVERY = 1_000
WORKED_OUT_FROM = {"last_sick_day": "recovered_on"}
"""The column that a field is worked out from where the file has none of its own."""


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
        notes: What is to be said of how the file was read, as problems that stop nothing.
        seen: The journal entry that the plan was made after.
        mapping: What was said of the columns, now or of an earlier file with these headers.
    """

    kind: ImportKind
    path: Path
    headers: Sequence[str]
    drafts: Sequence[tuple[int, Draft]]
    problems: Sequence[RowProblem]
    rejected: Sequence[tuple[int, Sequence[str]]]
    ignored: Sequence[str]
    notes: Sequence[Problem]
    seen: int
    mapping: Mapping[str, str] = field(default_factory=dict)

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


def plan_import(  # noqa: PLR0913 - whose import of what, and all that may be said of it
    context: Context,
    name: str,
    path: Path,
    mapping: Mapping[str, str],
    progress: Progress | None = None,
    choices: Choices | None = None,
) -> ImportPlan:
    """Read a file and check every row by the rules, changing nothing.

    Raises:
        Refused: The file can't be read, its columns can't be used, or a question about it needs an answer first.
    """
    kind, choices = kind_named(name), choices or Choices()
    context.require(kind.right, write=True)
    _check_answers(kind, choices.answers)
    with context.reading() as session:
        seen, _head = journal.last_entry(session.connection())
    before = {} if mapping else profiles.remembered(context, kind, path, choices)
    mapping = mapping or before
    table = read_table(kind, path, mapping, choices)
    headers, places = table.headers, table.places
    found = survey(kind, headers, places, table.rows, mapping, today=context.today)
    refuse_if(found.problems)
    clashes = several_rows(kind, places, table.rows)
    checker = module_of(kind).Checker(context)
    drafts: list[tuple[int, Draft]] = []
    problems: list[RowProblem] = []
    rejected: list[tuple[int, Sequence[str]]] = []
    for place, (number, cells) in enumerate(table.rows, start=1):
        reader = _reader(context, table, cells, found.shares, choices.answers)
        draft = None if _is_refused(reader, headers, cells, clashes.get(number)) else checker.read(reader)
        if reader.problems:
            problems += [_row_problem(number, p, places, headers) for p in reader.problems]
            rejected.append((number, cells))
        else:
            drafts.append((number, draft))
        if progress is not None and (place % EVERY == 0 or place == len(table.rows)):
            progress(place, len(table.rows))
    notes = [*_said_before(before), *table.notes, *found.notes, *checker.notes]
    return ImportPlan(kind, path, headers, drafts, problems, rejected, table.ignored, notes, seen, mapping)


def module_of(kind: ImportKind) -> KindModule:
    """Return the module that reads and writes a kind: the one of its name."""
    return cast("KindModule", import_module(f"xstui.services.imports.{kind.name}"))


def _said_before(mapping: Mapping[str, str]) -> list[Problem]:
    said = [f"{header}={field}" for header, field in mapping.items()]
    return [Problem("columns-as-before", "", {"columns": said})] if said else []


def _check_answers(kind: ImportKind, answers: Mapping[str, str]) -> None:
    """Check that each answer is one of those to a question that a file can raise."""
    known = kind.answers
    refuse_if(
        Problem("unknown-answer", "answer", {"name": name, "known": known[name]})
        if name in known
        else Problem("unknown-question", "answer", {"name": name, "known": tuple(known)})
        for name, answer in answers.items()
        if answer not in known.get(name, ())
    )


def _reader(
    context: Context, table: Table, cells: Sequence[str], shares: frozenset[str], answers: Mapping[str, str]
) -> RowReader:
    texts = {name: cells[at] if at < len(cells) else "" for name, at in table.places.items()}
    if answer := answers.get("contract_type"):
        texts["contract_type"] = texts.get("contract_type") or answer
    return RowReader(texts, context.today, shares=shares, answers=answers)


def _is_refused(reader: RowReader, headers: Sequence[str], cells: Sequence[str], clash: Problem | None) -> bool:
    """Note what is wrong with a row before its cells are read: it has too many, or clashes with another row."""
    if any(cells[len(headers) :]):  # its values may stand under the wrong headers
        reader.problems.append(Problem("too-many-cells", "", {"most": len(headers)}))
    elif clash is not None:
        reader.problems.append(clash)
    return bool(reader.problems)


def _row_problem(number: int, problem: Problem, places: Mapping[str, int], headers: Sequence[str]) -> RowProblem:
    place = places.get(problem.field, places.get(WORKED_OUT_FROM.get(problem.field, "")))
    return RowProblem(number, problem.field, problem, "" if place is None else headers[place])


def carry_out(
    context: Context, plan: ImportPlan, *, rejects: Path | None = None, progress: Progress | None = None
) -> ImportResult:
    """Write the rows that are in order, all in one unit of work; one undo takes them back.

    Args:
        context: Whose import it is.
        plan: What `plan_import` made of the file.
        rejects: Where to write the rows left out; None: there may be none.
        progress: Told at the end.

    Raises:
        Refused: `import-has-problems` where rows would be left out unasked, `rejects-are-input`, `file-unwritable`, or
            `changed-since` where the store is not as the plan saw it.
    """
    context.require(plan.kind.right, write=True)
    if plan.problems and rejects is None:
        raise refuse("import-has-problems", count=len(plan.problems))
    if rejects is not None and rejects.exists() and rejects.samefile(plan.path):
        raise refuse("rejects-are-input", "out", path=rejects)
    with context.unit(plan.kind.use_case) as unit:
        if unit.seq != plan.seen + 1:
            raise refuse("changed-since")
        if plan.drafts:
            module_of(plan.kind).write(unit, context, [draft for _number, draft in plan.drafts])
        unit.summary = {"count": plan.good, "skipped": len(plan.rejected)}
        # Before the commit: an import whose remainder can't be written does not take place.
        if rejects is not None:
            _write_rejects(rejects, plan)
    if plan.mapping:
        with suppress(Refused):  # what is saved stays so where this can't be kept
            profiles.remember(context, plan.kind, plan.headers, plan.mapping)
    if progress is not None:
        progress(1, 1)
    return ImportResult(plan.good, len(plan.rejected), unit.seq)


def _write_rejects(path: Path, plan: ImportPlan) -> None:
    """Write the rows left out with what is wrong with them: corrected, they can be taken over.

    What can't be seen stands there as a sign: it would steer the terminal of who looks at the file.
    """
    reasons: dict[int, list[str]] = defaultdict(list)
    for bad in plan.problems:
        column = bad.header or usual_header(bad.column)
        reasons[bad.row].append(f"{column}: {problem_text(bad.problem)}".removeprefix(": "))
    width = len(plan.headers)
    with whole_file(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([*map(harmless, plan.headers), _("Left out because")])
        for number, cells in plan.rejected:
            filled = [*cells, *[""] * (width - len(cells))]
            writer.writerow([_safe(cell) for cell in (*filled, " ".join(reasons[number]))])


def _safe(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula; reading the file takes the apostrophe off again."""
    shown = harmless(text)
    return f"'{shown}" if shown.startswith(FORMULA) else shown

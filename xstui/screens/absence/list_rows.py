"""The rows of a list of reports: what was typed, what it means with the rows above it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic

from xstui.domain.problems import Problem, Refused, refuse
from xstui.i18n import _, format_percentage, ngettext_, problem_text
from xstui.screens.absence.list_kinds import NAME, ListColumn, ListKind, R, value_text
from xstui.services.absence.batch import Judgement
from xstui.services.people.search import Found
from xstui.widgets.grid import MUTED, WARNING, Cell, GridRow


@dataclass
class ListRow:
    """A row as it is typed.

    Attributes:
        texts: What stands in the cells, by column.
        found: Whom the name means.
        candidates: Those whom the name may mean, where that is to be chosen.
        is_offered: Whether the program put it there: it counts once something is typed in it.
        read_from: What was typed, where the name was found with only a part of that.
    """

    texts: dict[str, str] = field(default_factory=dict)
    found: Found | None = None
    candidates: list[Found] = field(default_factory=list)
    is_offered: bool = False
    read_from: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.found is None and not any(text.strip() for text in self.texts.values())

    @property
    def counts(self) -> bool:
        """Whether it is to be registered."""
        typed = any(text.strip() for name, text in self.texts.items() if name != NAME)
        return typed if self.is_offered else not self.is_empty

    def take(self, found: Found) -> None:
        """Have the name mean somebody."""
        self.found, self.candidates, self.read_from = found, [], ""
        self.texts[NAME] = found.name


@dataclass
class Reading(Generic[R]):
    """What a row means.

    Attributes:
        values: By column; None where the cell can't be read, or is empty and may be so.
        carried: The columns whose values were not typed in the row itself.
        problems: By column; of the row as a whole by an empty name.
        report: What a service takes; None where something can't be read.
    """

    values: dict[str, object] = field(default_factory=dict)
    carried: set[str] = field(default_factory=set)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    cautions: tuple[Problem, ...] = ()
    report: R | None = None

    @property
    def is_right(self) -> bool:
        """Whether the row can be registered."""
        return self.report is not None and not self.problems


class ListRows(Generic[R]):
    """All rows of a list, the last one empty."""

    def __init__(self, kind: ListKind[R], today: date = date.min) -> None:
        self.kind: ListKind[R] = kind
        self.today = today
        self.rows: list[ListRow] = [ListRow()]
        self.readings: list[Reading[R]] = [Reading()]
        self._judged: dict[R, Judgement] = {}

    def tidy(self) -> None:
        """Have one empty row at the end, and read all."""
        while len(self.rows) > 1 and self.rows[-1].is_empty and self.rows[-2].is_empty:
            self.rows.pop()
        if not self.rows or not self.rows[-1].is_empty:
            self.rows.append(ListRow())
        self._read()

    def _read(self) -> None:
        above: Reading[R] = Reading()
        self.readings = []
        for row in self.rows:
            reading = self._reading(row, above)
            if row.counts:
                above = reading
            self.readings.append(reading)
        self._judge_pairs()

    def _reading(self, row: ListRow, above: Reading[R]) -> Reading[R]:
        reading: Reading[R] = Reading()
        for column in self.kind.columns[1:]:
            text = row.texts.get(column.name, "").strip()
            try:
                if text:
                    value = self.kind.read(column.name, text, row.found, self.today)
                else:
                    reading.carried.add(column.name)
                    value = self._value_of_empty(column, above)
                reading.values[column.name] = value
            except Refused as refused:
                reading.problems[column.name] = list(refused.problems)
        if not row.counts:
            return Reading(reading.values, reading.carried)
        if row.found is None:
            reading.problems[NAME] = [_name_problem(row)]
        elif not reading.problems:
            reading.report = self.kind.report(row.found.person_id, reading.values)
            self._take_judgement(reading)
        return reading

    def _value_of_empty(self, column: ListColumn, above: Reading[R]) -> object:
        """Return what an empty cell means: what the row above means, where that is carried down."""
        if column.is_carried and column.name in above.problems:
            raise refuse("row-above-unread", column.name)
        standing = above.values.get(column.name) if column.is_carried else None
        value = standing if standing is not None else self.kind.default(column.name, self.today)
        if value is None and self.kind.is_needed(column.name):
            raise refuse("required", column.name)
        return value

    def _take_judgement(self, reading: Reading[R]) -> None:
        known = self._judged.get(reading.report) if reading.report is not None else None
        if known is None:
            return
        reading.cautions = known.cautions
        for problem in known.problems:
            reading.problems.setdefault(problem.field, []).append(problem)

    def _judge_pairs(self) -> None:
        """Say of who stands there twice on the same days in which row that is."""
        before: dict[int, list[tuple[int, R]]] = {}
        for number, reading in enumerate(self.readings):
            if reading.report is None:
                continue
            others = before.setdefault(reading.report.person_id, [])
            clash = next((at for at, other in others if self.kind.overlaps(reading.report, other)), None)
            if clash is not None:
                reading.problems.setdefault(NAME, []).append(Problem("person-in-row", NAME, {"row": clash + 1}))
            others.append((number, reading.report))

    def to_judge(self) -> list[R]:
        """Return the reports that no rule has looked at yet."""
        wanted = (reading.report for reading in self.readings)
        return [report for report in dict.fromkeys(wanted) if report is not None and report not in self._judged]

    def judged(self, reports: Sequence[R], judgements: Sequence[Judgement]) -> None:
        """Take what the rules say."""
        self._judged |= dict(zip(reports, judgements, strict=True))
        self._read()

    def forget_judgements(self) -> None:
        """Have all rows judged again: somebody else may have been first."""
        self._judged.clear()
        self._read()

    def numbers(self, *, right: bool) -> list[int]:
        """Return the places of the rows that can be registered, or of those that can't."""
        return [n for n, row in enumerate(self.rows) if row.counts and self.readings[n].is_right is right]

    def with_cautions(self) -> list[int]:
        """Return the places of the rows that are right, and unlikely."""
        return [number for number in self.numbers(right=True) if self.readings[number].cautions]

    def rows_of(self, person_id: int) -> list[int]:
        """Return the rows, counted from one, in which somebody stands."""
        return [n for n, row in enumerate(self.rows, 1) if row.found and row.found.person_id == person_id]

    def people(self) -> list[int]:
        """Return who stand in the rows."""
        return list(dict.fromkeys(row.found.person_id for row in self.rows if row.found and row.counts))

    def shown(self) -> list[GridRow]:
        """Return the rows as a grid shows them."""
        return [self._shown(row, reading) for row, reading in zip(self.rows, self.readings, strict=True)]

    def _shown(self, row: ListRow, reading: Reading[R]) -> GridRow:
        name_style = WARNING if NAME in reading.problems else "" if row.counts else MUTED
        cells = [Cell(self._name_of(row), name_style)]
        for column in self.kind.columns[1:]:
            text, value = row.texts.get(column.name, ""), reading.values.get(column.name)
            style = WARNING if column.name in reading.problems else MUTED if column.name in reading.carried else ""
            shown = value_text(value) if value is not None and row.counts else text
            cells.append(Cell(shown, style))
        problems = [problem for found in reading.problems.values() for problem in found]
        notes = [Cell(f"! {problem_text(problem)}", WARNING) for problem in problems]
        notes += [Cell(f"? {self._in_cell(problem)}", WARNING) for problem in reading.cautions]
        if row.read_from:
            notes.append(Cell(_("Read from '{typed}'.", typed=row.read_from), MUTED))
        return GridRow(tuple(cells), "!" if problems else "?" if reading.cautions else "", tuple(notes))

    def _in_cell(self, problem: Problem) -> str:
        """Return what is said of a cell, with the name of its column before it."""
        column = next((column.label for column in self.kind.columns if column.name == problem.field), "")
        return f"{_(column)}: {problem_text(problem)}" if column else problem_text(problem)

    def _name_of(self, row: ListRow) -> str:
        """Return the name, of who is absent with how far."""
        name = row.texts.get(NAME, "")
        is_absent = self.kind.is_of_absent and row.found is not None and row.found.row.percentage is not None
        return f"{name} · {format_percentage(row.found.percentage)}" if row.found and is_absent else name

    def typing(self, number: int, column: str, text: str) -> Iterator[dict[str, object]]:
        """Yield what was typed in each row, for a draft, with what stands in the cell under the cursor."""
        for at, row in enumerate(self.rows):
            texts = row.texts | ({column: text} if at == number and text.strip() else {})
            found = row.found if texts.get(NAME) == row.texts.get(NAME) else None
            typed = ListRow(texts, found, is_offered=row.is_offered)
            if typed.counts:
                yield {**texts, "person": found.person_id if found else None}


def _name_problem(row: ListRow) -> Problem:
    typed = row.texts.get(NAME, "").strip()
    if not typed:
        return Problem("required", NAME)
    if len(row.candidates) == 1:
        return Problem("cell-name-like", NAME, {"typed": typed, "name": row.candidates[0].name})
    return Problem("cell-name-unsure" if row.candidates else "cell-name-unknown", NAME, {"typed": typed})


def summary_text(rows: ListRows[R]) -> str:
    """Return how many rows there are, and how many of them are right and wrong."""
    right, wrong = len(rows.numbers(right=True)), len(rows.numbers(right=False))
    return ngettext_(
        "{n} row · {right} right · {wrong} wrong",
        "{n} rows · {right} right · {wrong} wrong",
        right + wrong,
        right=right,
        wrong=wrong,
    )

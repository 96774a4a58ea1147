"""Protocols: the tasks that a case brings, as data (R1.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from xstui.domain.absence import CaseKind
from xstui.domain.problems import Problem, refuse_if


@dataclass(frozen=True, slots=True)
class TaskRule:
    """One kind of task: who does it, when it is due, and where that stands.

    Attributes:
        offset_days: Days after the case's (shifted) first day; after `depends_on` where that is done.
        window_days: Days before the due date from which it can be done.
        every_days: For a task that comes back, the days between; up to `until_days`.
    """

    code: str
    label_nl: str
    label_en: str
    actor: str
    offset_days: int
    window_days: int
    source: str
    depends_on: str | None = None
    after_days: int | None = None
    every_days: int | None = None
    until_days: int | None = None
    informational: bool = False


@dataclass(frozen=True, slots=True)
class Protocol:
    """The tasks of one kind of case."""

    code: str
    kind: CaseKind
    label_nl: str
    label_en: str
    rules: tuple[TaskRule, ...]


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """A task with its days; `sequence` counts those of a rule that comes back, from 0."""

    code: str
    sequence: int
    due: date
    opens: date
    actor: str


class TaskState(StrEnum):
    """How a task stands (M§6.1)."""

    OVERDUE = "overdue"
    DUE_NOW = "due-now"
    FUTURE = "future"
    DONE = "done"
    DEVIATED = "deviated"
    LAPSED = "lapsed"


_TYPES: dict[str, type] = {
    "code": str,
    "label_nl": str,
    "label_en": str,
    "actor": str,
    "offset_days": int,
    "window_days": int,
    "source": str,
    "depends_on": str,
    "after_days": int,
    "every_days": int,
    "until_days": int,
    "informational": bool,
}
_NEEDED = ("code", "label_nl", "label_en", "actor", "offset_days", "window_days", "source")


def parse_protocol(raw: Mapping[str, Any]) -> Protocol:
    """Turn the contents of a protocol file into a protocol.

    Raises:
        Refused: All that is wrong with it; each problem's field is the path to the place.
    """
    problems: list[Problem] = []
    for name in ("code", "kind", "label_nl", "label_en"):
        if not isinstance(raw.get(name), str):
            problems.append(Problem("protocol-missing", name))
    if raw.get("kind") not in set(CaseKind):
        problems.append(Problem("protocol-wrong", "kind"))
    tasks = raw.get("task", [])
    if not isinstance(tasks, list):
        tasks = []
        problems.append(Problem("protocol-wrong", "task"))
    for number, task in enumerate(tasks, start=1):
        problems.extend(_check_rule(f"task[{number}]", task))
    refuse_if(problems)
    codes = [task["code"] for task in tasks]
    for number, task in enumerate(tasks, start=1):
        if task.get("depends_on") and task["depends_on"] not in codes[: number - 1]:
            problems.append(Problem("protocol-wrong", f"task[{number}].depends_on"))
        if codes.count(task["code"]) > 1:
            problems.append(Problem("protocol-wrong", f"task[{number}].code"))
    refuse_if(problems)
    rules = tuple(TaskRule(**task) for task in tasks)
    return Protocol(raw["code"], CaseKind(raw["kind"]), raw["label_nl"], raw["label_en"], rules)


def _check_rule(path: str, task: object) -> Iterator[Problem]:
    if not isinstance(task, dict):
        yield Problem("protocol-wrong", path)
        return
    for name in _NEEDED:
        if name not in task:
            yield Problem("protocol-missing", f"{path}.{name}")
    for name, value in task.items():
        if name not in _TYPES:
            yield Problem("protocol-unknown", f"{path}.{name}")
        elif type(value) is not _TYPES[name] or (name == "every_days" and value < 1):
            yield Problem("protocol-wrong", f"{path}.{name}")


def plan(
    protocol: Protocol,
    counted_from: date,
    *,
    horizon: date,
    done: Mapping[tuple[str, int], date] | None = None,
    suppressed: frozenset[str] = frozenset(),
) -> tuple[PlannedTask, ...]:
    """Return the tasks of a case up to a horizon, in order of their due dates.

    A task that depends on another counts from the day that one was done; else from where the case counts.
    """
    finished = done or {}
    due_of: dict[str, date] = {}
    planned: list[PlannedTask] = []
    for rule in protocol.rules:
        base = _first_due(rule, counted_from, finished, due_of)
        due_of[rule.code] = base
        if rule.informational or rule.code in suppressed:
            continue
        planned.extend(_repeated(rule, base, counted_from, horizon))
    return tuple(sorted(planned, key=lambda task: (task.due, task.code)))


def _first_due(
    rule: TaskRule, counted_from: date, done: Mapping[tuple[str, int], date], due_of: Mapping[str, date]
) -> date:
    if rule.depends_on and rule.after_days is not None:
        start = done.get((rule.depends_on, 0)) or due_of[rule.depends_on]
        return start + timedelta(days=rule.after_days)
    return counted_from + timedelta(days=rule.offset_days)


def _repeated(rule: TaskRule, base: date, counted_from: date, horizon: date) -> Iterator[PlannedTask]:
    end = horizon
    if rule.until_days is not None:
        end = min(end, counted_from + timedelta(days=rule.until_days))
    due, sequence = base, 0
    while due <= end:
        yield PlannedTask(rule.code, sequence, due, due - timedelta(days=rule.window_days), rule.actor)
        if rule.every_days is None:
            return
        due, sequence = due + timedelta(days=rule.every_days), sequence + 1


def task_state(due: date, opens: date, today: date, closed_as: TaskState | None = None) -> TaskState:
    """Return how a task stands on a day."""
    if closed_as is not None:
        return closed_as
    if due < today:
        return TaskState.OVERDUE
    return TaskState.DUE_NOW if opens <= today else TaskState.FUTURE

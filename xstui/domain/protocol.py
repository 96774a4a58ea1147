"""Protocols: the tasks that a case brings, as data (R1.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
        actor: The employer (WG), employee (WN), occupational health service (arbodienst) or UWV.
        offset_days: Days from where the case counts from (R1.6); below 0 for what comes before.
        window_days: Days before the due date from which it can be done.
        source: The law's article, or where else the term comes from.
        depends_on: Code of an earlier rule; with `after_days`, the days from when that was done.
        every_days: For a task that comes back, the days between.
        until_days: Days from where the case counts from, after which it does not come back.
        informational: A term that the file shows, but nobody's task.
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


_REQUIRED = {
    "code": str,
    "label_nl": str,
    "label_en": str,
    "actor": str,
    "offset_days": int,
    "window_days": int,
    "source": str,
}
_OPTIONAL = {
    "depends_on": str,
    "after_days": int,
    "every_days": int,
    "until_days": int,
    "informational": bool,
}
_HEAD = {"code": str, "kind": str, "label_nl": str, "label_en": str}
_LEAST = {"window_days": 0, "every_days": 1}
_TOGETHER = (("depends_on", "after_days"), ("after_days", "depends_on"), ("until_days", "every_days"))
"""Where the first stands, the second is needed."""


def parse_protocol(raw: Mapping[str, Any]) -> Protocol:
    """Turn the contents of a protocol file into a protocol.

    Raises:
        Refused: All that is wrong with it, as `protocol-missing`, `protocol-unknown` or `protocol-wrong`; each
            problem's field is the path to the place, `task[3].window_days`, tasks counted from 1.
    """
    tasks = raw.get("task", [])
    refuse_if([*_check_head(raw), *_check_tasks(tasks)])
    rules = tuple(TaskRule(**task) for task in tasks)
    return Protocol(raw["code"], CaseKind(raw["kind"]), raw["label_nl"], raw["label_en"], rules)


def _check_head(raw: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _check_fields("", raw, _HEAD, {"task": object})
    if isinstance(raw.get("kind"), str) and raw["kind"] not in set(CaseKind):
        yield Problem("protocol-wrong", "kind")


def _check_tasks(tasks: object) -> Iterator[Problem]:
    if not isinstance(tasks, list):
        yield Problem("protocol-wrong", "task")
        return
    codes: list[object] = []
    for number, task in enumerate(tasks, start=1):
        path = f"task[{number}]"
        if isinstance(task, dict):
            yield from _check_rule(f"{path}.", task, codes)
            codes.append(task.get("code"))
        else:
            yield Problem("protocol-wrong", path)


def _check_rule(path: str, task: Mapping[str, Any], codes: Sequence[object]) -> Iterator[Problem]:
    yield from _check_fields(path, task, _REQUIRED, _OPTIONAL)
    for name, least in _LEAST.items():
        if type(task.get(name)) is int and task[name] < least:
            yield Problem("protocol-wrong", f"{path}{name}")
    for name, other in _TOGETHER:
        if name in task and other not in task:
            yield Problem("protocol-missing", f"{path}{other}")
    if "code" in task and task["code"] in codes:
        yield Problem("protocol-wrong", f"{path}code")
    # Only an earlier rule: its day is known by then, and no two can wait for each other.
    if "depends_on" in task and task["depends_on"] not in codes:
        yield Problem("protocol-wrong", f"{path}depends_on")


def _check_fields(
    path: str, given: Mapping[str, Any], required: Mapping[str, type], optional: Mapping[str, type]
) -> Iterator[Problem]:
    for name in required.keys() - given.keys():
        yield Problem("protocol-missing", f"{path}{name}")
    types = {**required, **optional}
    for name, value in given.items():
        if name not in types:
            yield Problem("protocol-unknown", f"{path}{name}")
        elif not _is_a(value, types[name]):
            yield Problem("protocol-wrong", f"{path}{name}")


def _is_a(value: object, kind: type) -> bool:
    # A bool is an int to Python, but `window_days = true` is an error.
    return isinstance(value, kind) and (kind is not int or type(value) is int) and value != ""


def plan(
    protocol: Protocol,
    counted_from: date,
    *,
    horizon: date,
    done: Mapping[tuple[str, int], date] | None = None,
    suppressed: frozenset[str] = frozenset(),
) -> tuple[PlannedTask, ...]:
    """Return the tasks of a case up to a horizon, in order of their due dates.

    A task that depends on another counts from the day that one was done, or from its due date till then. What
    comes back counts on from its own first day. Due dates are not moved for weekends or holidays (R1.4).

    Args:
        protocol: The rules for this kind of case.
        counted_from: First day of the case, shifted by recovered days in a joined case (R1.6).
        horizon: The last due date wanted.
        done: Day on which tasks were done, by code and sequence.
        suppressed: Codes of rules that don't apply to this case.
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
    """Return how a task stands on a day (M§6.1; limits: domain rules, 1.4).

    Args:
        due: The last day that is in time.
        opens: The first day that it can be done.
        today: The day to judge on.
        closed_as: How it was closed; None while it is open.
    """
    if closed_as is not None:
        return closed_as
    if due < today:
        return TaskState.OVERDUE
    return TaskState.DUE_NOW if opens <= today else TaskState.FUTURE

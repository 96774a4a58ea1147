"""Protocols as files: what one must hold, and everything that is wrong with one (R1.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from xstui.domain.absence import CaseKind, Classification, EndReason
from xstui.domain.leave import Around
from xstui.domain.problems import Problem, refuse_if
from xstui.domain.protocol import INSURED, UNINSURED, Protocol, TaskRule
from xstui.domain.unchecked import Unchecked

MOST_DAYS = 11_000
"""Days, some thirty years, that no term goes beyond: more is a typing error."""

MOST_PLANNED = 1_000
"""Tasks of one case at most, those that come back counted each time: more would fill every list."""
PLANNED_DAYS = 7 * 104
"""How long a case is planned for: to the end of the waiting time (R1.1)."""

_HEAD = {"code": str, "kind": str, "label_nl": str, "label_en": str}
_CONTACT = {"contact_nl": str, "contact_en": str}
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
    "from_report": bool,
    "informational": bool,
    "by_employment_end": bool,
    "leaving": str,
    "when": str,
    "not_when": list,
    "after_end": list,
    "done_when_over": bool,
    "only_for": list,
    "not_for": list,
    "short_nl": str,
    "short_en": str,
    "expected_nl": str,
    "expected_en": str,
    "source_en": str,
}
_CODE_OF = {str: "protocol-text", int: "protocol-number", bool: "protocol-yes-no", list: "protocol-list"}
_LEAST = MappingProxyType({"window_days": 0, "every_days": 1})
_TOGETHER = (
    ("depends_on", "after_days"),
    ("after_days", "depends_on"),
    ("until_days", "every_days"),
    ("done_when_over", "when"),
)
"""Where the first stands, the second is needed."""
_LISTED: Mapping[str, type[StrEnum]] = MappingProxyType(
    {"only_for": Classification, "not_for": Classification, "not_when": Around, "after_end": EndReason}
)
"""What lists hold."""
_LEAVING = (INSURED, UNINSURED)


def parse_protocol(raw: Unchecked) -> Protocol:
    """Turn the contents of a protocol file into a protocol.

    Raises:
        Refused: All that is wrong with it, as codes that begin with `protocol-`; each problem's field is the path
            to the place, `task[3].window_days`, tasks counted from 1.
    """
    tasks = raw.get("task", [])
    refuse_if([*_check_head(raw), *_check_tasks(tasks)])
    refuse_if(_check_planned(tasks))
    rules = tuple(TaskRule(**{"source_en": task["source"]} | task | _classifications(task)) for task in tasks)
    contact = {name: raw.get(name, "") for name in _CONTACT}
    return Protocol(raw["code"], CaseKind(raw["kind"]), raw["label_nl"], raw["label_en"], rules, **contact)


def _classifications(task: Unchecked) -> dict[str, tuple[StrEnum, ...]]:
    return {name: tuple(kind(value) for value in task[name]) for name, kind in _LISTED.items() if name in task}


def _check_head(raw: Unchecked) -> Iterator[Problem]:
    yield from _check_fields("", raw, _HEAD, {"task": object, **_CONTACT})
    if isinstance(raw.get("kind"), str) and raw["kind"] not in set(CaseKind):
        yield Problem("protocol-choice", "kind", {"known": tuple(kind.value for kind in CaseKind)})


def _check_tasks(tasks: object) -> Iterator[Problem]:
    if not isinstance(tasks, list):
        yield Problem("protocol-tasks", "task")
        return
    codes: list[object] = []
    for number, task in enumerate(tasks, start=1):
        path = f"task[{number}]"
        if isinstance(task, dict):
            yield from _check_rule(f"{path}.", task, codes)
            codes.append(task.get("code"))
        else:
            yield Problem("protocol-tasks", path)


def _check_planned(tasks: Sequence[Unchecked]) -> Iterator[Problem]:
    """Yield a problem where a case would have more tasks than anybody can look at."""
    planned = sum(1 + PLANNED_DAYS // task["every_days"] if "every_days" in task else 1 for task in tasks)
    if planned > MOST_PLANNED:
        often = min(range(len(tasks)), key=lambda at: tasks[at].get("every_days", PLANNED_DAYS))
        details = {"planned": planned, "most": MOST_PLANNED}
        yield Problem("protocol-too-many", f"task[{often + 1}].every_days", details)


def _check_rule(path: str, task: Unchecked, codes: Sequence[object]) -> Iterator[Problem]:
    yield from _check_fields(path, task, _REQUIRED, _OPTIONAL)
    yield from _check_sizes(path, task)
    for name, other in _TOGETHER:
        if name in task and other not in task:
            yield Problem("protocol-missing", f"{path}{other}")
    if "code" in task and task["code"] in codes:
        yield Problem("protocol-twice", f"{path}code")
    # Only an earlier rule: its day is known by then, and no two can wait for each other.
    if "depends_on" in task and task["depends_on"] not in codes:
        yield Problem("protocol-depends", f"{path}depends_on")
    if isinstance(task.get("leaving"), str) and task["leaving"] not in {"", *_LEAVING}:
        yield Problem("protocol-choice", f"{path}leaving", {"known": _LEAVING})
    if isinstance(task.get("when"), str) and task["when"] not in {"", *Around}:
        yield Problem("protocol-choice", f"{path}when", {"known": tuple(one.value for one in Around)})
    for name, kind in _LISTED.items():
        if isinstance(task.get(name), list) and not set(map(str, task[name])) <= set(kind):
            yield Problem("protocol-choice", f"{path}{name}", {"known": tuple(one.value for one in kind)})


def _check_sizes(path: str, task: Unchecked) -> Iterator[Problem]:
    for name, kind in {**_REQUIRED, **_OPTIONAL}.items():
        least = _LEAST.get(name, -MOST_DAYS)
        if kind is int and type(task.get(name)) is int and not least <= task[name] <= MOST_DAYS:
            yield Problem("protocol-range", f"{path}{name}", {"least": least, "most": MOST_DAYS})


def _check_fields(
    path: str, given: Unchecked, required: Mapping[str, type], optional: Mapping[str, type]
) -> Iterator[Problem]:
    for name in required:
        if name not in given:
            yield Problem("protocol-missing", f"{path}{name}")
    types = {**required, **optional}
    for name, value in given.items():
        if name not in types:
            yield Problem("protocol-unknown", f"{path}{name}")
        elif not _is_a(value, types[name]):
            yield Problem(_CODE_OF[types[name]], f"{path}{name}")


def _is_a(value: object, kind: type) -> bool:
    # A bool is an int to Python, but `window_days = true` is an error.
    return isinstance(value, kind) and (kind is not int or type(value) is int) and (kind is not str or value != "")


def place_of(text: str, field: str) -> int:
    """Return the line, from 1, on which a problem's field stands in the text of a protocol file.

    A field that is missing stands where its task begins; what belongs to no task, on line 1.
    """
    task, _, name = field.rpartition(".") if "." in field else ("", "", field)
    if field.startswith("task[") and not task:
        task, name = field, ""
    wanted = int(task.removeprefix("task[").removesuffix("]")) if task else 0
    number, begun = 0, 1
    for line, content in enumerate(text.splitlines(), start=1):
        if content.strip().startswith("[[task]]"):
            number += 1
            begun = line if number == wanted else begun
        elif number == wanted and content.partition("=")[0].strip().strip("\"'") == name:
            return line
    return begun

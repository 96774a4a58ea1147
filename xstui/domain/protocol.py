"""Protocols: the tasks that a case brings, as data (R1.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from xstui.domain.absence import CaseKind, Classification, EndReason
from xstui.domain.dates import add_days
from xstui.domain.leave import Around
from xstui.domain.leaving import last_working_day

INSURED, UNINSURED = "insured", "uninsured"
"""Who takes over the sickness of somebody who leaves: the insurer of a self-insurer, or the benefits agency."""


@dataclass(frozen=True, slots=True)
class TaskRule:
    """One kind of task: who does it, when it is due, and where that stands.

    Attributes:
        actor: The employer (WG), employee (WN), occupational health service (arbodienst) or UWV.
        offset_days: Days from where the case counts from (R1.6); below 0 for what comes before.
        window_days: Days before the due date from which it can be done.
        source: The law's article, or where else the term comes from, in Dutch.
        source_en: The same in English; in a file that gives one source, that one.
        depends_on: Code of an earlier rule; with `after_days`, the days from when that was done.
        every_days: For a task that comes back, the days between.
        until_days: Days from where the case counts from, after which it does not come back.
        from_report: Counts from the first sick day of this report, also in a joined case, and is asked of each report.
        informational: A term that the file shows, but nobody's task.
        by_employment_end: Due on the last day of the employment, where that comes first.
        leaving: Only for somebody who leaves while sick, its days counted from the last working day: `insured` where
            the employer bears the risk of the Sickness Benefits Act, `uninsured` where the benefits agency takes over
            (M§5.4); empty: for every case.
        when: Only for a case that lies around a leave in this way (`leave.Around`), its days counted from the first
            day that does; empty: for every case.
        not_when: Not for cases that lie around a leave in one of these ways.
        after_end: Ends of its case that leave the task to be done, where it was open; at any other end it lapses. None
            in an employer's own file: as the standard protocol has it, as with the next one.
        done_when_over: What it asks for is that the case no longer lies around a leave as `when` says: the
            registration that brings this about carries it out.
        only_for: Classifications that the rule is for; empty: all.
        not_for: Classifications that it is not for.
        short_nl: Its label in Dutch where there is little room; empty where that is short.
        short_en: The same in English.
        expected_nl: What is expected of the person who carries it out (M§6.1), in Dutch; may be empty.
        expected_en: The same in English.
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
    from_report: bool = False
    informational: bool = False
    by_employment_end: bool = False
    leaving: str = ""
    when: str = ""
    not_when: tuple[str, ...] = ()
    after_end: tuple[EndReason, ...] | None = None
    done_when_over: bool | None = None
    only_for: tuple[Classification, ...] = ()
    not_for: tuple[Classification, ...] = ()
    short_nl: str = ""
    short_en: str = ""
    expected_nl: str = ""
    expected_en: str = ""
    source_en: str = ""

    def applies_to(self, classification: Classification) -> bool:
        """Tell whether the rule is for cases of a classification."""
        return classification not in self.not_for and (not self.only_for or classification in self.only_for)

    def concerns(self, inputs: TermInputs) -> bool:
        """Tell whether the rule is for a case on these inputs."""
        return (
            self.applies_to(inputs.classification)
            and self.leaving in {"", inputs.leaving}
            and self.when in {"", *inputs.around}
            and not inputs.around.keys() & set(self.not_when)
            and inputs.ended in {None, *(self.after_end or ())}
        )


@dataclass(frozen=True, slots=True)
class Protocol:
    """The tasks of one kind of case, and whom to ask about them (M§6.1)."""

    code: str
    kind: CaseKind
    label_nl: str
    label_en: str
    rules: tuple[TaskRule, ...]
    contact_nl: str = ""
    contact_en: str = ""


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


@dataclass(frozen=True, slots=True)
class TermInputs:
    """What the terms of one case depend on.

    Attributes:
        counted_from: First day of the case, shifted by recovered days in a joined case (R1.6).
        reported_from: First sick day of this report; None where that is what the case counts from.
        done_earlier: Which of `done` were done in an earlier case that this one joins.
        around: How the case lies around a leave, with the first day that it does.
        done: Day on which tasks were done, by code and sequence.
        employment_end: Last day of the employment; None while it goes on.
        insured: Whether the employer bears the risk of the Sickness Benefits Act.
        ended: Why the case ended; None while it runs.
        absent_since: First day of the absence that runs where a leave is to begin; None where none does.
    """

    counted_from: date
    done: Mapping[tuple[str, int], date] = field(default_factory=dict)
    classification: Classification = Classification.SICK
    employment_end: date | None = None
    insured: bool = False
    reported_from: date | None = None
    done_earlier: frozenset[tuple[str, int]] = frozenset()
    around: Mapping[Around, date] = field(default_factory=dict)
    ended: EndReason | None = None
    absent_since: date | None = None

    def is_done(self, rule: TaskRule, sequence: int) -> bool:
        """Tell whether a task was done; what each report or absence asks is not by what was done for an earlier one."""
        place = rule.code, sequence
        if place not in self.done or (rule.from_report and place in self.done_earlier):
            return False
        return not (rule.done_when_over and self.absent_since and self.done[place] < self.absent_since)

    @property
    def leaving(self) -> str:
        """Which of the rules for leaving concern the case; none while the employment goes on."""
        if self.employment_end is None:
            return ""
        return INSURED if self.insured else UNINSURED


def completed(own: Protocol, standard: Protocol) -> Protocol:
    """Return an employer's protocol with what the standard says of the end of a case, where it says nothing itself."""
    known = {rule.code: rule for rule in standard.rules}
    return replace(own, rules=tuple(_completed(rule, known.get(rule.code, rule)) for rule in own.rules))


def _completed(own: TaskRule, standard: TaskRule) -> TaskRule:
    return replace(
        own,
        after_end=standard.after_end if own.after_end is None else own.after_end,
        done_when_over=standard.done_when_over if own.done_when_over is None else own.done_when_over,
    )


def plan(protocol: Protocol, inputs: TermInputs, *, horizon: date) -> tuple[PlannedTask, ...]:
    """Return the tasks of a case up to a horizon, the last due date wanted, in order of their due dates.

    A task that depends on another counts from the day that one was done, or from its due date till then. What
    comes back counts on from its own first day. Due dates are not moved for weekends or holidays (R1.4).
    """
    due_of = first_dues(protocol, inputs)
    planned = [
        task
        for rule in protocol.rules
        if not rule.informational and rule.concerns(inputs)
        for task in _repeated(rule, due_of[rule.code], inputs.counted_from, horizon)
    ]
    return tuple(sorted(planned, key=lambda task: (task.due, task.code)))


def plan_open(protocol: Protocol, inputs: TermInputs, *, horizon: date) -> tuple[PlannedTask, ...]:
    """Return the tasks of a case that are still to be done, in order of their due dates."""
    rules = {rule.code: rule for rule in protocol.rules}
    tasks = plan(protocol, inputs, horizon=horizon)
    return tuple(task for task in tasks if not inputs.is_done(rules[task.code], task.sequence))


def first_dues(protocol: Protocol, inputs: TermInputs) -> dict[str, date]:
    """Return the first due date of every rule by its code, also of what is nobody's task."""
    due_of: dict[str, date] = {}
    for rule in protocol.rules:
        due_of[rule.code] = _first_due(rule, inputs, due_of)
    return due_of


def _first_due(rule: TaskRule, inputs: TermInputs, due_of: Mapping[str, date]) -> date:
    if rule.depends_on and rule.after_days is not None:
        start = inputs.done.get((rule.depends_on, 0)) or due_of[rule.depends_on]
        due = add_days(start, rule.after_days)
    else:
        start = (rule.from_report and inputs.reported_from) or inputs.counted_from
        due = add_days(start, rule.offset_days)
    if rule.when in inputs.around:
        return add_days(inputs.around[Around(rule.when)], rule.offset_days)
    end = inputs.employment_end
    if rule.leaving and end:
        return add_days(last_working_day(end), rule.offset_days)
    return min(due, end) if rule.by_employment_end and end else due


def _repeated(rule: TaskRule, base: date, counted_from: date, horizon: date) -> Iterator[PlannedTask]:
    end = horizon
    if rule.until_days is not None:
        end = min(end, add_days(counted_from, rule.until_days))
    if rule.every_days is None and add_days(counted_from, rule.offset_days) <= end:
        # Done late, the task before it moves it on: it is still to be done, however late that is.
        end = max(end, base)
    due, sequence = base, 0
    while due <= end:
        yield PlannedTask(rule.code, sequence, due, add_days(due, -rule.window_days), rule.actor)
        if rule.every_days is None or due == date.max:
            return
        due, sequence = add_days(due, rule.every_days), sequence + 1


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

"""What if: how the terms of a running case change where somebody recovers, or falls ill again after that.

Nothing here is saved; it is the four-week rule (BW 7:629 paragraph 10) and the protocol, on days that may come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from xstui.domain.absence import CaseTimes, EndReason, LeaveDays, check_recovery, joins, recovered_days
from xstui.domain.problems import Problem, refuse_if
from xstui.domain.protocol import Protocol, TaskRule, TermInputs, first_dues, plan_open

TWO_YEARS = timedelta(weeks=104)
"""How far tasks are laid down: the waiting time of the WIA (WIA article 23)."""

Place = tuple[str, int]
"""Code and sequence of a task."""


class Effect(StrEnum):
    """What becomes of a term."""

    SAME = "same"
    SHIFTS = "shifts"
    LAPSES = "lapses"
    ANEW = "anew"


@dataclass(frozen=True, slots=True)
class Situation:
    """A running case as it stands.

    Attributes:
        leaves: Pregnancy and maternity leaves of the employment, which are not an interruption (R2.7).
    """

    times: CaseTimes
    inputs: TermInputs
    protocol: Protocol
    leaves: tuple[LeaveDays, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """What might happen.

    Attributes:
        recovered: First day that the employee is well again: the day after the last sick day.
        sick_again: First sick day after that; None where they stay well.
    """

    recovered: date | None = None
    sick_again: date | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """One term, as it stands and as it would be; None where there is none."""

    rule: TaskRule
    sequence: int
    before: date | None
    after: date | None
    effect: Effect


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would follow.

    Attributes:
        joined: Whether the new absence counts as one with this one (R2.1); None where there is none.
        recovered_days: Days between the two, those of leave left out; where they join, terms shift by them (R2.2)
            and by the days of leave (R2.7).
        counted_from: From where terms would count; None where the case only ends.
    """

    joined: bool | None
    recovered_days: int | None
    counted_from: date | None
    shifts: tuple[Shift, ...]


def what_if(situation: Situation, scenario: Scenario) -> Outcome:
    """Return what becomes of each term that is not carried out yet, in order of the days as they stand.

    Raises:
        Refused: `required`, `recovered-too-early`, `before-last-step`, `after-employment` at `recovered`, or
            `sick-before-recovery` at `sick_again`.
    """
    refuse_if(_check(situation, scenario))
    now = situation.inputs
    before = _dues(situation.protocol, now)
    if scenario.recovered is None:
        return Outcome(None, None, now.counted_from, _shifts(situation, before, before))
    last = scenario.recovered - timedelta(days=1)
    staying = _dues(situation.protocol, _ended(now, last))
    if scenario.sick_again is None:
        return Outcome(None, None, None, _shifts(situation, before, staying))
    again = scenario.sick_again
    days, joined = recovered_days(last, again, situation.leaves), joins(last, again, situation.leaves)
    inputs = _joined(now, recovered_days(last, again), again) if joined else _started_again(now, again)
    shifts = _shifts(situation, before, staying | _dues(situation.protocol, inputs), starts_again=not joined)
    return Outcome(joined, days, inputs.counted_from, shifts)


_FOR_FIRST_DAY_BACK = {"before-first-sick-day": "recovered-too-early"}
"""Problems of a last sick day whose advice is a day off where the day after it was typed."""


def _check(situation: Situation, scenario: Scenario) -> list[Problem]:
    if scenario.recovered is None:
        return [Problem("required", "recovered")] if scenario.sick_again else []
    last = scenario.recovered - timedelta(days=1)
    end = None if situation.inputs.insured else situation.inputs.employment_end
    problems = [
        Problem(_FOR_FIRST_DAY_BACK.get(problem.code, problem.code), "recovered", problem.details)
        for problem in check_recovery(situation.times, last, today=date.max, employment_end=end)
    ]
    if scenario.sick_again is not None and scenario.sick_again < scenario.recovered:
        problems.append(Problem("sick-before-recovery", "sick_again", {"recovered": scenario.recovered}))
    return problems


def _ended(inputs: TermInputs, last_sick_day: date) -> TermInputs:
    """Return the inputs of the case once it has ended by recovery."""
    around = {how: day for how, day in inputs.around.items() if day <= last_sick_day}
    return replace(inputs, ended=EndReason.RECOVERED, around=around)


def _joined(inputs: TermInputs, days: int, first_sick_day: date) -> TermInputs:
    """Return the inputs moved on by recovered days, what was done included (R2.2)."""
    by = timedelta(days=days)
    done = {place: day + by for place, day in inputs.done.items()}
    return replace(
        inputs,
        counted_from=inputs.counted_from + by,
        done=done,
        reported_from=first_sick_day,
        done_earlier=frozenset(done),
        around={},
    )


def _started_again(inputs: TermInputs, first_sick_day: date) -> TermInputs:
    return TermInputs(
        first_sick_day,
        classification=inputs.classification,
        employment_end=inputs.employment_end,
        insured=inputs.insured,
    )


def _dues(protocol: Protocol, inputs: TermInputs) -> dict[Place, date]:
    """Return the terms that are open, with what the file shows though it is nobody's task."""
    tasks = plan_open(protocol, inputs, horizon=inputs.counted_from + TWO_YEARS)
    due_of = first_dues(protocol, inputs)
    informational = [rule.code for rule in protocol.rules if rule.informational and rule.concerns(inputs)]
    dues = {(task.code, task.sequence): task.due for task in tasks} | {
        (code, 0): due_of[code] for code in informational
    }
    rules = {rule.code: rule for rule in protocol.rules}
    return {place: due for place, due in dues.items() if not inputs.is_done(rules[place[0]], place[1])}


def _shifts(
    situation: Situation, before: Mapping[Place, date], after: Mapping[Place, date], *, starts_again: bool = False
) -> tuple[Shift, ...]:
    rules = {rule.code: rule for rule in situation.protocol.rules}
    shifts = []
    for place in before.keys() | after.keys():
        old, new = before.get(place), after.get(place)
        shifts.append(Shift(rules[place[0]], place[1], old, new, _effect(old, new, starts_again=starts_again)))
    return tuple(sorted(shifts, key=lambda shift: (shift.before or shift.after or date.max, shift.rule.code)))


def _effect(before: date | None, after: date | None, *, starts_again: bool) -> Effect:
    if after is None:
        return Effect.LAPSES
    if before == after:
        return Effect.SAME
    return Effect.ANEW if starts_again or before is None else Effect.SHIFTS

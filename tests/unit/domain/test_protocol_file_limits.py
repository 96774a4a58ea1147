"""A protocol file can't fill every list with tasks."""

from __future__ import annotations

import pytest

from xstui.domain.problems import Problem, Refused
from xstui.domain.protocol_file import parse_protocol

HEAD = {"code": "eigen", "kind": "absence", "label_nl": "Eigen", "label_en": "Own"}
TASK = {"label_nl": "Bellen", "label_en": "Call", "actor": "WG", "offset_days": 1, "window_days": 1, "source": "eigen"}


def tasks(count, **more):
    return [{"code": f"X{number}", **TASK, **more} for number in range(count)]


def test_a_task_for_every_day_is_allowed_once():
    assert len(parse_protocol({**HEAD, "task": tasks(1, every_days=1)}).rules) == 1


def test_more_tasks_for_a_case_than_anybody_can_look_at_are_refused():
    with pytest.raises(Refused) as refused:
        parse_protocol(
            {
                **HEAD,
                "task": [*tasks(3), *[{**task, "code": f"Y{at}"} for at, task in enumerate(tasks(2, every_days=1))]],
            }
        )
    details = {"planned": 3 + 2 * 729, "most": 1000}
    assert refused.value.problems == (Problem("protocol-too-many", "task[4].every_days", details),)


def test_another_kind_of_case_is_refused_with_those_there_are():
    with pytest.raises(Refused) as refused:
        parse_protocol({**HEAD, "kind": "holiday", "task": tasks(1)})
    known = ("absence", "pregnancy", "sickness-act", "wga")
    assert refused.value.problems == (Problem("protocol-choice", "kind", {"known": known}),)


def test_a_thousand_tasks_for_a_case_are_still_allowed():
    assert len(parse_protocol({**HEAD, "task": [*tasks(271), {**tasks(1, every_days=1)[0], "code": "Y"}]}).rules) == 272
    with pytest.raises(Refused):
        parse_protocol({**HEAD, "task": [*tasks(272), {**tasks(1, every_days=1)[0], "code": "Y"}]})

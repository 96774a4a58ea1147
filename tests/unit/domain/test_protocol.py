"""The tasks of a case (domain rules, 1; Wet verbetering poortwachter)."""

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.refusals import problems_of
from xstui.domain.absence import CaseKind, Classification, EndReason
from xstui.domain.dates import Duration, duration
from xstui.domain.leave import Around
from xstui.domain.problems import Problem, Refused
from xstui.domain.protocol import Protocol, TaskRule, TaskState, TermInputs, completed, first_dues, plan, task_state
from xstui.domain.protocol_file import MOST_DAYS, parse_protocol, place_of

FILES = sorted((Path(__file__).parents[3] / "data/protocols").glob("*.toml"))
ABSENCE = parse_protocol(tomllib.loads(next(f for f in FILES if f.stem == "absence").read_text("utf-8")))
FIRST = date(2026, 3, 2)
FAR = timedelta(days=1100)


def days_of(counted_from, protocol=ABSENCE, horizon=FAR, **how):
    planned = plan(protocol, TermInputs(counted_from, **how), horizon=counted_from + horizon)
    return {(task.code, task.sequence): task.due for task in planned}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_protocol_file_is_sound_and_names_its_sources(file):
    protocol = parse_protocol(tomllib.loads(file.read_text("utf-8")))
    assert protocol.code == file.stem
    assert all(rule.source and rule.label_nl != rule.label_en for rule in protocol.rules)


# Words of a law's citation or of its explanation, in one of the languages alone.
DUTCH = "lid onder binnen praktijk weken dag te laat bij voor van handleiding uiterlijk nagaan"
ENGLISH = "paragraph under within practice weeks day at least before the manual late check"
NAMES = ("Regeling procesgang eerste en tweede ziektejaar",)


def words(text):
    for name in NAMES:
        text = text.replace(name, "")
    return set(re.findall(r"[a-z]+", text.lower()))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_source_is_dutch_in_dutch_and_english_in_english(file):
    for rule in parse_protocol(tomllib.loads(file.read_text("utf-8"))).rules:
        assert not words(rule.source).intersection(ENGLISH.split()), rule.source
        assert not words(rule.source_en).intersection(DUTCH.split()), rule.source_en


def test_a_file_that_gives_one_source_gives_it_in_both_languages():
    raw = tomllib.loads(next(f for f in FILES if f.stem == "pregnancy").read_text("utf-8"))
    del raw["task"][0]["source_en"]
    first, second, _third = parse_protocol(raw).rules
    assert first.source_en == first.source
    assert second.source_en == "WAZO art. 3:11 (at least two weeks before)"


@pytest.mark.parametrize("code", ["T03", "T04", "T06"])
def test_14_5_plan_adjustment_and_first_year_evaluation_hold_the_view_of_both(code):
    rule = next(rule for rule in ABSENCE.rules if rule.code == code)
    assert "de visie van werkgever en werknemer" in rule.expected_nl
    assert "the view of employer and employee" in rule.expected_en
    assert "Stcrt. 2023, 13931" in rule.source
    assert "Stcrt. 2023, 13931" in rule.source_en


def test_there_is_a_protocol_for_each_kind_of_case():
    kinds = [parse_protocol(tomllib.loads(file.read_text("utf-8"))).kind for file in FILES]
    assert sorted(kinds) == sorted(CaseKind)


def test_1_2_the_absence_protocol_has_the_thirteen_rules_then_those_of_the_safety_net_of_leaving_and_of_the_iva():
    assert [rule.code for rule in ABSENCE.rules] == [f"T{number:02}" for number in range(1, 23) if number != 16]
    informational = [rule.code for rule in ABSENCE.rules if rule.informational]
    assert informational == ["T08", "T11", "T12", "T13", "T15", "T20"]
    assert [rule.code for rule in ABSENCE.rules if rule.only_for] == ["T14", "T15", "T19"]


def test_1_2_an_early_iva_is_asked_for_from_week_3_to_week_68():
    (rule,) = [rule for rule in ABSENCE.rules if rule.code == "T20"]
    latest = first_dues(ABSENCE, TermInputs(FIRST))["T20"]
    assert latest == FIRST + timedelta(weeks=78) - timedelta(weeks=10)
    assert latest - timedelta(days=rule.window_days) == FIRST + timedelta(weeks=13) - timedelta(weeks=10)


WORKED = ["T01", "T02", "T03", "T04", "T05", "T06", "T09", "T10", "T12"]


@pytest.mark.parametrize(
    "dates",
    [
        "02-03-2026 09-03-2026 13-04-2026 27-04-2026 08-06-2026 21-12-2026 01-03-2027 29-11-2027 13-12-2027 28-02-2028",
        "12-02-2026 19-02-2026 26-03-2026 09-04-2026 21-05-2026 03-12-2026 11-02-2027 11-11-2027 25-11-2027 10-02-2028",
        "29-02-2024 07-03-2024 11-04-2024 25-04-2024 06-06-2024 19-12-2024 27-02-2025 27-11-2025 11-12-2025 26-02-2026",
        "18-12-2025 25-12-2025 29-01-2026 12-02-2026 26-03-2026 08-10-2026 17-12-2026 16-09-2027 30-09-2027 16-12-2027",
    ],
)
def test_1_3_worked_dates(dates):
    first, *expected = (date(int(d[6:]), int(d[3:5]), int(d[:2])) for d in dates.split())
    shown = Protocol("all", CaseKind.ABSENCE, "", "", tuple(as_task(rule) for rule in ABSENCE.rules))
    due = days_of(first, shown)
    assert [due[code, 0] for code in WORKED] == expected


@pytest.mark.parametrize(
    ("first", "last", "benefit"),
    [
        (date(2026, 3, 2), date(2028, 2, 27), date(2028, 2, 28)),
        (date(2026, 2, 12), date(2028, 2, 9), date(2028, 2, 10)),
        (date(2024, 2, 29), date(2026, 2, 25), date(2026, 2, 26)),
        (date(2025, 12, 18), date(2027, 12, 15), date(2027, 12, 16)),
    ],
)
def test_1_3_sick_pay_ends_the_day_before_the_benefit_begins(first, last, benefit):
    (end,) = [rule for rule in ABSENCE.rules if rule.code == "T12"]
    assert first + timedelta(days=end.offset_days) == benefit
    assert duration(first, last) == Duration(weeks=104, days=0)
    assert (benefit - last).days == 1


@pytest.mark.parametrize(
    ("code", "offset"),
    [("T07", 406), ("T08", 623), ("T11", 686), ("T13", 1092)],
)
def test_1_2_terms_without_a_worked_date_stand_at_their_day(code, offset):
    assert [rule.offset_days for rule in ABSENCE.rules if rule.code == code] == [offset]


def test_1_3_the_manuals_case_on_its_screen_date():
    today = date(2026, 6, 8)
    tasks = plan(ABSENCE, TermInputs(FIRST), horizon=FIRST + FAR)
    states = {(task.code, task.sequence): task_state(task.due, task.opens, today) for task in tasks}
    late = {place for place, state in states.items() if state is TaskState.OVERDUE}
    assert late == {("T01", 0), ("T02", 0), ("T03", 0)}
    assert {place for place, state in states.items() if state is TaskState.DUE_NOW} == {("T04", 0)}


def as_task(rule):
    return TaskRule(**{name: getattr(rule, name) for name in rule.__slots__} | {"informational": False})


def test_1_4_windows():
    windows = {rule.code: rule.window_days for rule in ABSENCE.rules}
    expected = {"T01": 7, "T02": 14, "T03": 14, "T04": 7, "T05": 14, "T06": 42, "T09": 28, "T10": 28}
    assert windows | expected == windows
    (task,) = [t for t in plan(ABSENCE, TermInputs(FIRST), horizon=FIRST + FAR) if t.code == "T06"]
    assert task.opens == FIRST + timedelta(days=322)


def test_terms_end_with_the_calendar():
    tasks = plan(ABSENCE, TermInputs(date(9999, 6, 1), employment_end=date.max), horizon=date.max)
    assert {task.due.year for task in tasks} == {9999}
    assert [task.due for task in tasks if task.due == date.max]


def test_terms_of_others_are_nobodys_task():
    assert not {code for code, _ in days_of(FIRST)} & {"T08", "T11", "T12", "T13"}


def test_t03_counts_from_the_day_the_judgement_was_given():
    due = days_of(FIRST, done={("T02", 0): date(2026, 4, 20)})
    assert due["T03", 0] == date(2026, 5, 4)
    assert due["T04", 0] == date(2026, 6, 15)


def test_t04_comes_back_every_six_weeks_until_the_final_evaluation():
    evaluations = [day for (code, _), day in sorted(days_of(FIRST).items()) if code == "T04"]
    assert evaluations[0] == date(2026, 6, 8)
    assert {b - a for a, b in pairwise(evaluations)} == {timedelta(days=42)}
    assert len(evaluations) == 13
    assert evaluations[-1] < days_of(FIRST)["T09", 0]


def test_t07_counts_from_the_first_year_evaluation():
    assert days_of(FIRST)["T07", 0] == FIRST + timedelta(days=406)
    assert days_of(FIRST, done={("T06", 0): date(2027, 2, 1)})["T07", 0] == date(2027, 3, 15)


def test_nothing_is_planned_past_the_horizon():
    assert set(days_of(FIRST, horizon=timedelta(days=56))) == {("T01", 0), ("T02", 0), ("T03", 0)}
    assert set(days_of(FIRST, horizon=timedelta(days=55))) == {("T01", 0), ("T02", 0)}


def test_a_task_that_follows_one_done_late_is_still_to_be_done():
    late = FIRST + timedelta(days=900)
    planned = days_of(FIRST, horizon=timedelta(days=728), done={("T02", 0): late})
    assert planned[("T03", 0)] == late + timedelta(days=14)


def test_what_recurs_without_an_end_goes_on_to_the_horizon():
    rule = TaskRule("R", "r", "R", "WG", 10, 0, "own", every_days=10)
    protocol = Protocol("own", CaseKind.ABSENCE, "", "", (rule,))
    assert list(days_of(FIRST, protocol, timedelta(days=35))) == [("R", 0), ("R", 1), ("R", 2)]


@pytest.mark.parametrize(
    ("classification", "asked"),
    [
        (Classification.SICK, {"T05"}),
        (Classification.WORK_ACCIDENT, {"T05"}),
        (Classification.RECOURSE, {"T05"}),
        (Classification.ORGAN_DONATION, {"T14"}),
        (Classification.SAFETY_NET, {"T14", "T19"}),
    ],
)
def test_2_4_the_safety_net_has_a_report_of_its_own_and_that_of_week_42_with_a_note(classification, asked):
    due = days_of(FIRST, classification=classification)
    assert {code for code, _ in due} & {"T05", "T14", "T19"} == asked
    assert {place for place in due if place[0] not in asked} == set(days_of(FIRST)) - {("T05", 0)}
    assert {day for (code, _), day in due.items() if code in {"T05", "T19"}} <= {FIRST + timedelta(days=294)}


def test_2_4_leaving_the_week_42_report_of_the_safety_net_out_is_a_matter_of_a_variation():
    kept = tuple(rule for rule in ABSENCE.rules if rule.code != "T19")
    own = Protocol("own", CaseKind.ABSENCE, "", "", kept)
    due = days_of(FIRST, own, classification=Classification.SAFETY_NET)
    assert "T19" not in {code for code, _ in due}


@pytest.mark.parametrize(
    ("end", "due"),
    [(None, date(2026, 4, 13)), (date(2026, 4, 13), date(2026, 4, 13)), (date(2026, 3, 31), date(2026, 3, 31))],
)
def test_2_4_the_safety_net_is_reported_within_six_weeks_or_by_the_end_of_the_employment(end, due):
    found = days_of(FIRST, classification=Classification.SAFETY_NET, employment_end=end)
    assert found["T14", 0] == due
    assert found["T01", 0] == FIRST + timedelta(days=7)


def test_2_4_the_terms_of_the_other_grounds_are_known_and_nobodys_task():
    due = first_dues(ABSENCE, TermInputs(FIRST, classification=Classification.SAFETY_NET))
    assert due["T15"] == date(2026, 3, 5)
    assert not {code for code, _ in days_of(FIRST, classification=Classification.SAFETY_NET)} & {"T15"}
    shown = {rule.code for rule in ABSENCE.rules if rule.applies_to(Classification.ORGAN_DONATION)}
    assert not shown & {"T15"}


def test_a_rule_that_is_not_for_a_case_still_gives_those_behind_it_their_day():
    first = TaskRule("A", "a", "A", "WG", 10, 0, "own", not_for=(Classification.SICK,))
    second = TaskRule("B", "b", "B", "WG", 0, 0, "own", depends_on="A", after_days=5)
    protocol = Protocol("own", CaseKind.ABSENCE, "", "", (first, second))
    assert days_of(FIRST, protocol) == {("B", 0): FIRST + timedelta(days=15)}


def test_p_the_benefit_is_asked_for_two_weeks_before_the_leave():
    pregnancy = parse_protocol(tomllib.loads(next(f for f in FILES if f.stem == "pregnancy").read_text("utf-8")))
    assert days_of(date(2026, 8, 5), pregnancy)["P02", 0] == date(2026, 7, 22)
    assert days_of(date(2026, 8, 19), pregnancy)["P02", 0] == date(2026, 8, 5)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 27), st.integers(40, 60))
def test_r1_6_a_shift_moves_every_task_and_back_again(first, recovered, judged):
    by = timedelta(days=recovered)
    done = {("T02", 0): first + timedelta(days=judged)}
    before = days_of(first, done=done)
    after = days_of(first + by, done={place: day + by for place, day in done.items()})
    assert after == {place: day + by for place, day in before.items()}
    assert days_of(first + by - by, done=done) == before


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1100))
def test_tasks_stand_in_order_and_open_before_they_are_due(first, horizon):
    planned = plan(ABSENCE, TermInputs(first), horizon=first + timedelta(days=horizon))
    assert list(planned) == sorted(planned, key=lambda task: task.due)
    assert all(task.opens <= task.due <= first + timedelta(days=horizon) for task in planned)
    assert len({(task.code, task.sequence) for task in planned}) == len(planned)


@pytest.mark.parametrize(
    ("due", "opens", "state"),
    [
        (date(2026, 5, 18), date(2026, 5, 4), TaskState.OVERDUE),
        (date(2026, 6, 7), date(2026, 6, 1), TaskState.OVERDUE),
        (date(2026, 6, 8), date(2026, 6, 1), TaskState.DUE_NOW),
        (date(2026, 6, 22), date(2026, 6, 8), TaskState.DUE_NOW),
        (date(2026, 6, 23), date(2026, 6, 9), TaskState.FUTURE),
    ],
)
def test_1_4_how_a_task_stands_on_the_manuals_day(due, opens, state):
    assert task_state(due, opens, date(2026, 6, 8)) is state
    assert task_state(due, opens, date(2026, 6, 8), TaskState.LAPSED) is TaskState.LAPSED


RULE = {
    "code": "A",
    "label_nl": "a",
    "label_en": "A",
    "actor": "WG",
    "offset_days": 7,
    "window_days": 7,
    "source": "own",
}
HEAD = {"code": "own", "kind": "absence", "label_nl": "Eigen", "label_en": "Own"}


CLASSIFICATIONS = ("sick", "work-accident", "recourse", "organ-donation", "safety-net")
"""What M§5.1 offers."""

AROUND = tuple(one.value for one in Around)


def wrong(what, field, **details):
    return Problem(f"protocol-{what}", field, details)


def sized(least):
    return {"least": least, "most": MOST_DAYS}


SAFETY_NET_ONLY = {"only_for": ["safety-net"], "not_for": []}


def test_the_classifications_of_a_rule_are_read():
    (rule,) = parse_protocol(HEAD | {"task": [RULE | SAFETY_NET_ONLY]}).rules
    assert rule.only_for == (Classification.SAFETY_NET,)
    assert [one for one in Classification if rule.applies_to(one)] == [Classification.SAFETY_NET]


def test_a_protocol_without_tasks_is_one():
    assert parse_protocol(HEAD) == Protocol("own", CaseKind.ABSENCE, "Eigen", "Own", ())


def test_a_task_may_come_back_daily_and_be_open_on_its_last_day_alone():
    protocol = parse_protocol(HEAD | {"task": [RULE | {"window_days": 0, "every_days": 1}]})
    first, second = plan(protocol, TermInputs(FIRST), horizon=FIRST + timedelta(days=8))
    assert first.opens == first.due == second.due - timedelta(days=1)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ({"kind": "holiday"}, [wrong("choice", "kind", known=("absence", "pregnancy", "sickness-act", "wga"))]),
        ({"kind": ["absence"]}, [wrong("text", "kind")]),
        ({"label_nl": ""}, [wrong("text", "label_nl")]),
        ({"colour": "red"}, [wrong("unknown", "colour")]),
        ({"task": {}}, [wrong("tasks", "task")]),
        ({"task": ["x"]}, [wrong("tasks", "task[1]")]),
    ],
)
def test_a_wrong_head_is_refused_by_its_path(head, found):
    assert problems_of(parse_protocol, HEAD | head) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"offset_days": "7"}, [("number", "offset_days", {})]),
        ({"offset_days": True}, [("number", "offset_days", {})]),
        ({"offset_days": MOST_DAYS + 1}, [("range", "offset_days", sized(-MOST_DAYS))]),
        ({"offset_days": -MOST_DAYS - 1}, [("range", "offset_days", sized(-MOST_DAYS))]),
        ({"window_days": -1}, [("range", "window_days", sized(0))]),
        ({"when": "later"}, [("choice", "when", {"known": AROUND})]),
        ({"not_when": ["later"]}, [("choice", "not_when", {"known": AROUND})]),
        ({"from_report": 1}, [("yes-no", "from_report", {})]),
        ({"every_days": 0}, [("range", "every_days", sized(1))]),
        ({"every_days": "x"}, [("number", "every_days", {})]),
        ({"informational": 1}, [("yes-no", "informational", {})]),
        ({"only_for": "safety-net"}, [("list", "only_for", {})]),
        ({"only_for": ["safety-net", "flu"]}, [("choice", "only_for", {"known": CLASSIFICATIONS})]),
        ({"not_for": [5]}, [("choice", "not_for", {"known": CLASSIFICATIONS})]),
        ({"source": ""}, [("text", "source", {})]),
        ({"until_days": 100}, [("missing", "every_days", {})]),
        ({"after_end": ["ill"]}, [("choice", "after_end", {"known": tuple(EndReason)})]),
        ({"done_when_over": True}, [("missing", "when", {})]),
        ({"depends_on": "first"}, [("missing", "after_days", {})]),
        ({"after_days": 7}, [("missing", "depends_on", {})]),
        ({"depends_on": "A", "after_days": 7}, [("depends", "depends_on", {})]),
        ({"code": "first"}, [("twice", "code", {})]),
        ({"colour": "red"}, [("unknown", "colour", {})]),
    ],
)
def test_a_wrong_rule_is_refused_by_its_path(changes, found):
    tasks = [RULE | {"code": "first"}, RULE | changes]
    expected = [wrong(what, f"task[2].{name}", **details) for what, name, details in found]
    assert problems_of(parse_protocol, HEAD | {"task": tasks}) == expected


def test_all_problems_are_told_at_once():
    assert problems_of(parse_protocol, {"task": [{}, 3]}) == [
        *(wrong("missing", name) for name in HEAD),
        *(wrong("missing", f"task[1].{name}") for name in RULE),
        wrong("tasks", "task[2]"),
    ]


ANYTHING = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just([]) | st.just({})
FIELDS = st.dictionaries(st.sampled_from([*RULE, "kind", "task", "depends_on", "every_days"]), ANYTHING, max_size=3)


@given(FIELDS, st.lists(FIELDS.map(lambda fields: RULE | fields) | ANYTHING, max_size=3))
def test_any_contents_are_a_protocol_or_refused(head, tasks):
    raw = HEAD | {"task": tasks} | head
    try:
        protocol = parse_protocol(raw)
    except Refused as refused:
        unplaced = [problem for problem in refused.problems if not problem.field]
    else:
        unplaced = [rule for rule in protocol.rules if not rule.code]
        assert len(protocol.rules) == len(raw["task"])
    assert unplaced == []


FILE = """code = "own"
kind = "absence"

[[task]]
code = "A"

[[task]] # the second
window_days = 7
"offset_days" = 7
"""


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("kind", 2),
        ("label_nl", 1),
        ("task", 1),
        ("task[1].code", 5),
        ("task[1].window_days", 4),
        ("task[2]", 7),
        ("task[2].code", 7),
        ("task[2].window_days", 8),
        ("task[2].offset_days", 9),
        ("task[3].code", 1),
    ],
)
def test_a_problem_is_found_by_its_line(field, line):
    assert place_of(FILE, field) == line


@pytest.mark.parametrize(
    ("end", "insured", "found"),
    [
        (None, True, {}),
        (None, False, {}),
        (date(2026, 5, 31), True, {"T17": date(2026, 5, 29)}),
        (date(2026, 5, 31), False, {"T18": date(2026, 5, 29)}),
        (date(2026, 6, 5), False, {"T18": date(2026, 6, 5)}),
    ],
)
def test_F40_leaving_while_sick_asks_for_information_or_a_report_by_the_last_working_day(end, insured, found):
    planned = days_of(FIRST, employment_end=end, insured=insured)
    assert {code: due for (code, _), due in planned.items() if code in {"T17", "T18"}} == found


def test_a_rule_for_leaving_says_with_or_without_cover():
    task = {"code": "A", "label_nl": "a", "label_en": "A", "actor": "WG", "offset_days": 0, "window_days": 0}
    raw = {"code": "own", "kind": "absence", "label_nl": "e", "label_en": "o"}
    found = problems_of(parse_protocol, raw | {"task": [task | {"source": "own", "leaving": "sometimes"}]})
    assert found == [wrong("choice", "task[1].leaving", known=("insured", "uninsured"))]
    (rule,) = parse_protocol(raw | {"task": [task | {"source": "own", "leaving": "insured"}]}).rules
    assert rule.leaving == "insured"


def test_a_rule_for_a_case_around_a_leave_counts_from_the_day_that_lies_so():
    rules = [
        rule for file in FILES for rule in parse_protocol(tomllib.loads(file.read_text("utf-8"))).rules if rule.when
    ]
    for rule in rules:
        protocol = replace(ABSENCE, rules=(replace(rule, depends_on=None),))
        dues = first_dues(protocol, TermInputs(FIRST, around={Around(rule.when): FIRST + FAR}))
        assert dues == {rule.code: FIRST + FAR + timedelta(days=rule.offset_days)}
    assert rules


def test_an_own_protocol_says_what_is_left_after_the_end_or_takes_it_from_the_standard():
    standard = parse_protocol(HEAD | {"task": [RULE | {"after_end": ["recovered"]}]})
    silent, nothing = (parse_protocol(HEAD | {"task": [RULE | said]}) for said in ({}, {"after_end": []}))
    other = parse_protocol(HEAD | {"task": [RULE | {"code": "X"}]})
    left = [completed(own, standard).rules[0].after_end for own in (silent, nothing, other)]
    assert left == [(EndReason.RECOVERED,), (), None]


def test_a_protocol_of_an_employer_has_what_the_standard_says_of_the_end_where_it_says_nothing():
    standard = replace(ABSENCE.rules[0], after_end=(EndReason.LEFT,), done_when_over=True)
    silent = replace(standard, after_end=None, done_when_over=None)
    own = replace(standard, after_end=(), done_when_over=False)
    for rule, found in ((silent, standard), (own, own)):
        protocol = replace(ABSENCE, rules=(rule, replace(silent, code="X1")))
        assert completed(protocol, replace(ABSENCE, rules=(standard,))).rules == (found, replace(silent, code="X1"))

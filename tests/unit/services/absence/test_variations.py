"""An employer's own protocol: checked with its lines, put in use, undone (issue 3; R1.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from tests.refusals import problems_of, sentence_of
from xstui.domain.absence import CaseKind
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.services.absence import absence, tasks, variations
from xstui.services.absence.absence import SickReport
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.tables import Task

POLIS, JANSEN = 1, 2
FIRST = date(2026, 3, 2)
EMPLOYER = "TESTBEDRIJF_Voorbeeld"
UNKNOWN = Problem("unknown-employer", "employer", {"known": (EMPLOYER,)})
OWN = """
code = "conventioneel"
kind = "absence"
label_nl = "Conventioneel"
label_en = "Conventional"

[[task]]
code = "T01"
label_nl = "Bel de verzekeraar"
label_en = "Ring the insurer"
actor = "WG"
offset_days = 1
window_days = 1
source = "Policy"

[[task]]
code = "X01"
label_nl = "Eigen gesprek"
label_en = "Own talk"
actor = "WG+WN"
offset_days = 100
window_days = 7
source = "Own"
"""


@pytest.fixture
def admin(context):
    return replace(context, actor=replace(context.actor, administrator=True))


def open_days(context, person=POLIS):
    case = people.dossier_of(context, person).cases[0]
    with context.reading() as session:
        rows = session.exec(select(Task).where(Task.case_id == case.case_id, Task.closed_as == "")).all()
        return {task.code: task.due for task in rows if task.sequence == 0}


def test_a_file_in_order_is_a_protocol():
    assert [rule.code for rule in variations.check(OWN).rules] == ["T01", "X01"]


def test_all_errors_are_told_with_their_lines():
    text = OWN.replace("offset_days = 1\n", 'offset_days = "1"\n').replace('source = "Own"', 'sauce = "Own"')
    assert problems_of(variations.check, text) == [
        Problem("protocol-number", "task[1].offset_days", {"line": 12}),
        Problem("protocol-missing", "task[2].source", {"line": 16}),
        Problem("protocol-unknown", "task[2].sauce", {"line": 23}),
    ]


def test_the_words_of_an_error_name_the_line_and_what_to_write():
    text = OWN.replace('actor = "WG"\n', "actor = 3\n")
    assert (
        sentence_of(variations.check, text) == 'Regel 11: dit moet een tekst tussen aanhalingstekens zijn, zoals "WG".'
    )


@pytest.mark.parametrize(
    ("text", "line", "place"),
    [("a = \n", "1", "5"), ('code = "x"\nkind = absence', "2", "8"), ("a = 1\n[[task", 2, 1)],
)
def test_what_is_no_toml_is_refused_by_its_line(text, line, place):
    assert problems_of(variations.check, text) == [Problem("protocol-no-toml", "", {"line": line, "place": place})]


@pytest.mark.parametrize("kind", list(CaseKind))
def test_the_file_that_is_shown_to_begin_from_is_in_order(context, kind):
    assert variations.check(variations.current(context, kind)).kind is kind


def test_running_cases_are_planned_anew_and_one_undo_takes_all_back(admin):
    absence.report_sick(admin, SickReport(JANSEN, date(2026, 6, 1)))
    before = {person: open_days(admin, person) for person in (POLIS, JANSEN)}
    done = variations.use(admin, OWN, EMPLOYER, CaseKind.ABSENCE)
    assert (done.employer, done.name, done.cases) == (EMPLOYER, "Conventioneel", 2)
    assert open_days(admin) == {"T01": FIRST + timedelta(days=1), "X01": FIRST + timedelta(days=100)}
    assert open_days(admin, JANSEN) == {"T01": date(2026, 6, 2), "X01": date(2026, 9, 9)}
    undo.undo(admin)
    assert {person: open_days(admin, person) for person in (POLIS, JANSEN)} == before
    undo.redo(admin)
    assert open_days(admin)["X01"] == FIRST + timedelta(days=100)
    assert audit.verify_store(admin.store).findings == ()


def test_what_was_done_stays_done(admin):
    line = next(t for t in tasks.tasks_of_person(admin, POLIS, everything=True) if t.code == "T01")
    tasks.close_task(admin, line.task_id, TaskState.DONE)
    variations.use(admin, OWN, EMPLOYER, CaseKind.ABSENCE)
    kept = next(t for t in tasks.tasks_of_person(admin, POLIS, everything=True) if t.code == "T01")
    assert (kept.state, kept.due) == (TaskState.DONE, line.due)
    assert set(open_days(admin)) == {"X01"}


@pytest.mark.parametrize(
    ("employer", "kind", "problem"),
    [
        ("Onbekend", CaseKind.ABSENCE, UNKNOWN),
        ("", CaseKind.ABSENCE, UNKNOWN),
        ("Inkomen", CaseKind.ABSENCE, UNKNOWN),
        (
            EMPLOYER,
            CaseKind.WGA,
            Problem("protocol-other-kind", "kind", {"found": CaseKind.ABSENCE, "wanted": CaseKind.WGA}),
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(admin, employer, kind, problem):
    before = audit.store_facts(admin.store)
    assert problems_of(variations.use, admin, OWN, employer, kind) == [problem]
    assert audit.store_facts(admin.store) == before


def test_only_an_administrator_changes_the_terms(context):
    assert problems_of(variations.use, context, OWN, EMPLOYER, CaseKind.ABSENCE) == [Problem("administrators-only")]


@pytest.mark.parametrize(("content", "code"), [(None, "file-unreadable"), (b"\xff\xfe\x00", "file-not-utf8")])
def test_a_file_that_can_not_be_read_is_refused(tmp_path, content, code):
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    assert problems_of(variations.read, path) == [Problem(code, "", {"path": path})]


def test_a_mark_at_the_start_of_a_windows_file_does_no_harm(tmp_path):
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xef\xbb\xbf" + OWN.encode())
    assert variations.check(variations.read(path)).code == "conventioneel"

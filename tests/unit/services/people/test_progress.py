"""What was registered of several people at once stands in the dossier of each (M§10.2; GDPR article 15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.company import TODAY, context_of
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Role
from xstui.screens.absence.task_text import state_text, task_sign
from xstui.screens.people.dossier_text import progress_row
from xstui.services.absence import absence, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.tasks import Closing
from xstui.services.employment import hiring
from xstui.services.people import progress

POLIS, JANSEN, BERG = 1, 2, 3


def registrations(context, person_id):
    found = [
        (registration.use_case, registration.taken_back) for registration in progress.of_person(context, person_id)
    ]
    assert found.pop() == ("demo.make", False)
    return found


def test_tasks_closed_for_several_people_at_once_stand_in_each_dossier(context):
    absence.report_sick(context, SickReport(JANSEN, TODAY - timedelta(days=30)))
    lines = [tasks.tasks_of_person(context, person)[0] for person in (POLIS, JANSEN)]
    tasks.close_tasks(context, [(line.task_id, line.version) for line in lines], Closing(TaskState.DONE))
    for person, line in zip((POLIS, JANSEN), lines, strict=True):
        assert registrations(context, person)[0] == ("tasks.close", False)
        newest = progress.of_person(context, person)[0]
        assert newest.tasks == ((line.label_nl, line.label_en),)
        assert progress_row(newest)[2] == f"Taak {line.label_nl} uitgevoerd: 2 mensen per 08-06-2026"


def test_of_one_task_that_was_closed_the_overview_names_no_others(context):
    line = tasks.tasks_of_person(context, POLIS)[0]
    tasks.close_tasks(context, [(line.task_id, line.version)], Closing(TaskState.DONE))
    assert progress.of_person(context, POLIS)[0].tasks == ()


def test_the_overview_tells_which_data_were_changed(context):
    data, seen = hiring.person_data(context, BERG)
    contact = {**data.contact, "phone": "0612345678"}
    hiring.update_person(context, BERG, replace(data, birth_date=date(1981, 1, 2), contact=contact), seen=seen)
    assert progress_row(progress.of_person(context, BERG)[0])[2].endswith(": Geboortedatum, Telefoon")


def test_a_role_that_sees_her_own_reports_sees_those_she_made_for_several(context):
    reporter = context_of(context.store, Role.REPORTER)
    absence.report_all_sick(reporter, [SickReport(JANSEN, TODAY), SickReport(BERG, TODAY)])
    assert registrations(reporter, BERG) == [("absence.report_sick", False)]


def test_a_task_that_was_deviated_from_is_told_apart_from_a_done_one_in_the_list(context):
    absence.report_sick(context, SickReport(JANSEN, TODAY - timedelta(days=60)))
    done, deviated = tasks.tasks_of_person(context, JANSEN)[:2]
    done = tasks.close_task(context, done.task_id, TaskState.DONE)
    deviated = tasks.close_task(context, deviated.task_id, TaskState.DEVIATED, "in overleg")
    assert [task_sign(task).plain + state_text(task) for task in (done, deviated)] == ["✓ 08-06-2026", "≠ Afgeweken"]

"""The demo company: the manual's pictures as of 8 June 2026, the same each time, and like the Netherlands at size."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from tests.company import REFERENCE
from tests.refusals import sentence_of
from tests.unit.services.demo.companies import CROWD, digest, made
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.services import home, reporting
from xstui.services.absence import tasks
from xstui.services.context import organisation
from xstui.services.demo.company import make_demo_store
from xstui.services.people import search
from xstui.store import journal
from xstui.store.tables import EmployerDetails, Job, JobGroup, OrgUnit


def images(store):
    """Every row of the journal's first entry; what is secret is salted anew each time."""
    secret = {"password_hash", "totp_sealed", "backup_hash"}
    with store.reading() as session:
        return [
            (table, {key: value for key, value in after.items() if key not in secret})
            for table, (_, _, after) in journal.changes_of(session.connection(), 1)
        ]


def test_the_figures_average_nine_four_and_two_employees_over_twelve_months(demo):
    parameters = reporting.parameters_from(demo, "verzuimcijfers", {"last_month": "2026-05", "months": 12, "levels": 2})
    rows = {row.cells[0].strip(): row.cells[2] for row in reporting.make(demo, parameters).rows}
    assert rows["Inkomen"] == 9
    assert rows["Kantoor"] == 4
    assert rows["Werkplaats"] == 2
    assert rows["TESTBEDRIJF_Demo"] == 15


def test_departments_have_the_codes_of_the_picture(demo):
    units = organisation.tree(demo).units
    assert {unit.name: unit.code for unit in units if unit.kind == "department"} == {
        "Inkomen": "001",
        "Kantoor": "002",
        "Werkplaats": "Werkplaats",
    }
    assert [unit.name for unit in units if unit.kind == "branch"] == ["Hoofdvestiging"]


def test_twenty_one_tasks_are_late_and_one_is_to_be_done_now(demo):
    shown = home.home(demo)
    assert (shown.overdue, shown.due_now) == (21, 1)
    listed = tasks.open_tasks(demo)
    assert len(listed) == 22
    assert all(line.own for line in listed)
    assert [line.name for line in listed if not line.days_late] == ["Polis, V."]


def test_1_4_guzman_dummy_has_a_task_due_on_18_may_and_21_days_late(demo):
    due = [(line.due, line.days_late) for line in tasks.open_tasks(demo) if line.name == "Guzman Dummy, J"]
    assert due == [(date(2026, 5, 18), 21)]


@pytest.mark.parametrize("typed", ["jans", "janse", "jansen"])
def test_jans_finds_one_best(demo, crowd, typed):
    for context in (demo, crowd):
        assert [found.name for found in search.resolve(context, typed)] == ["Jansen, A."]


def test_fifteen_are_employed_and_three_have_left(demo):
    assert len(search.browse(demo, "", ex_employees=False, limit=100, offset=0)) == 15
    assert len(search.browse(demo, "", ex_employees=True, limit=100, offset=0)) == 18


def test_one_sickness_act_case_runs(demo):
    assert {kind.value: count for kind, count in home.home(demo).running.items()} == {
        "absence": 6,
        "sickness-act": 1,
        "wga": 0,
    }


def test_the_same_day_makes_the_same_company(crowd, empty_template, tmp_path):
    again = made(tmp_path / "again.db", empty_template, crowd.today, CROWD)
    assert images(again) == images(crowd.store)
    again.close()


@pytest.mark.parametrize("today", [date(2025, 1, 15), date(2026, 3, 20), date(2028, 2, 29)])
def test_nothing_lies_in_the_future(empty_template, tmp_path, today):
    store = made(tmp_path / "demo.db", empty_template, today, 120)
    with store.reading() as session:
        latest = session.execute(
            text(
                "SELECT (SELECT max(first_sick_day) FROM absence_case), (SELECT max(last_sick_day) FROM absence_case),"
                " (SELECT max(valid_from) FROM percentage_step), (SELECT max(closed_on) FROM task)"
            )
        ).one()
    assert all(day is None or day <= today.isoformat() for day in latest)
    store.close()


@pytest.mark.parametrize(
    ("company", "expected"), [("demo", (15, "3ea5fc43b2b1865b")), ("crowd", (65, "a459405b73ca2de3"))]
)
def test_the_organisation_and_the_jobs_are_those_of_before(request, company, expected):
    """Renew the digests where the demo is meant to be another."""
    assert digest(request.getfixturevalue(company), OrgUnit, EmployerDetails, Job, JobGroup) == expected


def test_a_clock_that_can_not_be_right_makes_no_store_and_opens_none(company_path, tmp_path):
    clock = FixedClock(date(9999, 6, 8))
    told = "De klok van deze machine staat op 08-06-9999, en dat kan niet. Zet datum en tijd goed en begin opnieuw."
    assert sentence_of(make_demo_store, tmp_path / "new.db", clock, REFERENCE) == told
    assert sentence_of(lambda: Program(company_path, system_clock=clock).store) == told
    assert list(tmp_path.glob("new*")) == []

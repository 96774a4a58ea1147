"""The demo company: the manual's pictures as of 8 June 2026, the same each time, and like the Netherlands at size."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlmodel import select

from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.domain.dates import Duration
from xstui.domain.employment import fte
from xstui.domain.roles import Role
from xstui.services import home, reporting
from xstui.services.absence import tasks
from xstui.services.access import sign_in
from xstui.services.access.sign_in import SignInContext
from xstui.services.case_file import messages
from xstui.services.cases import cases
from xstui.services.context import organisation
from xstui.services.context.context import Context
from xstui.services.context.reference import Reference, data_folder
from xstui.services.context.settings import demo_login
from xstui.services.demo.accounts import DEMO_SECRET
from xstui.services.demo.company import make_demo, make_demo_store
from xstui.services.people import people, search
from xstui.services.security import secrets, vault
from xstui.services.upkeep.audit import verify_store
from xstui.store import journal
from xstui.store.opening import open_store
from xstui.store.tables import AbsenceCase, Account, Person, Task

REFERENCE = Reference(data_folder())
CROWD = 1_500


def made(path, template, today, employees=0):
    shutil.copy(template, path)
    clock = FixedClock(today)
    store = open_store(path, clock.now())
    make_demo(store, clock, REFERENCE, employees=employees)
    return store


def context_of(store, today=date(2026, 6, 8)):
    clock = FixedClock(today)
    return Context(store, clock, sign_in.demo_actor(SignInContext(store, clock), "demo"), REFERENCE)


@pytest.fixture(scope="module")
def demo(empty_template, tmp_path_factory):
    store = made(tmp_path_factory.mktemp("demo") / "demo.db", empty_template, date(2026, 6, 8))
    yield context_of(store)
    store.close()


@pytest.fixture(scope="module")
def crowd(empty_template, tmp_path_factory):
    store = made(tmp_path_factory.mktemp("crowd") / "crowd.db", empty_template, date(2026, 6, 8), CROWD)
    yield context_of(store)
    store.close()


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


def test_the_dossier_of_polis_is_that_of_the_picture(demo):
    [found] = search.resolve(demo, "Polis")
    dossier = people.dossier_of(demo, found.person_id)
    assert dossier.dossier_no == 563166
    assert (dossier.birth_date, dossier.age) == (date(1982, 5, 1), 44)
    assert dossier.pension.day == date(2050, 11, 1)
    card = dossier.employment
    assert (card.job, card.department, card.start_date, card.years) == ("42200", "Inkomen", date(2025, 5, 1), 1)
    assert (card.hours, card.fte) == (Decimal(36), Decimal("0.98"))
    assert (card.wage, card.wage_basis, card.contract_type) == (Decimal(4000), "gross-month", "permanent")
    case = dossier.open_case
    assert (case.case_no, case.first_sick_day, case.percentage) == (840359, date(2026, 3, 2), 100)
    assert case.duration == Duration(14, 1)


@pytest.mark.parametrize("typed", ["jans", "janse", "jansen"])
def test_jans_finds_one_best(demo, crowd, typed):
    for context in (demo, crowd):
        assert [found.name for found in search.resolve(context, typed)] == ["Jansen, A."]


def test_fifteen_are_employed_and_three_have_left(demo):
    assert len(search.browse(demo, "", ex_employees=False, limit=100, offset=0)) == 15
    assert len(search.browse(demo, "", ex_employees=True, limit=100, offset=0)) == 18


def test_three_cases_of_the_last_twelve_months_are_closed(demo):
    with demo.reading() as session:
        closed = [case for case in session.exec(select(AbsenceCase)).all() if case.last_sick_day]
    assert len(closed) == 3
    assert all(demo.today - timedelta(days=365) < case.first_sick_day for case in closed)


@pytest.mark.parametrize("company", ["demo", "crowd"])
def test_open_tasks_are_what_the_protocol_asks(company, request):
    """So that the first change of a case shifts or drops none of them."""
    context = request.getfixturevalue(company)
    with context.reading() as session:
        running = [case for case in session.exec(select(AbsenceCase)).all() if case.last_sick_day is None]
        assert running
        for case in running:
            rows = session.exec(select(Task).where(Task.case_id == case.key)).all()
            asked = cases.asked(session, context, case, cases.grounds_of(session, case))
            wanted = {(t.code, t.sequence): (t.opens, t.due, t.actor) for t in asked}
            assert {(t.code, t.sequence): (t.opens, t.due, t.actor) for t in rows} == wanted


def test_one_message_is_unread(demo):
    assert [line.sender for line in home.home(demo).unread] == ["Arbodienst"]
    assert len({view.conversation_id for view in messages.all_messages(demo)}) == 2


def test_three_announcements_are_shown(demo):
    assert len(home.home(demo).announcements) == 3


def test_one_sickness_act_case_runs(demo):
    assert {kind.value: count for kind, count in home.home(demo).running.items()} == {
        "absence": 6,
        "sickness-act": 1,
        "wga": 0,
    }


def test_the_shown_login_opens_the_demo(demo):
    login = demo_login(demo.store)
    context = SignInContext(demo.store, demo.clock)
    pending = sign_in.check_password(context, login.username, login.password)
    assert pending.totp_secret == DEMO_SECRET
    token = secrets.token_now(login.totp_secret, demo.clock.ticks())
    assert sign_in.check_token(context, pending, token).actor.role is Role.COMBI


def test_each_role_has_a_login(demo):
    with demo.reading() as session:
        assert {account.role for account in session.exec(select(Account)).all()} == set(Role)


def test_a_reporter_sees_the_workshop_alone(demo):
    actor = sign_in.demo_actor(SignInContext(demo.store, demo.clock), "melder")
    context = Context(demo.store, demo.clock, actor, REFERENCE)
    assert [found.name for found in search.browse(context, "", ex_employees=False, limit=9, offset=0)] == [
        "Smit, B.",
        "Visser, D.",
    ]


def test_nobody_has_a_bsn(crowd):
    with crowd.reading() as session:
        assert {person.bsn for person in session.exec(select(Person)).all()} == {""}


@pytest.mark.parametrize("company", ["demo", "crowd"])
def test_the_journal_accounts_for_every_row(company, request):
    audit = verify_store(request.getfixturevalue(company).store)
    assert not audit.findings


def images(store):
    """Every row of the journal's first entry; what is secret is salted anew each time."""
    secret = {"password_hash", "totp_sealed", "backup_hash"}
    with store.reading() as session:
        return [
            (table, {key: value for key, value in after.items() if key not in secret})
            for table, (_, _, after) in journal.changes_of(session.connection(), 1)
        ]


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


def test_a_crowd_has_so_many_current_employees(crowd):
    assert len(search.browse(crowd, "", ex_employees=False, limit=9_999, offset=0)) == CROWD


def test_a_crowd_is_absent_as_the_netherlands_are(crowd):
    parameters = reporting.parameters_from(
        crowd, "verzuimcijfers", {"last_month": "2026-05", "months": 24, "levels": 1}
    )
    table = reporting.make(crowd, parameters)
    cells = table.rows[0].cells
    assert Decimal("4.5") < cells[3] < Decimal(7)  # CBS: 5.0 to 6.6 for companies over 10
    assert Decimal("1.0") < cells[9] < Decimal("1.5")  # reports by employee and year
    by_month = dict(zip(table.chart.labels, table.chart.values, strict=True))
    first = sum(by_month[f"2026-0{month}"] for month in (1, 2, 3))
    third = sum(by_month[f"2025-0{month}"] for month in (7, 8, 9))
    assert first > third * Decimal("1.15")


def test_nobody_in_a_crowd_falls_ill_at_the_weekend(crowd):
    with crowd.reading() as session:
        days = Counter(day.weekday() for day in session.exec(select(AbsenceCase.first_sick_day)))
    assert days[5] + days[6] == 0
    assert min(days[0], days[1]) > max(days[2], days[3], days[4])


def test_most_cases_of_a_crowd_are_short_and_some_join(crowd):
    with crowd.reading() as session:
        rows = session.exec(select(AbsenceCase)).all()
    lengths = [(case.last_sick_day - case.first_sick_day).days + 1 for case in rows if case.last_sick_day]
    assert sum(days <= 7 for days in lengths) > len(lengths) * 0.65
    assert max(lengths) > 365
    joined = [case for case in rows if case.joined_case_id]
    assert joined
    assert all(case.counted_from < case.first_sick_day for case in joined)


def test_half_of_a_crowd_works_part_time_and_names_have_tussenvoegsels(crowd):
    rows = search.browse(crowd, "", ex_employees=False, limit=CROWD, offset=0)
    hours = [found.row.hours for found in rows]
    assert 0.4 < sum(fte(h, Decimal("36.86")) < 1 for h in hours) / CROWD < 0.7
    assert sum(bool(found.row.prefix) for found in rows) > CROWD * 0.15


def test_every_login_of_an_encrypted_demo_opens_what_it_may(tmp_path, clock):
    path = tmp_path / "demo.db"
    make_demo_store(path, clock, REFERENCE, encrypted=True)
    username, password = vault.public_login(path)
    store = open_store(path, clock.now(), vault.unlock(path, username, password, clock.now()))
    with store.reading() as session:
        names = session.exec(select(Account.username)).all()
    store.close()
    assert len(names) == len(Role)
    for name in names:
        program = Program(path, system_clock=clock)
        assert program.enter(name, password).username == name
        program.lock()

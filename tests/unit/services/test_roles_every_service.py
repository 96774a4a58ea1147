"""Every service by every role: refused or allowed as the matrix says, and nothing of other units shown."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import xstui.services
from tests import company
from tests.refusals import problems_of
from xstui.clock import FixedClock
from xstui.domain.absence import CaseKind, CaseTimes, EndReason, Step
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms
from xstui.domain.figures import Method, Period, SafetyNet
from xstui.domain.names import PersonName
from xstui.domain.problems import Problem, Refused
from xstui.domain.protocol import TaskState
from xstui.domain.roles import Right, Role, allows
from xstui.domain.wages import SickPay, WageBasis
from xstui.services.absence.absence import SickReport, WageAtStart
from xstui.services.absence.batch import Change
from xstui.services.absence.office_settings import OfficeSettings
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.absence.tasks import Closing
from xstui.services.access.accounts import NewLogin
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.imports.tables import Choices
from xstui.services.reporting.declarations.figures import FiguresParameters
from xstui.services.reporting.declarations.staff import StaffParameters
from xstui.store import journal
from xstui.store.opening import open_store
from xstui.store.tables import Employment, EmploymentTerms
from xstui.store.unit import EntryMeta

DAY = date(2026, 6, 5)
MONTH = Period(date(2026, 5, 1), date(2026, 5, 31))
PERSON = PersonData(PersonName("P.", "", "Nieuw"), date(1990, 1, 1))
EMPLOYEE = NewEmployee(PERSON, 2, DAY, "42200", Decimal(36))
LOGIN = NewLogin("nieuw", "Nieuw", Role.REPORTER, (2,), "kruiwagen tulp negen brug")
LEAVE = Pregnancy(date(2026, 9, 15), 6)
FIGURES = FiguresParameters(last_month=date(2026, 5, 31), method=Method.CALENDAR_DAYS, safety_net=SafetyNet.INCLUDED)
STAFF = StaffParameters(reference_date=DAY)

ADMINISTRATOR, ANYBODY = "administrator", "anybody"
REPORTS, CHANGES, EMPLOYMENT = Right.ABSENCE_REPORTS, Right.EMPLOYEE_CHANGES, Right.EMPLOYMENT_CHANGES
WAGE = WageAtStart(WageBasis.GROSS_MONTH, Decimal(4000), verified=False)
TERMS = Terms(DAY, 2, "42200", ContractType.PERMANENT, Decimal(24), None)

WHAT_IT_TAKES = {
    # service: (right, whether it writes, arguments after the context); those on a person are on Polis of unit 2
    "absence.change_percentage": (REPORTS, True, (1, Step(DAY, Decimal(50)))),
    "absence.end_case": (REPORTS, True, (1, DAY, EndReason.LEFT)),
    "absence.joinable": (REPORTS, False, (1, DAY)),
    "absence.report_all_sick": (REPORTS, True, ([SickReport(1, DAY)],)),
    "batch.change_all": (REPORTS, True, ([Change(1, DAY)],)),
    "batch.judge_changes": (REPORTS, True, ([Change(1, DAY)],)),
    "batch.judge_reports": (REPORTS, True, ([SickReport(1, DAY)],)),
    "absence.report_recovery": (REPORTS, True, (1, DAY)),
    "absence.report_sick": (REPORTS, True, (SickReport(1, DAY),)),
    "accounts.add_login": (ADMINISTRATOR, True, (LOGIN,)),
    "accounts.end_login": (ADMINISTRATOR, True, (2, DAY)),
    "accounts.logins": (ADMINISTRATOR, False, ()),
    "accounts.reset_password": (ADMINISTRATOR, True, (2, "kruiwagen tulp negen brug")),
    "certificates.wipe": (ADMINISTRATOR, True, ([],)),
    "claims.claims_of_month": (Right.CLAIMS, False, (date(2026, 5, 1),)),
    "drafts.draft_of": (ANYBODY, False, ("form",)),
    "drafts.drafts_of": (ANYBODY, False, ("form",)),
    "drafts.drop_draft": (ANYBODY, True, ("form",)),
    "drafts.keep_drafts": (ANYBODY, True, ("form", [{}])),
    "explaining.explain_figures": (Right.ABSENCE_FIGURES, False, (FIGURES, None)),
    "failures.note_failure": (ANYBODY, True, (ValueError(),)),
    "hiring.add_employee": (CHANGES, True, (EMPLOYEE,)),
    "hiring.choices": (CHANGES, True, ()),
    "hiring.update_person": (CHANGES, True, (1, PERSON)),
    "hiring.person_data": (CHANGES, False, (1,)),
    "home.absence_by_month": (ANYBODY, False, ()),
    "home.home": (Right.HOME, False, ()),
    "home.recent_dossiers": (ANYBODY, False, ()),
    "home.running_cases": (Right.EMPLOYEES, False, (tuple(CaseKind),)),
    "running.plan_import": (CHANGES, True, ("employees", Path("none.csv"), {})),
    "key_administration.back_up_now": (ADMINISTRATOR, True, ()),
    "key_administration.back_up_to": (ADMINISTRATOR, True, (None,)),
    "key_administration.change_data_key": (ADMINISTRATOR, True, ()),
    "key_administration.keep_in_ring": (ADMINISTRATOR, True, (False,)),
    "key_administration.key_facts": (ADMINISTRATOR, False, ()),
    "key_administration.new_recovery_key": (ADMINISTRATOR, True, ()),
    "conversion.encrypt_store": (ADMINISTRATOR, True, ("een lang genoeg wachtwoord",)),
    "leaving.outlook": (EMPLOYMENT, False, (1, DAY)),
    "leaving.report_leaving": (EMPLOYMENT, True, (1, DAY, None)),
    "office_settings.settings": (ADMINISTRATOR, False, ()),
    "office_settings.change_settings": (ADMINISTRATOR, True, (OfficeSettings(10, SickPay()),)),
    "newer_rates.keep_rates": (ADMINISTRATOR, True, (Path("none.csv"),)),
    "sectors.change_sector": (ADMINISTRATOR, True, (1, "Q")),
    "sectors.employer_sectors": (ADMINISTRATOR, False, ()),
    "messages.all_messages": (Right.HOME, False, ()),
    "messages.mark_read": (Right.HOME, False, (1,)),
    "messages.reply": (Right.HOME, True, (1, "Goed.")),
    "organisation.master_data": (Right.MASTER_DATA, False, (2,)),
    "organisation.tree": (ANYBODY, False, ()),
    "organisation.units_named": (ANYBODY, False, (("inkomen",),)),
    "participants.participants_of_year": (Right.PARTICIPANTS, False, (2026,)),
    "pay.pay_at": (REPORTS, False, (1, Step(DAY, Decimal(50)), WAGE)),
    "own_risk.change_cover": (ADMINISTRATOR, True, (1, frozenset())),
    "own_risk.employer_covers": (ADMINISTRATOR, False, ()),
    "payouts.payouts_in_period": (Right.CLAIMS, False, (MONTH,)),
    "people.dossier_of": (Right.EMPLOYEES, False, (1,)),
    "people.open_dossier": (Right.EMPLOYEES, False, (1,)),
    "policies.insurance_of": (Right.INSURANCE, False, (1,)),
    "pregnancy.change_leave": (REPORTS, True, (1, LEAVE)),
    "pregnancy.current_leave": (REPORTS, False, (1,)),
    "pregnancy.end_leave": (REPORTS, True, (1, DAY, EndReason.LEFT)),
    "pregnancy.outlook": (REPORTS, False, (1, LEAVE)),
    "on_leave.sick_around": (REPORTS, False, (1, DAY)),
    "pregnancy.report_pregnancy": (REPORTS, True, (1, LEAVE)),
    "privacy.health_problems": (ANYBODY, False, ("body", "tekst")),
    "privacy.refuse_health": (ANYBODY, False, ("body", "tekst")),
    "profiles.remember": (ANYBODY, True, ("employees", ["Nr"], {"Nr": "dossier_no"})),
    "profiles.remembered": (ANYBODY, False, ("employees", Path("none.csv"), Choices())),
    "progress.may_see": (ANYBODY, False, (1,)),
    "progress.of_person": (Right.CASE_FILES, False, (1,)),
    "records.record_of": (ADMINISTRATOR, False, (563166,)),
    "reporting.defaults": (ANYBODY, False, ("verzuimcijfers",)),
    "reporting.make": (Right.ABSENCE_FIGURES, False, (FIGURES,)),
    "reporting.parameters_from": (ANYBODY, False, ("verzuimcijfers", {})),
    "reporting.variations": (ANYBODY, False, ()),
    "retention.compact": (ADMINISTRATOR, True, ()),
    "retention.certificate_of": (ADMINISTRATOR, False, ()),
    "retention.past_term": (ADMINISTRATOR, False, ()),
    "retention.wipe": (ADMINISTRATOR, True, ([],)),
    "search.browse": (Right.EMPLOYEES, False, ("polis",)),
    "search.by_id": (Right.EMPLOYEES, False, (1,)),
    "search.ex_employees_named": (Right.EMPLOYEES, False, ("polis",)),
    "search.find": (Right.EMPLOYEES, False, ("polis",)),
    "search.find_absent": (Right.EMPLOYEES, False, ("polis",)),
    "search.find_units": (ANYBODY, False, ("kantoor",)),
    "search.namesakes": (Right.EMPLOYEES, False, (1,)),
    "search.numbers": (Right.EMPLOYEES, False, ("pol",)),
    "search.people": (Right.EMPLOYEES, False, ([1],)),
    "search.prepare": (Right.EMPLOYEES, False, ()),
    "search.resolve": (Right.EMPLOYEES, False, ("polis",)),
    "sign_in_history.clock_behind": (ANYBODY, False, ()),
    "sign_in_history.last_before_this": (ANYBODY, False, ()),
    "sign_in_history.sign_ins": (ANYBODY, False, ()),
    "tasks.close_task": (Right.TASKS, True, (1, TaskState.DONE)),
    "tasks.close_tasks": (Right.TASKS, True, ([(1, None)], Closing(TaskState.DONE))),
    "tasks.open_tasks": (Right.TASKS, False, ()),
    "tasks.pressing_tasks": (Right.TASKS, False, (1,)),
    "tasks.tasks_of_person": (Right.TASKS, False, (1,)),
    "terms.change": (EMPLOYMENT, True, (1, TERMS)),
    "on_leave.leaves_on": (REPORTS, False, ([1], DAY)),
    "corrections.correct_case": (REPORTS, True, (1, CaseTimes(DAY, None, (Step(DAY, Decimal(50)),)), 1)),
    "corrections.registered": (REPORTS, False, (1,)),
    "moving.move_case": (REPORTS, True, (1, 2)),
    "terms.correct": (EMPLOYMENT, True, (1, 1, TERMS)),
    "terms.history": (Right.EMPLOYEES, False, (1,)),
    "undo.candidate": (ANYBODY, False, ()),
    "undo.redo": (ANYBODY, True, ()),
    "undo.undo": (ANYBODY, True, ()),
    "variations.current": (Right.TASKS, False, (CaseKind.ABSENCE,)),
    "variations.use": (ADMINISTRATOR, True, ("", "", CaseKind.ABSENCE)),
    "timelines.timeline": (Right.EMPLOYEES, False, (1,)),
    "what_if.ask": (Right.TASKS, False, (1, None)),
    "year_calendar.of_person": (Right.EMPLOYEES, False, (1, 2026)),
    "year_calendar.of_unit": (Right.ABSENCE_FIGURES, False, (2, 2026)),
}
WORDS = {
    "own_risk.change_cover": {"seen": None},
    "office_settings.change_settings": {"seen": OfficeSettings(10, SickPay())},
    "sectors.change_sector": {"seen": None},
    "search.browse": {"ex_employees": False, "limit": 10, "offset": 0},
    "search.numbers": {"ex_employees": False},
}
TAKES_WHAT_ANOTHER_GAVE = {
    "details.address_problems",
    "details.problems_of",
    "certificates.write_certificate",
    "running.carry_out",
    "reporting.export",
    "settling.settle",
}
"""Services on something that another service returned to the same actor, which asked for the right, or on no actor's."""


ASK_THEMSELVES = {"benchmark", "explaining", "newer_rates", "sectors"}
"""Of reporting; what the others hold is reached by the package's own functions."""


def services():
    """Return every public function of the services whose first argument is the context of a user who has signed in."""
    for info in pkgutil.walk_packages(xstui.services.__path__, "xstui.services."):
        room, _, name_of_module = info.name.removeprefix("xstui.services.").rpartition(".")
        if room == "reporting" and name_of_module not in ASK_THEMSELVES:
            continue
        module = importlib.import_module(info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            own = function.__module__.startswith(info.name)
            if (
                first is not None
                and (first.name, first.annotation) == ("context", "Context")
                and own
                and not name.startswith("_")
            ):
                yield f"{name_of_module}.{name}", function


SERVICES = dict(services())


def test_every_service_has_its_place_in_the_table():
    assert SERVICES.keys() - TAKES_WHAT_ANOTHER_GAVE == WHAT_IT_TAKES.keys()


@pytest.fixture(scope="module")
def shared(company_template, tmp_path_factory):
    path = tmp_path_factory.mktemp("roles") / "company.db"
    shutil.copy(company_template, path)
    store = open_store(path, FixedClock(company.TODAY).now())
    yield store
    store.close()


def outcome(context, name):
    """Return what a refusal says, or what the service returned."""
    _right, _writes, arguments = WHAT_IT_TAKES[name]
    try:
        return (), SERVICES[name](context, *arguments, **WORDS.get(name, {}))
    except Refused as refused:
        return refused.problems, None
    except (AttributeError, TypeError) as error:  # an argument left out on purpose: the right was asked before it
        return (Problem(type(error).__name__),), None


@pytest.mark.parametrize("name", sorted(WHAT_IT_TAKES))
def test_each_role_is_refused_or_not_as_the_matrix_says(shared, name):
    right, writes, _arguments = WHAT_IT_TAKES[name]
    for role in Role:
        context = company.context_of(shared, role)
        problems, _result = outcome(replace(context, actor=replace(context.actor, administrator=False)), name)
        if right is ADMINISTRATOR:
            assert problems == (Problem("administrators-only"),), role
        elif right is ANYBODY or allows(role, right, write=writes):
            own_reports = name == "progress.of_person" and role in {Role.REPORTER, Role.REPORTER_WITH_EMPLOYEES}
            barred = [problem for problem in problems if problem.code in {"own-reports-only", "not-allowed"}]
            assert barred == ([Problem("own-reports-only")] if own_reports else []), role
        else:
            assert problems == (Problem("not-allowed", "", {"role": role}),), role


def has_moved_out(unit):
    """Let Polis come to Inkomen from Kantoor this year."""
    unit.session.get_one(EmploymentTerms, 1).unit_id = 3
    unit.session.flush()
    move(unit, 1, date(2026, 1, 1), 2)


def moves_in_later(unit):
    """Let Polis go from Inkomen to Kantoor in the autumn."""
    move(unit, 1, date(2026, 9, 1), 3)


def was_employed_before(unit):
    """Let Polis have worked at Kantoor in an employment before this one."""
    employment = unit.add(
        Employment(person_id=1, employer_id=1, start_date=date(2020, 1, 1), end_date=date(2021, 1, 1))
    )
    move(unit, employment.key, employment.start_date, 3)


def moved_out_and_left(unit):
    """Let Polis come to Inkomen from Kantoor, and leave."""
    has_moved_out(unit)
    unit.session.get_one(Employment, 1).end_date = date(2026, 6, 1)


def move(unit, employment_id, day, unit_id):
    hours = {"hours": Decimal(36), "full_time_hours": Decimal("36.86")}
    unit.add(EmploymentTerms(employment_id=employment_id, valid_from=day, unit_id=unit_id, **hours))


PLACES = {
    "elsewhere": lambda _unit: None,
    "has moved out": has_moved_out,
    "moves in later": moves_in_later,
    "was employed before": was_employed_before,
    "moved out and left": moved_out_and_left,
}


@pytest.fixture(scope="module", params=PLACES)
def placed(request, company_template, tmp_path_factory):
    """A company in which Polis of Inkomen has, had or will have to do with Kantoor, and where its journal stands."""
    path = tmp_path_factory.mktemp("placed") / "company.db"
    shutil.copy(company_template, path)
    store = open_store(path, FixedClock(company.TODAY).now())
    with store.unit(EntryMeta("test.place", "xstui", company.NOW, undoable=False)) as unit:
        PLACES[request.param](unit)
    # The program itself ends a case with an employment that is over, whoever reads first.
    with company.context_of(store).reading() as session:
        stood, _head = journal.last_entry(session.connection())
    yield store, stood
    store.close()


@pytest.mark.parametrize("name", sorted(WHAT_IT_TAKES))
def test_nothing_of_other_units_is_shown_or_changed(placed, name):
    """Whoever is authorised for Kantoor alone gets nothing of Polis, who is of Inkomen today."""
    if WHAT_IT_TAKES[name][0] is ADMINISTRATOR:
        pytest.skip("administrators see the whole store")
    store, stood = placed
    context = company.context_of(store, Role.COMBI, units=[3])
    _problems, result = outcome(context, name)
    assert "Polis, V." not in repr(result)
    assert "'Polis'" not in repr(result)
    with store.reading() as session:
        changed = session.connection().exec_driver_sql(
            f"SELECT count(*) FROM journal_change WHERE seq > {stood} AND table_name <> 'message_read'"
        )
        assert changed.scalar() == 0


def test_the_staff_list_has_a_right_of_its_own(shared):
    allowed = {role for role in Role if not _is_refused(company.context_of(shared, role), STAFF)}
    assert allowed == {role for role in Role if allows(role, Right.STAFF_LIST)}


def _is_refused(context, parameters):
    try:
        xstui.services.reporting.make(context, parameters)
    except Refused as refused:
        return refused.problems == (Problem("not-allowed", "", {"role": context.actor.role}),)
    return False


def test_who_reported_somebody_sees_her_file(context):
    from xstui.services.absence import absence
    from xstui.services.people import progress

    reporter = company.context_of(context.store, Role.REPORTER)
    absence.report_sick(reporter, SickReport(2, DAY))
    assert progress.of_person(reporter, 2)[0].use_case == "absence.report_sick"
    assert problems_of(progress.of_person, reporter, 1) == [Problem("own-reports-only")]


@pytest.mark.parametrize("role", [role for role in Role if not allows(role, Right.EMPLOYEES)])
@pytest.mark.parametrize("query", ["", "polis"])
def test_the_list_of_everybody_asks_for_its_right_before_it_looks_at_the_query(shared, role, query):
    with pytest.raises(Refused) as refused:
        SERVICES["search.browse"](company.context_of(shared, role), query, ex_employees=False, limit=10, offset=0)
    assert list(refused.value.problems) == [Problem("not-allowed", details={"role": role})]

"""Employment: people who come, move, leave, and whose data are corrected."""

from __future__ import annotations

from decimal import Decimal

from tools.driver.attempts import BORN, Apply, Attempt, note_number, pick, void
from tools.driver.model import Broken, Person, World
from tools.driver.office import CLERKS, FIRST, SECOND, Office
from tools.driver.plays import Play
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import PersonName
from xstui.services.employment import hiring, leaving, terms
from xstui.services.employment.hiring import NewEmployee, PersonData


def hire(office: Office, play: Play) -> Attempt:
    """Add an employee."""
    number, surname = office.hired + 1, f"Zwaluw{office.hired + 1:03d}"
    unit = FIRST if play.which % 2 else SECOND
    start = play.day(office.today)
    context = office.contexts[play.clerk]
    wanted = NewEmployee(
        PersonData(PersonName("V.", "", surname), BORN, {"city": surname.upper()}),
        unit,
        start,
        "Job",
        Decimal(36),
        wage=Decimal(4000),
    )

    def apply(world: World, row: int = 0) -> None:
        if unit not in (CLERKS[play.clerk].units or {unit}):
            raise Broken("it is in another department")
        world.people[number] = Person(number, surname, BORN, start, {start: unit}, row)

    def call() -> Apply:
        hired = hiring.add_employee(context, wanted)
        office.hired = number
        note_number(office, hired.dossier_no)
        return lambda world: apply(world, hired.person_id)

    return frozenset({number}), call, apply


def move(office: Office, play: Play) -> Attempt:
    """Let somebody go to a department."""
    person = pick(office, play)
    day, unit = play.day(office.today), (FIRST, SECOND)[play.which % 2]
    context = office.contexts[play.clerk]
    new = Terms(day, unit, "Job", ContractType.PERMANENT, Decimal(36), Decimal(4000))

    def apply(world: World) -> None:
        if unit not in (CLERKS[play.clerk].units or {unit}):
            raise Broken("it is to another department")
        found = world.person(person.number)
        if day <= max(found.units) or (found.end and day > found.end):
            raise Broken("terms change oldest first, within the employment")
        found.units[day] = unit

    return frozenset({person.number}), lambda: void(terms.change(context, person.row, new)), apply


def leave_firm(office: Office, play: Play) -> Attempt:
    """Report that somebody leaves."""
    person = pick(office, play, employed=True)
    today, context = office.today, office.contexts[play.clerk]
    day = play.day(today)

    def apply(world: World) -> None:
        found = world.person(person.number)
        if day < found.start or any(since > day for since in found.units):
            raise Broken("the employment begins, or changes, after that")
        running = found.running()
        if running and day < max(running.steps):
            raise Broken("the case that runs begins, or changes, after that")
        if any(case.last and case.last > day for case in found.real()):
            raise Broken("a case lasted longer")
        found.end = day
        if running and day <= today and not office.insured:
            running.last, running.reason = day, "left"

    call = lambda: void(leaving.report_leaving(context, person.row, day, LeavingReason.EMPLOYEE))  # noqa: E731
    return frozenset({person.number}), call, apply


def rename(office: Office, play: Play) -> Attempt:
    """Correct somebody's data."""
    person = pick(office, play)
    context = office.contexts[play.clerk]
    data = PersonData(
        PersonName("W.", "", person.surname), BORN, {"city": person.surname.upper(), "phone": "0612345678"}
    )
    return (
        frozenset({person.number}),
        lambda: void(hiring.update_person(context, person.row, data)),
        lambda _world: None,
    )

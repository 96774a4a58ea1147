"""Random registrations of every kind that the tools let a clerk make on the demo company."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sqlmodel import col, select

from tools.mending import mend_step
from xstui.domain.absence import Step
from xstui.domain.employment import ContractType, Terms
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import PersonName
from xstui.domain.problems import Refused, refuse
from xstui.domain.protocol import TaskState
from xstui.services.absence import absence, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.case_file import messages
from xstui.services.context.context import Desk
from xstui.services.employment import hiring, leaving, terms
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.imports import running
from xstui.services.upkeep import undo
from xstui.store import journal
from xstui.store.tables import AbsenceCase, Conversation, OrgUnit, Person, Task

DAY = timedelta(days=1)
BORN = date(1982, 5, 1)


def register(desk: Desk, rng: random.Random, people: list[int]) -> int | None:
    """Do something that a clerk does; return the number of its entry, or None where it was refused."""
    (play,) = rng.choices(list(PLAYS), list(PLAYS.values()))
    try:
        play(desk, rng, people)
    except Refused:
        return None
    with desk.reading() as session:
        return journal.last_entry(session.connection())[0]


def running_cases(desk: Desk) -> list[int]:
    """Return the numbers of the running absences."""
    query = select(AbsenceCase.id).where(col(AbsenceCase.last_sick_day).is_(None), AbsenceCase.kind == "absence")
    with desk.reading() as session:
        return [number for number in session.exec(query).all() if number is not None]


def _one_case(desk: Desk, rng: random.Random) -> int:
    cases = running_cases(desk)
    if not cases:
        raise refuse("no-case")
    return rng.choice(cases)


def _report(desk: Desk, rng: random.Random, people: list[int]) -> None:
    chosen, day = rng.sample(people, rng.choice([1, 1, 3])), desk.today - DAY * rng.randrange(60)
    absence.report_all_sick(desk, [SickReport(person, day) for person in chosen])


def _change(desk: Desk, rng: random.Random, _people: list[int]) -> None:
    step = Step(desk.today - DAY * rng.randrange(30), Decimal(rng.randrange(1, 101)))
    mend_step(desk, _one_case(desk, rng), step)


def _recover(desk: Desk, rng: random.Random, _people: list[int]) -> None:
    absence.report_recovery(desk, _one_case(desk, rng), desk.today - DAY * rng.randrange(5))


def _take_back(desk: Desk, _rng: random.Random, _people: list[int]) -> None:
    undo.undo(desk)


def _do_again(desk: Desk, _rng: random.Random, _people: list[int]) -> None:
    undo.redo(desk)


def _hire(desk: Desk, rng: random.Random, _people: list[int]) -> None:
    person = PersonData(PersonName("Z.", "", f"Zwaluw{rng.randrange(10**9)}"), BORN)
    hiring.add_employee(desk, NewEmployee(person, _department(desk, rng), desk.today - DAY, "Planner", Decimal(36)))


def _department(desk: Desk, rng: random.Random) -> int:
    with desk.reading() as session:
        query = select(OrgUnit.id).where(OrgUnit.kind == "department")
        return rng.choice([number for number in session.exec(query).all() if number is not None])


def _move(desk: Desk, rng: random.Random, people: list[int]) -> None:
    day = desk.today + DAY * rng.randrange(1, 90)
    new = Terms(day, _department(desk, rng), "Planner", ContractType.PERMANENT, Decimal(32), Decimal(3000))
    terms.change(desk, rng.choice(people), new)


def _leave(desk: Desk, rng: random.Random, people: list[int]) -> None:
    day = desk.today + DAY * rng.randrange(-5, 60)
    leaving.report_leaving(desk, rng.choice(people), day, LeavingReason.EMPLOYEE)


def _pregnancy(desk: Desk, rng: random.Random, people: list[int]) -> None:
    due = desk.today + DAY * rng.randrange(40, 200)
    pregnancy.report_pregnancy(desk, rng.choice(people), Pregnancy(due, rng.choice([4, 5, 6])))


def _close_task(desk: Desk, rng: random.Random, _people: list[int]) -> None:
    with desk.reading() as session:
        found = session.exec(select(Task.id).where(Task.closed_as == "")).all()
    if not found:
        raise refuse("no-task")
    tasks.close_task(desk, rng.choice(list(found)) or 0, TaskState.DONE)


def _reply(desk: Desk, rng: random.Random, _people: list[int]) -> None:
    with desk.reading() as session:
        found = session.exec(select(Conversation.id)).all()
    if not found:
        raise refuse("no-conversation")
    messages.reply(desk, rng.choice(list(found)) or 0, f"Gelezen, {rng.randrange(1000)}.")


def _import(desk: Desk, rng: random.Random, people: list[int]) -> None:
    """Take over closed cases of three people from a file."""
    first = desk.today - DAY * rng.randrange(400, 1200)
    with desk.reading() as session:
        chosen = col(Person.id).in_(rng.sample(people, 3))
        numbers = session.exec(select(Person.dossier_no).where(chosen)).all()
    lines = [f"{number};{first:%d-%m-%Y};{first + DAY * 4:%d-%m-%Y}" for number in numbers]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "verzuim.csv"
        file.write_text("\n".join(["Dossiernummer;Eerste ziektedag;Laatste ziektedag", *lines]), "utf-8")
        running.carry_out(desk, running.plan_import(desk, "absences", file, {}))


Play = Callable[[Desk, random.Random, list[int]], None]
PLAYS: dict[Play, int] = {
    _report: 8,
    _change: 5,
    _recover: 5,
    _take_back: 5,
    _do_again: 2,
    _hire: 2,
    _move: 1,
    _leave: 1,
    _pregnancy: 1,
    _close_task: 3,
    _reply: 1,
    _import: 1,
}
"""How often each is made, of their sum."""

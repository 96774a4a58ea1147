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
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import Terms
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import PersonName
from xstui.domain.problems import Refused, refuse
from xstui.domain.protocol import TaskState
from xstui.services.absence import absence, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.case_file import messages
from xstui.services.context.context import Context
from xstui.services.employment import hiring, leaving, terms
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.imports import running
from xstui.services.upkeep import undo
from xstui.store import journal
from xstui.store.tables import AbsenceCase, Conversation, OrgUnit, Person, Task

DAY = timedelta(days=1)
BORN = date(1982, 5, 1)


def register(context: Context, rng: random.Random, people: list[int]) -> int | None:
    """Do something that a clerk does; return the number of its entry, or None where it was refused."""
    (play,) = rng.choices(list(PLAYS), list(PLAYS.values()))
    try:
        play(context, rng, people)
    except Refused:
        return None
    with context.reading() as session:
        return journal.last_entry(session.connection())[0]


def running_cases(context: Context) -> list[int]:
    """Return the numbers of the running absences."""
    query = select(AbsenceCase.id).where(col(AbsenceCase.last_sick_day).is_(None), AbsenceCase.kind == "absence")
    with context.reading() as session:
        return [number for number in session.exec(query).all() if number is not None]


def _one_case(context: Context, rng: random.Random) -> int:
    cases = running_cases(context)
    if not cases:
        raise refuse("no-case")
    return rng.choice(cases)


def _report(context: Context, rng: random.Random, people: list[int]) -> None:
    chosen, day = rng.sample(people, rng.choice([1, 1, 3])), context.today - DAY * rng.randrange(60)
    absence.report_all_sick(context, [SickReport(person, day) for person in chosen])


def _change(context: Context, rng: random.Random, _people: list[int]) -> None:
    step = Step(context.today - DAY * rng.randrange(30), Decimal(rng.randrange(1, 101)))
    mend_step(context, _one_case(context, rng), step)


def _recover(context: Context, rng: random.Random, _people: list[int]) -> None:
    absence.report_recovery(context, _one_case(context, rng), context.today - DAY * rng.randrange(5))


def _take_back(context: Context, _rng: random.Random, _people: list[int]) -> None:
    undo.undo(context)


def _do_again(context: Context, _rng: random.Random, _people: list[int]) -> None:
    undo.redo(context)


def _hire(context: Context, rng: random.Random, _people: list[int]) -> None:
    person = PersonData(PersonName("Z.", "", f"Zwaluw{rng.randrange(10**9)}"), BORN)
    hiring.add_employee(
        context, NewEmployee(person, _department(context, rng), context.today - DAY, "Planner", Decimal(36))
    )


def _department(context: Context, rng: random.Random) -> int:
    with context.reading() as session:
        query = select(OrgUnit.id).where(OrgUnit.kind == "department")
        return rng.choice([number for number in session.exec(query).all() if number is not None])


def _move(context: Context, rng: random.Random, people: list[int]) -> None:
    day = context.today + DAY * rng.randrange(1, 90)
    new = Terms(day, _department(context, rng), "Planner", ContractType.PERMANENT, Decimal(32), Decimal(3000))
    terms.change(context, rng.choice(people), new)


def _leave(context: Context, rng: random.Random, people: list[int]) -> None:
    day = context.today + DAY * rng.randrange(-5, 60)
    leaving.report_leaving(context, rng.choice(people), day, LeavingReason.EMPLOYEE)


def _pregnancy(context: Context, rng: random.Random, people: list[int]) -> None:
    due = context.today + DAY * rng.randrange(40, 200)
    pregnancy.report_pregnancy(context, rng.choice(people), Pregnancy(due, rng.choice([4, 5, 6])))


def _close_task(context: Context, rng: random.Random, _people: list[int]) -> None:
    with context.reading() as session:
        found = session.exec(select(Task.id).where(Task.closed_as == "")).all()
    if not found:
        raise refuse("no-task")
    tasks.close_task(context, rng.choice(list(found)) or 0, TaskState.DONE)


def _reply(context: Context, rng: random.Random, _people: list[int]) -> None:
    with context.reading() as session:
        found = session.exec(select(Conversation.id)).all()
    if not found:
        raise refuse("no-conversation")
    messages.reply(context, rng.choice(list(found)) or 0, f"Gelezen, {rng.randrange(1000)}.")


def _import(context: Context, rng: random.Random, people: list[int]) -> None:
    """Take over closed cases of three people from a file."""
    first = context.today - DAY * rng.randrange(400, 1200)
    with context.reading() as session:
        chosen = col(Person.id).in_(rng.sample(people, 3))
        numbers = session.exec(select(Person.dossier_no).where(chosen)).all()
    lines = [f"{number};{first:%d-%m-%Y};{first + DAY * 4:%d-%m-%Y}" for number in numbers]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "verzuim.csv"
        file.write_text("\n".join(["Dossiernummer;Eerste ziektedag;Laatste ziektedag", *lines]), "utf-8")
        running.carry_out(context, running.plan_import(context, "absences", file, {}))


Play = Callable[[Context, random.Random, list[int]], None]
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

"""Absence: reported, changed, ended, corrected, taken over from a file; its tasks, and leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import text

from tools.driver import model
from tools.driver.attempts import Apply, Attempt, NotNow, case_row, note_number, pick, void
from tools.driver.model import DAY, Broken, Case, Person, World
from tools.driver.office import Office
from tools.driver.plays import Play
from xstui.domain.absence import CaseTimes, Classification, EndReason, Step
from xstui.domain.protocol import TaskState
from xstui.services.absence import absence, corrections, tasks
from xstui.services.absence import pregnancy as leave
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.imports import running


def sick(office: Office, play: Play, count: int = 1) -> Attempt:
    """Report one person sick, or several at once."""
    people = list(
        {one.number: one for one in (pick(office, replace(play, who=play.who + n)) for n in range(count))}.values()
    )
    first, kind = play.day(office.today), Classification.SICK
    if play.which == 1:
        kind = Classification.SAFETY_NET
    reports = [
        SickReport(one.row, first, play.share, kind, "Ander werk" if play.flag and count == 1 else "") for one in people
    ]
    context = office.contexts[play.clerk]

    def apply(world: World, numbers: tuple[int, ...] = ()) -> None:
        for place, one in enumerate(people):
            person = world.person(one.number)
            number = numbers[place] if numbers else -1
            case = Case(number, first, "safety-net" if kind.is_safety_net else "sick", steps={first: play.percentage})
            case.declined = bool(reports[place].declined)
            person.cases.append(case)

    def call() -> Apply:
        receipts = absence.report_all_sick(context, reports)
        for receipt in receipts:
            note_number(office, receipt.case_no)
        numbers = tuple(receipt.case_no for receipt in receipts)
        return lambda world: apply(world, numbers)

    return frozenset(one.number for one in people), call, apply


def several(office: Office, play: Play) -> Attempt:
    """Report two people sick at once."""
    return sick(office, play, 2)


def one_case(office: Office, play: Play, *, running: bool) -> tuple[Person, Case]:
    """Return the person and the case of an operation."""
    person = pick(office, play)
    found = [case for case in person.cases if (case.last is None) or not running]
    if not found:
        raise NotNow
    return person, found[play.which % len(found)]


def percentage(office: Office, play: Play) -> Attempt:
    """Change the percentage of a case."""
    person, case = one_case(office, play, running=False)
    day, context, row = play.day(office.today), office.contexts[play.clerk], case_row(office, case.number)

    def apply(world: World) -> None:
        found = world.person(person.number).case(case.number)
        if found.last is not None:
            raise Broken("the case has ended")
        if day < max(found.steps):
            raise Broken("changes are entered oldest first")
        if day > office.today:
            raise Broken("the day is still to come")
        found.steps[day] = play.percentage

    def call() -> None:
        absence.change_percentage(context, row, Step(day, play.share))

    return frozenset({person.number}), call, apply


def end(office: Office, play: Play, reason: EndReason = EndReason.OTHER) -> Attempt:
    """End a case for another reason."""
    if reason is EndReason.OTHER and play.flag:
        reason = EndReason.MISTAKEN
    person, case = one_case(office, play, running=False)
    day, context, row = play.day(office.today), office.contexts[play.clerk], case_row(office, case.number)

    def apply(world: World) -> None:
        found = world.person(person.number).case(case.number)
        if found.last is not None:
            raise Broken("the case has ended")
        if day < max(found.steps):
            raise Broken("the case ends before its last change")
        if day > office.today:
            raise Broken("the day is still to come")
        found.last, found.reason = day, reason.value

    def call() -> None:
        absence.end_case(context, row, day, reason)

    return frozenset({person.number}), call, apply


def recovery(office: Office, play: Play) -> Attempt:
    """Report recovery."""
    return end(office, play, EndReason.RECOVERED)


def correct(office: Office, play: Play) -> Attempt:
    """Correct the days and the percentage of a case."""
    person, case = one_case(office, play, running=False)
    first = play.day(office.today)
    last = None if play.flag else first + DAY * play.length
    context, row = office.contexts[play.clerk], case_row(office, case.number)
    seen = corrections_seen(office, row)

    def apply(world: World) -> None:
        whose = world.person(person.number)
        found = whose.case(case.number)
        if last is None and whose.end and whose.end < office.today and not office.insured:
            raise Broken("without a last day it would run after the employment")
        if not 0 < play.percentage <= model.WHOLE or max(first, last or first) > office.today:
            raise Broken("the percentage can't be, or a day is still to come")
        found.reason = (found.reason or "recovered") if last else ""
        found.first, found.last, found.steps = first, last, {first: play.percentage}

    def call() -> None:
        corrections.correct_case(context, row, CaseTimes(first, last, (Step(first, play.share),)), seen)

    return frozenset({person.number}), call, apply


def corrections_seen(office: Office, row: int) -> int:
    """Return the version of a case as a screen would have shown it."""
    with office.store.reading() as session:
        query = text("SELECT version FROM absence_case WHERE id = :id")
        return int(session.connection().execute(query, {"id": row}).scalar_one())


def close_task(office: Office, play: Play) -> Attempt:
    """Carry out a task of a running case."""
    person, case = one_case(office, play, running=True)
    context, day = office.contexts[play.clerk], play.day(office.today)
    with office.store.reading() as session:
        query = text(
            "SELECT task.id, code, sequence FROM task JOIN absence_case AS c ON c.id = case_id"
            " WHERE case_no = :no AND closed_as = '' ORDER BY due, code"
        )
        found = session.connection().execute(query, {"no": case.number}).all()
    if not found:
        raise NotNow
    task_id, code, sequence = found[play.which % len(found)]

    def apply(world: World) -> None:
        if day > office.today or day < case.first:
            raise Broken("it can't have been done then")
        world.person(person.number).case(case.number).closed[code, sequence] = ("done", day)

    call = lambda: void(tasks.close_task(context, task_id, TaskState.DONE, on=day))  # noqa: E731
    return frozenset({person.number}), call, apply


def pregnancy(office: Office, play: Play) -> Attempt:
    """Report a pregnancy."""
    person = pick(office, play, employed=True)
    if person.leaves:
        raise NotNow
    due, context = office.today + DAY * (60 + play.length), office.contexts[play.clerk]

    def apply(world: World, number: int = -1, days: tuple[date, date] = (date.max, date.max)) -> None:
        found = world.person(person.number)
        if due < found.start:
            raise Broken("it is before the employment")
        found.leaves[number] = days

    def call() -> Apply:
        told = leave.report_pregnancy(context, person.row, Pregnancy(due, 6))
        note_number(office, told.case_no)
        return lambda world: apply(world, told.case_no, (told.start, told.end))

    return frozenset({person.number}), call, apply


def take_over(office: Office, play: Play) -> Attempt:
    """Take a closed case of one person, or of two, over from a file."""
    people = list(
        {one.number: one for one in (pick(office, replace(play, who=play.who + n)) for n in range(2))}.values()
    )
    first = play.day(office.today) - DAY * play.length
    last = play.day(office.today)
    context, file = office.contexts[play.clerk], office.store.path.with_name("verzuim.csv")
    with office.store.reading() as session:
        query = text("SELECT dossier_no FROM person WHERE id = :id")
        numbers = [session.connection().execute(query, {"id": one.row}).scalar_one() for one in people]
    lines = [f"{number};{first:%d-%m-%Y};{last:%d-%m-%Y};{play.percentage}" for number in numbers]
    file.write_text("\n".join(["Dossiernummer;Eerste ziektedag;Laatste ziektedag;Verzuimpercentage", *lines]), "utf-8")

    def apply(world: World, numbers: tuple[int, ...] = ()) -> None:
        for place, one in enumerate(people):
            case = Case(numbers[place] if numbers else -1, first, last=last, reason="recovered")
            case.steps = {first: play.percentage}
            world.person(one.number).cases.append(case)

    def call() -> Apply:
        plan = running.plan_import(context, "absences", file, {})
        running.carry_out(context, plan)
        with office.store.reading() as session:
            query = text("SELECT person_id, case_no FROM absence_case ORDER BY id DESC LIMIT :some")
            new = {row.person_id: row.case_no for row in session.connection().execute(query, {"some": len(people)})}
        for number in new.values():
            note_number(office, number)
        return lambda world: apply(world, tuple(new[one.row] for one in people))

    return frozenset(one.number for one in people), call, apply

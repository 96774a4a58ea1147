"""Carrying an operation out by the services, and following it in the model."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import text

from tools.driver import model
from tools.driver.model import DAY, Broken, Case, Entry, Person, World
from tools.driver.office import FIRST, SECOND, Office
from tools.driver.plays import Play
from xstui.domain.absence import CaseTimes, Classification, EndReason, Step
from xstui.domain.employment import ContractType, Terms
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import PersonName
from xstui.domain.problems import Refused
from xstui.domain.protocol import TaskState
from xstui.services import home
from xstui.services.absence import absence, corrections, pregnancy, tasks
from xstui.services.absence.absence import SickReport
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.context import drafts
from xstui.services.context.context import Desk
from xstui.services.employment import hiring, leaving, terms
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.imports import running
from xstui.services.upkeep import retention, undo

BORN = date(1982, 5, 1)
Apply = Callable[[World], None]
Attempt = tuple[frozenset[int], Callable[[], Apply | None], Apply]
"""Whom an operation is about, what carries it out, and what it does to the world."""


class NotNow(Exception):  # noqa: N818 - no error: the operation has nothing to work on
    """There is nobody, or nothing, that the operation could be about."""


@dataclass
class Outcome:
    """What came of an operation.

    Attributes:
        differences: What the program said otherwise than the model.
        refused: The codes of a refusal; empty where it was accepted.
    """

    refused: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()


def act(office: Office, play: Play) -> Outcome | None:
    """Carry out an operation; None where there is nothing that it could be about."""
    if play.kind in OTHERS:
        return OTHERS[play.kind](office, play)
    try:
        about, call, apply = ACTS[play.kind](office, play)
    except NotNow:
        return None
    desk = office.desks[play.clerk]
    expected = _expected(office, play, about, apply)
    before = _newest(office)
    try:
        told = call()
    except Refused as refused:
        codes = tuple(problem.code for problem in refused.problems)
        wrong = [] if expected or _newest(office) == before else ["a refusal was written"]
        if not expected and not set(codes) & MAY_REFUSE:
            wrong.append(f"refused {codes} though no rule is broken")
        return Outcome(codes, tuple(wrong))
    apply_told = apply if told is None else told
    if _newest(office) > before:  # what changed nothing is no registration
        office.history.append(Entry(_newest(office), _number(desk), office.today, about, apply_told))
    return Outcome(differences=tuple(f"accepted although {rule}" for rule in expected))


MAY_REFUSE = frozenset(
    {"changed-since", "nothing-changed", "leave-open", "case-is-leave", "person-known", "import-has-problems"}
)
"""Refusals by rules that the model does not know."""


def _later(office: Office, play: Play) -> Outcome:
    office.clock.day = office.today + DAY * play.days
    home.home(office.desks["a"])  # the first reading of a day ends what a leaving ends
    return Outcome()


def _undo(office: Office, play: Play) -> Outcome:
    return _turn(office, play, forward=False)


def _redo(office: Office, play: Play) -> Outcome:
    return _turn(office, play, forward=True)


def _turn(office: Office, play: Play, *, forward: bool) -> Outcome:
    """Take back, or do again; the journal says which registration, and the model what that comes to."""
    desk, before = office.desks[play.clerk], office.world()
    expected = _candidate(office, desk, forward=forward)
    try:
        reversal = undo.redo(desk) if forward else undo.undo(desk)
    except Refused as refused:
        codes = tuple(problem.code for problem in refused.problems)
        reasons = _why_not(office, play, expected, before, forward=forward)
        unasked = () if reasons else (f"refused {codes} though nothing stands in the way",)
        return Outcome(codes, unasked)
    with office.store.reading() as session:
        query = text("SELECT reverses FROM journal_entry WHERE seq = :seq")
        reverses = session.connection().execute(query, {"seq": reversal.seq}).scalar_one()
    entry = next((one for one in office.history if one.seq == reverses), None)
    if entry is None:
        return Outcome(differences=(f"entry {reverses} was taken back, which was no registration",))
    wrong: list[str] = (
        [] if entry is expected else [f"entry {reverses} was turned, and not {expected.seq if expected else None}"]
    )
    wrong += _outside(office, play, entry, before)
    entry.stands, entry.turned = forward, reversal.seq
    return Outcome(differences=(*wrong, *(f"{play.kind} although {rule}" for rule in office.rules_broken())))


def _candidate(office: Office, desk: Desk, *, forward: bool) -> Entry | None:
    mine = [entry for entry in office.history if entry.clerk == _number(desk)]
    if not forward:
        return next((entry for entry in reversed(mine) if entry.stands), None)
    return office.taken_back(_number(desk))


def _why_not(office: Office, play: Play, entry: Entry | None, before: World, *, forward: bool) -> list[str]:
    """Return what stands in the way of taking a registration back, or of doing it again."""
    if entry is None:
        return ["there is none"]
    others = [one for one in office.history if one is not entry and one.touched > entry.seq and one.about & entry.about]
    reasons = [f"{one.seq} came after it" for one in others]
    reasons += office.settled_since(entry.seq)
    reasons += _outside(office, play, entry, before)
    reasons += ["somebody is gone"] * (not entry.about <= set(before.people) | {office.hired})
    entry.stands = forward
    reasons += office.rules_broken()
    entry.stands = not forward
    return reasons


def _outside(office: Office, play: Play, entry: Entry, before: World) -> list[str]:
    if play.clerk != "c":
        return []
    known = [before.people[one] for one in entry.about if one in before.people]
    return [f"{one.surname} is of another department" for one in known if one.unit(office.today) != FIRST]


def _draft(office: Office, play: Play) -> Outcome | None:
    people = office.people()
    if not people:
        return None
    person = people[play.who % len(people)]
    drafts.keep_draft(
        office.desks[play.clerk], f"pregnancy/{person.row}", {"due_date": "01-07", "person": person.surname}
    )
    return Outcome()


def _wipe(office: Office, _play: Play) -> Outcome:
    """Wipe all that is past its term, by the administrator."""
    desk = office.desks["a"]
    items = retention.past_term(desk)
    gone = {item.row_id for item in items if item.kind == "person"}
    if not gone:
        return Outcome(refused=("nothing-marked",))
    retention.wipe(desk, [item for item in items if item.kind == "person"])
    world = office.world()
    numbers = {one.number for one in world.people.values() if one.row in gone}
    office.gone |= {world.people[number].surname for number in numbers}

    def apply(after: World) -> None:
        for number in numbers:
            after.people.pop(number, None)

    office.history.append(Entry(_newest(office), 0, office.today, frozenset(numbers), apply))
    return Outcome()


OTHERS = {"later": _later, "undo": _undo, "redo": _redo, "draft": _draft, "wipe": _wipe}


def _number(desk: Desk) -> int:
    return desk.actor.account_id or 0


def _newest(office: Office) -> int:
    with office.store.reading() as session:
        return int(session.connection().execute(text("SELECT coalesce(max(seq), 0) FROM journal_entry")).scalar_one())


def _expected(office: Office, play: Play, about: frozenset[int], apply: Apply) -> list[str]:
    """Return the rules that an operation breaks: those of units, its own, and those of what it would come to."""
    world = office.world()
    if play.clerk == "c" and any(world.people[one].unit(office.today) != FIRST for one in about & set(world.people)):
        return ["it is about somebody of another department"]
    after = copy.deepcopy(world)
    try:
        apply(after)
    except Broken as broken:
        return [str(broken)]
    for one in about & set(after.people):
        model.end_what_left(after.people[one], office.today, insured=office.insured)
    return [
        rule
        for one in about & set(after.people)
        for rule in model.broken(after.people[one], office.today, insured=office.insured)
    ]


def _pick(office: Office, play: Play, *, employed: bool = False) -> Person:
    people = [one for one in office.people() if not employed or one.end is None]
    if not people:
        raise NotNow
    return people[play.who % len(people)]


def _hire(office: Office, play: Play) -> Attempt:
    number, surname = office.hired + 1, f"Zwaluw{office.hired + 1:03d}"
    unit = FIRST if play.which % 2 else SECOND
    start = play.day(office.today)
    desk = office.desks[play.clerk]
    wanted = NewEmployee(
        PersonData(PersonName("V.", "", surname), BORN, {"city": surname.upper()}),
        unit,
        start,
        "Job",
        Decimal(36),
        wage=Decimal(4000),
    )

    def apply(world: World, row: int = 0) -> None:
        if play.clerk == "c" and unit != FIRST:
            raise Broken("it is in another department")
        world.people[number] = Person(number, surname, BORN, start, {start: unit}, row)

    def call() -> Apply:
        hired = hiring.add_employee(desk, wanted)
        office.hired = number
        _unique(office, hired.dossier_no)
        return lambda world: apply(world, hired.person_id)

    return frozenset({number}), call, apply


def _unique(office: Office, number: int) -> None:
    """Note a number that a registration was given: no other was ever given it."""
    if number in office.numbers:
        office.twice.append(f"number {number} was given twice")
    office.numbers.add(number)


def _sick(office: Office, play: Play, count: int = 1) -> Attempt:
    people = list(
        {one.number: one for one in (_pick(office, replace(play, who=play.who + n)) for n in range(count))}.values()
    )
    first, kind = play.day(office.today), Classification.SICK
    if play.which == 1:
        kind = Classification.SAFETY_NET
    reports = [
        SickReport(one.row, first, play.share, kind, "Ander werk" if play.flag and count == 1 else "") for one in people
    ]
    desk = office.desks[play.clerk]

    def apply(world: World, numbers: tuple[int, ...] = ()) -> None:
        for place, one in enumerate(people):
            person = world.person(one.number)
            number = numbers[place] if numbers else -1
            case = Case(number, first, "safety-net" if kind.is_safety_net else "sick", steps={first: play.percentage})
            case.declined = bool(reports[place].declined)
            person.cases.append(case)

    def call() -> Apply:
        receipts = absence.report_all_sick(desk, reports)
        for receipt in receipts:
            _unique(office, receipt.case_no)
        numbers = tuple(receipt.case_no for receipt in receipts)
        return lambda world: apply(world, numbers)

    return frozenset(one.number for one in people), call, apply


def _several(office: Office, play: Play) -> Attempt:
    return _sick(office, play, 2)


def _case(office: Office, play: Play, *, running: bool) -> tuple[Person, Case]:
    person = _pick(office, play)
    found = [case for case in person.cases if (case.last is None) or not running]
    if not found:
        raise NotNow
    return person, found[play.which % len(found)]


def _row(office: Office, number: int) -> int:
    with office.store.reading() as session:
        query = text("SELECT id FROM absence_case WHERE case_no = :no")
        return int(session.connection().execute(query, {"no": number}).scalar_one())


def _percentage(office: Office, play: Play) -> Attempt:
    person, case = _case(office, play, running=False)
    day, desk, row = play.day(office.today), office.desks[play.clerk], _row(office, case.number)

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
        absence.change_percentage(desk, row, Step(day, play.share))

    return frozenset({person.number}), call, apply


def _end(office: Office, play: Play, reason: EndReason = EndReason.OTHER) -> Attempt:
    if reason is EndReason.OTHER and play.flag:
        reason = EndReason.MISTAKEN
    person, case = _case(office, play, running=False)
    day, desk, row = play.day(office.today), office.desks[play.clerk], _row(office, case.number)

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
        absence.end_case(desk, row, day, reason)

    return frozenset({person.number}), call, apply


def _recovery(office: Office, play: Play) -> Attempt:
    return _end(office, play, EndReason.RECOVERED)


def _correct(office: Office, play: Play) -> Attempt:
    person, case = _case(office, play, running=False)
    first = play.day(office.today)
    last = None if play.flag else first + DAY * play.length
    desk, row = office.desks[play.clerk], _row(office, case.number)
    seen = corrections_seen(office, row)

    def apply(world: World) -> None:
        found = world.person(person.number).case(case.number)
        if not 0 < play.percentage <= model.WHOLE or max(first, last or first) > office.today:
            raise Broken("the percentage can't be, or a day is still to come")
        found.reason = (found.reason or "recovered") if last else ""
        found.first, found.last, found.steps = first, last, {first: play.percentage}

    def call() -> None:
        corrections.correct_case(desk, row, CaseTimes(first, last, (Step(first, play.share),)), seen)

    return frozenset({person.number}), call, apply


def corrections_seen(office: Office, row: int) -> int:
    """Return the version of a case as a screen would have shown it."""
    with office.store.reading() as session:
        query = text("SELECT version FROM absence_case WHERE id = :id")
        return int(session.connection().execute(query, {"id": row}).scalar_one())


def _move(office: Office, play: Play) -> Attempt:
    person = _pick(office, play)
    day, unit = play.day(office.today), (FIRST, SECOND)[play.which % 2]
    desk = office.desks[play.clerk]
    new = Terms(day, unit, "Job", ContractType.PERMANENT, Decimal(36), Decimal(4000))

    def apply(world: World) -> None:
        if play.clerk == "c" and unit != FIRST:
            raise Broken("it is to another department")
        found = world.person(person.number)
        if day <= max(found.units) or (found.end and day > found.end):
            raise Broken("terms change oldest first, within the employment")
        found.units[day] = unit

    return frozenset({person.number}), lambda: void(terms.change(desk, person.row, new)), apply


def void(_told: object) -> None:
    """Return nothing: the model follows as it was expected to."""


def _leave_firm(office: Office, play: Play) -> Attempt:
    person = _pick(office, play, employed=True)
    day, desk = play.day(office.today), office.desks[play.clerk]

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
        if running and day <= office.today and not office.insured:
            running.last, running.reason = day, "left"

    call = lambda: void(leaving.report_leaving(desk, person.row, day, LeavingReason.EMPLOYEE))  # noqa: E731
    return frozenset({person.number}), call, apply


def _close_task(office: Office, play: Play) -> Attempt:
    person, case = _case(office, play, running=True)
    desk, day = office.desks[play.clerk], play.day(office.today)
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

    call = lambda: void(tasks.close_task(desk, task_id, TaskState.DONE, on=day))  # noqa: E731
    return frozenset({person.number}), call, apply


def _pregnancy(office: Office, play: Play) -> Attempt:
    person = _pick(office, play, employed=True)
    if person.leaves:
        raise NotNow
    due, desk = office.today + DAY * (60 + play.length), office.desks[play.clerk]

    def apply(world: World, number: int = -1, days: tuple[date, date] = (date.max, date.max)) -> None:
        found = world.person(person.number)
        if due < found.start:
            raise Broken("it is before the employment")
        found.leaves[number] = days

    def call() -> Apply:
        told = pregnancy.report_pregnancy(desk, person.row, Pregnancy(due, 6))
        _unique(office, told.case_no)
        return lambda world: apply(world, told.case_no, (told.start, told.end))

    return frozenset({person.number}), call, apply


def _rename(office: Office, play: Play) -> Attempt:
    person = _pick(office, play)
    desk = office.desks[play.clerk]
    data = PersonData(
        PersonName("W.", "", person.surname), BORN, {"city": person.surname.upper(), "phone": "0612345678"}
    )
    return frozenset({person.number}), lambda: void(hiring.mend_person(desk, person.row, data)), lambda _world: None


def _import(office: Office, play: Play) -> Attempt:
    """Take a closed case of one person, or of two, over from a file."""
    people = list(
        {one.number: one for one in (_pick(office, replace(play, who=play.who + n)) for n in range(2))}.values()
    )
    first = play.day(office.today) - DAY * play.length
    last = play.day(office.today)
    desk, file = office.desks[play.clerk], office.store.path.with_name("verzuim.csv")
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
        plan = running.plan_import(desk, "absences", file, {})
        running.carry_out(desk, plan)
        with office.store.reading() as session:
            query = text("SELECT person_id, case_no FROM absence_case ORDER BY id DESC LIMIT :some")
            new = {row.person_id: row.case_no for row in session.connection().execute(query, {"some": len(people)})}
        for number in new.values():
            _unique(office, number)
        return lambda world: apply(world, tuple(new[one.row] for one in people))

    return frozenset(one.number for one in people), call, apply


ACTS = {
    "import": _import,
    "hire": _hire,
    "sick": _sick,
    "sick_several": _several,
    "percentage": _percentage,
    "recovery": _recovery,
    "end": _end,
    "correct": _correct,
    "move": _move,
    "leave_firm": _leave_firm,
    "close_task": _close_task,
    "pregnancy": _pregnancy,
    "rename": _rename,
}

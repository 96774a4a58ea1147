"""The naive model: what the rules say of each person, day by day, sharing no code with the program.

It is slow and plain on purpose. A history is a list of registrations; the state of the world is what they come to
when they are carried out one after another, those that were taken back left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

DAY = timedelta(days=1)
FOUR_WEEKS = 28
WHOLE = 100
SECOND_YEAR = timedelta(days=730)
"""Days that a case counts in the figures at most (R3.7)."""
TASKS = (
    # code, days from where the case counts, whose done day moves it and by how many days from there
    ("T01", 7, "", 0),
    ("T02", 42, "", 0),
    ("T03", 56, "T02", 14),
    ("T04", 98, "T03", 42),
    ("T05", 294, "", 0),
    ("T06", 364, "", 0),
    ("T07", 406, "T06", 42),
    ("T09", 637, "", 0),
    ("T10", 651, "", 0),
)
"""The table of the domain rules, 1.2."""
LAST_EVALUATION = 636
WAITING_DAYS, DAILY_WAGE = 10, Decimal("183.91")
"""Of the policy at first; 4.000 x 12 / 261."""


class Broken(Exception):  # noqa: N818 - a rule is broken, not the driver
    """An operation breaks a rule of its own, or needs something that is not there."""


@dataclass
class Case:
    """A sick report and what became of it."""

    number: int
    first: date
    kind: str = "sick"
    last: date | None = None
    reason: str = ""
    steps: dict[date, int] = field(default_factory=dict)
    declined: bool = False
    closed: dict[tuple[str, int], tuple[str, date]] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether it ever was a case: a mistaken report was none."""
        return self.reason != "mistaken"

    def percentage(self, day: date) -> int:
        """Return what is absent on a day."""
        if (
            not self.counts
            or day >= self.first + SECOND_YEAR
            or day < self.first
            or (self.last is not None and day > self.last)
        ):
            return 0
        return self.steps[max(start for start in self.steps if start <= day)]


@dataclass
class Person:
    """Somebody with one employment."""

    number: int
    surname: str
    born: date
    start: date
    units: dict[date, int]
    row: int = 0
    end: date | None = None
    cases: list[Case] = field(default_factory=list)
    leaves: dict[int, tuple[date, date]] = field(default_factory=dict)

    def unit(self, day: date) -> int:
        """Return the department on a day; before the first, the first; after the end, the last that held."""
        day = min(day, self.end) if self.end else day
        begun = [since for since in self.units if since <= day]
        return self.units[max(begun) if begun else min(self.units)]

    def real(self) -> list[Case]:
        """Return the cases that were not reported by mistake, oldest first."""
        return sorted((case for case in self.cases if case.counts), key=lambda case: case.first)

    def running(self) -> Case | None:
        """Return the case that runs."""
        return next((case for case in self.real() if case.last is None), None)

    def case(self, number: int) -> Case:
        """Return the case of a number."""
        found = next((case for case in self.cases if case.number == number), None)
        if found is None:
            message = f"case {number} is not there"
            raise Broken(message)
        return found


@dataclass
class Talk:
    """A conversation.

    Attributes:
        about: The number of whom it is about; None where it is on nobody.
        said: Number, sender and text of each message.
    """

    subject: str
    about: int | None
    case: int | None = None
    said: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass
class Payout:
    """What the insurer paid for somebody over a day."""

    reference: str
    number: int
    amount: Decimal
    day: date


@dataclass
class World:
    """Everybody, by number, what is said of them and was paid for them, and the waiting days of the policy."""

    people: dict[int, Person] = field(default_factory=dict)
    talks: dict[int, Talk] = field(default_factory=dict)
    payouts: list[Payout] = field(default_factory=list)
    waiting_days: int = WAITING_DAYS

    def forget(self, number: int) -> None:
        """Leave nothing of somebody."""
        self.people.pop(number, None)
        self.talks = {row: talk for row, talk in self.talks.items() if talk.about != number}
        self.payouts = [one for one in self.payouts if one.number != number]

    def person(self, number: int) -> Person:
        """Return somebody who is there."""
        if number not in self.people:
            message = f"person {number} is not there"
            raise Broken(message)
        return self.people[number]


@dataclass
class Entry:
    """A registration that was acknowledged.

    Attributes:
        seq: Its number in the journal.
        about: The numbers of whom it is about.
        apply: What it does to the world.
        turned: The number of what took it back, or did it again, last.
        kind: The operation; empty for what the program or an administrator did.
    """

    seq: int
    clerk: int
    day: date
    about: frozenset[int]
    apply: Callable[[World], None]
    stands: bool = True
    turned: int = 0
    kind: str = ""

    @property
    def touched(self) -> int:
        """The number of the last registration that wrote its rows."""
        return max(self.seq, self.turned)


def replay(history: list[Entry], insured: bool, today: date) -> World:  # noqa: FBT001 - of the store
    """Return the world that the standing registrations come to."""
    world = World()
    for entry in history:
        if entry.stands:
            entry.apply(world)
    for person in world.people.values():
        end_what_left(person, today, insured=insured)
    return world


def end_what_left(person: Person, today: date, *, insured: bool) -> None:
    """End a running case on the last day of an employment that is over, unless the insurer takes it over (2.5)."""
    case = person.running()
    if case is not None and person.end is not None and person.end < today and not insured:
        case.last, case.reason = max(person.end, case.first), "left"


def broken(person: Person, today: date, *, insured: bool) -> list[str]:
    """Return the rules of 2.2 that a person's cases break."""
    found = []
    for case in person.real():
        if case.first < person.start or (person.end and case.first > person.end):
            found.append(f"{case.number} begins outside the employment")
        if case.first > today or (case.last and case.last > today):
            found.append(f"{case.number} lies in the future")
        if case.last and case.last < case.first:
            found.append(f"{case.number} ends before it begins")
        last_step = max(case.steps)
        if min(case.steps) != case.first or last_step > (case.last or today):
            found.append(f"{case.number} has a percentage outside its days")
        if case.last and person.end and case.last > person.end and not insured:
            found.append(f"{case.number} goes on after the employment")
        if not all(0 < step <= WHOLE for step in case.steps.values()):
            found.append(f"{case.number} has an impossible percentage")
    real = person.real()
    for before, after in pairwise(real):
        if before.last is None or before.last >= after.first:
            found.append(f"{before.number} and {after.number} are on the same days")
    return found


def counted_from(person: Person, case: Case) -> date:
    """Return the day that terms count from: the first of the joined cases, later by the days between (2.1)."""
    day = case.first
    return day - _sick_days_before(person, case)


def _sick_days_before(person: Person, case: Case) -> timedelta:
    """Return how many days of sickness of earlier, joined cases count."""
    return sum(((part.last - part.first) + DAY for part in chain(person, case)[:-1] if part.last), timedelta())


def chain(person: Person, case: Case) -> list[Case]:
    """Return the cases that are one with a case, itself the last."""
    found = [case]
    earlier = [one for one in person.real() if one.first < case.first]
    for before in reversed(earlier):
        after = found[0]
        if after.declined or before.last is None or days_between(person, before.last, after.first) >= FOUR_WEEKS:
            break
        found.insert(0, before)
    return found


def days_between(person: Person, last: date, first: date) -> int:
    """Count the days between on which the person was neither sick nor on leave."""
    days = (last + DAY * n for n in range(1, (first - last).days))
    return sum(not any(begin <= day <= end for begin, end in person.leaves.values()) for day in days)


def open_tasks(person: Person, case: Case) -> dict[tuple[str, int], date]:
    """Return the tasks that are still to be done in a running case, with their due days (1.2)."""
    base = counted_from(person, case)
    done = _done(person, case, base)
    due: dict[str, date] = {}
    found: dict[tuple[str, int], date] = {}
    for code, offset, other, after in TASKS:
        day = base + DAY * offset
        if other:
            day = done.get((other, 0), due[other]) + DAY * after
        if code == "T01":
            day = case.first + DAY * offset
        due[code] = day
        if code == "T05" and case.kind in {"donation", "safety-net"}:
            continue
        found.update(_times(code, day, base))
    return {place: day for place, day in found.items() if place not in done}


def _times(code: str, day: date, base: date) -> Iterator[tuple[tuple[str, int], date]]:
    if code != "T04":
        yield (code, 0), day
        return
    number = 0
    while day <= base + DAY * LAST_EVALUATION:
        yield (code, number), day
        day, number = day + DAY * 42, number + 1


def _done(person: Person, case: Case, base: date) -> dict[tuple[str, int], date]:
    """Return when tasks were carried out in a case or one that it joins, counted as this one counts."""
    done: dict[tuple[str, int], date] = {}
    for part in reversed(chain(person, case)):
        shift = base - counted_from(person, part)
        for place, (_how, day) in part.closed.items():
            if part is not case and place[0] == "T01":
                continue  # the report of today is told by itself
            done.setdefault(place, day + shift)
    return done


def past_term(person: Person, today: date, *, insured: bool) -> bool:
    """Tell whether a person must not be kept any more (7): nothing with an open case is past its term."""
    if person.end is None or person.running() is not None:
        return False
    left_sick = insured and any(case.last and case.last > person.end for case in person.real())
    left_sick = left_sick or any(case.reason == "left" and insured for case in person.cases)
    years = 5 if left_sick else 2
    ends = [person.end, *(case.last for case in person.cases if case.last and left_sick)]
    return later_by_years(max(ends), years) < today


def later_by_years(day: date, years: int) -> date:
    """Return the same day some years on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def absence_days(person: Person, first: date, last: date) -> dict[int, tuple[Decimal, int]]:
    """Return, by department, the days absent (weighed by percentage) and the days employed in a period."""
    found: dict[int, tuple[Decimal, int]] = {}
    day = first
    while day <= last:
        if person.start <= day and (person.end is None or day <= person.end):
            unit = person.unit(day)
            absent, employed = found.get(unit, (Decimal(0), 0))
            part = max((case.percentage(day) for case in person.cases), default=0)
            found[unit] = (absent + Decimal(part) / 100, employed + 1)
        day += DAY
    return found


def claim(person: Person, case: Case, first: date, last: date, waiting_days: int) -> Decimal:
    """Return what the absence policy pays for a case in a month: wage 4.000, 70 % after the waiting days (5.4)."""
    if case.kind != "sick":
        return Decimal(0)
    paid_until = counted_from(person, case) + DAY * 728
    waited = sum(
        _workday(day) for part in chain(person, case)[:-1] for day in _days(part.first, part.last or part.first)
    )
    stretches: dict[date, tuple[int, int]] = {}
    for day in _days(case.first, min(last, case.last or last, person.end or last)):
        if day >= first and day < paid_until and _workday(day) and waited >= waiting_days:
            step = max(start for start in case.steps if start <= day)
            stretches[step] = (case.steps[step], stretches.get(step, (0, 0))[1] + 1)
        waited += _workday(day)
    amounts = (DAILY_WAGE * part / 100 * 70 / 100 * days for part, days in stretches.values())
    return sum((amount.quantize(Decimal("0.01"), ROUND_HALF_UP) for amount in amounts), Decimal(0))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def _workday(day: date) -> bool:
    return day.weekday() < 5  # noqa: PLR2004 - Monday to Friday

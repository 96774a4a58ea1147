"""The people of the demo company: those of the pictures, read from the data, and a crowd drawn by chance."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from xstui.domain.absence import CaseKind, Step
from xstui.domain.names import Gender, NameOrder, PersonName
from xstui.domain.unchecked import Unchecked

JOB = 11
"""Place of the job in a row of the data."""
FIRST_DOSSIER = 563_166
CROWD_DOSSIER = 600_000
FULL_TIME = Decimal("36.86")
YEAR = 365
ADULT, OLDEST = 18 * YEAR, 67 * YEAR
TENURE = 6 * YEAR
"""Mean days since somebody in the crowd began."""


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A case of the data or of chance; what lies after today has still to be cut off."""

    first: date
    last: date | None
    steps: tuple[Step, ...]
    case_no: int | None = None
    kind: CaseKind = CaseKind.ABSENCE
    done: Mapping[tuple[str, int], date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person to be written, with one employment and its cases."""

    dossier_no: int
    name: PersonName
    birth_date: date
    unit_id: int
    job_id: int
    hours: Decimal
    start: date
    end: date | None
    contract_type: str
    wage: Decimal
    cases: tuple[CaseDraft, ...] = ()


def base_people(raw: Unchecked, units: Mapping[str, int], jobs: Mapping[str, int]) -> list[PersonDraft]:
    """Return the people of the data file with their cases."""
    cases: dict[str, list[CaseDraft]] = {}
    for line in raw["cases"]["rows"]:
        surname, draft = _case(line)
        cases.setdefault(surname, []).append(draft)
    return [_base_person(FIRST_DOSSIER + n, line, units, jobs, cases) for n, line in enumerate(raw["people"]["rows"])]


def _case(line: str) -> tuple[str, CaseDraft]:
    surname, number, kind, first, last, steps, done = line.split("|")
    draft = CaseDraft(
        first=date.fromisoformat(first),
        last=date.fromisoformat(last) if last else None,
        steps=tuple(Step(date.fromisoformat(day), Decimal(percent)) for day, percent in _pairs(steps)),
        case_no=int(number),
        kind=CaseKind(kind),
        done={(task[:3], int(task[4:])): date.fromisoformat(day) for task, day in _pairs(done)},
    )
    return surname, draft


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(left, right) for left, _, right in (part.partition(":") for part in text.split())]


def _base_person(
    dossier_no: int,
    line: str,
    units: Mapping[str, int],
    jobs: Mapping[str, int],
    cases: Mapping[str, list[CaseDraft]],
) -> PersonDraft:
    fields = line.split("|")
    (
        initials,
        first_name,
        prefix,
        surname,
        gender,
        born,
        department,
        hours,
        since,
        until,
        contract,
        job,
        wage,
    ) = fields
    return PersonDraft(
        dossier_no=dossier_no,
        name=PersonName(initials, prefix, surname, gender=Gender(gender), first_name=first_name),
        birth_date=date.fromisoformat(born),
        unit_id=units[department],
        job_id=jobs[job],
        hours=Decimal(hours),
        start=date.fromisoformat(since),
        end=date.fromisoformat(until) if until else None,
        contract_type=contract,
        wage=Decimal(wage),
        cases=tuple(cases.get(surname, ())),
    )


COMMON = 0.5
"""How often a name is one of the common ones."""


@dataclass
class Crew:
    """Draws people without a story.

    Attributes:
        names: Names, hours and contracts with their weights.
        departments: Row numbers to choose from.
    """

    rng: random.Random
    names: Unchecked
    today: date
    departments: list[int]
    jobs: list[int]
    rarer: random.Random = field(default_factory=lambda: random.Random(COMMON))  # noqa: S311 - names, no secrets

    def person(self, number: int, *, gone: bool) -> PersonDraft:
        """Draw somebody, who works here today or is gone."""
        rng = self.rng
        age = rng.randint(ADULT + 60, OLDEST - 60)
        tenure = min(int(rng.expovariate(1 / TENURE)) + 1, age - ADULT)
        start = self.today - timedelta(days=tenure)
        end = start + timedelta(days=rng.randrange(tenure)) if gone else None
        hours = Decimal(self._weighted("hours"))
        return PersonDraft(
            dossier_no=CROWD_DOSSIER + number,
            name=self._name(),
            birth_date=self.today - timedelta(days=age),
            unit_id=rng.choice(self.departments),
            job_id=rng.choice(self.jobs),
            hours=hours,
            start=start,
            end=end,
            contract_type=self._weighted("contracts"),
            wage=(rng.randint(24, 60) * 100 * hours / FULL_TIME).quantize(Decimal(1)),
        )

    def _name(self) -> PersonName:
        rng = self.rng
        gender = rng.choice((Gender.FEMALE, Gender.MALE))
        first_name = self._either(gender.value)
        second = f"{rng.choice('ACEGHJMPST')}." if rng.random() < 0.3 else ""  # noqa: PLR2004 - three in ten
        prefix, surname = self._surname()
        # One in fifteen goes by a partner's name as well.
        partner = self._surname() if rng.random() < 1 / 15 else ("", "")
        return PersonName(
            initials=f"{first_name[0]}.{second}",
            prefix=prefix,
            surname=surname,
            partner_prefix=partner[0],
            partner_surname=partner[1],
            name_order=rng.choice(tuple(NameOrder)) if partner[1] else NameOrder.OWN,
            gender=gender,
            first_name=first_name,
        )

    def _surname(self) -> tuple[str, str]:
        prefix, _, surname = self._either("surnames").partition("|")
        return prefix.strip(), surname

    def _either(self, what: str) -> str:
        """Return a common name, or as often one of the many that are put together; a prefix stays before it."""
        common = str(self.rng.choice(self.names[what]))
        if self.rarer.random() < COMMON:
            return common
        prefix, bar, _ = common.rpartition("|")
        return prefix + bar + "".join(map(self.rarer.choice, self.names[f"more_{what}"]))

    def _weighted(self, what: str) -> str:
        values, weights = zip(*self.names[what], strict=True)
        return str(self.rng.choices(values, weights)[0])

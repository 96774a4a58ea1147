"""People without a story: names, hours and absence spread as in the Netherlands, drawn by a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xstui.services.demo.rows import CaseDraft, PersonDraft
from xstui.store.tables import Job, JobGroup, OrgUnit
from xstui.store.unit import UnitOfWork

SEED = 20_260_608
FIRST_DOSSIER = 600_000
DEPARTMENT = 40
"""People in a department, about."""
YEARS = 3
"""Years of absence behind today."""
REPORTS = 1.75
"""Reports by person and year, of whom some fall in an earlier case and vanish."""
FULL, HALF = Decimal(100), Decimal(50)


def draw(unit: UnitOfWork, names: Mapping[str, Any], count: int, today: date, branch_id: int) -> list[PersonDraft]:
    """Return so many people in departments of their own."""
    rng = random.Random(SEED)  # noqa: S311 - a company that is the same each time
    group = unit.add(JobGroup(name="Uitvoering"))
    jobs = [unit.add(Job(name=name, group_id=group.key)).key for name in names["jobs"]]
    departments = [
        unit.add(
            OrgUnit(kind="department", name=f"Afdeling {number:03}", code=f"A{number:03}", parent_id=branch_id)
        ).key
        for number in range(1, max(1, count // DEPARTMENT) + 1)
    ]
    return [_person(rng, names, number, today, departments, jobs) for number in range(count)]


def _person(
    rng: random.Random,
    names: Mapping[str, Any],
    number: int,
    today: date,
    departments: list[int],
    jobs: list[int],
) -> PersonDraft:
    prefix, _, surname = rng.choice(names["surnames"]).partition("|")
    values, weights = zip(*names["hours"], strict=True)
    start = today - timedelta(days=rng.randint(30, 5_000))
    gone = rng.random() < 0.1  # noqa: PLR2004 - one in ten has left
    end = start + timedelta(days=rng.randint(20, (today - start).days)) if gone else None
    return PersonDraft(
        dossier_no=FIRST_DOSSIER + number,
        initials=rng.choice(names["initials"]),
        prefix=prefix.strip(),
        surname=surname,
        gender=rng.choice(("male", "female")),
        birth_date=today - timedelta(days=rng.randint(20 * 365, 66 * 365)),
        unit_id=rng.choice(departments),
        job_id=rng.choice(jobs),
        hours=Decimal(rng.choices(values, weights)[0]),
        start=start,
        end=end,
        wage=Decimal(rng.randint(24, 60) * 100),
        cases=tuple(_cases(rng, names, max(start, today - timedelta(days=365 * YEARS)), end or today)),
    )


def _cases(rng: random.Random, names: Mapping[str, Any], first: date, last: date) -> list[CaseDraft]:
    span = (last - first).days
    season = names["season"]
    days = sorted(first + timedelta(days=rng.randrange(span + 1)) for _ in range(_poisson(rng, REPORTS * span / 365)))
    cases: list[CaseDraft] = []
    free_from = first
    for day in days:
        if day < free_from or rng.randrange(max(season)) >= season[day.month - 1]:
            continue
        end = min(day + timedelta(days=_length(rng, names) - 1), last)
        cases.append(CaseDraft(day, end, _steps(day, end)))
        free_from = end + timedelta(days=29)
    return cases


def _steps(first: date, last: date) -> tuple[tuple[date, Decimal], ...]:
    """Return full absence; who is away over six weeks comes back for half at two thirds of it."""
    length = (last - first).days
    if length < 42:  # noqa: PLR2004 - six weeks
        return ((first, FULL),)
    return ((first, FULL), (first + timedelta(days=length * 2 // 3), HALF))


def _length(rng: random.Random, names: Mapping[str, Any]) -> int:
    ranges = names["durations"]
    shortest, longest, _ = rng.choices(ranges, [weight for _, _, weight in ranges])[0]
    return rng.randint(shortest, longest)


def _poisson(rng: random.Random, mean: float) -> int:
    """Return how many events fall in a stretch in which `mean` are expected."""
    count, passed = -1, 0.0
    while passed < mean:
        passed += rng.expovariate(1)
        count += 1
    return max(count, 0)

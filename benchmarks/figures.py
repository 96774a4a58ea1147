"""Absence figures over 60 months, by department and by month: the engine against merely fetching its rows.

Run: `python benchmarks/figures.py [employees ...]`; ten cases per employee. Held to: engine with fetch at most
1.6 x fetching the same rows through SQLModel, and linear in the cases. The store's own queries, which ask for bare
numbers, and the driver's own `fetchall` are printed beside it, as is another method of what was counted before.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from sqlmodel import Session, create_engine, select

from benchmarks.figures_rows import CASES, MONTHS, PERIODS, UNITS, fill, medians
from xstui.domain.figures import AbsenceCount, Method, SafetyNet
from xstui.store.queries import figures as queries
from xstui.store.tables import AbsenceCase, Employment, EmploymentTerms, PercentageStep

STEPS = select(
    PercentageStep.case_id,
    AbsenceCase.employment_id,
    AbsenceCase.classification,
    AbsenceCase.first_sick_day,
    AbsenceCase.last_sick_day,
    PercentageStep.valid_from,
    PercentageStep.percentage,
).where(AbsenceCase.id == PercentageStep.case_id, AbsenceCase.kind == "absence")
TERMS = select(
    EmploymentTerms.employment_id,
    Employment.person_id,
    EmploymentTerms.unit_id,
    EmploymentTerms.valid_from,
    Employment.start_date,
    Employment.end_date,
    EmploymentTerms.hours,
    EmploymentTerms.full_time_hours,
).where(Employment.id == EmploymentTerms.employment_id)


def select_rows(session: Session) -> Any:
    """Fetch the rows as a plain SQLModel program does, with days as dates."""
    return session.exec(TERMS).all(), session.exec(STEPS).all()


def fetch(session: Session) -> Any:
    """Fetch the rows with the store's own queries, with days as numbers."""
    first, last = PERIODS[0].first, PERIODS[-1].last
    return list(queries.employment_spans(session, first, last)), list(
        queries.absence_spans(session, first, last, "absence")
    )


def bare(base: sqlite3.Connection) -> Any:
    """Fetch the rows with the driver alone, with days as text."""
    return [
        base.execute(str(query.compile(compile_kwargs={"literal_binds": True}))).fetchall() for query in (TERMS, STEPS)
    ]


def count(session: Session) -> AbsenceCount:
    """Fetch and count, and work out the figures of each department and month."""
    first, last = PERIODS[0].first, PERIODS[-1].last
    counted = AbsenceCount(queries.employment_spans(session, first, last), PERIODS, as_of=last)
    counted.add(queries.absence_spans(session, first, last, "absence"))
    counted.figures()
    return counted


def measure(employees: int, times: int) -> None:
    """Print the seconds and ratios for a company of so many employees."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "figures.db")
        fill(path, employees)
        session, base = Session(create_engine(f"sqlite:///{path}")), sqlite3.connect(path)
        kept = count(session)
        engine, through, own, driver, again = medians(
            [
                lambda: count(session),
                lambda: select_rows(session),
                lambda: fetch(session),
                lambda: bare(base),
                lambda: kept.figures(method=Method.HOURS, safety_net=SafetyNet.EXCLUDED),
            ],
            times,
        )
        session.close()
        base.close()
    print(f"{employees:>7} employees, {employees * CASES:>9} cases, {MONTHS} months, {UNITS} units")
    print(f"  engine with its fetch {engine:.2f} s, {engine / employees / CASES * 1e6:.1f} us a case")
    print(f"  = {engine / through:.2f} x fetching the rows through SQLModel ({through:.2f} s)")
    print(f"  = {engine / own:.2f} x fetching them with the store's own queries ({own:.2f} s)")
    print(f"  = {engine / driver:.2f} x fetching them with the driver alone ({driver:.2f} s)")
    print(f"  another method of what was counted {again:.3f} s = {again / engine:.2f} x the first run", flush=True)


if __name__ == "__main__":
    for size in [int(text) for text in sys.argv[1:]] or [1_000, 10_000]:
        measure(size, 5 if size <= 10_000 else 3)

"""Absence figures over 60 months: the engine against merely fetching its rows, and against plain SQL.

Run: `python benchmarks/figures.py [employees ...]`; ten cases per employee, in a SQLite file in a temporary
folder, fetched by the store's own queries. Held to: engine with fetch at most 1.6 x the fetch, and linear
in the cases.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sqlmodel import Session, create_engine

from xstui.domain.figures import CaseSpan, absence_figures_by_period, month_periods
from xstui.store.queries import figures as queries

LAST_MONTH, MONTHS, UNITS, CASES = date(2026, 5, 1), 60, 100, 10
PERIODS = month_periods(LAST_MONTH, MONTHS)
FIRST, LAST = PERIODS[0].first.toordinal(), PERIODS[-1].last.toordinal()
NAIVE_UP_TO = 10_000
DURATIONS = (1, 2, 2, 3, 3, 4, 5, 5, 7, 7, 10, 14, 21, 42, 90)  # 14 days on average: 8 % absence

TABLES = """
CREATE TABLE employment (id INTEGER PRIMARY KEY, person_id INT, start_date DATE, end_date DATE);
CREATE TABLE employment_terms (id INTEGER PRIMARY KEY, employment_id INT, valid_from DATE, unit_id INT,
  hours INT, full_time_hours INT);
CREATE TABLE absence_case (id INTEGER PRIMARY KEY, kind TEXT, person_id INT, employment_id INT,
  classification TEXT, first_sick_day DATE, last_sick_day DATE);
CREATE TABLE percentage_step (id INTEGER PRIMARY KEY, case_id INT, valid_from DATE, percentage INT);
"""
INDEXES = """
CREATE INDEX terms_employment ON employment_terms (employment_id);
CREATE INDEX step_case ON percentage_step (case_id);
CREATE INDEX case_first ON absence_case (first_sick_day);
CREATE INDEX case_last ON absence_case (last_sick_day);
"""
NAIVE = """
WITH month(n, first, last) AS (VALUES {months}),
 term AS (SELECT t.employment_id, t.unit_id, t.hours * 1.0 / t.full_time_hours AS part, t.valid_from AS first,
   COALESCE(DATE(LEAD(t.valid_from) OVER (PARTITION BY t.employment_id ORDER BY t.valid_from), '-1 day'),
     '9999-12-31') AS last FROM employment_terms t),
 step AS (SELECT c.employment_id, s.percentage / 10000.0 AS share, s.valid_from AS first,
   COALESCE(DATE(LEAD(s.valid_from) OVER (PARTITION BY s.case_id ORDER BY s.valid_from), '-1 day'),
     c.last_sick_day) AS last FROM percentage_step s JOIN absence_case c ON c.id = s.case_id),
 there AS (SELECT m.n, t.unit_id,
     SUM((JULIANDAY(MIN(t.last, m.last)) - JULIANDAY(MAX(t.first, m.first)) + 1) * t.part) AS days
   FROM month m JOIN term t ON t.first <= m.last AND t.last >= m.first GROUP BY 1, 2),
 missed AS (SELECT m.n, t.unit_id, SUM((JULIANDAY(MIN(s.last, t.last, m.last))
     - JULIANDAY(MAX(s.first, t.first, m.first)) + 1) * s.share * t.part) AS days
   FROM month m JOIN step s ON s.first <= m.last AND s.last >= m.first
   JOIN term t ON t.employment_id = s.employment_id
     AND t.first <= MIN(s.last, m.last) AND t.last >= MAX(s.first, m.first) GROUP BY 1, 2)
SELECT n, unit_id, missed.days * 100 / there.days FROM there LEFT JOIN missed USING (n, unit_id)
"""


def iso(ordinal: int) -> str:
    """Return a day as the store keeps it."""
    return date.fromordinal(ordinal).isoformat()


def fill(path: Path, employees: int) -> None:
    """Make a company in which terms and percentages change now and then; the tables are a part of the store's."""
    rng = random.Random(1)
    employments, terms, cases, steps = [], [], [], []
    for number in range(1, employees + 1):
        start, change = FIRST + rng.randint(-3000, 1500), FIRST + rng.randint(0, 1800)
        unit, hours = rng.randrange(UNITS), rng.choice((2400, 3200, 3686))
        employments.append((number, number, iso(start), None))
        terms.append((number, iso(start), unit, hours, 3686))
        if start < change:
            terms.append((number, iso(change), rng.choice((unit, unit, 1)), hours, 3686))
        for _ in range(CASES):
            first = rng.randint(FIRST, LAST)
            last = first + rng.choice(DURATIONS) - 1
            sort = "safety-net" if rng.random() < 0.05 else "sick"
            cases.append((len(cases) + 1, "absence", number, number, sort, iso(first), iso(last)))
            steps.append((len(cases), iso(first), 10000))
            if first + 14 <= last:
                steps.append((len(cases), iso(first + 14), 5000))
    with sqlite3.connect(path) as base:
        base.executescript(TABLES)
        base.executemany("INSERT INTO employment VALUES (?,?,?,?)", employments)
        base.executemany("INSERT INTO employment_terms VALUES (NULL,?,?,?,?,?)", terms)
        base.executemany("INSERT INTO absence_case VALUES (?,?,?,?,?,?,?)", cases)
        base.executemany("INSERT INTO percentage_step VALUES (NULL,?,?,?)", steps)
        base.executescript(INDEXES)


Rows = tuple[list[tuple[int, ...]], list[tuple[int, ...]], list[CaseSpan]]


def fetch(session: Session) -> Rows:
    """Fetch the rows of the engine with the store's own queries."""
    first, last = PERIODS[0].first, PERIODS[-1].last
    cases = [
        (case, employment, person, begin, end, sort == "safety-net", True)
        for case, employment, person, begin, end, sort in queries.case_spans(session, first, last, ["absence"])
    ]
    steps = list(queries.step_spans(session, first, last, ["absence"]))
    return list(queries.employment_spans(session, first, last)), steps, cases


def median(work: Callable[[], object], times: int) -> float:
    """Return the median seconds of processor time of a piece of work: other programs do not count."""
    found = []
    for _ in range(times):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return statistics.median(found)


def measure(employees: int, times: int) -> None:
    """Print the seconds and ratios for a company of so many employees."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "figures.db")
        fill(path, employees)
        session = Session(create_engine(f"sqlite:///{path}"))
        rows = fetch(session)

        def engine(rows: Rows) -> object:
            return absence_figures_by_period(*rows, PERIODS, as_of=PERIODS[-1].last)

        base = sqlite3.connect(path)
        months = ",".join(f"({n},'{p.first}','{p.last}')" for n, p in enumerate(PERIODS))
        alone = median(lambda: fetch(session), times)
        both = median(lambda: engine(fetch(session)), times)
        again = median(lambda: engine(rows), times)
        session.close()
        print(f"{employees:>7} employees, {employees * CASES:>9} cases, {MONTHS} months, {UNITS} units")
        print(f"  fetch {alone:.2f} s; engine with fetch {both:.2f} s = {both / alone:.2f} x the fetch")
        print(f"  engine on kept rows {again:.2f} s = {again / both:.2f} x the first run", flush=True)
        if employees <= NAIVE_UP_TO:
            naive = median(lambda: base.execute(NAIVE.format(months=months)).fetchall(), 1)
            print(f"  plain SQL, percentage only {naive:.2f} s = {naive / both:.1f} x the engine")
        base.close()


if __name__ == "__main__":
    for size in [int(text) for text in sys.argv[1:]] or [1_000, 10_000]:
        measure(size, 5 if size <= 10_000 else 3)

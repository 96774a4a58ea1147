"""Absence figures over 60 months: the engine against merely fetching its rows, and against plain SQL.

Run: `python benchmarks/figures.py [employees ...]`; ten cases per employee, in a SQLite file in a temporary
folder. Held to: engine with fetch at most 1.6 x the fetch, and linear in the cases.
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

from xstui.domain.figures import FAR, absence_figures_by_period, month_periods

LAST_MONTH, MONTHS, UNITS, CASES = date(2026, 5, 1), 60, 100, 10
PERIODS = month_periods(LAST_MONTH, MONTHS)
FIRST, LAST = PERIODS[0].first.toordinal(), PERIODS[-1].last.toordinal()
DURATIONS = (1, 2, 2, 3, 3, 4, 5, 5, 7, 7, 10, 14, 21, 42, 90)  # 14 days on average: 8 % absence

TABLES = """
CREATE TABLE span (employment INT, person INT, unit INT, first INT, last INT, hours INT, full INT);
CREATE TABLE case_ (id INT PRIMARY KEY, employment INT, person INT, first INT, last INT, net INT, counts INT);
CREATE TABLE step (case_id INT, employment INT, first INT, last INT, percentage INT);
"""
QUERIES = ("SELECT * FROM span", "SELECT * FROM step", "SELECT * FROM case_")
NAIVE = """
WITH month(n, first, last) AS (VALUES {months}),
 there AS (SELECT m.n, s.unit,
     SUM((MIN(s.last, m.last) - MAX(s.first, m.first) + 1) * s.hours * 1.0 / s.full) AS days
   FROM month m JOIN span s ON s.first <= m.last AND s.last >= m.first GROUP BY 1, 2),
 missed AS (SELECT m.n, s.unit, SUM((MIN(a.last, s.last, m.last) - MAX(a.first, s.first, m.first) + 1)
      * a.percentage / 10000.0 * s.hours / s.full) AS days
   FROM month m JOIN step a ON a.first <= m.last AND a.last >= m.first
   JOIN span s ON s.employment = a.employment
     AND s.first <= MIN(a.last, m.last) AND s.last >= MAX(a.first, m.first)
   GROUP BY 1, 2)
SELECT n, unit, missed.days * 100 / there.days FROM there LEFT JOIN missed USING (n, unit)
"""


def fill(path: Path, employees: int) -> None:
    """Make a company in which terms and percentages change now and then."""
    rng = random.Random(1)
    spans, cases, steps = [], [], []
    for number in range(employees):
        start = FIRST + rng.randint(-3000, 1500)
        change = FIRST + rng.randint(0, 1800)
        unit, hours = rng.randrange(UNITS), rng.choice((2400, 3200, 3686))
        if start < change:
            spans.append((number, number, unit, start, change - 1, hours, 3686))
            spans.append((number, number, rng.choice((unit, unit, 1)), change, FAR, hours, 3686))
        else:
            spans.append((number, number, unit, start, FAR, hours, 3686))
        for _ in range(CASES):
            first = rng.randint(FIRST, LAST)
            last = first + rng.choice(DURATIONS) - 1
            cases.append((len(cases), number, number, first, last, int(rng.random() < 0.05), 1))
            half = first + 14
            steps.append((len(cases) - 1, number, first, min(last, half - 1), 10000))
            if half <= last:
                steps.append((len(cases) - 1, number, half, last, 5000))
    with sqlite3.connect(path) as base:
        base.executescript(TABLES)
        base.executemany("INSERT INTO span VALUES (?,?,?,?,?,?,?)", spans)
        base.executemany("INSERT INTO case_ VALUES (?,?,?,?,?,?,?)", cases)
        base.executemany("INSERT INTO step VALUES (?,?,?,?,?)", steps)
        base.execute("CREATE INDEX span_employment ON span (employment)")
        base.execute("CREATE INDEX step_first ON step (first)")


def median(work: Callable[[], object], times: int) -> float:
    """Return the median seconds of a piece of work."""
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return statistics.median(found)


def measure(employees: int, times: int) -> None:
    """Print the seconds and ratios for a company of so many employees."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "figures.db")
        fill(path, employees)
        base = sqlite3.connect(path)

        def fetch() -> list[list[tuple[int, ...]]]:
            return [base.execute(query).fetchall() for query in QUERIES]

        rows = fetch()

        def engine(spans: list[list[tuple[int, ...]]]) -> object:
            return absence_figures_by_period(*spans, PERIODS, as_of=PERIODS[-1].last)

        months = ",".join(f"({n},{p.first.toordinal()},{p.last.toordinal()})" for n, p in enumerate(PERIODS))
        alone = median(fetch, times)
        both = median(lambda: engine(fetch()), times)
        again = median(lambda: engine(rows), times)
        naive = median(lambda: base.execute(NAIVE.format(months=months)).fetchall(), 1)
        base.close()
    print(f"{employees:>7} employees, {employees * CASES:>9} cases, {MONTHS} months, {UNITS} units")
    print(f"  fetch {alone:.2f} s; engine with fetch {both:.2f} s = {both / alone:.2f} x the fetch")
    print(f"  engine on kept rows {again:.2f} s = {again / both:.2f} x the first run")
    print(f"  plain SQL, percentage only {naive:.2f} s = {naive / both:.1f} x the engine", flush=True)


if __name__ == "__main__":
    for size in [int(text) for text in sys.argv[1:]] or [1_000, 10_000]:
        measure(size, 5 if size <= 10_000 else 3)

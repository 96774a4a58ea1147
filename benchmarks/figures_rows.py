"""A company with ten cases per employee over 60 months, in a SQLite file, for the benchmarks of the figures."""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from xstui.domain.figures import month_periods

LAST_MONTH, MONTHS, UNITS, CASES = date(2026, 5, 1), 60, 100, 10
PERIODS = month_periods(LAST_MONTH, MONTHS)
FIRST, LAST = PERIODS[0].first.toordinal(), PERIODS[-1].last.toordinal()
DURATIONS = (1, 2, 2, 3, 3, 4, 5, 5, 7, 7, 10, 14, 21, 42, 90)  # 14 days on average: 8 % absence

TABLES = """
CREATE TABLE employment (id INTEGER PRIMARY KEY, person_id INT, start_date DATE, end_date DATE);
CREATE TABLE employment_terms (id INTEGER PRIMARY KEY, employment_id INT, valid_from DATE, unit_id INT,
  hours INT, full_time_hours INT);
CREATE TABLE absence_case (id INTEGER PRIMARY KEY, kind TEXT, person_id INT, employment_id INT,
  classification TEXT, first_sick_day DATE, last_sick_day DATE, end_reason TEXT);
CREATE TABLE percentage_step (id INTEGER PRIMARY KEY, case_id INT, valid_from DATE, percentage INT);
"""
INDEXES = """
CREATE INDEX terms_employment ON employment_terms (employment_id);
CREATE INDEX step_case ON percentage_step (case_id);
CREATE INDEX case_first ON absence_case (first_sick_day);
CREATE INDEX case_last ON absence_case (last_sick_day);
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
        base.executemany("INSERT INTO absence_case VALUES (?,?,?,?,?,?,?,'recovered')", cases)
        base.executemany("INSERT INTO percentage_step VALUES (NULL,?,?,?)", steps)
        base.executescript(INDEXES)


def medians(works: Sequence[Callable[[], object]], times: int) -> list[float]:
    """Return the median seconds of processor time of pieces of work, done in turn: other programs hardly count."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, seconds in zip(works, found, strict=True):
            begin = time.process_time()
            work()
            seconds.append(time.process_time() - begin)
    return [statistics.median(seconds) for seconds in found]

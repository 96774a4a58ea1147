"""The absence percentage by department and month, as the engine, numpy, DuckDB and plain SQL work it out.

Run: `python benchmarks/figures_rivals.py [employees]` in an environment that has numpy and duckdb as well
(`uv run --group rivals`, or `pip install numpy duckdb`). All start from the same rows in a SQLite file, and must
come to the same percentages. numpy and DuckDB work out only this one figure; the engine works out all of them.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import duckdb
import numpy as np
from sqlmodel import Session, create_engine

from benchmarks.figures_rows import CASES, MONTHS, PERIODS, UNITS, fill, medians
from xstui.domain.figures import AbsenceCount
from xstui.store.queries import figures as queries

Shares = dict[tuple[int, int], float]
"""The absence percentage by number of the month and unit."""
NUMPY, DUCK = "numpy", "duckdb"

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


TERM_ROWS = (
    "SELECT employment_id, unit_id, valid_from, hours * 1.0 / full_time_hours FROM employment_terms ORDER BY 1, 3"
)
STEP_ROWS = (
    "SELECT c.id, c.employment_id, s.valid_from, c.last_sick_day, s.percentage / 10000.0"
    " FROM percentage_step s JOIN absence_case c ON c.id = s.case_id ORDER BY 1, 3"
)


def by_engine(path: Path) -> Shares:
    """Work out with the engine."""
    with Session(create_engine(f"sqlite:///{path}")) as session:
        first, last = PERIODS[0].first, PERIODS[-1].last
        counted = AbsenceCount(queries.employment_spans(session, first, last), PERIODS, as_of=last)
        counted.add(queries.absence_spans(session, first, last, "absence"))
        return {
            (number, unit): float(figures.absent_time / figures.available_time * 100)
            for number, month in enumerate(counted.figures())
            for unit, figures in month.items()
            if figures.available
        }


def by_sql(path: Path) -> Shares:
    """Work out in SQLite alone."""
    months = ",".join(f"({n},'{p.first}','{p.last}')" for n, p in enumerate(PERIODS))
    with sqlite3.connect(path) as base:
        return _shares(base.execute(NAIVE.format(months=months)).fetchall())


def by_duckdb(path: Path) -> Shares:
    """Fetch from SQLite, and work out in DuckDB."""
    months = ",".join(f"({n},DATE '{p.first}',DATE '{p.last}')" for n, p in enumerate(PERIODS))
    with sqlite3.connect(path) as base, duckdb.connect() as engine:
        for table in ("employment_terms", "absence_case", "percentage_step"):
            cursor = base.execute(f"SELECT * FROM {table}")
            columns = dict(zip((c[0] for c in cursor.description), zip(*cursor.fetchall(), strict=True), strict=True))
            days = {"valid_from", "first_sick_day", "last_sick_day"}
            arrays = {
                n: np.array(v, "datetime64[D]").astype("datetime64[s]") if n in days else np.array(v)
                for n, v in columns.items()
            }
            engine.register("arrays", arrays)
            engine.execute(f"CREATE TABLE {table} AS SELECT * FROM arrays")
        query = (
            NAIVE.replace("DATE(", "(")
            .replace("JULIANDAY(", "JULIAN(")
            .replace(", '-1 day'", " - INTERVAL 1 DAY")
            .replace("'9999-12-31'", "DATE '9999-12-31'")
        )
        for name in ("MIN", "MAX"):
            query = query.replace(f"{name}(", {"MIN": "LEAST(", "MAX": "GREATEST("}[name])
        return _shares(engine.execute(query.format(months=months)).fetchall())


def by_numpy(path: Path) -> Shares:
    """Fetch from SQLite, and work out in arrays."""
    with sqlite3.connect(path) as base:
        terms = list(zip(*base.execute(TERM_ROWS).fetchall(), strict=True))
        steps = list(zip(*base.execute(STEP_ROWS).fetchall(), strict=True))
    employment, unit, part = np.array(terms[0]), np.array(terms[1]), np.array(terms[3])
    first = np.array(terms[2], "datetime64[D]").astype(int)
    last = np.where(np.append(employment[1:] == employment[:-1], False), np.append(first[1:], 0) - 1, 10**7)
    case, who, share = np.array(steps[0]), np.array(steps[1]), np.array(steps[4])
    begin, end = np.array(steps[2], "datetime64[D]").astype(int), np.array(steps[3], "datetime64[D]").astype(int)
    end = np.where(np.append(case[1:] == case[:-1], False), np.append(begin[1:], 0) - 1, end)
    low, high = np.searchsorted(employment, who), np.searchsorted(employment, who, "right")
    step = np.repeat(np.arange(len(who)), high - low)
    term = np.arange(len(step)) - np.repeat(np.cumsum(high - low) - (high - low), high - low) + low[step]
    begin, end = np.maximum(begin[step], first[term]), np.minimum(end[step], last[term])
    found: Shares = {}
    for number, period in enumerate(PERIODS):
        begins, ends = (np.datetime64(day).astype("datetime64[D]").astype(int) for day in (period.first, period.last))
        there = _overlap(first, last, begins, ends) * part
        missed = _overlap(begin, end, begins, ends) * share[step] * part[term]
        available = np.bincount(unit, there, UNITS)
        absent = np.bincount(unit[term], missed, UNITS)
        found |= {(number, int(u)): float(absent[u] / available[u] * 100) for u in np.flatnonzero(available)}
    return found


def _overlap(first: Any, last: Any, begin: int, end: int) -> Any:
    return np.maximum(np.minimum(last, end) - np.maximum(first, begin) + 1, 0)


def _shares(rows: list[tuple[int, int, float | None]]) -> Shares:
    return {(number, unit): share or 0.0 for number, unit, share in rows}


def measure(employees: int) -> None:
    """Check that all come to the same, and print the seconds."""
    ways: dict[str, Callable[[Path], Shares]] = {
        "engine, all figures": by_engine,
        NUMPY: by_numpy,
        DUCK: by_duckdb,
        "plain SQL": by_sql,
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "figures.db")
        fill(path, employees)
        found = [way(path) for way in ways.values()]
        for name, other in zip(ways, found, strict=True):
            worst = max(abs(other[place] - share) for place, share in found[0].items())
            assert other.keys() == found[0].keys(), name
            assert worst < 1e-9, name
        seconds = medians([lambda way=way: way(path) for way in ways.values()], 3)
    print(f"{employees} employees, {employees * CASES} cases, {MONTHS} months, {UNITS} units; all the same percentages")
    for name, spent in zip(ways, seconds, strict=True):
        print(f"  {name:<20} {spent:.2f} s = {spent / seconds[0]:.1f} x the engine")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

"""How quick search answers as you type, beside the bare question to the index.

python -m benchmarks.search [EMPLOYEES]
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from xstui.bootstrap import Program
from xstui.domain.search import fold
from xstui.services import search, sign_in
from xstui.services.demo.company import make_demo
from xstui.store.opening import create_store

WORDS = ("de jong", "bakker", "polis", "smit", "jansen", "vries", "berg", "çelik", "o'brien", "dijk")
BARE = """
SELECT p.surname, p.initials, p.birth_date FROM person p
WHERE p.search_key LIKE ? AND EXISTS (SELECT 1 FROM employment e WHERE e.person_id = p.id AND e.end_date IS NULL)
ORDER BY p.sort_key LIMIT 24"""
INDEXED = BARE.replace("p.search_key LIKE ?", "p.id IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)")
"""The same question in bare SQL: by the index for three letters and more, by looking at all names for fewer."""


def p95(times: list[float]) -> float:
    """Return the 95th percentile in milliseconds."""
    return 1000 * statistics.quantiles(times, n=20)[-1]


def timed(ask) -> float:
    """Return how long an answer takes, in seconds."""
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def ask(connection: sqlite3.Connection, text: str) -> None:
    """Put the bare question."""
    words = text.split()
    if all(len(word) > 2 for word in words):
        connection.execute(INDEXED, (" AND ".join(f'"{word}"' for word in words),)).fetchall()
    else:
        connection.execute(BARE, (f"%{text}%",)).fetchall()


def main() -> None:
    """Make the company, ask every prefix of every word, and print the figures."""
    employees = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        program = Program(path, date(2026, 6, 8))
        make_demo(create_store(path), program.clock, program.reference, employees=employees)
        desk = program.desk(sign_in.demo_actor(program.door, "demo"))
        typed = [word[:n] for word in WORDS for n in range(1, len(word) + 1)]
        ours = [timed(lambda q=q: search.find(desk, q, limit=search.SCREENFUL)) for _ in range(3) for q in typed]
        with closing(sqlite3.connect(path)) as bare:
            theirs = [timed(lambda q=q: ask(bare, fold(q))) for _ in range(3) for q in typed]
        print(f"{employees} employees, {len(typed)} keys, three times")
        print(f"search    p50 {1000 * statistics.median(ours):6.2f} ms   p95 {p95(ours):6.2f} ms")
        print(f"bare SQL  p50 {1000 * statistics.median(theirs):6.2f} ms   p95 {p95(theirs):6.2f} ms")
        print(f"ratio of p95: {p95(ours) / p95(theirs):.2f} (held to 3)")


if __name__ == "__main__":
    main()

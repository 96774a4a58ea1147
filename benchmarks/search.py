"""How quick search answers as you type, in an encrypted store, beside the bare question to a plain one.

python -m benchmarks.search [EMPLOYEES]

Held to 3 x the bare SQL through `sqlite3` (p95), at 100,000 employees with 1,000,000 cases. The bare side has the same
rows without encryption, asks for three columns of the best 24, and joins nobody to what she does today.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from benchmarks.timing import figures, p95, timed
from xstui.bootstrap import Program
from xstui.domain.search import fold
from xstui.services.access import sign_in
from xstui.services.demo.company import make_demo_store
from xstui.services.people import search
from xstui.store.engine import connect

WRONG = ("jnasen", "dijkstar", "vermuelen", "hoeksta", "bakkker", "leeuwwn", "sanen jong", "waterhiof", "molenveldd")
"""What is typed with an error: every key from the fourth letter on, some of which still fit as they stand."""
FORGIVEN_FROM = 4
WORDS = ("de jong", "bakker", "polis", "smit", "jansen", "vries", "berg", "çelik", "o'brien", "dijk")
CASES = 10
"""Cases for each employee; the demo company has some three, and older ones are added."""
HELD_TO = 3
BARE = """
SELECT p.surname, p.initials, p.birth_date FROM person p
WHERE p.search_key LIKE ? AND EXISTS (SELECT 1 FROM employment e WHERE e.person_id = p.id AND e.end_date IS NULL)
ORDER BY p.sort_key LIMIT 24"""
INDEXED = BARE.replace("p.search_key LIKE ?", "p.id IN (SELECT rowid FROM person_search WHERE person_search MATCH ?)")
"""The same question in bare SQL: by the index for three letters and more, by looking at all names for fewer."""
OLDER = """
INSERT INTO absence_case (version, case_no, kind, person_id, employment_id, protocol, classification, first_sick_day,
  last_sick_day, end_reason, counted_from, join_declined, wage_basis, wage_at_start, wage_verified)
SELECT version, case_no + :further, kind, person_id, employment_id, protocol, classification,
  date(first_sick_day, '-4 years'), date(last_sick_day, '-4 years'), end_reason, date(counted_from, '-4 years'),
  join_declined, wage_basis, wage_at_start, wage_verified
FROM absence_case WHERE last_sick_day IS NOT NULL ORDER BY id DESC LIMIT :rows"""


def grow(connection: sqlite3.Connection, wanted: int) -> int:
    """Add older cases until there are so many; return how many there are."""
    while True:
        cases, further = connection.execute("SELECT count(*), max(case_no) FROM absence_case").fetchone()
        if cases >= wanted:
            return int(cases)
        connection.execute(OLDER, {"further": further, "rows": wanted - cases})


def plain_copy(connection: sqlite3.Connection, path: Path) -> None:
    """Write all rows into a plain database."""
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH DATABASE plain")


def ask(connection: sqlite3.Connection, text: str) -> None:
    """Put the bare question."""
    words = text.split()
    if all(len(word) > 2 for word in words):
        connection.execute(INDEXED, (" AND ".join(f'"{word}"' for word in words),)).fetchall()
    else:
        connection.execute(BARE, (f"%{text}%",)).fetchall()


def main() -> None:
    """Make the company, ask every prefix of every word on both sides in turn, and print the figures."""
    employees = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.db"
        program = Program(Path(folder) / "demo.db", date(2026, 6, 8))
        make_demo_store(program.path, program.clock, program.reference, employees=employees, encrypted=True)
        login = program.demo_login()
        with closing(connect(program.path, program.key)) as connection:
            cases = grow(connection, CASES * employees)
            plain_copy(connection, plain)
        context = program.context(sign_in.demo_actor(program.sign_in_context, login.username))
        typed = [word[:n] for word in WORDS for n in range(1, len(word) + 1)] * 3
        slips = [word[:n] for word in WRONG for n in range(FORGIVEN_FROM, len(word) + 1)] * 3
        ours, theirs = [], []
        with closing(sqlite3.connect(plain)) as bare:
            for query in typed:
                ours.append(timed(search.find, context, query, limit=search.SCREENFUL)[0])
                theirs.append(timed(ask, bare, fold(query))[0])
            forgiving = [timed(search.find, context, query, limit=search.SCREENFUL)[0] for query in slips]
    print(f"{employees} employees, {cases} cases, {len(typed)} keys")
    print(f"search, encrypted  {figures(ours)}")
    print(f"bare SQL, plain    {figures(theirs)}")
    print(f"with an error      {figures(forgiving)}")
    print(f"the first of those {forgiving[0] * 1000:.2f} ms: it reads the words of all names")
    print(f"ratio of p95: {p95(ours) / p95(theirs):.2f} (held to {HELD_TO})")
    print(f"with an error: {p95(forgiving) / p95(theirs):.2f} (held to {HELD_TO})")


if __name__ == "__main__":
    main()

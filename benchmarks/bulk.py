"""The demo company and an import of employees, beside the same rows through SQLAlchemy's Core.

python -m benchmarks.bulk [EMPLOYEES]

Held to 4 x a Core `insert()` with a list of dicts, in processor time, at 100,000 employees. The bare side is handed the
rows and writes them to the same empty tables; it draws nobody, reads no file, checks nothing and keeps no journal.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select
from sqlmodel import SQLModel

from benchmarks.timing import timed
from xstui.bootstrap import Program
from xstui.services.access import sign_in
from xstui.services.demo.company import make_demo_store
from xstui.services.imports.running import carry_out, plan_import
from xstui.store.engine import WRITES
from xstui.store.opening import create_store
from xstui.store.store import Store
from xstui.store.tables import RECORDS

TODAY = date(2026, 6, 8)
HELD_TO = 4
NAMES = {str(record.__tablename__) for record in RECORDS}
GUARDED = [table for table in SQLModel.metadata.sorted_tables if table.name in NAMES]
HEADERS = (
    *("personeelsnummer", "voorletters", "roepnaam", "tussenvoegsel", "achternaam", "geboortedatum", "geslacht"),
    *("in dienst", "afdeling", "functie", "contract", "uren", "loon"),
)
Rows = list[tuple[Table, list[dict[str, Any]]]]


def rows_of(store: Store, after: dict[str, int]) -> Rows:
    """Return the rows of every table with a higher number than it had before, parents first."""
    with store.engine.connect() as connection:
        found = [
            (table, connection.execute(select(table).where(table.c.id > after.get(table.name, 0))).mappings().all())
            for table in GUARDED
        ]
    return [(table, [dict(row) for row in rows]) for table, rows in found if rows]


def write(store: Store, rows: Rows) -> None:
    """Write rows as any program with SQLAlchemy does that is in a hurry."""
    with store.engine.connect().execution_options(**WRITES) as connection:
        for table, dicts in rows:
            connection.execute(insert(table), dicts)
        connection.commit()


def person(rng: random.Random, number: int, departments: Sequence[str]) -> tuple[object, ...]:
    """Return a row of the file."""
    surname = rng.choice(("Jansen", "Bakker", "Smit", "Visser", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Dekker"))
    first = rng.choice(("Anna", "Bram", "Cato", "Daan", "Emma", "Finn", "Guus", "Hanna"))
    born = date(1960, 1, 1) + timedelta(rng.randrange(15_000))
    since = date(2010, 1, 1) + timedelta(rng.randrange(5_000))
    return (
        *(700_000 + number, f"{first[0]}.", first, rng.choice(("", "", "de", "van den")), f"{surname}{number % 997}"),
        *(f"{born:%d-%m-%Y}", rng.choice("mv"), f"{since:%d-%m-%Y}", rng.choice(departments)),
        *(
            rng.choice(("Lasser", "Planner")),
            "onbepaalde tijd",
            rng.choice(("36,86", "24")),
            f"{rng.randint(20, 60)}00",
        ),
    )


def write_file(path: Path, departments: Sequence[str], employees: int) -> None:
    """Write a file of employees as a payroll program does."""
    rng = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADERS)
        writer.writerows(person(rng, number, departments) for number in range(employees))


def demo(folder: Path, employees: int) -> None:
    """Make the demo company, and write its rows the bare way."""
    program = Program(folder / "demo.db", TODAY)
    ours, _ = timed(
        make_demo_store, program.path, program.clock, program.reference, employees=employees, clock=time.process_time
    )
    report("the demo company", ours, create_store(folder / "bare.db"), rows_of(program.store, {}))


def take_over(folder: Path, employees: int) -> None:
    """Take over a file in an encrypted store, and write the same rows the bare way where the others are."""
    program = Program(folder / "office.db", TODAY)
    make_demo_store(program.path, program.clock, program.reference, encrypted=True)
    login = program.demo_login()
    context = program.context(sign_in.demo_actor(program.sign_in_context, login.username))
    before = rows_of(program.store, {})
    last = {table.name: max(row["id"] for row in rows) for table, rows in before}
    units = next(rows for table, rows in before if table.name == "org_unit")
    write_file(folder / "people.csv", [row["name"] for row in units if row["kind"] == "department"], employees)

    def both() -> None:
        carry_out(context, plan_import(context, "employees", folder / "people.csv", {}))

    ours, _ = timed(both, clock=time.process_time)
    bare = create_store(folder / "bare-office.db")
    write(bare, before)
    report("an import, encrypted", ours, bare, rows_of(program.store, last))


def report(what: str, ours: float, bare: Store, rows: Rows) -> None:
    """Write the rows the bare way, and print both."""
    theirs, _ = timed(write, bare, rows, clock=time.process_time)
    count = sum(len(dicts) for _table, dicts in rows)
    print(f"{what:<22} {ours:6.1f} s   Core, the same {count:,} rows {theirs:6.1f} s   ratio {ours / theirs:.2f}")


def main() -> None:
    """Make a company, import as many people into another, and print the figures."""
    employees = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print(f"{employees:,} employees; held to {HELD_TO} x")
    with tempfile.TemporaryDirectory() as name:
        demo(Path(name), employees)
        take_over(Path(name), employees)


if __name__ == "__main__":
    main()

"""A sick report, saved durably, encrypted and journalled, beside the same rows through plain SQLModel.

python -m benchmarks.saving [EMPLOYEES]

Held to 2.5 x plain SQLModel: unencrypted, without journal, as durable (write-ahead log, synchronous=FULL). The bare
side looks nothing up and checks nothing: it is handed the rows and writes them.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session, col, select

from benchmarks.timing import figures, timed
from xstui.bootstrap import Program
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.access import sign_in
from xstui.services.context.context import Context
from xstui.services.demo.company import make_demo_store
from xstui.store.tables import AbsenceCase, Employment, PercentageStep, Task

TODAY = date(2026, 6, 8)
REPORTS = 200
HELD_TO = 2.5
Rows = tuple[AbsenceCase, list[PercentageStep | Task]]


def healthy(context: Context) -> list[int]:
    """Return employees who were never sick, so that each can be reported sick today."""
    with context.reading() as session:
        sick = set(session.exec(select(AbsenceCase.person_id)).all())
        here = select(Employment.person_id).where(col(Employment.end_date).is_(None), Employment.start_date < TODAY)
        return sorted(set(session.exec(here).all()) - sick)


def rows_of(context: Context, case_id: int) -> Rows:
    """Return new rows like those that a sick report wrote."""
    with context.reading() as session:
        case = session.get_one(AbsenceCase, case_id)
        below: list[PercentageStep | Task] = []
        for kind in (PercentageStep, Task):
            below += session.exec(select(kind).where(kind.case_id == case_id)).all()
        return fresh(case), [fresh(row) for row in below]


def fresh(row):
    """Return a row with the same values that has not been written yet."""
    return type(row)(**row.model_dump(exclude={"id"}))


def write(engine: Engine, rows: Rows) -> None:
    """Write rows as any program with SQLModel does."""
    case, below = rows
    with Session(engine) as session:
        session.add(case)
        session.flush()
        for row in below:
            row.case_id = case.key
        session.add_all(below)
        session.commit()


def plain(path: Path) -> Engine:
    """Open a store without encryption; the write-ahead log is the file's own setting."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def durable(connection, _record) -> None:
        connection.execute("PRAGMA synchronous = FULL")

    return engine


def main() -> None:
    """Report people sick, write the same rows on the bare side in turn, and print the figures."""
    employees = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        safe, bare = (Program(Path(folder) / name, TODAY) for name in ("safe.db", "bare.db"))
        for program in (safe, bare):
            make_demo_store(
                program.path, program.clock, program.reference, employees=employees, encrypted=program is safe
            )
        login = safe.demo_login()
        context, engine = safe.context(sign_in.demo_actor(safe.sign_in_context, login.username)), plain(bare.path)
        ours, theirs = [], []
        for person_id in healthy(context)[:REPORTS]:
            seconds, receipt = timed(absence.report_sick, context, SickReport(person_id, TODAY))
            ours.append(seconds)
            rows = rows_of(context, receipt.case_id)
            theirs.append(timed(write, engine, rows)[0])
    print(f"{len(ours)} sick reports of {1 + len(rows[1])} rows, {employees} employees")
    print(f"xstui, encrypted and journalled  {figures(ours)}")
    print(f"plain SQLModel                   {figures(theirs)}")
    print(f"ratio of medians: {statistics.median(ours) / statistics.median(theirs):.2f} (held to {HELD_TO})")


if __name__ == "__main__":
    main()

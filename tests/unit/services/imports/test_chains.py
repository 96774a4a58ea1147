"""Cases of a file that join those in the store."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import select

from xstui.domain.absence import CaseTimes, EndReason
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.cases import joining
from xstui.services.employment import bulk
from xstui.services.imports import chains, running
from xstui.services.people import people
from xstui.services.upkeep import audit, undo
from xstui.store.tables import AbsenceCase, PregnancyLeave, Task

POLIS, JANSEN = 1, 2
FIRST, LAST, AGAIN = date(2026, 3, 2), date(2026, 4, 30), date(2026, 5, 11)


def case_of(context, back=0, person=POLIS):
    return people.dossier_of(context, person).cases[back]


def write_leave(context, first, last, ended=None):
    """Write a pregnancy case with its leave for Polis, as the leave's own service does."""
    with context.unit("pregnancy.report") as unit:
        case = AbsenceCase(
            case_no=900_001,
            kind="pregnancy",
            person_id=POLIS,
            employment_id=1,
            first_sick_day=first,
            last_sick_day=ended,
            counted_from=first,
        )
        leave = PregnancyLeave(
            case_id=unit.add(case).key, due_date=first, weeks_before=6, starts_on=first, ends_on=last
        )
        unit.add(leave)
        joining.rejoin(unit, context, 1)


LATER = date(2026, 5, 30)


def test_r2_7_imported_cases_join_over_leave_too(context):
    absence.end_case(context, case_of(context).case_id, date(2026, 3, 31), EndReason.LEAVE)
    write_leave(context, date(2026, 4, 1), LATER - timedelta(days=1))
    with context.unit("test.import") as unit:
        fresh = bulk.NewCase(POLIS, 1, CaseTimes(LATER, None, ()), None, "")
        bulk.write_cases(unit, context.reference, [fresh], chains.stored(unit))
    assert case_of(context).counted_from == FIRST + timedelta(days=59)


HEAD = "dossiernummer;eerste ziektedag;laatste ziektedag;wijzigingsdatum;percentage\n"
JANSEN_NO = 563167


def plan(context, tmp_path, text):
    path = tmp_path / "absences.csv"
    path.write_text(text, encoding="utf-8")
    return running.plan_import(context, "absences", path, {})


def cases_of(context, person_id=2):
    with context.reading() as session:
        query = select(AbsenceCase).where(AbsenceCase.person_id == person_id)
        return sorted(session.exec(query).all(), key=lambda case: case.first_sick_day)


def test_a_case_that_stood_in_the_store_joins_an_earlier_one_from_a_file(context, tmp_path):
    absence.report_sick(context, SickReport(2, date(2026, 5, 1)))
    found = plan(context, tmp_path, f"{HEAD}{JANSEN_NO};01-04-2026;20-04-2026;;\n")
    running.carry_out(context, found)
    earlier, later = cases_of(context)
    assert (later.joined_case_id, later.counted_from) == (earlier.key, date(2026, 4, 11))
    with context.reading() as session:
        [first_task] = session.exec(select(Task).where(Task.case_id == later.key, Task.code == "T01")).all()
        [second_task] = session.exec(select(Task).where(Task.case_id == later.key, Task.code == "T02")).all()
    assert second_task.due == date(2026, 5, 23)
    assert first_task.due == date(2026, 5, 8)
    assert audit.verify_store(context.store).findings == ()
    undo.undo(context)
    [alone] = cases_of(context)
    assert (alone.joined_case_id, alone.counted_from) == (None, date(2026, 5, 1))


def test_a_chain_of_joined_cases_names_each_one_before(context, tmp_path):
    rows = ("01-12-2025;10-12-2025", "20-12-2025;31-12-2025", "20-01-2026;21-01-2026", "19-02-2026;20-02-2026")
    text = HEAD + "".join(f"{JANSEN_NO};{row};;\n" for row in reversed(rows))
    running.carry_out(context, plan(context, tmp_path, text))
    chain = cases_of(context)
    assert [case.joined_case_id for case in chain] == [None, chain[0].key, chain[1].key, None]
    # 9 and 19 recovered days push the count; 28 days part the last one (BW 7:629 paragraph 10).
    assert [case.counted_from for case in chain] == [
        date(2025, 12, 1),
        date(2025, 12, 10),
        date(2025, 12, 29),
        date(2026, 2, 19),
    ]

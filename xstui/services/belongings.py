"""Which rows of the store are about somebody: for wiping them, and for showing them to her."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Table, select
from sqlmodel import Session

from xstui.store import journal

Rows = dict[str, set[int]]
"""Row numbers by table."""


def rows_of(session: Session, people: Sequence[int], cases: Sequence[int] = ()) -> Rows:
    """Return the rows that belong to people, and to the content of cases."""
    connection = session.connection()

    def below(name: str, column: str, numbers: Iterable[int]) -> set[int]:
        table: Table = journal.table_of(name)
        wanted = table.c[column].in_(sorted(numbers))
        return {int(row[0]) for row in connection.execute(select(table.c.id).where(wanted))}

    rows: Rows = {"person": set(people)}
    rows["employment"] = below("employment", "person_id", people)
    rows["employment_terms"] = below("employment_terms", "employment_id", rows["employment"])
    rows["person_tag"] = below("person_tag", "person_id", people)
    rows["absence_case"] = below("absence_case", "person_id", people)
    all_cases = {*cases, *rows["absence_case"]}
    for name in ("percentage_step", "pregnancy_leave"):
        rows[name] = below(name, "case_id", rows["absence_case"])
    rows["task"] = below("task", "case_id", all_cases)
    rows["document"] = below("document", "case_id", all_cases) | below("document", "person_id", people)
    rows["conversation"] = below("conversation", "case_id", all_cases) | below("conversation", "person_id", people)
    rows["message"] = below("message", "conversation_id", rows["conversation"])
    rows["message_read"] = below("message_read", "message_id", rows["message"])
    rows["payout"] = below("payout", "person_id", people)
    return rows

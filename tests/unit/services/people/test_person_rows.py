"""Which rows are somebody's: what is shown to the person and wiped with the person (GDPR articles 15 and 17)."""

from __future__ import annotations

from sqlmodel import SQLModel

from xstui.services.people.person_rows import LINKS
from xstui.store import tables

WITHIN = {("absence_case", "joined_case_id"), ("absence_case", "employment_id")}
"""References between rows that are the same person's by another column."""


def test_every_reference_to_a_row_of_a_person_is_among_the_links():
    assert tables.Person.__tablename__ == "person"
    theirs = {"person"} | {table for table, _column, _parent in LINKS}
    references = {
        (table.name, column.name)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if any(key.column.table.name in theirs for key in column.foreign_keys)
    }
    assert references - WITHIN == {(table, column) for table, column, _parent in LINKS}

"""Which rows are somebody's: what is shown to the person and wiped with the person (GDPR articles 15 and 17)."""

from __future__ import annotations

from datetime import date

from sqlmodel import SQLModel, select

from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people.person_rows import LINKS, rows_ever, rows_of
from xstui.services.upkeep import undo
from xstui.store import tables
from xstui.store.tables import Task

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


def found(context, gather, *about):
    with context.reading() as session:
        return {name: ids for name, ids in gather(session, *about).items() if ids}


def test_the_rows_of_a_person_are_all_that_hangs_on_it(context):
    own = found(context, rows_of, [1])
    assert own["person"] == own["employment"] == own["employment_terms"] == own["absence_case"] == {1}
    assert own["conversation"] == own["message"] == {1}
    with context.reading() as session:
        assert own["task"] == set(session.exec(select(Task.id)).all())
    assert own.keys() == {
        *("person", "employment", "employment_terms", "absence_case", "percentage_step"),
        *("task", "conversation", "message"),
    }
    assert found(context, rows_of, [2]) == {"person": {2}, "employment": {2}, "employment_terms": {2}}
    assert found(context, rows_of, []) == {}


def test_the_content_of_a_case_is_not_the_case_itself(context):
    assert found(context, rows_of, [], [1]).keys() == {"task"}
    assert found(context, rows_of, [2], [1])["task"] == found(context, rows_of, [1])["task"]


def test_what_was_undone_was_once_of_the_person(context):
    receipt = absence.report_sick(context, SickReport(2, date(2026, 6, 1)))
    undo.undo(context)
    assert "absence_case" not in found(context, rows_of, [2])
    assert found(context, rows_ever, [2])["absence_case"] == {receipt.case_id}
    assert found(context, rows_ever, [1]) == found(context, rows_of, [1])

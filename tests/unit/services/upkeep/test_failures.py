"""Unexpected errors in the journal: their kind and place, and no value."""

import json

from sqlalchemy import select

from xstui.domain.problems import Problem, Refused, refuse_if
from xstui.services.upkeep.failures import note_failure
from xstui.store.journal import entries


def noted(context, error):
    note_failure(context, error)
    with context.reading() as session:
        entry = session.connection().execute(select(entries).order_by(entries.c.seq.desc())).first()
    return entry, json.loads(entry.summary)


def test_the_last_place_in_the_program_itself_is_noted_with_the_kind_of_error(context):
    try:
        refuse_if([Problem("x", "y", {"name": "Geplant"})])
    except Refused as error:
        entry, told = noted(context, error)
    assert (entry.use_case, entry.who, entry.kind) == ("program.failed", context.actor.username, "note")
    assert told["error"] == "Refused"
    assert told["where"].startswith("xstui/domain/problems.py:")
    assert "Geplant" not in entry.summary


def test_an_error_of_another_place_has_none(context):
    _entry, told = noted(context, ValueError("Geplant"))
    assert told == {"error": "ValueError", "where": ""}

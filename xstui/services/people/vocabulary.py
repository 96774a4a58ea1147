"""The distinct words of all names: some thousands, whatever the number of people."""

from __future__ import annotations

from sqlmodel import Session

from xstui.services.context.context import Context
from xstui.store import journal
from xstui.store.queries import employees

NOTE = "vocabulary"


def words_of_names(session: Session, context: Context) -> frozenset[str]:
    """Return the folded words of all names; those of the last time if nobody's data have changed since."""
    connection = session.connection()
    newest, _ = journal.last_entry(connection)
    kept: tuple[int, frozenset[str]] | None = context.kept.get(NOTE)
    if kept is None or (kept[0] != newest and journal.has_changed(connection, "person", after=kept[0])):
        words = (word for key in employees.all_search_keys(session) for word in key.split())
        kept = newest, frozenset(words)
    context.kept[NOTE] = newest, kept[1]
    return kept[1]

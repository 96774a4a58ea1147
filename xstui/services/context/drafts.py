"""What was typed on a form and not saved: kept in the store, so as safe as all else there."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Delete, Table, delete, insert, or_, select

from xstui.domain.problems import refuse
from xstui.domain.unchecked import Unchecked
from xstui.services.context.context import Context
from xstui.store.tables import Draft as DraftRow
from xstui.store.tables import Person

drafts: Table = DraftRow.__table__  # type: ignore[attr-defined]
_people: Table = Person.__table__  # type: ignore[attr-defined]
EARLIER = "_earlier"
"""Where a draft has what was kept before it: the name of no field."""


@dataclass(frozen=True)
class Draft:
    """What stood on a form.

    Attributes:
        content: The typing of each field by its name; a form may add values of its own.
        saved_at: When it was kept, in UTC.
        earlier: What was kept before it and was not put back, the latest first.
    """

    content: Unchecked
    saved_at: datetime
    earlier: tuple[Unchecked, ...] = ()

    @property
    def contents(self) -> tuple[Unchecked, ...]:
        """All that is kept, the latest first."""
        return (self.content, *self.earlier)


def people_in(content: Unchecked) -> frozenset[int]:
    """Return the people who were taken on a form, by what stood on it."""
    person = content.get("person")
    return frozenset([*(content.get("people") or ()), *([] if person is None else [person])])


def keep_drafts(context: Context, form: str, contents: Sequence[Unchecked]) -> None:
    """Keep what stood on a form, the latest first, in place of the actor's draft before it; nothing: forget that.

    Raises:
        Refused: `no-person` where it is about somebody who was wiped meanwhile.
    """
    if not contents:
        drop_draft(context, form)
        return
    content = {**contents[0], **({EARLIER: list(contents[1:])} if contents[1:] else {})}
    row = {
        "account_id": context.actor.account_id,
        "form": form,
        "content": json.dumps(content, ensure_ascii=False),
        "saved_at": context.clock.now(),
    }
    with context.store.scratch() as connection:
        _refuse_gone(connection, form, contents)
        connection.execute(_of(context, form))
        connection.execute(insert(drafts), row)


def _refuse_gone(connection: Connection, form: str, contents: Sequence[Unchecked]) -> None:
    """Refuse what is about somebody who is gone: taken on the form, or the one that it was opened for."""
    taken = frozenset().union(*map(people_in, contents))
    opened_for = set(map(int, form.split()[1:]))  # a person, and for some forms a case
    wanted = taken | opened_for
    there = set(connection.execute(select(_people.c.id).where(_people.c.id.in_(wanted))).scalars()) if wanted else set()
    if not taken <= there or (opened_for and not opened_for & there):
        raise refuse("no-person")


def draft_of(context: Context, form: str) -> Draft | None:
    """Return the actor's draft of a form; None where there is none."""
    query = select(drafts).where(drafts.c.account_id == context.actor.account_id, drafts.c.form == form)
    with context.reading() as session:
        row = session.connection().execute(query).first()
    if row is None:
        return None
    return _draft(row.content, row.saved_at)


def drafts_of(context: Context, form: str) -> dict[str, Draft]:
    """Return all drafts of the actor of one kind of form by the names they are kept under, the latest first."""
    of_kind = or_(drafts.c.form == form, drafts.c.form.startswith(f"{form} ", autoescape=True))
    query = select(drafts).where(drafts.c.account_id == context.actor.account_id, of_kind)
    with context.reading() as session:
        rows = session.connection().execute(query.order_by(drafts.c.saved_at.desc())).all()
    return {row.form: _draft(row.content, row.saved_at) for row in rows}


def _draft(text: str, saved_at: datetime) -> Draft:
    content = json.loads(text)
    earlier = content.pop(EARLIER, [])
    return Draft(content, saved_at, tuple(earlier))


def drop_draft(context: Context, form: str) -> None:
    """Forget the actor's draft of a form; nothing happens where there is none."""
    with context.store.scratch() as connection:
        connection.execute(_of(context, form))


def drop_about(connection: Connection, people: Collection[int], names: Collection[str]) -> None:
    """Forget the drafts of all accounts that are about people: opened for them, or with their surname typed."""
    ids, words = set(map(str, people)), [name.partition(",")[0].casefold() for name in names]
    for row in connection.execute(select(drafts)).all():
        content = json.loads(row.content)
        all_kept = [content, *content.get(EARLIER, [])]
        taken = {*map(str, frozenset().union(*map(people_in, all_kept))), *row.form.split()[1:]}
        if taken & ids or any(word in row.content.casefold() for word in words):
            wanted = (drafts.c.account_id == row.account_id, drafts.c.form == row.form)
            connection.execute(delete(drafts).where(*wanted))


def _of(context: Context, form: str) -> Delete:
    return delete(drafts).where(drafts.c.account_id == context.actor.account_id, drafts.c.form == form)

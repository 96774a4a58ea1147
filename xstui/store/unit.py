"""The unit of work: one use case, one transaction, one journal entry."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import event, insert
from sqlmodel import Session

from xstui.store import engine, journal, numbering
from xstui.store.journal import Recorder
from xstui.store.tables import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class EntryMeta:
    """Who does what.

    Attributes:
        use_case: Name of the service, for example `absence.report_sick`.
        who: The user name as it will be read years from now.
        kind: `do`, `undo`, `redo` or `note`.
        undoable: Whether the clerk can take it back with one key.
    """

    use_case: str
    who: str
    at: datetime
    account_id: int | None = None
    kind: str = "do"
    reverses: int | None = None
    undoable: bool = True


@dataclass
class UnitOfWork:
    """An open transaction. Leaving its `with` block commits; an exception rolls back.

    Attributes:
        session: Rows that are added, changed or deleted here reach the store and the journal together.
        seq: Number that this unit's entry will have.
        summary: Values that the receipt and the journal's reader name.
    """

    session: Session
    meta: EntryMeta
    seq: int
    previous: str
    recorder: Recorder
    person_id: int | None = None
    case_id: int | None = None
    summary: dict[str, object] = field(default_factory=dict)

    @classmethod
    def begin(cls, session: Session, meta: EntryMeta) -> UnitOfWork:
        """Take the write lock, and the next place in the journal."""
        seq, previous = journal.last_entry(session.connection())
        recorder = Recorder(seq + 1)
        event.listen(session, "before_flush", recorder.before_flush)
        event.listen(session, "after_flush", recorder.after_flush)
        return cls(session, meta, seq + 1, previous, recorder)

    def add(self, row: R) -> R:
        """Write a new row at once, so that its number is known."""
        self.session.add(row)
        self.session.flush()
        return row

    def insert_many(self, record: type[Record], rows: Sequence[dict[str, object]]) -> int:
        """Write many rows of one table without making objects of them; return the first one's number.

        The numbers follow each other in the order of `rows`. Every column without a default must be given.
        """
        name = str(record.__tablename__)
        table = journal.table_of(name)
        first = self.next_id(record)
        defaults = {key: info.default for key, info in record.model_fields.items() if not info.is_required()}
        full = [defaults | row | {"id": number, "version": self.seq} for number, row in enumerate(rows, start=first)]
        if full:
            self.session.execute(insert(table), full)
        recorded = self.recorder.rows[name]
        for row in full:
            recorded[row["id"]] = (None, journal.image_of(row, table))
        return first

    def next_number(self, record: type[Record], start: int) -> int:
        """Return the next number of a case or dossier, which never named another; at least `start`."""
        return numbering.next_number(self.session.connection(), str(record.__tablename__), start)

    def next_id(self, record: type[Record]) -> int:
        """Return the row number that the first of `insert_many` will get."""
        return engine.last_id(self.session.connection(), str(record.__tablename__)) + 1

    def finish(self) -> None:
        """Write what is left and the journal entry, and commit; where nothing changed there is no entry."""
        self.session.flush()
        if any(self.recorder.rows.values()) or self.meta.kind != "do":
            numbering.keep(self.session.connection(), self.recorder.rows)
            journal.append(self.session.connection(), self._entry(), self.recorder, self.previous)
        self.session.commit()

    def _entry(self) -> dict[str, object]:
        meta = self.meta
        undoable = meta.undoable and not any(
            journal.has_secrets(name) for name, rows in self.recorder.rows.items() if rows
        )
        summary = json.dumps(self.summary, default=_plain, ensure_ascii=False)
        return {
            "seq": self.seq,
            "at": meta.at,
            "account_id": meta.account_id,
            "who": meta.who,
            "use_case": meta.use_case,
            "kind": meta.kind,
            "reverses": meta.reverses,
            "undoable": undoable,
            "person_id": self.person_id,
            "case_id": self.case_id,
            "summary": summary,
            "summary_digest": journal.summary_digest(summary),
        }


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value)

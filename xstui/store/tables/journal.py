"""The journal: append-only by trigger, hash-chained."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from xstui.store.columns import Moment


class JournalEntry(SQLModel, table=True):
    """One use case carried out: who, when, what, about whom.

    Attributes:
        seq: 1, 2, 3 ... without a gap.
        kind: `do`, `undo`, `redo`, or `note` for what changes no row, such as opening a dossier.
        reverses: For undo and redo, the entry that is taken back or done again.
        undoable: Whether the clerk can take it back.
        summary: JSON object with the values a receipt names. Empty once erased by retention.
        summary_digest: SHA-256 of the summary, over which the chain runs; empty in entries of the first program.
        hash: SHA-256 over the previous entry's hash, this entry's fields and the digests of its changes.
    """

    __tablename__ = "journal_entry"

    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    account_id: int | None = Field(default=None, index=True)
    who: str
    use_case: str
    kind: str
    reverses: int | None = Field(default=None, index=True)
    undoable: bool
    person_id: int | None = Field(default=None, index=True)
    case_id: int | None = Field(default=None, index=True)
    summary: str
    summary_digest: str = ""
    hash: str


class JournalChange(SQLModel, table=True):
    """Rows of one table before and after an entry.

    Attributes:
        payload: JSON `[[id, before, after], ...]`, compressed where that pays. Empty once erased by
            retention; the chain runs over `digest`, so it still holds then.
    """

    __tablename__ = "journal_change"

    seq: int = Field(primary_key=True, foreign_key="journal_entry.seq")
    number: int = Field(primary_key=True)
    table_name: str
    first_id: int
    last_id: int
    digest: str
    payload: bytes


class LastNumber(SQLModel, table=True):
    """The highest number ever given of one kind, such as case numbers: it only rises, and no undo or wipe touches it.

    Attributes:
        name: Table and column, for example `absence_case.case_no`.
    """

    __tablename__ = "last_number"

    name: str = Field(primary_key=True)
    number: int

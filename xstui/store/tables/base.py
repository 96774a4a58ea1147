"""What every guarded row has."""

from typing import Any, ClassVar, TypeAlias

from sqlmodel import Field, SQLModel

RowValues: TypeAlias = dict[str, Any]
"""The values of a row by column, whose types the table knows."""


class Record(SQLModel):
    """A row that the journal guards.

    Attributes:
        id: Never used twice, so that redo can put a row back under its own number.
        version: Number of the journal entry that last wrote the row: an optimistic lock, and the
            first link of the row's history.
    """

    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    version: int = 0

    @property
    def key(self) -> int:
        """The row's number, once it is in the store."""
        if self.id is None:
            message = f"{type(self).__name__} has not been written yet"
            raise LookupError(message)
        return self.id

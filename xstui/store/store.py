"""The store: a file, an engine over it, and the two ways in, reading and a unit of work."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from xstui.store import engine as engines
from xstui.store.unit import Deed, UnitOfWork


@dataclass(frozen=True)
class Store:
    """An open store; made by `xstui.store.opening`.

    Attributes:
        key: The data key of an encrypted store.
    """

    path: Path
    engine: Engine
    key: bytes | None = field(default=None, repr=False)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Read from one consistent state of the store.

        Raises:
            Refused: The store is locked, damaged or can't be read.
        """
        with Session(self.engine, expire_on_commit=False) as session:
            try:
                yield session
            except DBAPIError as error:
                raise engines.as_refusal(error, self.path) from error
            finally:
                session.expunge_all()
                session.rollback()

    @contextlib.contextmanager
    def unit(self, deed: Deed) -> Iterator[UnitOfWork]:
        """Open a unit of work; it commits at the end of the block, or rolls back on an exception.

        Raises:
            Refused: By the use case itself; or the store is locked, full, read-only or damaged.
        """
        with (
            self._writing() as connection,
            Session(connection, expire_on_commit=False, autoflush=True) as session,
        ):
            unit = UnitOfWork.begin(session, deed)
            yield unit
            unit.finish()

    @contextlib.contextmanager
    def scratch(self) -> Iterator[Connection]:
        """Write what is no registration and therefore not in the journal: drafts.

        Raises:
            Refused: The store is locked, full, read-only or damaged.
        """
        with self._writing() as connection:
            yield connection
            connection.commit()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self.engine.connect().execution_options(**engines.WRITES) as connection:
                try:
                    yield connection
                except DBAPIError:
                    # A refused COMMIT leaves the transaction open: it must not go back into the pool.
                    connection.invalidate()
                    raise
        except DBAPIError as error:
            raise engines.as_refusal(error, self.path) from error

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

"""The store: a file, an engine over it, and the two ways in, reading and a unit of work."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from xstui.domain.problems import refuse
from xstui.store import engine as engines
from xstui.store import lasting, whole_file
from xstui.store.unit import EntryMeta, UnitOfWork
from xstui.store.visits import Visits

SIGNING_IN = "sign_in."
"""How the use cases begin that only let somebody in."""


@dataclass(frozen=True)
class Store:
    """An open store; made by `xstui.store.opening`.

    Attributes:
        key: The data key of an encrypted store.
    """

    path: Path
    engine: Engine
    key: bytes | None = field(default=None, repr=False)
    visits: Visits = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Count who is inside from the beginning."""
        object.__setattr__(self, "visits", Visits(self.path))
        self.visits.watch(self.engine)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Read from one consistent state of the store.

        Raises:
            Refused: The store is locked, damaged or can't be read; `store-sealed` where it is closed meanwhile.
        """
        with self.visits.visit(), self._told(), Session(self.engine, expire_on_commit=False) as session:
            try:
                yield session
            finally:
                session.expunge_all()
                session.rollback()

    @contextlib.contextmanager
    def unit(self, meta: EntryMeta) -> Iterator[UnitOfWork]:
        """Open a unit of work; it commits at the end of the block, or rolls back on an exception.

        Raises:
            Refused: By the use case itself; or the store is locked, full, read-only or damaged.
        """
        with (
            self._writing() as connection,
            Session(connection, expire_on_commit=False, autoflush=True) as session,
        ):
            unit = UnitOfWork.begin(session, meta)
            yield unit
            if not meta.use_case.startswith(SIGNING_IN):
                lasting.note()
            unit.finish()
            self.visits.note_saved()

    @contextlib.contextmanager
    def scratch(self) -> Iterator[Connection]:
        """Write what is not a registration and therefore not in the journal: drafts.

        Raises:
            Refused: The store is locked, full, read-only or damaged.
        """
        with self._writing() as connection:
            yield connection
            connection.commit()

    @contextlib.contextmanager
    def beside(self) -> Iterator[None]:
        """Use the file by a connection of one's own while the block runs: closing the store waits for it.

        Raises:
            Refused: `store-sealed` where the store is closed.
        """
        with self.visits.visit(writes=True):
            yield

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Have no connection to the file while the block runs; who wants to read or save waits."""
        with self.visits.alone():
            self.engine.dispose()
            yield

    def close(self) -> None:
        """Close the file once nobody uses it; the next use opens it again."""
        with self.alone():
            pass

    def shut(self) -> None:
        """Close the file for good: reading is interrupted, and what is being saved is saved first."""
        self.visits.close()
        self.engine.dispose()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self.visits.visit(writes=True),
            self._told(),
            self.engine.connect().execution_options(**engines.WRITES) as connection,
        ):
            try:
                yield connection
                engines.check_log(connection, self.path)
            except (DBAPIError, engines.HoldLostError):
                # A refused COMMIT leaves the transaction open: it must not go back into the pool.
                connection.invalidate()
                raise

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say which condition a database error means, and of damage only where the file itself has been found so."""
        try:
            yield
        except engines.HoldLostError as error:
            self.engine.dispose()
            raise refuse("store-hold-lost", path=self.path) from error
        except DBAPIError as error:
            refusal = engines.as_refusal(error, self.path)
            if refusal.problems[0].code == "store-damaged" and not self._is_damaged():
                refusal = refuse("store-hold-lost", path=self.path)
            raise refusal from error

    def _is_damaged(self) -> bool:
        """Read the file by a connection of its own, once those that may have lost their hold are closed."""
        self.engine.dispose()
        return bool(whole_file.integrity_problems(self.path, self.key))

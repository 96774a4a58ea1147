"""Who is using the store at this moment, in all threads: so that it can be closed, and is really closed then."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, event

from xstui.domain.problems import refuse
from xstui.store import operations
from xstui.store.operations import Operation

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

ASK_AGAIN = 0.02
"""Seconds between two requests to end a reading."""


class Visits:
    """Counts who is inside, and shuts the door.

    Closing lets a registration that is under way finish. Reading is interrupted: what is being worked out is worked out
    again once the store is open. What an operation that has saved something reads is not interrupted.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Condition()
        self._mine = threading.local()
        self._inside = 0
        self._paused = self._closed = False
        self._operations: set[Operation] = set()
        self._out: dict[int, DBAPIConnection] = {}

    @contextlib.contextmanager
    def visit(self, *, writes: bool = False) -> Iterator[None]:
        """Be inside while the block runs; who is inside already goes in again.

        Raises:
            Refused: `store-sealed` where the store is closed.
        """
        depth, before = self._depth, self._writes
        with self._turn:
            while self._paused and not depth:
                self._turn.wait()
            if self._closed and not depth and not self._goes_on:
                raise refuse("store-sealed", path=self._path)
            self._inside += not depth
        self._mine.depth, self._mine.writes = depth + 1, before or writes
        try:
            yield
        finally:
            self._mine.depth, self._mine.writes = depth, before
            with self._turn:
                self._inside -= not depth
                self._turn.notify_all()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until everybody is out, and keep them out while the block runs; they wait."""
        with self._turn:
            self._turn.wait_for(lambda: not self._paused)
            self._paused = True
            self._turn.wait_for(lambda: self._is_empty)
        try:
            yield
        finally:
            with self._turn:
                self._paused = False
                self._turn.notify_all()

    def note_saved(self) -> None:
        """Note that the operation which is being done here has saved something: it may end what it began."""
        operation = operations.current()
        with self._turn:
            if operation is not None and operation not in self._operations and operation.tell_at_end(self._note_end):
                self._operations.add(operation)

    def _note_end(self, operation: Operation) -> None:
        with self._turn:
            self._operations.discard(operation)
            self._turn.notify_all()

    @contextlib.contextmanager
    def seeing_out(self) -> Iterator[None]:
        """Let nobody else in any more, wait for the operations that have saved something, and go in last.

        The operation that asks for it is not waited for.
        """
        with self._turn:
            self._closed = True
            while not (self._is_empty and self._operations <= {operations.current()}):
                self._break_off()
        self._mine.is_last = True
        try:
            yield
        finally:
            self._mine.is_last = False

    def close(self) -> None:
        """Let nobody in any more, interrupt what is being read, and wait until everybody is out."""
        with self._turn:
            self._closed = True
            self._operations.clear()
            while not self._is_empty:
                self._break_off()

    def _break_off(self) -> None:
        """Ask who reads to end; to be asked again: what was not being carried out yet goes on else."""
        for connection in self._out.values():
            with contextlib.suppress(Exception):  # it may be closed already
                connection.interrupt()
        self._turn.wait(ASK_AGAIN)

    @property
    def is_closed(self) -> bool:
        """Whether nobody gets in any more."""
        return self._closed

    def watch(self, engine: Engine) -> None:
        """Know which connections are out, and refuse the next statement of a reading that is interrupted."""

        @event.listens_for(engine, "checkout")
        def lent(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
            if not self._writes and not self._goes_on:
                with self._turn:
                    self._out[id(record)] = connection

        @event.listens_for(engine, "checkin")
        def returned(_connection: object, record: ConnectionPoolEntry) -> None:
            with self._turn:
                self._out.pop(id(record), None)

        @event.listens_for(engine, "before_cursor_execute")
        def ask(_connection: Connection, *_given: object) -> None:
            if self._closed and not self._writes and not self._goes_on:
                raise refuse("store-sealed", path=self._path)

    @property
    def _goes_on(self) -> bool:
        """Whether one may go in although the store is being closed."""
        return operations.current() in self._operations or bool(getattr(self._mine, "is_last", False))

    @property
    def _is_empty(self) -> bool:
        return self._inside <= bool(self._depth)

    @property
    def _depth(self) -> int:
        return int(getattr(self._mine, "depth", 0))

    @property
    def _writes(self) -> bool:
        return bool(getattr(self._mine, "writes", False))

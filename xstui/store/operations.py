"""Operations: work at the screen that calls the services several times, such as a save, its draft and its receipt."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar


class Operation:
    """One piece of work, in a task and the threads that it waits for."""

    def __init__(self) -> None:
        self._at_end: list[Callable[[Operation], None]] | None = []

    def tell_at_end(self, tell: Callable[[Operation], None]) -> bool:
        """Have its end announced; return whether it goes on at all."""
        if self._at_end is not None:
            self._at_end.append(tell)
        return self._at_end is not None

    def end(self) -> None:
        """Announce the end."""
        waiting, self._at_end = self._at_end or (), None
        for tell in waiting:
            tell(self)


_current: ContextVar[Operation | None] = ContextVar("operation", default=None)


@contextlib.contextmanager
def operation() -> Iterator[None]:
    """Do one operation while the block runs: once it has saved, a store that is being locked waits for its end."""
    mine = Operation()
    token = _current.set(mine)
    try:
        yield
    finally:
        mine.end()
        _current.reset(token)


def current() -> Operation | None:
    """Return the operation that is being done here; None where there is none."""
    return _current.get()

"""How long a sign-in stays closed after wrong ones."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime, timedelta

FREE_FAILURES = 5
"""Wrong sign-ins in a row before one has to wait."""
LONGEST_WAIT = timedelta(hours=1)


def locked_until(failures: int, now: datetime) -> datetime | None:
    """Return until when an account stays closed: a minute, doubled for each further failure; None: it is open."""
    if failures < FREE_FAILURES:
        return None
    return now + min(LONGEST_WAIT, timedelta(minutes=1 << min(failures - FREE_FAILURES, 10)))


def still_closed(failures: int, until: datetime, now: datetime) -> datetime | None:
    """Return until when an account that was closed is closed now; None: it is open again.

    No wait is longer than the longest: one that seems so was counted by a clock that was ahead, or that is set back
    now. It begins again then, so that a clock set back never makes it shorter, and one that once was years ahead
    doesn't close a login for years.
    """
    if now >= until:
        return None
    return until if until - now <= LONGEST_WAIT else locked_until(failures, now)


class UnwrittenTries:
    """Wrong tries that could not be written, on a full disk say: they close a login as written ones do, until restart.

    A login is known by anything that changes with its password, so that a reset ends its wait here as well.
    """

    def __init__(self) -> None:
        self._tries: dict[Hashable, tuple[int, datetime | None]] = {}

    def count(self, login: Hashable) -> int:
        """Return how many tries in a row were wrong, those before the first unwritten one included."""
        return self._tries.get(login, (0, None))[0]

    def closed_until(self, login: Hashable, now: datetime) -> datetime | None:
        """Return until when a login is closed; None: it is open."""
        failures, until = self._tries.get(login, (0, None))
        return still_closed(failures, until, now) if until else None

    def add(self, login: Hashable, written: int, now: datetime) -> None:
        """Count a wrong try, after those that are written."""
        failures = max(written, self.count(login)) + 1
        self._tries[login] = failures, locked_until(failures, now)

    def forget(self, login: Hashable) -> None:
        """Forget the tries of a login."""
        self._tries.pop(login, None)


UNWRITTEN = UnwrittenTries()

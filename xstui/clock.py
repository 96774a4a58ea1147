"""The one door to today: a clock is passed in, and nothing else asks the machine for the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol

NOON = time(12)


class Clock(Protocol):
    """Tells the moment and the day."""

    def now(self) -> datetime:
        """Return the moment in UTC, aware, on the clerk's calendar day."""
        ...

    def today(self) -> date:
        """Return the clerk's calendar day."""
        ...

    def ticks(self) -> float:
        """Return the seconds since 1970 that a phone would agree with: for sign-in tokens."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the moment in UTC, aware."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the machine's local calendar day."""
        return self.now().astimezone().date()

    def ticks(self) -> float:
        """Return the seconds since 1970."""
        return self.now().timestamp()


@dataclass
class FixedClock:
    """A clock that stands on one day: for tests, and for a demo store with `--today`.

    With `ticking`, the time of day and the token's seconds run on as that clock's do.
    """

    day: date
    ticking: Clock | None = None

    def now(self) -> datetime:
        """Return noon UTC of the fixed day, or the running time of day on it."""
        time_of_day = self.ticking.now().time() if self.ticking else NOON
        return datetime.combine(self.day, time_of_day, UTC)

    def today(self) -> date:
        """Return the fixed day."""
        return self.day

    def ticks(self) -> float:
        """Return the seconds since 1970 by the ticking clock, or at noon of the fixed day."""
        return self.ticking.ticks() if self.ticking else self.now().timestamp()

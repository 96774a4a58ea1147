"""The one door to today: a clock is passed in, and nothing else asks the machine for the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the moment and the day."""

    def now(self) -> datetime:
        """Return the moment in UTC, aware."""
        ...

    def today(self) -> date:
        """Return the clerk's calendar day."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the moment in UTC, aware."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the machine's local calendar day."""
        return self.now().astimezone().date()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands on one day: for tests, and for a demo store with `--today`.

    Sign-in tokens need the real time, so a demo's clock keeps the time of day of `ticking`.
    """

    day: date
    ticking: Clock | None = None

    def now(self) -> datetime:
        """Return noon UTC of the fixed day, or the running time of day on it."""
        time = self.ticking.now().time() if self.ticking else datetime(2000, 1, 1, 12, tzinfo=UTC).time()
        return datetime.combine(self.day, time, UTC)

    def today(self) -> date:
        """Return the fixed day."""
        return self.day

"""How long a sign-in stays closed after wrong ones."""

from __future__ import annotations

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

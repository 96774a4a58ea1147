"""How long a sign-in stays closed after wrong ones."""

from __future__ import annotations

from datetime import datetime, timedelta

FREE_FAILURES = 5
"""Wrong sign-ins in a row before one has to wait."""
LONGEST_WAIT = timedelta(hours=1)


def locked_until(failures: int, now: datetime) -> datetime | None:
    """Return until when an account stays closed: a minute, doubled for each further failure; None: it is open.

    A clock that is set back makes the wait longer, never shorter.
    """
    if failures < FREE_FAILURES:
        return None
    return now + min(LONGEST_WAIT, timedelta(minutes=1 << min(failures - FREE_FAILURES, 10)))

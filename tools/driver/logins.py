"""The naive model of a login: what a password and a token open, and what a session still may."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

FREE_TRIES = 5
TEMPORARY = timedelta(days=7)


@dataclass
class Login:
    """A login that an administrator made.

    Attributes:
        temporary_until: Last day of a temporary password; None once it was changed.
        secret: Of the second factor; empty where none was set up.
        token_day: The day of the last token: the clock stands still within a day, so it can't be used again on it.
        failures: Wrong tries in a row.
        waits_on: The day on which wrong tries closed it: at most an hour, and the clock goes by days.
        session: The context of somebody who has signed in, the day, and the departments it began with.
    """

    account: int
    password: str
    temporary_until: date | None
    units: frozenset[int]
    ends_on: date | None = None
    secret: str = ""
    token_day: date | None = None
    failures: int = 0
    waits_on: date | None = None
    session: tuple[Any, date, frozenset[int]] | None = field(default=None, repr=False)

    @property
    def must_change(self) -> bool:
        """Whether the password was made by an administrator."""
        return self.temporary_until is not None

    def has_ended(self, today: date) -> bool:
        """Tell whether it has ended."""
        return self.ends_on is not None and today >= self.ends_on

    def is_closed(self, today: date) -> bool:
        """Tell whether nobody is let in now, whatever is typed."""
        return self.has_ended(today) or self.waits_on == today

    def has_expired(self, today: date) -> bool:
        """Tell whether a temporary password is too old."""
        return self.temporary_until is not None and today > self.temporary_until

    def fail(self, today: date) -> None:
        """Count a wrong try."""
        self.failures += 1
        if self.failures >= FREE_TRIES:
            self.waits_on = today

    def reset(self, password: str, today: date) -> None:
        """Begin again with a temporary password."""
        self.password, self.temporary_until = password, today + TEMPORARY
        self.secret, self.token_day, self.failures, self.waits_on = "", None, 0, None

    def of_password(self, typed: str, today: date) -> str:
        """Return what is said to a password; empty where it is right."""
        if self.is_closed(today):
            return "sign-in-failed"
        if typed != self.password:
            self.fail(today)
            return "sign-in-failed"
        return "temporary-password-expired" if self.has_expired(today) else ""

    def of_token(self, today: date, *, right: bool) -> str:
        """Return what is said to a token; empty where it lets in."""
        if not self.secret:
            return "" if right else "token-wrong"
        if not right or self.token_day == today:
            self.fail(today)
            return "token-used" if right else "token-wrong"
        return ""

    def enter(self, today: date) -> None:
        """Come in."""
        self.token_day, self.failures, self.waits_on = today, 0, None

    def of_session(self, today: date) -> str:
        """Return why nothing can be done any more in the session; empty where it goes on."""
        assert self.session is not None
        _context, since, units = self.session
        if since != today:
            return "session-over"
        if self.has_ended(today):
            return "login-ended"
        if self.must_change:
            return "must-change-password"
        return "" if units <= self.units else "rights-changed"

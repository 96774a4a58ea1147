"""The session of somebody who has signed in: how long it lasts, and that their rights are still what they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from xstui.clock import Clock
from xstui.domain.problems import refuse
from xstui.services.access.sign_in import actor_of, has_ended
from xstui.services.context.context import Actor
from xstui.store.journal import has_changed, last_entry
from xstui.store.tables import Account

LONGEST = timedelta(hours=12)
"""After this the password and the second factor are asked again (NIST SP 800-63B-4 section 2.2.3: at most 24 hours)."""
OF_RIGHTS = ("account", "account_unit", "org_unit")
"""The tables that what somebody may do follows from."""


@dataclass
class UserSession:
    """What every unit of work, reading too, checks of the user whom it is done for.

    Attributes:
        since: When the second factor was given, in seconds since 1970.
    """

    actor: Actor
    since: float
    _checked: tuple[int, date] | None = field(default=None, repr=False)

    def is_over(self, clock: Clock) -> bool:
        """Tell whether it has lasted its time; a clock set back before its start ends it as well."""
        return not 0 <= clock.ticks() - self.since < LONGEST.total_seconds()

    def check(self, session: Session, clock: Clock) -> None:
        """Refuse what is asked of a session that is over, or by rights that were taken away.

        Rights change by a registration of logins or units, or by a new day: between these, the journal is enough.

        Raises:
            Refused: `session-over`, `login-ended`, `must-change-password` or `rights-changed`.
        """
        if self.is_over(clock):
            raise refuse("session-over")
        connection = session.connection()
        newest, today = last_entry(connection)[0], clock.today()
        if self._checked != (newest, today):
            seen, day = self._checked or (0, None)
            if day != today or newest < seen or has_changed(connection, *OF_RIGHTS, after=seen):
                self._check_rights(session, today)
            self._checked = newest, today

    def _check_rights(self, session: Session, today: date) -> None:
        account = session.get(Account, self.actor.account_id)
        if account is None or has_ended(account, today):
            raise refuse("login-ended")
        if account.must_change:
            raise refuse("must-change-password")
        if not _holds(self.actor, actor_of(session, account)):
            raise refuse("rights-changed")


def _holds(before: Actor, now: Actor) -> bool:
    """Tell whether all that a user could do is still allowed; a department that was added takes nothing away."""
    same = (before.role, before.administrator) == (now.role, now.administrator)
    return same and (now.unit_ids is None or (before.unit_ids is not None and before.unit_ids <= now.unit_ids))

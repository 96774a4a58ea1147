"""When and how somebody signed in with a login, from the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from xstui.domain.problems import Problem
from xstui.services.context.context import Context
from xstui.services.context.settings import is_demo
from xstui.store.journal import entries

SHOWN = 200
LEEWAY = timedelta(hours=1)
"""By how much a clock may be set right without a word."""
FAILED = "sign_in.failed"


@dataclass(frozen=True)
class SignIn:
    """One sign-in.

    Attributes:
        how: `token`, `backup_code`, `enrol` or `failed`.
        count: How many were refused; an encrypted store hears of several at the next sign-in.
    """

    at: datetime
    how: str
    count: int = 1

    @property
    def failed(self) -> bool:
        """Whether it was refused."""
        return self.how == "failed"


def sign_ins(context: Context) -> list[SignIn]:
    """Return the actor's own sign-ins, the newest first: those refused as well."""
    query = (
        select(entries.c.at, entries.c.use_case, entries.c.summary)
        .where(entries.c.account_id == context.actor.account_id, entries.c.use_case.like("sign_in.%"))
        .order_by(entries.c.seq.desc())
        .limit(SHOWN)
    )
    with context.reading() as session:
        rows = session.connection().execute(query).all()
    return [SignIn(row.at, row.use_case.removeprefix("sign_in."), _count(row.summary)) for row in rows]


def clock_behind(context: Context) -> Problem | None:
    """Return what to tell of a clock that stands before the newest registration; None where it can be right.

    The sign-in that has just been noted is left out, and a demo's store, whose day can be chosen.
    """
    if is_demo(context.store):
        return None
    with context.store.reading() as session:
        query = select(entries.c.at).order_by(entries.c.seq.desc()).limit(2)
        last = max(session.connection().execute(query).scalars(), default=None)
    now = context.clock.now()
    return Problem("clock-behind", "", {"now": now, "last": last}) if last and last - now > LEEWAY else None


def _count(summary: str) -> int:
    return int(json.loads(summary or "{}").get("count", 1))


def last_before_this(context: Context) -> tuple[SignIn | None, int]:
    """Return the last good sign-in before the present one, and how many were refused since."""
    history = sign_ins(context)
    good = [place for place, one in enumerate(history) if not one.failed]
    if len(good) < 2:  # noqa: PLR2004 - this one, and the one before
        return None, sum(one.count for one in history if one.failed)
    return history[good[1]], sum(one.count for one in history[: good[1]] if one.failed)

"""What the sick report looks up about a person on a day; where that is refused, there is nothing to say of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from xstui.domain.absence import LeaveDays
from xstui.domain.problems import Refused
from xstui.screens.absence.sick_text import around_text
from xstui.screens.base.host import Host
from xstui.services.absence import absence, on_leave
from xstui.services.absence.absence import Joinable
from xstui.services.people.search import Found


async def leave_of(host: Host, person: Found, day: date) -> LeaveDays | None:
    """Return the leave that somebody is on on a day."""
    with suppress(Refused):
        return (await host.call(on_leave.leaves_on, [person.person_id], day)).get(person.person_id)
    return None


async def said_around(host: Host, person: Found, day: date) -> str:
    """Return what a sick report around a leave asks: then UWV is to know soon (ZW article 29a)."""
    with suppress(Refused):
        found = await host.call(on_leave.sick_around, person.person_id, day)
        return around_text(person.name, found, day) if found else ""
    return ""


async def earlier_of(host: Host, person: Found, day: date) -> Joinable | None:
    """Return the earlier case that a report would join (R2.5)."""
    with suppress(Refused):
        return await host.call(absence.joinable, person.person_id, day)
    return None

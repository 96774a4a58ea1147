"""Dates, terms and ages as the clerk reads them: `08-06-2026`, `1 mei 1982`, `14 Weken 1 Dag`.

The order day, month, year stays in English, since it is Dutch employers who read it. The words for
months and days are in the catalogue, so the first screen need not load CLDR; a test holds them against it.
"""

from __future__ import annotations

from datetime import date, datetime

from xstui.i18n.catalogue import NP_, _, ngettext_, pgettext_

_MONTHS = (
    NP_("month", "January"),
    NP_("month", "February"),
    NP_("month", "March"),
    NP_("month", "April"),
    NP_("month", "May"),
    NP_("month", "June"),
    NP_("month", "July"),
    NP_("month", "August"),
    NP_("month", "September"),
    NP_("month", "October"),
    NP_("month", "November"),
    NP_("month", "December"),
)
_SHORT_MONTHS = (
    NP_("short month", "Jan"),
    NP_("short month", "Feb"),
    NP_("short month", "Mar"),
    NP_("short month", "Apr"),
    NP_("short month", "May"),
    NP_("short month", "Jun"),
    NP_("short month", "Jul"),
    NP_("short month", "Aug"),
    NP_("short month", "Sep"),
    NP_("short month", "Oct"),
    NP_("short month", "Nov"),
    NP_("short month", "Dec"),
)
_SHORT_DAYS = (
    NP_("short day", "Mon"),
    NP_("short day", "Tue"),
    NP_("short day", "Wed"),
    NP_("short day", "Thu"),
    NP_("short day", "Fri"),
    NP_("short day", "Sat"),
    NP_("short day", "Sun"),
)


def format_date(day: date) -> str:
    """Return `08-06-2026`."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def format_month(day: date) -> str:
    """Return the report month, `2026-05` (the manual, 8)."""
    return f"{day.year:04}-{day.month:02}"


def format_month_name(month: str) -> str:
    """Return the short name of a report month, `2026-05`: `mei`."""
    year, number = month.split("-")
    return _short_month(date(int(year), int(number), 1))


def format_moment(moment: datetime) -> str:
    """Return an aware moment in the machine's own time zone: `08-06-2026 14:05`."""
    local = moment.astimezone()
    return f"{format_date(local)} {local.hour:02}:{local.minute:02}"


def format_weekday(day: date) -> str:
    """Return the short name of the day of the week: `ma`."""
    return pgettext_(*_SHORT_DAYS[day.weekday()])


def _short_month(day: date) -> str:
    """Return the short name of the month: `mrt`."""
    return pgettext_(*_SHORT_MONTHS[day.month - 1])


def format_date_long(day: date) -> str:
    """Return `1 mei 1982`, as a dossier's head has it (the manual, 4.4)."""
    return f"{day.day} {pgettext_(*_MONTHS[day.month - 1])} {day.year:04}"


def format_date_card(day: date) -> str:
    """Return `02 mrt 2026`, as the card of recent cases has it (the manual, 4.4)."""
    return f"{day.day:02} {_short_month(day)} {day.year:04}"


def format_date_short(day: date) -> str:
    """Return `2 mrt`, where the year is plain to see."""
    return f"{day.day} {_short_month(day)}"


def format_date_head(day: date) -> str:
    """Return `ma 8 jun 2026`, as the first row of a screen has it."""
    return f"{format_weekday(day)} {day.day} {_short_month(day)} {day.year:04}"


def format_date_task(day: date, today: date | None = None) -> str:
    """Return `18 MEI`, as the task panel has it (the manual, 6.1); with the year where that is not today's."""
    year = f" {day.year:04}" if today is not None and day.year != today.year else ""
    return f"{day.day} {_short_month(day).upper()}{year}"


def format_date_echo(day: date, today: date) -> str:
    """Return the line that tells which day was understood: `ma 08-06-2026 · gisteren`."""
    return f"{format_weekday(day)} {format_date(day)} · {format_distance((day - today).days)}"


def format_distance(days: int) -> str:
    """Return how far a day is from today, counted in days; below zero it is past."""
    named = {0: _("today"), -1: _("yesterday"), -2: _("the day before yesterday"), 1: _("tomorrow")}
    if days in named:
        return named[days]
    if days < 0:
        return ngettext_("{n} day ago", "{n} days ago", -days)
    return ngettext_("in {n} day", "in {n} days", days)


def format_duration(weeks: int, days: int) -> str:
    """Return a term as the portal writes it: `14 Weken 1 Dag`, `1 Week`, `0 Dagen` (the manual, 4.4)."""
    parts = [ngettext_("{n} Week", "{n} Weeks", weeks)] if weeks else []
    if days or not weeks:
        parts.append(ngettext_("{n} Day", "{n} Days", days))
    return " ".join(parts)


def format_so_far(weeks: int, days: int, starts_in: int) -> str:
    """Return how long something lasts, or how long it is until it begins: `over 60 dagen`."""
    return format_distance(starts_in) if starts_in else format_duration(weeks, days)


def format_age(years: int) -> str:
    """Return `44 jaar`."""
    return ngettext_("{n} year", "{n} years", years)

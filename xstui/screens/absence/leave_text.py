"""What a pregnancy leave comes to, in words (WAZO article 3:1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xstui.domain.leave import LeavePlan, Spread, weeks_24
from xstui.i18n import _, format_date, format_weekday, ngettext_
from xstui.services.absence.pregnancy import CurrentLeave


def withdrawal_text(known: CurrentLeave) -> str:
    """Return what withdrawing a leave comes to, and what the law gives where a pregnancy ends early."""
    day = format_date(weeks_24(known.pregnancy.due_date))
    return "\n".join(
        [
            _("The leave has not begun (from {start}): saving withdraws it.", start=format_date(known.starts_on)),
            _("Nothing is asked about why, and nothing of that is recorded."),
            _("Ended before 24 weeks (before {day}): no leave; sickness from it is safety net (ZW 29a).", day=day),
            _("Ended from 24 weeks on: sixteen weeks of leave from the day after; choose Child born (WAZO 3:1)."),
        ]
    )


def plan_text(plan: LeavePlan, *, born: bool = False) -> str:
    """Return the days of a leave, a line for each thing to know; after the birth, what may be spread."""
    weeks, days = divmod(plan.days, 7)
    length = weeks_text(weeks) + (" " + ngettext_("{n} day", "{n} days", days) if days else "")
    lines = [
        (_("Leave"), _("{start} to {end}, {length}", start=_day(plan.start), end=_day(plan.end), length=length)),
        (_("Last working day"), _day(plan.last_workday)),
        (_("Start possible"), _("{start} to {end}", start=_day(plan.earliest), end=_day(plan.latest))),
        (_("Employee reports"), _("by {day}", day=_day(plan.employer_latest))),
        (_("Benefit from UWV"), _("apply by {day}", day=_day(plan.uwv_latest))),
    ]
    if born:
        first, last = plan.hospital_counts
        counts = _("day {first} to {last} of the stay (WAZO 3:1)", first=first, last=last)
        lines[2:4] = [(_("Hospital counts"), counts), *_spread_lines(plan.spread)]
    if born or plan.sick_days:
        lines.insert(1, (_("Of which after birth"), _after_birth(plan)))
    if plan.extra_days:
        lines.insert(1, (_("Of which hospital"), ngettext_("{n} day", "{n} days", plan.extra_days)))
    return "\n".join(f"{name:<22}{text}" for name, text in lines)


def _after_birth(plan: LeavePlan) -> str:
    """Return how the days after the birth follow from what was taken before it; sick days count as taken."""
    return _(
        "{after} days: {whole} less {taken} before it and {sick} sick days (WAZO 3:1)",
        after=plan.after_birth_days,
        whole=plan.whole_days,
        taken=plan.taken_days,
        sick=plan.sick_days,
    )


def _spread_lines(spread: Spread) -> Iterator[tuple[str, str]]:
    days = ngettext_("{n} day", "{n} days", spread.days)
    ends = {"days": days, "start": _day(spread.first), "end": _day(spread.latest)}
    yield _("May be spread"), _("{days}, from {start} to {end} (WAZO 3:1)", **ends)
    yield _("Employee asks"), _("by {day}", day=_day(spread.ask_latest))


def _day(day: date) -> str:
    return f"{format_weekday(day)} {format_date(day)}"


def weeks_text(weeks: int) -> str:
    """Return a number of weeks in words."""
    return ngettext_("{n} week", "{n} weeks", weeks)

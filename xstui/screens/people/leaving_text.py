"""What leaving means, in words (manual section 5.4)."""

from __future__ import annotations

from datetime import date

from xstui.domain.problems import Problem
from xstui.i18n import _, format_date, format_weekday, label, ngettext_, problem_text
from xstui.services.employment.leaving import Outlook, RunningCase


def outlook_text(found: Outlook, today: date) -> str:
    """Return what leaving means, in the sentences that concern this employment."""
    lines = [_("Last working day: {day}", day=_day(found.last_working_day))]
    if found.known_end is not None:
        lines.append(_("Leaving after {day} was registered already; this takes its place.", day=_day(found.known_end)))
    if found.lapsing:
        lines.append("! " + problem_text(Problem("terms-lapse", "", {"days": found.lapsing})))
    if found.case is not None:
        lines += case_lines(found.case, today)
    if found.leave_ends:
        lines.append(_("The pregnancy case ends with the employment."))
    return "\n".join(lines)


def case_lines(case: RunningCase, today: date) -> list[str]:
    """Return what becomes of a running absence, and what is asked of the employer (M§5.4, ZW article 38)."""
    days = ngettext_("{n} day", "{n} days", case.days)
    first = _(
        "! Leaves sick: case {no} since {day}, {days} by then.",
        no=case.case_no,
        day=_day(case.first_sick_day),
        days=days,
    )
    if case.ends is not None:
        ended = _("The case ends with the employment: {reason}.", reason=label(case.ends))
        return [first, ended if case.ends_now else _("The case goes on until then, and ends by itself.")]
    if case.insured:
        return [
            first,
            _("Insured for the Sickness Benefits Act (ERD): the case goes on, nothing has to be ended."),
            _("The insurer will ask for information: that becomes a task."),
        ]
    return [
        first,
        _("The case ends with the employment: left the employer.")
        if case.ends_now
        else _("The case goes on until then, and ends by itself: left the employer."),
        report_text(case.sick.report_due, today)
        + " "
        + (
            _("A reintegration report goes with it (6 weeks or more).")
            if case.sick.dossier_required
            else _("No reintegration report is needed (under 6 weeks).")
        ),
    ]


def report_text(due: date, today: date) -> str:
    """Return by which day UWV has to hear of it, or that this day is past."""
    if due < today:
        return _("UWV had to hear of this by {day}: report it now.", day=_day(due))
    return _("Report to UWV by {day}.", day=_day(due))


def _day(day: date) -> str:
    return f"{format_weekday(day)} {format_date(day)}"

"""The cards and rows of a dossier, as text."""

from __future__ import annotations

from datetime import date

from rich.text import Text

from xstui.domain.absence import CaseKind
from xstui.domain.timeline import WEEKS
from xstui.domain.wages import WageBasis
from xstui.i18n import (
    _,
    format_age,
    format_date,
    format_date_card,
    format_date_long,
    format_date_short,
    format_distance,
    format_fte,
    format_hours,
    format_moment,
    format_money,
    format_percent,
    format_percentage,
    format_so_far,
    in_language,
    label,
    ngettext_,
)
from xstui.i18n.column_names import column_text
from xstui.i18n.registrations import registration_text
from xstui.screens.absence.task_text import case_text
from xstui.services.absence.tasks import TaskLine
from xstui.services.cases.details import ReportDetails
from xstui.services.people.people import CaseLine, Dossier, EmploymentCard
from xstui.services.people.progress import ProgressEntry
from xstui.widgets.badge import Badge, Tone
from xstui.widgets.facts import Fact, together
from xstui.widgets.rows import ILL, Row

MOST_BADGES = 3
"""Beside a name."""


def person_facts(dossier: Dossier, *, wide: bool) -> list[Fact]:
    """Return who somebody is; what is unknown says so. On a wide screen with the day of the pension."""
    none = _("No tags set or visible") if wide else _("None set")
    tags = Fact(_("Tags"), ", ".join(dossier.tags) or none, known=bool(dossier.tags))
    born = dossier.birth_date
    shown = format_date_long(born) if wide else f"{format_date_short(born)} {born.year}"
    facts = [
        Fact(_("Born"), f"{shown} · {format_age(dossier.age)}"),
        Fact(_("Dossier ID"), str(dossier.dossier_no)),
        _fact(_("Phone number"), dossier.phone),
        _fact(_("E-mail address"), dossier.email),
        _fact(_("Address"), ", ".join(dossier.address)),
        tags,
    ]
    return [*facts, pension_fact(dossier)] if wide else facts


def pension_fact(dossier: Dossier) -> Fact:
    """Return when the state pension begins, and whether that day is fixed by now."""
    day, open_still = format_date(dossier.pension.day), _("(Not fixed)")
    return Fact(_("State pension date (AOW)"), day if dossier.pension.fixed else f"{day} {open_still}")


def _fact(title: str, value: str) -> Fact:
    return Fact(title, value or _("unknown"), known=bool(value))


def employment_facts(card: EmploymentCard) -> list[Fact]:
    """Return where somebody works, since when, for how much."""
    start = format_date_long(card.start_date)
    if card.starts_in:
        since = Fact(_("Begins"), f"{start} {together(f'({format_distance(card.starts_in)})')}")
    else:
        years = ngettext_("{n} year in service", "{n} years in service", card.years)
        since = Fact(_("Since"), f"{start} {together(f'({years})')}")
    hours = _("{hours} h / {fte} FTE", hours=format_hours(card.hours), fte=format_fte(card.fte))
    facts = [
        Fact(_("Job"), card.job or _("unknown"), known=bool(card.job), counts=bool(card.job)),
        since,
        _fact(_("Department"), card.department),
        Fact(_("Working hours"), hours),
        Fact(_("Employment type"), label(card.contract_type)),
    ]
    if card.end_date is not None:
        facts.append(Fact(_("Last day"), format_date(card.end_date), counts=True))
    return facts


def badges(dossier: Dossier, overdue: int, today: date) -> list[Badge]:
    """Return what is so about somebody today: how absent, how far in the waiting time, what is late."""
    found = []
    case, ends = dossier.open_case, dossier.employment.end_date
    if case is not None and not case.starts_in:
        percent = format_percent(case.percentage)
        found.append(Badge(_("sick {percent}", percent=percent), Tone.SICK))
        found.append(Badge(_("week {n} of {all}", n=case.duration.weeks + 1, all=WEEKS)))
    if ends is not None and ends < today:
        found.append(Badge(_("left")))
    if any(line.kind is CaseKind.PREGNANCY and line.last_sick_day is None for line in dossier.cases):
        found.append(Badge(_("pregnant")))
    if overdue:
        found.append(Badge(_("{n} overdue", n=overdue), Tone.LATE))
    return found[:MOST_BADGES]


def case_row(number: int, case: CaseLine) -> Row:
    """Return a case as a row of *Recente trajecten*."""
    return (
        str(number),
        str(case.case_no),
        label(case.kind),
        format_date_card(case.first_sick_day),
        format_date_card(case.last_sick_day) if case.last_sick_day else "-",
        format_so_far(case.duration.weeks, case.duration.days, case.starts_in),
        _percentage(case),
    )


def _percentage(case: CaseLine) -> Text:
    if case.kind is CaseKind.PREGNANCY:
        return Text("")
    return Text(format_percentage(case.percentage), ILL if case.last_sick_day is None else "")


def case_note(case: CaseLine) -> str:
    """Return what the row of a case has no room for: classification, terms, wage, and why it ended."""
    parts = [label(case.classification)] if case.classification and case.kind is not CaseKind.PREGNANCY else []
    if case.left_on is not None:
        parts.append(_("left sick on {day}", day=format_date(case.left_on)))
    if case.counted_from != case.first_sick_day:
        parts.append(_("duration and terms count from {day}, by an earlier case", day=format_date(case.counted_from)))
    if case.wage_at_start is not None:
        basis = f" ({label(WageBasis(case.wage_basis))})" if case.wage_basis else ""
        parts.append(_("Wage at start {wage}", wage=f"{format_money(case.wage_at_start)}{basis}"))
    if case.end_reason is not None:
        parts.append(label(case.end_reason))
    return " · ".join([*parts, *_said(case.said)])


def _said(said: ReportDetails) -> list[str]:
    """Return what was said with the report of a case: when, how long it would take, and how to reach the employee."""
    parts = [_("reported on {day}", day=format_date(said.reported_on))] if said.reported_on else []
    parts += [_("expected until {day}", day=format_date(said.expected_until))] if said.expected_until else []
    parts += [_("phone {phone}", phone=said.phone)] if said.phone else []
    return parts + ([_("stays at {address}", address=said.address)] if said.address else [])


def progress_row(registration: ProgressEntry) -> Row:
    """Return a registration as a row of the progress overview."""
    parts = [in_language(*labels) for labels in registration.tasks] or [
        column_text("person", name) for name in registration.columns
    ]
    done = registration_text(registration.use_case, registration.summary)
    text = ": ".join(filter(None, [done, ", ".join(part for part in parts if part not in done)]))
    if registration.taken_back:
        text = _("(taken back) {registration}", registration=text)
    return (format_moment(registration.at), registration.who, text)


def grouped_tasks(found: list[TaskLine]) -> list[TaskLine | str]:
    """Return the tasks by case, those that run and the newest first, each below a line that names it."""
    by_case: dict[int, list[TaskLine]] = {}
    for task in sorted(found, key=lambda task: (task.case_ended is not None, -task.case_no)):
        by_case.setdefault(task.case_id, []).append(task)
    if len(by_case) < 2:  # noqa: PLR2004 - several
        return _apart(found)
    return [line for tasks in by_case.values() for line in (case_text(tasks[0]), *_apart(tasks))]


def _apart(found: list[TaskLine]) -> list[TaskLine | str]:
    """Return the employer's own tasks, then those of others with a line between them."""
    own, others = [task for task in found if task.own], [task for task in found if not task.own]
    return [*own, _("Tasks of others"), *others] if others else [*own]

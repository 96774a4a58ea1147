"""The panels of the home screen, as lines (manual section 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rich.cells import cell_len
from textual.content import Content

from xstui.domain.roles import Role
from xstui.i18n import N_, _, format_date_head, format_date_task, format_percentage, ngettext_
from xstui.i18n.announcements import announcement_text
from xstui.i18n.dates import format_month_name
from xstui.i18n.labels import side_bar_label
from xstui.screens.absence.task_text import task_short
from xstui.screens.base.command import Command
from xstui.screens.base.commands import (
    ADD_EMPLOYEE,
    CASES,
    CLOSE_TASK,
    EMPLOYEES,
    FIGURES,
    LEAVING,
    MESSAGES,
    ORGANISATION,
    PAYOUTS,
    PREGNANCY,
    RECOVERY,
    REGISTER,
    REPORT_SICK,
    SEARCH,
    SETTINGS,
    STAFF_LIST,
)
from xstui.services.context.organisation import Unit
from xstui.services.home import Home, MonthOfAbsence, RunningCase
from xstui.widgets.badge import Badge, Tone
from xstui.widgets.cells import fit, harmless
from xstui.widgets.section import Hint, Titled
from xstui.widgets.spark import spark, weeks_line

Keys = Mapping[str, str]
"""The key of each command by its name, as the user has it."""
Lines = list[Titled | Content]

MENU = (
    (N_("Absence and (partial) recovery"), (REPORT_SICK, RECOVERY, PREGNANCY)),
    (N_("Organisation"), (ADD_EMPLOYEE, LEAVING, REGISTER, EMPLOYEES, ORGANISATION)),
    (N_("Reports"), (FIGURES, STAFF_LIST, PAYOUTS)),
)
"""The manual's panels C, D and E."""
BEGUN = (*(item for _title, items in MENU for item in items), SETTINGS)
INFORMATION_SITE = "www.mijnverzuimmelding.nl"
"""Where the manual sends who wants to know more (sections 2 K and 7.3)."""
WAITING_WEEKS = 104
"""Weeks of the waiting time (WIA article 23)."""
NAMED = 4
"""Dossiers visited last that the home screen names."""
NAME_PART = 20
"""Cells of a name where two stand on a line."""


def plain(text: str) -> Content:
    """Return words as they are."""
    return Content(harmless(text))


def faint(text: str) -> Content:
    """Return words that say less than what stands beside them."""
    return Content.styled(harmless(text), "$text-muted")


def _hint(keys: Keys, command: Command, words: str) -> tuple[str, str]:
    return keys.get(command.name, ""), words


def _item(keys: Keys, command: Command, words: str) -> Content:
    offered = (keys.get(item.name, "") for item in BEGUN)
    key = fit(keys.get(command.name, ""), max(map(cell_len, offered)) + 1)
    return Content.assemble(" ", Content.styled(key, "bold $primary"), plain(words))


def badges(home: Home, role: Role) -> list[Badge]:
    """Return how much is late and to be done now, and how many are absent."""
    found = []
    if CLOSE_TASK.is_for(role):
        found.append(Badge(_("Overdue {n}", n=home.overdue), Tone.LATE if home.overdue else Tone.SOFT))
        found.append(Badge(_("Do now {n}", n=home.due_now), Tone.NOW if home.due_now else Tone.SOFT))
    if home.running:
        found.append(Badge(_("Sick {n}", n=home.absent), Tone.SICK if home.absent else Tone.SOFT))
    return found


def menu(role: Role, keys: Keys, *, wide: bool) -> Lines:
    """Return the ways to begin; on a wide screen with a blank line between the groups."""
    lines: Lines = []
    for title, items in MENU:
        offered = [item for item in items if item.is_for(role)]
        if not offered:
            continue
        if lines and wide:
            lines.append(Content())
        lines.append(Titled(_(title)))
        lines += [_item(keys, item, item.words) for item in offered]
    return lines


def running(home: Home, keys: Keys) -> Lines:
    """Return the running cases by kind, and the ways to the settings and the site."""
    lines: Lines = []
    if home.running:
        lines.append(Titled(_("Absence cases"), (_hint(keys, CASES, _("to the cases")),)))
    for kind, count in home.running.items():
        number = Content.styled(f"{count:>4}", "bold $secondary" if count else "$text-muted")
        lines.append(Content.assemble("   ", plain(f"{side_bar_label(kind):<20}"), number))
    return [*lines, _item(keys, SETTINGS, _("Settings")), faint("   " + INFORMATION_SITE)]


def month_line(months: Sequence[MonthOfAbsence]) -> Content:
    """Return `Verzuim mei 7,98 % ▂▂▂▂▃▄▃▃▃▅▇█  12 mnd`; nothing where there are no figures."""
    if not months or months[-1].percentage is None:
        return Content()
    trend = Content.styled(spark([month.percentage for month in months]), "$accent")
    value = Content.styled(format_percentage(months[-1].percentage), "bold")
    span = faint("  " + _("{n} months", n=len(months)))
    return Content.assemble(faint(f"{month_title(months)} "), value, "  ", trend, span)


def month_title(months: Sequence[MonthOfAbsence]) -> str:
    """Return of which month the percentage is, where there is one."""
    return _("Absence {month}", month=format_month_name(months[-1].month)) if months else _("Absence")


def month_card(months: Sequence[MonthOfAbsence]) -> Lines:
    """Return the percentage of the last month, how much it went up or down, and the months before it."""
    if not months or months[-1].percentage is None:
        return [faint(_("No figures yet."))]
    values = [month.percentage for month in months]
    shown = Content.styled(format_percentage(values[-1] or Decimal(0)), "bold")
    if len(values) > 1 and values[-1] is not None and values[-2] is not None:
        by = format_percentage(abs(values[-1] - values[-2])).removesuffix(" %")
        sign = "+" if values[-1] >= values[-2] else "-"
        since = _("since {month}", month=format_month_name(months[-2].month))
        shown = Content.assemble(shown, faint(f"  {sign}{by} {since}"))
    ends = f"  {format_month_name(months[0].month)} - {format_month_name(months[-1].month)}"
    return [shown, Content.assemble(Content.styled(spark(values), "$accent"), faint(ends))]


def late_card(home: Home) -> Lines:
    """Return how many tasks are late, and by how much the oldest is."""
    late = [one.task for one in home.urgent if one.task.days_late]
    lines: Lines = [Content.styled(str(home.overdue), "bold $error" if home.overdue else "bold")]
    if late:
        lines.append(faint(ngettext_("oldest {n} day", "oldest {n} days", late[0].days_late)))
        people = len({task.person_id for task in late})
        lines.append(faint(ngettext_("of {n} employee", "of {n} employees", people)))
    return lines


def now_card(home: Home) -> Lines:
    """Return how many tasks are to be done now, and the first of them."""
    lines: Lines = [Content.styled(str(home.due_now), "bold $primary" if home.due_now else "bold")]
    due = next((one.task for one in home.urgent if not one.task.days_late), None)
    return [*lines, faint(due.name), faint(task_short(due))] if due else lines


def ill_card(home: Home) -> Lines:
    """Return how many are absent, and who was reported last."""
    lines: Lines = [Content.styled(str(home.absent), "bold $secondary" if home.absent else "bold")]
    if home.ill:
        lines.append(faint(_("last: {name}", name=home.ill[0].name)))
        lines.append(faint(_("since {day}", day=format_date_head(home.ill[0].line.first_sick_day))))
    return lines


def ill_lines(ill: Sequence[RunningCase]) -> Lines:
    """Return who is absent, for how much, and how far into the waiting time."""
    if not ill:
        return [faint(_("Nobody is absent."))]
    name, percent, number = _("Name"), _("sick"), _("week")
    lines: Lines = [faint(f"{name:<16}{percent:>6}{number:>6}")]
    for case in ill:
        week = case.line.duration.weeks + 1
        behind, ahead = weeks_line(week, WAITING_WEEKS, 7)
        lines.append(
            Content.assemble(
                plain(fit(case.name, 16)),
                Content.styled(f"{round(case.line.percentage):>4} %", "bold $secondary"),
                f"{week:>6} ",
                Content.styled(behind, "$accent"),
                Content.styled(ahead, "$border-blurred"),
            )
        )
    return lines


def waiting(home: Home, keys: Keys, *, wide: bool) -> Lines:
    """Return the messages, the dossiers visited last and the announcements."""
    lines: Lines = []
    if MESSAGES.name in keys:
        lines += [] if wide else [Titled(_("Messages"), messages_hints(home, keys))]
        for line in home.unread[: 3 if wide else 1]:
            day = faint("  " + format_date_task(line.sent_at.astimezone().date()).lower())
            lines.append(
                Content.assemble(Content.styled("● ", "$warning"), plain(f"{line.sender}: {line.subject}"), day)
            )
    lines.append(Titled(_("Recently visited"), (_hint(keys, SEARCH, _("more")),)))
    lines += _recent(home) or [faint(" " + _("Nothing yet."))]
    if home.announcements:
        lines.append(Titled(_("Announcements")))
        for notice in home.announcements[: 3 if wide else 2]:
            lines.append(plain(" " + announcement_text(notice.title)))
        if wide and home.announcements[0].body:
            lines.append(faint("  " + announcement_text(home.announcements[0].body)))
    return lines


def messages_hints(home: Home, keys: Keys) -> tuple[Hint, ...]:
    """Return how many messages are unread, and the way to all of them."""
    unread = ngettext_("{n} unread", "{n} unread", len(home.unread))
    return (unread, _hint(keys, MESSAGES, _("All messages"))) if MESSAGES.name in keys else ()


def _recent(home: Home) -> Lines:
    """Return the dossiers visited last, two on a line, each with the figure that opens it."""
    named = [
        Content.assemble(" ", Content.styled(str(number), "bold $primary"), plain(f" {fit(found.name, NAME_PART)}"))
        for number, found in enumerate(home.recent[:NAMED], 1)
    ]
    return [Content.assemble(*named[at : at + 2]) for at in range(0, len(named), 2)]


def units(home: Home, keys: Keys) -> Lines:
    """Return the units of the organisation."""
    lines: Lines = [Titled(_("Organisation structure"), ((keys.get(ORGANISATION.name, ""), ""),))]
    return lines + [plain(" " + "  " * unit.level + _unit(unit)) for unit in home.units]


def more(count: int) -> Content:
    """Return what stands in place of so many lines."""
    return faint(" " + _("{n} more", n=count))


def _unit(unit: Unit) -> str:
    """Return a unit's name, and its code where that tells more."""
    return unit.name if unit.code in {"", unit.name} else f"{unit.name} {unit.code}"

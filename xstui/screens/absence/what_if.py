"""What if somebody recovers, or falls ill again: each term of a running case, old day and new; nothing is saved."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.date_entry import Direction
from xstui.domain.problems import Refused
from xstui.domain.what_if import Effect, Outcome, Scenario, Shift
from xstui.i18n import N_, _, format_date, in_language, label, ngettext_
from xstui.screens.absence.task_text import day_off_text, due_text
from xstui.screens.base.command import Command
from xstui.screens.base.commands import BACK
from xstui.screens.base.place import Place
from xstui.services.absence import what_if as service
from xstui.services.absence.what_if import WhatIfView
from xstui.services.context import calendar
from xstui.services.context.calendar import DayOff
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, Row, RowColumn, RowList

FIELDS = ("recovered", "sick_again")


class WhatIfScreen(Place):
    """Two days to try, and below them what becomes of every term; Enter goes on to the list."""

    PURPOSE = N_("Try out what recovery, or falling ill again, would do to the terms. Nothing here is saved.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BACK.but(priority=True),)
    AUTO_FOCUS = "#recovered SafeInput"

    def __init__(self, case_id: int) -> None:
        super().__init__()
        self._case_id = case_id
        self._shifts: tuple[Shift, ...] = ()
        self._days_off: dict[date, DayOff] = {}

    def heading(self) -> str:
        """Return the title."""
        return _("What if")

    def compose_body(self) -> ComposeResult:
        """Lay out the case, the two days, what follows and the list."""
        yield Paragraph(id="case", markup=False)
        texts = {"recovered": _("Recovered from"), "sick_again": _("Sick again from")}
        for name in FIELDS:
            yield DateField(id=name, label=texts[name], today=self.context.today, direction=Direction.NEAREST)
        yield Paragraph(id="verdict", markup=False)
        columns = [
            RowColumn(_("Task"), 28),
            RowColumn(_("Now"), 12),
            RowColumn(_("Then"), 12),
            RowColumn("", 8),
            RowColumn(_("Source"), 70),
        ]
        yield RowList(columns, ListedRows([]))
        yield Paragraph(id="note", markup=False)

    def _scenario(self) -> Scenario:
        recovered, again = (self.query_one(f"#{name}", DateField).value for name in FIELDS)
        return Scenario(recovered, again)

    async def refresh_page(self) -> None:
        """Work out what the days that were typed so far would do."""
        view: WhatIfView = await self.host.call(service.ask, self._case_id, self._scenario())
        self._shifts = view.outcome.shifts
        days = {day for shift in self._shifts for day in (shift.before, shift.after) if day}
        self._days_off = await self.host.call(calendar.days_off, days)
        self.query_one("#case", Paragraph).update(Content(_case_text(view)))
        self.query_one("#verdict", Paragraph).update(Content(verdict_text(view.outcome, self._scenario())))
        terms = [(shift.rule.code, shift.sequence) for shift in self._shifts]
        self.query_one(RowList).show_again(ListedRows([self._row(shift) for shift in self._shifts]), terms)

    def _row(self, shift: Shift) -> Row:
        days = [due_text(day, self._days_off) if day else "-" for day in (shift.before, shift.after)]
        return (_shift_label(shift), *days, label(shift.effect), _source(shift))

    @on(FormField.Changed)
    def follow_days(self) -> None:
        """Work it out again, unless what was typed is no day yet."""
        for name in FIELDS:
            field = self.query_one(f"#{name}", DateField)
            if field.raw.strip() and field.value is None:
                return
        self.load()

    @on(FormField.Submitted)
    def go_on(self, event: FormField.Submitted) -> None:
        """Go to the next day, then to the list."""
        if event.field.id == FIELDS[0]:
            self.query_one(f"#{FIELDS[1]}", DateField).focus()
        else:
            self.query_one(RowList).focus()

    @on(RowList.Highlighted)
    def show_note(self, event: RowList.Highlighted) -> None:
        """Say where the term under the cursor comes from."""
        if event.index < len(self._shifts):
            shift = self._shifts[event.index]
            odd = [self._days_off[day] for day in (shift.before, shift.after) if day in self._days_off]
            notes = [f"* {day_off_text(off)}" for off in dict.fromkeys(odd)]
            source = _("Source: {source}", source=_source(shift))
            self.query_one("#note", Paragraph).update(Content("\n".join([*notes, source])))

    def show_refusal(self, refused: Refused) -> None:
        """Put each problem beside its field; the last table stays."""
        for problem in refused.problems:
            if problem.field in FIELDS:
                self.query_one(f"#{problem.field}", DateField).show_problem(problem)
        others = [problem for problem in refused.problems if problem.field not in FIELDS]
        if others:
            super().show_refusal(Refused(*others))


def verdict_text(outcome: Outcome, scenario: Scenario) -> str:
    """Return in a sentence what would follow for the case as a whole."""
    if scenario.recovered is None:
        return _("Type a day: this tries it out, and saves nothing.")
    if outcome.joined is None or outcome.recovered_days is None or outcome.counted_from is None:
        if any(shift.effect is Effect.SAME for shift in outcome.shifts):
            return _("The case ends: its open tasks lapse, but for those that stay as they are.")
        return _("The case ends: its open tasks lapse.")
    days = ngettext_("{n} recovered day", "{n} recovered days", outcome.recovered_days)
    day = format_date(outcome.counted_from)
    if outcome.joined:
        return _(
            "{days}, under four weeks: counts as one case, from {day} (BW 7:629 paragraph 10).", days=days, day=day
        )
    return _("{days}, four weeks or more: a new case, counted from {day} (BW 7:629 paragraph 10).", days=days, day=day)


def _case_text(view: WhatIfView) -> str:
    return _(
        "{name} · case {no} since {day}, counts from {counted}",
        name=view.name,
        no=view.case_no,
        day=format_date(view.first_sick_day),
        counted=format_date(view.counted_from),
    )


def _shift_label(shift: Shift) -> str:
    text = in_language(shift.rule.label_nl, shift.rule.label_en)
    return text if shift.rule.every_days is None else f"{text} {shift.sequence + 1}"


def _source(shift: Shift) -> str:
    return in_language(shift.rule.source, shift.rule.source_en)

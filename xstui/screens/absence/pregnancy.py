"""Reporting a pregnancy (*Zwanger melden*), and what becomes of the leave (WAZO article 3:1)."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain import cautions
from xstui.domain.absence import EndReason
from xstui.domain.date_entry import Direction
from xstui.domain.leave import ENDS, WEEKS_BEFORE
from xstui.domain.names import Gender
from xstui.domain.problems import Problem, Refused, refuse
from xstui.domain.roles import Right, allows
from xstui.domain.sane_years import check_has_come
from xstui.i18n import N_, _, format_date, label
from xstui.screens.absence.leave_text import plan_text, weeks_text, withdrawal_text
from xstui.screens.base import routes
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.person_field import PersonField
from xstui.screens.base.person_form import PersonForm
from xstui.screens.base.receipts import receipt_text
from xstui.services.absence import pregnancy as service
from xstui.services.absence.pregnancy import CurrentLeave, LeaveReceipt, Outlook, Pregnancy
from xstui.services.people import search
from xstui.services.people.search import Found
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.number_fields import DaysField
from xstui.widgets.paragraph import Paragraph

DAYS, BORN, ENDED = "days", "born", "ended"
ASKED = {
    DAYS: {"due_date", "multiple", "weeks_before", "weeks_multiple"},
    BORN: {"born_on", "hospital_days", "spread_until"},
    ENDED: {"last_day", "reason"},
}
"""What each situation asks."""
OTHER_ENDS = [reason for reason in ENDS if reason is not EndReason.BORN]


class PregnancyScreen(PersonForm):
    """The report of a pregnancy; of who is pregnant already: other days, the birth, or another end."""

    PURPOSE = N_("Report a pregnancy, and later the birth: the leave and the requests to UWV follow from the days.")

    SHOWS_STORED = True
    situation = FieldOf(ChoiceField[str])
    due_date = FieldOf(DateField)
    multiple = FieldOf(ChoiceField[bool])
    weeks_before = FieldOf(ChoiceField[int])
    weeks_multiple = FieldOf(ChoiceField[int])
    born_on = FieldOf(DateField)
    hospital_days = FieldOf(DaysField)
    spread_until = FieldOf(DateField)
    last_day = FieldOf(DateField)
    reason = FieldOf(ChoiceField[EndReason])
    end_sick = FieldOf(ChoiceField[bool])

    def __init__(self, person_id: int | None = None) -> None:
        super().__init__(person_id)
        self._found: Found | None = None
        self._known: CurrentLeave | None = None
        self._offers_end = False
        self._outlook: Outlook | None = None

    def heading(self) -> str:
        """Return the title."""
        return _("Report pregnancy")

    def compose_body(self) -> ComposeResult:
        """Lay out the person, the form, and what it comes to."""
        today = self.context.today
        yield Paragraph(_("Employee"), id="people", markup=False)
        yield PersonField()
        yield ChoiceField(
            id="situation",
            label=_("Situation"),
            options=[
                (DAYS, _("Correct the days")),
                (BORN, label(EndReason.BORN)),
                (ENDED, _("End for another reason")),
            ],
            value=DAYS,
        )
        yield DateField(
            id="due_date",
            label=_("Due date *"),
            today=today,
            direction=Direction.PLANNED,
            required=True,
            cautions=self._unlikely,
        )
        yield ChoiceField(
            id="multiple", label=_("Multiple birth"), options=[(False, _("No")), (True, _("Yes"))], value=False
        )
        yield _weeks_field("weeks_before", multiple=False)
        yield _weeks_field("weeks_multiple", multiple=True)
        yield from self._after_the_leave_began()
        yield Paragraph(id="withdrawal", classes="hint", markup=False)
        yield Paragraph(id="sick", classes="hint", markup=False)
        yield ChoiceField(
            id="end_sick",
            label=_("Running absence"),
            options=[(True, _("Ends the day before the leave")), (False, _("Goes on"))],
            value=True,
        )
        yield Paragraph(id="plan", classes="outlook", markup=False)

    def _after_the_leave_began(self) -> ComposeResult:
        """Lay out what is asked of a leave that is known: the birth, or its end."""
        today = self.context.today
        yield DateField(
            id="born_on", label=_("Born on *"), today=today, direction=Direction.PAST, required=True, checks=self._past
        )
        yield DaysField(
            id="hospital_days",
            label=_("Days in hospital"),
            cautions=lambda days: cautions.of_hospital_days(days, self.born_on.value, today),
        )
        yield DateField(
            id="spread_until", label=_("Rest spread until"), today=today, direction=Direction.PLANNED, required=False
        )
        yield DateField(
            id="last_day", label=_("Last day *"), today=today, direction=Direction.PAST, required=True, value=today
        )
        yield ChoiceField(
            id="reason",
            label=_("Reason *"),
            options=[(reason, label(reason)) for reason in OTHER_ENDS],
            required=True,
        )

    def on_mount(self) -> None:
        """Begin with the person, or with the due date where the person is known."""
        super().on_mount()
        self._follow()

    async def take_person(self, person_id: int) -> None:
        """Take the person and show what is known of the leave."""
        self._known = await self.host.call(service.current_leave, person_id)
        self._found = await self.host.call(search.by_id, person_id)
        self.accept(person_id, self._person_text(self._found))
        if self._known is not None:
            self.seen = self._known.version
            self._fill(self._known.pregnancy)
        self._follow()
        self.begin()
        self.start_clean()
        await self.drafting.offer()
        await self._look()

    def _person_text(self, found: Found) -> str:
        if self._known is None:
            return f"{found.name} · {found.row.unit_name}"
        return _(
            "{name} · case {no} · leave from {start} to {end}",
            name=found.name,
            no=self._known.case_no,
            start=format_date(self._known.starts_on),
            end=format_date(self._known.ends_on),
        )

    def _fill(self, known: Pregnancy) -> None:
        self.due_date.set_day(known.due_date)
        self.multiple.put_back(_("Yes") if known.multiple else _("No"))
        self.field("weeks_multiple" if known.multiple else "weeks_before").put_back(weeks_text(known.weeks_before))
        if known.born_on is not None:
            self.born_on.set_day(known.born_on)
            self.hospital_days.put_back(str(known.hospital_days or ""))
        if known.spread_until is not None:
            self.spread_until.set_day(known.spread_until)

    @property
    def _situation(self) -> str:
        return DAYS if self._known is None else str(self.situation.value)

    def _follow(self) -> None:
        """Ask what the situation asks, and nothing else."""
        self.situation.display = self._known is not None
        multiple = bool(self.multiple.value)
        hidden = "weeks_before" if multiple else "weeks_multiple"
        for situation, names in ASKED.items():
            for name in names:
                self.field(name).display = situation == self._situation and name != hidden
        self._follow_end()
        offers = self._offers_end and self._situation != ENDED
        self.query_one("#sick").display = self.end_sick.display = offers
        self.query_one("#plan").display = self._situation != ENDED

    def _follow_end(self) -> None:
        """Ask the last day and the reason of a leave that has begun; one that has not is withdrawn."""
        known = self._known
        withdraws = known is not None and self._situation == ENDED and known.starts_on > self.context.today
        self.query_one("#withdrawal").display = withdraws
        if known is not None and withdraws:
            self.last_day.display = self.reason.display = False
            self.query_one("#withdrawal", Paragraph).update(Content(withdrawal_text(known)))

    @property
    def _withdraws(self) -> bool:
        return self.query_one("#withdrawal").display

    @on(FormField.Changed)
    def follow_typing(self) -> None:
        """Show at once what the days come to."""
        if self._found is not None:
            self._follow()
            self.do(self._look)

    def _pregnancy(self) -> Pregnancy | None:
        """Return what the form says now; None as long as a day is missing."""
        due, multiple = self.due_date.value, bool(self.multiple.value)
        known = self._known.pregnancy if self._known else None
        if due is None:
            return None
        weeks = self.given("weeks_multiple" if multiple else "weeks_before")
        if self._situation == BORN:
            stay, spread = self.hospital_days.value or 0, self.spread_until.value
            return Pregnancy(due, weeks, multiple, self.born_on.value, stay, spread)
        settled = (known.born_on, known.hospital_days, known.spread_until) if known else ()
        return Pregnancy(due, weeks, multiple, *settled)

    async def _look(self) -> None:
        wish = self._pregnancy()
        if wish is None or self._found is None:
            self._show(None)
            return
        try:
            self._show(await self.host.call(service.outlook, self._found.person_id, wish))
        except Refused:
            self._show(None)

    def _show(self, found: Outlook | None) -> None:
        self._outlook = found
        self._offers_end = found is not None and found.sick_case is not None
        if found is not None and found.sick_case is not None:
            text = _(
                "Case {no} since {first} · leave from {start}",
                no=found.sick_case.case_no,
                first=format_date(found.sick_case.first_sick_day),
                start=format_date(found.plan.start),
            )
            self.query_one("#sick", Paragraph).update(Content(text))
        self._follow()
        text = plan_text(found.plan, born=self._situation == BORN) if found else ""
        if found is not None and found.sick_now is not None:
            text += "\n" + _(
                "! Case {no} runs since {first}: leave is no absence, so end it the day before; a task will remind.",
                no=found.sick_now.case_no,
                first=format_date(found.sick_now.first_sick_day),
            )
        self.query_one("#plan", Paragraph).update(Content(text))

    def _unlikely(self, day: date) -> list[Problem]:
        """Return what is seldom meant of a leave that is reported or corrected."""
        if self._situation != DAYS:
            return []
        found, asked = self._outlook, cautions.of_due_date(day, self.context.today)
        if self._known is None and self._found is not None:
            asked += cautions.of_pregnant(self._found.name, Gender(self._found.row.gender))
        if found is None:
            return asked
        if self._known is None or self._known.starts_on >= self.context.today:
            asked += cautions.of_leave_start(found.plan.start, self.context.today)
        if found.was_sick is not None:
            told = {"no": found.was_sick.case_no, "start": found.plan.start}
            asked.append(Problem("leave-over-sick", "due_date", told))
        return asked

    def _past(self, day: date) -> list[Problem]:
        return check_has_come(day, "born_on", today=self.context.today)

    async def save(self) -> None:
        """Carry out what the situation says."""
        if self._found is None:
            return
        receipt = await self._register(self._found.person_id)
        summary = {"name": receipt.name, "start": receipt.start, "end": receipt.end, "day": receipt.end}
        sick = receipt.sick_until
        note = _("absence ended, last sick day {day}", day=format_date(sick)) if sick else ""
        await self.finish(receipt_text(receipt.use_case, summary, note))

    def show_refusal(self, refused: Refused) -> None:
        """Lead on to leaving where that is what ends the leave: it ends the employment too."""
        may = allows(self.context.actor.role, Right.EMPLOYMENT_CHANGES, write=True)
        if may and self._found is not None and [p.code for p in refused.problems] == ["employment-goes-on"]:
            self.do(self.lead_on, routes.Leaving(self._found.person_id, self.last_day.value))
        else:
            super().show_refusal(refused)

    async def _register(self, person_id: int) -> LeaveReceipt:
        ends, wish, call = self.end_sick, self._pregnancy(), self.host.call
        end_sick = bool(ends.display and ends.value)
        if self._known is not None and self._situation == ENDED:
            last, reason = self.context.today, EndReason.OTHER
            if not self._withdraws:
                last, reason = self.last_day.given, self.reason.given
            return await call(service.end_leave, self._known.case_id, last, reason, seen=self.seen)
        if wish is None:
            raise refuse("required", "due_date")
        if self._known is None:
            return await call(service.report_pregnancy, person_id, wish, end_sick=end_sick)
        return await call(service.change_leave, self._known.case_id, wish, seen=self.seen, end_sick=end_sick)


def _weeks_field(name: str, *, multiple: bool) -> ChoiceField[int]:
    fewest, most = WEEKS_BEFORE[multiple]
    options = [(weeks, weeks_text(weeks)) for weeks in range(most, fewest - 1, -1)]
    return ChoiceField(id=name, label=_("Leave before it"), options=options, value=most)

"""Reporting that somebody leaves (*Uit dienst melden*, manual section 5.4): per when, why, and what follows."""

from __future__ import annotations

from datetime import date
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain import cautions
from xstui.domain.date_entry import Direction
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Problem, Refused
from xstui.i18n import N_, _, label
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.person_field import PersonField
from xstui.screens.base.person_form import PersonForm
from xstui.screens.base.receipts import receipt_text
from xstui.screens.people.leaving_text import outlook_text
from xstui.services.employment import leaving as service
from xstui.services.employment.leaving import LeavingReceipt, Outlook
from xstui.services.people import search
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.paragraph import Paragraph


class LeavingScreen(PersonForm):
    """The end of an employment; what it does to a running absence stands below before anything is saved."""

    PURPOSE = N_("Report that somebody leaves. What becomes of a running case is said before you save.")

    last_day = FieldOf(DateField)
    reason = FieldOf(ChoiceField[LeavingReason])

    def __init__(
        self, person_id: int | None = None, last_day: date | None = None, reason: LeavingReason | None = None
    ) -> None:
        super().__init__(person_id)
        self._last_day, self._reason = last_day, reason
        self._lapsing: tuple[date, ...] = ()

    def heading(self) -> str:
        """Return the title."""
        return _("Report leaving")

    def compose_body(self) -> ComposeResult:
        """Lay out the person, the form, and what follows from it."""
        yield Paragraph(_("Employee"), id="people", markup=False)
        yield PersonField()
        yield DateField(
            id="last_day",
            label=_("Last day *"),
            today=self.context.today,
            direction=Direction.PLANNED,
            required=True,
            cautions=self._unlikely,
        )
        yield ChoiceField(
            id="reason",
            label=_("Reason *"),
            options=[(reason, label(reason)) for reason in LeavingReason],
            required=True,
        )
        yield Paragraph(id="outlook", classes="outlook", markup=False)

    def _unlikely(self, day: date) -> list[Problem]:
        """Return what is to be asked of the day: whether it is likely, and whether later terms are to lapse."""
        lapse = [Problem("terms-lapse", "last_day", {"days": self._lapsing})] if self._lapsing else []
        return [*cautions.of_last_day(day, self.context.today), *lapse]

    async def take_person(self, person_id: int) -> None:
        """Take the person and go on to the day."""
        found = await self.host.call(search.by_id, person_id)
        self.accept(person_id, f"{found.name} · {found.row.unit_name}")
        self.begin()
        if self._last_day is not None:
            self.last_day.set_day(self._last_day)
            self.reason.put_back(label(self._reason) if self._reason else "")
            self.reason.focus()
        self.start_clean()
        await self.drafting.offer()

    @on(FormField.Changed, "#last_day, #reason")
    def follow_day(self) -> None:
        """Show at once what leaving after this day, for this reason, means."""
        day = self.last_day.value
        self._lapsing = ()
        if self.taken is None or day is None:
            self._show("")
        else:
            self.do(self._look, self.taken, day, self.reason.value)

    async def _look(self, person_id: int, day: date, reason: LeavingReason | None) -> None:
        try:
            found: Outlook = await self.host.call(service.outlook, person_id, day, reason)
        except Refused as refused:
            self._show("")
            for problem in refused.problems:
                if problem.field == "last_day":
                    self.last_day.show_problem(problem)
            return
        self.seen, self._lapsing = found.version, found.lapsing
        self._show(outlook_text(found, self.context.today))

    def _show(self, text: str) -> None:
        self.query_one("#outlook", Paragraph).update(Content(text))

    async def save(self) -> None:
        """End the employment, with what runs in it."""
        if self.taken is None:
            return
        day, reason = self.last_day.value, self.reason.given
        report = partial(service.report_leaving, drops_terms=bool(self._lapsing))
        receipt: LeavingReceipt = await self.host.call(report, self.taken, day, reason, seen=self.seen)
        await self.finish(receipt_text(receipt.use_case, {"name": receipt.name, "day": receipt.day}))

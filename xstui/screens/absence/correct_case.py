"""Correcting the days and percentages of a case that were registered wrongly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.absence import CaseTimes, Step, check_step_day
from xstui.domain.date_entry import Direction
from xstui.domain.percentages import PercentageEntry
from xstui.domain.problems import Problem, Refused
from xstui.i18n import N_, _, format_hours, format_percentage
from xstui.screens.absence.details_fields import DETAILS, details_fields, details_given
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.receipts import receipt_text
from xstui.services.absence import corrections
from xstui.services.absence.corrections import Registered
from xstui.services.context.conflicts import FieldChange
from xstui.widgets.date_field import DateField
from xstui.widgets.number_fields import PercentageField
from xstui.widgets.paragraph import Paragraph


class CorrectCaseScreen(FormPage):
    """All days and percentages of a case as they stand, to be overtyped.

    A change whose two fields are emptied never was; the last pair is for one that was forgotten. A case that had
    ended runs again where its last day is emptied.
    """

    PURPOSE = N_("Put right what was registered wrongly of a case; its tasks and terms follow.")

    SHOWS_STORED = True

    def __init__(self, case: Registered) -> None:
        super().__init__()
        self._case = case
        self.seen = case.version
        self.opened_for = (case.person_id, case.case_id)
        self._changes = range(1, len(case.times.steps) + 1)
        pairs = [name for n in self._changes for name in (f"valid_from_{n}", f"percentage_{n}")]
        end = [] if case.times.last_sick_day is None else ["last_sick_day"]
        self.FIELDS = ("first_sick_day", "percentage_0", *pairs, *end, *DETAILS)

    def heading(self) -> str:
        """Return the title."""
        return _("Correct case")

    def compose_body(self) -> ComposeResult:
        """Lay out the case as it is registered."""
        case, times = self._case, self._case.times
        about = _("{name} · case {no} · {hours} hours", name=case.name, no=case.case_no, hours=format_hours(case.hours))
        yield Paragraph(Content(about), markup=False)
        yield self._day("first_sick_day", _("First sick day *"), times.first_sick_day, required=True)
        yield self._percentage(0, _("Absence percentage *"), times.steps[:1], required=True)
        for n in self._changes:
            step = times.steps[n : n + 1]
            day = step[0].valid_from if step else None
            yield self._day(f"valid_from_{n}", _("Changed from"), day, checks=self._within)
            yield self._percentage(n, _("Absence percentage"), step)
        if times.last_sick_day is not None:
            yield self._day("last_sick_day", _("Last sick day"), times.last_sick_day)
        yield from details_fields(self.context, lambda: self.given("first_sick_day"), case.said)

    def _day(
        self,
        name: str,
        text: str,
        day: date | None,
        *,
        required: bool = False,
        checks: Callable[[date], Sequence[Problem]] | None = None,
    ) -> DateField:
        return DateField(
            id=name,
            label=text,
            today=self.context.today,
            direction=Direction.PAST,
            required=required,
            value=day,
            open_end=name == "last_sick_day",
            checks=checks,
        )

    def _percentage(self, n: int, text: str, step: Sequence[Step], *, required: bool = False) -> PercentageField:
        raw = format_percentage(step[0].percentage) if step else ""
        return PercentageField(
            id=f"percentage_{n}", label=text, contract_hours=self._case.hours, required=required, raw=raw
        )

    def _within(self, day: date) -> Sequence[Problem]:
        return check_step_day(self._times(), day, today=self.context.today)

    def _times(self) -> CaseTimes:
        """Return the case as it stands on the form; what can't be read is left out."""
        first = self.given("first_sick_day") or self._case.times.first_sick_day
        ended = self._case.times.last_sick_day is not None
        days = {0: first, **{n: self._raw_day(n) for n in self._changes}}
        percentages: dict[int, PercentageEntry | None] = {n: self.given(f"percentage_{n}") for n in days}
        steps = [Step(day, entry.value) for n, day in days.items() if day and (entry := percentages[n])]
        return CaseTimes(
            first,
            self.given("last_sick_day") if ended else None,
            tuple(sorted(steps, key=lambda step: step.valid_from)),
        )

    def _raw_day(self, n: int) -> date | None:
        """Return the day in a field before it is checked: its check asks for the others, this one among them."""
        field = self.query_one(f"#valid_from_{n}", DateField)
        try:
            return field.read() if field.raw.strip() else None
        except Refused:
            return None

    def overwrites(self, changes: Sequence[FieldChange]) -> Sequence[Problem]:
        """Refuse to put back percentages that somebody else changed: the form holds all of them as they were."""
        return [Problem("percentages-changed")] if any(c.table == "percentage_step" for c in changes) else []

    async def save(self) -> None:
        """Put the case as it stands on the form in the place of how it was."""
        half = [problem for n in self._changes for problem in self._half(n)]
        if half:
            raise Refused(*half)
        seen = self.seen or 0
        said = details_given(self)
        receipt = await self.host.call(corrections.correct_case, self._case.case_id, self._times(), seen, said)
        await self.finish(receipt_text(receipt.use_case, {"name": receipt.name, "day": receipt.day.isoformat()}))

    def _half(self, n: int) -> list[Problem]:
        """Return that of a day and its percentage one is missing."""
        pair = (f"valid_from_{n}", f"percentage_{n}")
        empty = [name for name in pair if not self.field(name).raw.strip()]
        return [Problem("required", name) for name in empty] if len(empty) == 1 else []

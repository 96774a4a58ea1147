"""Reporting sick (*Ziekmelden*, manual section 5.1): who, since when, how, for how much."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain import cautions
from xstui.domain.absence import CaseTimes, Classification, LeaveDays, check_recovery
from xstui.domain.date_entry import Direction
from xstui.domain.percentages import PercentageEntry
from xstui.domain.problems import Problem
from xstui.domain.sane_years import check_has_come
from xstui.domain.unchecked import Unchecked
from xstui.i18n import N_, _, label
from xstui.screens.absence.composed_absence import ComposedAbsence
from xstui.screens.absence.details_fields import DETAILS, details_fields, details_given
from xstui.screens.absence.kept_list import KeptList
from xstui.screens.absence.sick_looks import earlier_of, leave_of, said_around
from xstui.screens.absence.sick_text import frequent_text, sick_or_unit
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import SAVE
from xstui.screens.base.field_help import classification_text
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.person_field import PersonField
from xstui.screens.base.receipts import receipt_text
from xstui.services.absence import absence
from xstui.services.absence.absence import Joinable, SickReport
from xstui.services.people import search
from xstui.services.people.search import Found
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.expected_field import ExpectedField
from xstui.widgets.form_field import FormField
from xstui.widgets.number_fields import PercentageField
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.text_field import TextField


class ReportSickScreen(FormPage):
    """The sick report of one person; the names of several lead on to a list."""

    PURPOSE = N_(
        "Report somebody sick, wholly or in part. The classification says which rules apply; never note the "
        "cause or nature of an illness."
    )

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SAVE,
        Command("same-day", "f9", N_("Same day as before"), formerly=("sick.same-day",), shown=True),
    )
    first_sick_day = FieldOf(DateField)
    last_sick_day = FieldOf(DateField)
    classification = FieldOf(ChoiceField[Classification])
    extent = FieldOf(ChoiceField[bool])
    percentage = FieldOf(PercentageField)
    joins = FieldOf(ChoiceField[bool])
    declined = FieldOf(TextField)
    phone = FieldOf(TextField)
    address = FieldOf(TextField)
    expected_until = FieldOf(ExpectedField)
    reported_on = FieldOf(DateField)
    AUTO_FOCUS = "PersonField SafeInput"
    previous_day: ClassVar[date | None] = None

    def __init__(self, person: Found | None = None) -> None:
        super().__init__()
        self._person = person
        self._leave_days: LeaveDays | None = None
        self._kept_list = KeptList(self, "sick")
        self.opened_for = (person.person_id,) if person else ()
        self._save_next = False

    def heading(self) -> str:
        """Return the title."""
        return _("Report sick")

    def compose_body(self) -> ComposeResult:
        """Lay out the person and the form."""
        yield Paragraph(_("Employee"), id="people", markup=False)
        yield PersonField(several=True)
        yield DateField(
            id="first_sick_day",
            label=_("First sick day"),
            today=self.context.today,
            direction=Direction.PAST,
            required=True,
            value=self.context.today,
            checks=self._check_day,
            cautions=self._unlikely,
        )
        yield DateField(
            id="last_sick_day",
            label=_("Last sick day"),
            today=self.context.today,
            direction=Direction.PAST,
            checks=self._check_last_day,
        )
        yield ChoiceField(
            id="classification",
            label=_("Classification"),
            options=[(choice, label(choice)) for choice in Classification],
            value=Classification.SICK,
        )
        yield Paragraph(id="explained", classes="hint", markup=False)
        yield Paragraph(id="around", classes="hint", markup=False)
        yield ChoiceField(
            id="extent",
            label=_("Absence status"),
            options=[(True, _("Fully sick")), (False, _("Partially sick"))],
            value=True,
        )
        yield PercentageField(id="percentage", label=_("Absence percentage *"), required=True, checks=_check_partial)
        yield ComposedAbsence()
        yield from details_fields(self.context, lambda: self.first_sick_day.value)

    def on_mount(self) -> None:
        """Begin with the person, or with the day where the person is known."""
        super().on_mount()
        self._follow_extent()
        self.explain()
        self._offer(None)
        self._ask_details(whether=False)
        if self._person is not None:
            self._show_person(self._person)
            self.query_one(PersonField).display = False
            self.begin()
        else:
            self.run_worker(self._kept_list.tell())

    def begin(self) -> None:
        """Ask the rest, also how to be reached: until somebody is named there is no room for it."""
        self._kept_list.clear()
        self._ask_details(whether=True)
        super().begin()

    def _ask_details(self, *, whether: bool) -> None:
        for name in ("details", *DETAILS):
            self.query_one(f"#{name}").display = whether

    @on(PersonField.Several)
    def go_on_with_several(self, event: PersonField.Several) -> None:
        """Go on to a list of several people."""
        event.stop()
        is_listing = event.is_listing and bool(event.names.strip())
        self.do(self.lead_on, routes.ReportList("sick", (), event.names, is_listing))

    @on(PersonField.Picked)
    def take(self, event: PersonField.Picked) -> None:
        """Take the person; go on to the day, or save where F2 asked for it."""
        event.stop()
        self._person = event.found
        self._typed = True
        self._show_person(event.found)
        self.do(self.drafting.offer)
        person_field = self.query_one(PersonField)
        person_field.clear()
        person_field.display = False
        self.begin()
        if self._save_next:
            self._save_next = False
            self.do(self._save_once_looked)

    async def _save_once_looked(self) -> None:
        """Save, once it is known whether the person is on leave."""
        day = self.first_sick_day.value
        if day is not None and self._person is not None:
            self._leave_days = await leave_of(self.host, self._person, day)
        super().action_save()

    @on(events.DescendantFocus)
    @on(FormField.Changed, "#classification")
    def explain(self) -> None:
        """Say below the classifications when each holds while one is chosen, else when the chosen one does.

        That there are no particulars is not said where a leave around the days is one.
        """
        text = self._explained() if self._person is not None else ""
        note = self.query_one("#explained", Paragraph)
        note.display = bool(text)
        note.update(Content(text))

    def _explained(self) -> str:
        if self.classification.has_focus_within:
            return "\n".join(f"{n} {classification_text(each)}" for n, each in enumerate(Classification, 1))
        chosen = self.classification.value
        is_plain = chosen is Classification.SICK and self.query_one("#around").display
        return classification_text(chosen) if chosen is not None and not is_plain else ""

    def typing(self) -> dict[str, object]:
        """Return what stands on the form, the person among it."""
        return super().typing() | {"person": self._person.person_id if self._person else None}

    async def put_back(self, content: Unchecked) -> None:
        """Take the person of the draft again, and fill the form."""
        await super().put_back(content)
        person_id = content.get("person")
        self._person = None if person_id is None else await self.host.call(search.by_id, person_id)
        if self._person is not None:
            self._show_person(self._person)
            self.query_one(PersonField).display = bool(self.typed_name())
            self.begin()

    def _show_person(self, person: Found) -> None:
        self.query_one("#people", Paragraph).update(Content(f"{person.name} · {sick_or_unit(person)}"))
        self.percentage.contract_hours = person.row.hours
        self.explain()
        self.look_for_earlier()

    @on(FormField.Changed, "#first_sick_day")
    def look_for_earlier(self) -> None:
        """See whether the person is on leave, and whether the report would join an earlier case (R2.5)."""
        day, person = self.first_sick_day.value, self._person
        self._leave_days = None
        self._say_around("")
        if day is not None and person is not None:
            self.do(self._look, person, day)
        else:
            self._offer(None)

    async def _look(self, person: Found, day: date) -> None:
        self._leave_days = await leave_of(self.host, person, day)
        self._say_around(await said_around(self.host, person, day))
        self._offer(await earlier_of(self.host, person, day))

    def _say_around(self, text: str) -> None:
        note = self.query_one("#around", Paragraph)
        note.display = bool(text)
        note.update(Content(text))
        self.explain()

    def _unlikely(self, day: date) -> Sequence[Problem]:
        asked = cautions.of_first_sick_day(day, self.context.today)
        if self._leave_days is not None and self._person is not None:
            told = {"name": self._person.name, "until": self._leave_days.last}
            asked.append(Problem("on-leave", "first_sick_day", told))
        return asked

    def _offer(self, found: Joinable | None) -> None:
        self.query_one(ComposedAbsence).offer(found, self.first_sick_day.value)

    @on(FormField.Changed, "#extent")
    def follow_extent(self) -> None:
        """Ask the percentage only of who is partially sick."""
        self._follow_extent()

    def _follow_extent(self) -> None:
        self.percentage.display = self.extent.value is False

    def action_same_day(self) -> None:
        """Take over the first sick day of the previous report."""
        if self.previous_day is not None:
            self.first_sick_day.set_day(self.previous_day)

    def _check_day(self, day: date) -> Sequence[Problem]:
        return check_has_come(day, "first_sick_day", today=self.context.today)

    def _check_last_day(self, day: date) -> Sequence[Problem]:
        """Return what is wrong with the last day of an absence that is over already."""
        times = CaseTimes(self.first_sick_day.value or date.min, None, ())
        return check_recovery(times, day, today=self.context.today)

    def action_save(self) -> None:
        """Save; with a name typed but not taken yet, take that person first."""
        person_field = self.query_one(PersonField)
        if person_field.display and person_field.text.strip():
            self.run_worker(self._take_and_save(person_field), group=HOLDING)
        elif self._person is None:
            self.interrupt()
            person_field.say(_("Who is sick? Type a name."))
            person_field.focus_input()
        else:
            super().action_save()

    async def _take_and_save(self, person_field: PersonField) -> None:
        """Take who is typed and save; with a choice to be made first, the report is looked at before it is saved."""
        self._save_next = True
        if await person_field.resolve() is None:
            self._save_next = False

    async def save(self) -> None:
        """Report the person sick."""
        day, last = self.first_sick_day.given, self.last_sick_day.value
        percentage = absence.FULL if self.extent.given else self.percentage.given.value
        declined, confirmed = self.query_one(ComposedAbsence).reasons
        said, person_id = details_given(self), self._person.person_id if self._person else 0
        classification = self.classification.given
        report = SickReport(person_id, day, percentage, classification, declined, confirmed, last, said)
        receipt = await self.host.call(absence.report_sick, report)
        type(self).previous_day = day
        summary = {"name": receipt.name, "day": day, "percentage": percentage} | ({"end": last} if last else {})
        await self.finish(receipt_text("absence.report_sick", summary, frequent_text([receipt])))


def _check_partial(entry: PercentageEntry) -> Sequence[Problem]:
    """Refuse the whole as a part (M§5.1: fully sick is a choice of its own)."""
    return [Problem("partial-is-full", "percentage")] if entry.value == absence.FULL else []

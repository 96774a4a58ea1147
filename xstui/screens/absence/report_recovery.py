"""Reporting (partially) recovered (manual sections 5.2 and 5.3): one of three situations."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.absence import LEAVES, Classification, EndReason, Step
from xstui.domain.date_entry import Direction
from xstui.domain.leaving import ENDED_BY
from xstui.domain.problems import Problem, Refused, refuse
from xstui.domain.roles import Right, allows
from xstui.domain.wages import WageBasis
from xstui.i18n import N_, _, format_date, format_duration, format_money, format_percentage, label, problem_text
from xstui.screens.absence.kept_list import KeptList
from xstui.screens.absence.pay_text import pay_text
from xstui.screens.base import routes
from xstui.screens.base.commands import PARTIAL, RECOVERY, SAVE
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.person_field import PersonField
from xstui.screens.base.person_form import PersonForm
from xstui.screens.base.receipts import receipt_text
from xstui.screens.people.leaving_text import outlook_text
from xstui.services.absence import absence, pay
from xstui.services.absence.absence import Receipt, WageAtStart
from xstui.services.context.likely_wages import unlikely_wage
from xstui.services.employment import leaving
from xstui.services.people import people
from xstui.services.people.people import CaseLine, Dossier
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.lookup_field import LookupField
from xstui.widgets.number_fields import AmountField, PercentageField
from xstui.widgets.paragraph import Paragraph

RECOVERED, CHANGED, ENDED = "recovered", "changed", "ended"
NOT_OFFERED = {EndReason.RECOVERED, EndReason.BORN, EndReason.OTHER, EndReason.WITHDRAWN}
OTHER_REASONS = [r for r in EndReason if r not in NOT_OFFERED]


WAGE = ("wage_at_start", "wage_basis", "wage_verified")
SELDOM = ("classification", *WAGE)
"""What the manual's form shows and seldom changes: behind the percentage."""


class ReportRecoveryScreen(PersonForm):
    """Full recovery, a higher or lower percentage, or the end of the case for another reason."""

    PURPOSE = N_("Report recovery, another percentage, or another end of a case. Changes are entered oldest first.")

    situation = FieldOf(ChoiceField[str])
    last_sick_day = FieldOf(DateField)
    valid_from = FieldOf(DateField)
    percentage = FieldOf(PercentageField)
    reason = FieldOf(ChoiceField[EndReason])
    classification = FieldOf(LookupField[Classification])
    wage_at_start = FieldOf(AmountField)
    wage_basis = FieldOf(ChoiceField[WageBasis])
    wage_verified = FieldOf(ChoiceField[bool])

    def __init__(self, person_id: int | None = None, situation: str = RECOVERED) -> None:
        super().__init__(person_id)
        self._situation = situation
        self._kept_list = KeptList(self, situation)
        self._dossier: Dossier | None = None

    def heading(self) -> str:
        """Return the title."""
        return (PARTIAL if self._situation == CHANGED else RECOVERY).words

    def compose_body(self) -> ComposeResult:
        """Lay out the person and the form."""
        today = self.context.today
        yield Paragraph(_("Employee"), id="people", markup=False)
        yield PersonField(several=True, ex_employees=True, absent=True)
        yield ChoiceField(
            id="situation",
            label=_("Situation"),
            options=[
                (RECOVERED, _("Employee reports fully recovered")),
                (CHANGED, _("Employee reports sick for a higher or lower percentage")),
                (ENDED, _("End the case of the employee for another reason")),
            ],
            value=self._situation,
        )
        yield DateField(
            id="last_sick_day",
            label=_("Last sick day *"),
            today=today,
            direction=Direction.PAST,
            required=True,
        )
        yield DateField(
            id="valid_from",
            label=_("Date *"),
            today=today,
            direction=Direction.PAST,
            required=True,
            value=today,
        )
        yield PercentageField(id="percentage", label=_("Absence percentage *"), required=True)
        yield ChoiceField(
            id="reason",
            label=_("Reason *"),
            options=[(reason, label(reason)) for reason in OTHER_REASONS],
            required=True,
        )
        yield from self._seldom_changed()
        yield Paragraph(id="pay", classes="outlook", markup=False)
        yield Paragraph(id="leaving", classes="outlook", markup=False)

    def _seldom_changed(self) -> ComposeResult:
        """Lay out what the manual's form shows and seldom changes."""
        yield LookupField(
            id="classification",
            label=_("Classification *"),
            options=[(choice, label(choice)) for choice in Classification],
            required=True,
        )
        yield AmountField(id="wage_at_start", label=_("Wage at start of sickness"), cautions=self._unlikely_wage)
        yield ChoiceField(
            id="wage_basis", label=_("Wage basis"), options=[(basis, label(basis)) for basis in WageBasis]
        )
        yield ChoiceField(
            id="wage_verified",
            label=_("Wage data verified"),
            options=[(False, _("no")), (True, _("yes"))],
            value=False,
        )

    def _unlikely_wage(self, wage: Decimal) -> Sequence[Problem]:
        """Return what is unlikely of the wage; one that stands as it was registered is not asked about."""
        case, basis = self._dossier.open_case if self._dossier else None, self.wage_basis.given
        if self._dossier is None or case is None or (wage, basis) == (case.wage_at_start, case.wage_basis):
            return ()
        held = self._dossier.employment
        return unlikely_wage(
            self.context.reference,
            wage,
            basis,
            hours=held.hours,
            day=case.first_sick_day,
            born=self._dossier.birth_date,
            contract_type=held.contract_type,
            field="wage_at_start",
        )

    def on_mount(self) -> None:
        """Begin with the person, or with the case where the person is known."""
        super().on_mount()
        self.follow_situation()
        if self._person_id is None:
            self.run_worker(self._kept_list.tell())

    @on(PersonField.Several)
    def go_on_with_several(self, event: PersonField.Several) -> None:
        """Go on to a list of several people; it opens with who is absent now where nobody was named yet."""
        event.stop()
        situation = self._situation if self._situation == CHANGED else RECOVERED
        is_listing = event.is_listing and bool(event.names.strip())
        self.do(self.lead_on, routes.ReportList(situation, (), event.names, is_listing))

    async def take_person(self, person_id: int) -> None:
        """Take the person and show their running case."""
        self._kept_list.clear()
        dossier: Dossier = await self.host.call(people.dossier_of, person_id)
        case = dossier.open_case
        field = self.query_one(PersonField)
        if case is None:
            self.interrupt()
            field.say(_("{name} is not reported sick.", name=dossier.list_name))
            field.focus_input()
            return
        self._dossier, self.seen = dossier, case.version
        self.accept(person_id, _case_text(dossier, case))
        self.percentage.contract_hours = dossier.employment.hours
        yesterday = max(case.first_sick_day, self.context.today - timedelta(days=1))
        self.last_sick_day.set_day(yesterday)
        self.classification.put_back(label(case.classification) if case.classification else "")
        self._show_wage(case)
        self.begin()
        await self.drafting.offer()

    def _show_wage(self, case: CaseLine) -> None:
        if case.wage_at_start is not None:
            self.wage_at_start.put_back(format_money(case.wage_at_start))
        self.wage_basis.put_back(label(WageBasis(case.wage_basis or WageBasis.GROSS_MONTH)))
        self.wage_verified.put_back(_("yes") if case.wage_verified else _("no"))
        self.start_clean()

    def shows_stored(self, name: str) -> bool:
        """Tell whether a field shows what is known of the case; the others hold what is reported."""
        return name in SELDOM

    @on(FormField.Changed, "#situation")
    def follow_situation(self) -> None:
        """Ask what the situation asks, and nothing else."""
        situation = self.situation.value
        self._situation = str(situation)
        self.show_heading()
        self.last_sick_day.display = situation in {RECOVERED, ENDED}
        self.valid_from.display = situation == CHANGED
        self.percentage.display = situation == CHANGED
        self.reason.display = situation == ENDED
        for name in SELDOM:
            self.field(name).display = situation == CHANGED and (name not in WAGE or self._sees_wages)
        self.follow_reason()

    @property
    def _leaves(self) -> bool:
        """Whether the end of the case is that of the employment: that is reported on a form of its own.

        With a pension it is as a rule; a role that may not end employments reports the end of the case alone.
        """
        end = self._dossier.employment.end_date if self._dossier else None
        reason = self.reason.value
        if self.situation.value != ENDED or (end is not None and end <= self.context.today):
            return False
        return reason in LEAVES or (reason is EndReason.PENSION and self._may_report_leaving)

    @property
    def _sees_wages(self) -> bool:
        return allows(self.context.actor.role, Right.EMPLOYMENT_CHANGES)

    @property
    def _may_report_leaving(self) -> bool:
        return allows(self.context.actor.role, Right.EMPLOYMENT_CHANGES, write=True)

    @on(FormField.Changed, "#reason, #last_sick_day")
    def follow_reason(self) -> None:
        """Say what F2 does; where the reason is leaving, show at once what that means, as the form for it does."""
        ends = _("End the case") if self.situation.value in {RECOVERED, ENDED} else ""
        self.query_one(KeyFooter).call("save", _("On to leaving") if self._leaves else ends)
        self._follow_leaving()

    @work(group="leaving", exclusive=True)
    async def _follow_leaving(self) -> None:
        day, text = self.last_sick_day.value, ""
        if self._leaves and day is not None and self.taken is not None:
            try:
                why = ENDED_BY.get(self.reason.given)
                found = await asyncio.to_thread(leaving.outlook, self.context, self.taken, day, why)
                text = (
                    outlook_text(found, self.context.today)
                    + "\n"
                    + _("{key} goes on to *Report leaving*, which ends the employment.", key=self.key_of(SAVE))
                )
            except Refused as refused:
                text = " ".join(problem_text(problem) for problem in refused.problems)
        if self.is_open:
            shown = self.query_one("#leaving", Paragraph)
            shown.display = bool(text)
            shown.update(Content(text))

    @on(FormField.Changed, "#situation, #valid_from, #percentage, #wage_at_start, #wage_basis")
    def follow_pay(self) -> None:
        """Show what is to be paid on, as soon as it can be worked out."""
        self._follow_pay()

    @work(group="pay", exclusive=True)
    async def _follow_pay(self) -> None:
        case = self._dossier.open_case if self._dossier else None
        asked = [self.given(name) for name in ("valid_from", "percentage", "wage_at_start", "wage_basis")]
        text = ""
        if case is not None and self.situation.given == CHANGED and None not in asked:
            day, percentage, wage, basis = asked
            step, at_start = Step(day, percentage.value), WageAtStart(basis, wage, verified=False)
            text = pay_text(
                await asyncio.to_thread(pay.pay_at, self.context, case.case_id, step, at_start), step.valid_from
            )
        if self.is_open:
            self.query_one("#pay", Paragraph).update(Content(text))

    async def save(self) -> None:
        """Carry out what the situation says."""
        case = self._dossier.open_case if self._dossier else None
        if case is None:
            return
        if self._leaves:
            await self._report_leaving(case)
            return
        receipt = await self._register(case, str(self.situation.value))
        summary = {"name": receipt.name, "day": receipt.day, "percentage": receipt.percentage}
        await self.finish(receipt_text(receipt.use_case, summary))

    async def _report_leaving(self, case: CaseLine) -> None:
        """Go on to the form that ends the employment, with what is known already."""
        if not self._may_report_leaving:
            raise refuse("leaving-by-another", "reason", case_no=case.case_no)
        why = ENDED_BY.get(self.reason.given)
        await self.lead_on(routes.Leaving(self.taken, self.last_sick_day.value, why))

    async def _register(self, case: CaseLine, situation: str) -> Receipt:
        if situation == CHANGED:
            step = Step(self.valid_from.given, self.percentage.given.value)
            classification = self.classification.given
            wage = self._wage(case)
            change = partial(absence.change_percentage, wage=wage, classification=classification)
            return await self.host.call(change, case.case_id, step, seen=self.seen)
        last = self.last_sick_day.given
        if situation == RECOVERED:
            return await self.host.call(absence.report_recovery, case.case_id, last, seen=self.seen)
        reason = self.reason.given
        return await self.host.call(absence.end_case, case.case_id, last, reason, seen=self.seen)

    def _wage(self, case: CaseLine) -> WageAtStart | None:
        """Return the wage where it was corrected or verified; None where it stands as it was."""
        amount = self.wage_at_start.value
        basis, verified = self.wage_basis.given, bool(self.wage_verified.given)
        as_it_was = (amount, basis, verified) == (case.wage_at_start, case.wage_basis, case.wage_verified)
        return None if amount is None or as_it_was else WageAtStart(basis, amount, verified)


def _case_text(dossier: Dossier, case: CaseLine) -> str:
    return _(
        "{name} · case {no} since {day}, {duration} · {percentage}",
        name=dossier.list_name,
        no=case.case_no,
        day=format_date(case.first_sick_day),
        duration=format_duration(case.duration.weeks, case.duration.days),
        percentage=format_percentage(case.percentage),
    )

"""Changing or correcting an employment (*Wijzigen dienstverband*, manual section 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from textual import on
from textual.app import ComposeResult

from xstui.domain import cautions
from xstui.domain.contract_type import ContractType
from xstui.domain.date_entry import Direction
from xstui.domain.employment import Terms
from xstui.domain.problems import Problem
from xstui.domain.wages import WageBasis
from xstui.i18n import N_, _, format_date, format_decimal, label
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.receipts import receipt_text
from xstui.services.context.conflicts import FieldChange
from xstui.services.context.likely_wages import unlikely_wage
from xstui.services.employment import hiring, terms
from xstui.services.employment.hires import GENERAL
from xstui.services.employment.hiring import Choices
from xstui.services.employment.terms import EmploymentHistory, TermsLine
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.day_lookup_field import DayLookupField
from xstui.widgets.form_field import FormField
from xstui.widgets.lookup_field import LookupField
from xstui.widgets.number_fields import AmountField, HoursField


class How(StrEnum):
    """The two ways of the manual."""

    CHANGE = "change"
    CORRECT = "correct"


class EmploymentScreen(FormPage):
    """The terms of somebody's employment: others from a day on, or corrected ones in their place."""

    PURPOSE = N_("Change the employment from a day on, or correct what was entered before.")

    SHOWS_STORED = True
    how = FieldOf(ChoiceField[How])
    terms_id = FieldOf(DayLookupField[int])
    valid_from = FieldOf(DateField)
    unit_id = FieldOf(LookupField[int])
    job = FieldOf(LookupField[str])
    job_group = FieldOf(LookupField[str])
    contract_type = FieldOf(ChoiceField[ContractType])
    hours = FieldOf(HoursField)
    wage = FieldOf(AmountField)
    wage_basis = FieldOf(ChoiceField[WageBasis])
    AUTO_FOCUS = "#valid_from SafeInput"

    def __init__(self, person_id: int, terms_id: int | None = None, *, correcting: bool = False) -> None:
        super().__init__()
        self._terms_id, self._how = terms_id, How.CORRECT if correcting else How.CHANGE
        self._person_id, self.opened_for = person_id, (person_id,)
        self._history: EmploymentHistory | None = None
        self._jobs: dict[str, str] = {}
        self._units: dict[int, str] = {}

    def heading(self) -> str:
        """Return the title, with the name once it is known."""
        name = self._history.name if self._history else "…"
        return _("Change employment: {name}", name=name)

    def compose_body(self) -> ComposeResult:
        """Lay out the form."""
        ways = [(How.CHANGE, _("The employment is going to change")), (How.CORRECT, _("Correct employment data"))]
        yield ChoiceField(id="how", label=_("What *"), options=ways, value=self._how)
        yield DayLookupField[int](id="terms_id", label=_("Terms since *"), today=self.context.today, unknown="no-terms")
        yield DateField(
            id="valid_from",
            label=_("As of *"),
            today=self.context.today,
            direction=Direction.NEAREST,
            required=True,
            value=self.context.today,
            cautions=self._unlikely,
        )
        yield LookupField[int](id="unit_id", label=_("Department *"), required=True, unknown="unknown-unit")
        yield LookupField[str](id="job", label=_("Job *"), required=True, allows_new=True)
        yield LookupField[str](id="job_group", label=_("Job group *"), required=True, allows_new=True, raw=GENERAL)
        kinds = [(kind, label(kind)) for kind in ContractType]
        yield ChoiceField(id="contract_type", label=_("Contract type *"), options=kinds, value=ContractType.PERMANENT)
        yield HoursField(id="hours", label=_("Number of hours *"), required=True)
        yield AmountField(id="wage", label=_("Wage"), cautions=self._unlikely_wage)
        bases = [(basis, label(basis)) for basis in WageBasis]
        yield ChoiceField(id="wage_basis", label=_("Wage basis"), options=bases, value=WageBasis.GROSS_MONTH)

    def _unlikely(self, day: date) -> Sequence[Problem]:
        """Return what is unlikely of the day; one that stands as it was registered is not asked about."""
        if self.how.given is not How.CORRECT:
            return cautions.of_change(day, self.context.today)
        line = self._chosen()
        as_it_was = line is not None and line.terms.valid_from == day
        return () if as_it_was else cautions.of_start(day, self.context.today, "valid_from")

    def _unlikely_wage(self, wage: Decimal) -> Sequence[Problem]:
        """Return what is unlikely of the wage; one that stands as it was registered is not asked about."""
        day, hours, basis = self.valid_from.value, self.hours.value, self.wage_basis.given
        if self._history is None or day is None or hours is None:
            return ()
        line = self._chosen() if self.how.given is How.CORRECT else _line_of(self._history.lines, day)
        held = line.terms if line is not None else None
        if held is not None and (held.wage, held.wage_basis, held.hours) == (wage, basis, hours):
            return ()
        born, kind = self._history.birth_date, self.contract_type.given
        return unlikely_wage(self.context.reference, wage, basis, hours=hours, day=day, born=born, contract_type=kind)

    def on_mount(self) -> None:
        """Leave out what is asked in some cases only."""
        super().on_mount()
        self.job_group.display = False
        self.terms_id.display = False

    async def refresh_page(self) -> None:
        """Load the employment and what can be chosen; the terms of today stand on the form."""
        choices: Choices = await self.host.call(hiring.choices)
        self._history = found = await self.host.call(terms.history, self._person_id)
        self.seen = found.version
        self._jobs, self._units = dict(choices.jobs), dict(choices.units)
        self.unit_id.set_options(choices.units)
        self.job.set_options([(job, job) for job in self._jobs])
        self.job_group.set_options([(group, group) for group in choices.groups])
        days = [(line.terms_id, line.terms.valid_from) for line in found.lines]
        self.terms_id.set_days(days)
        correcting, first = self.how.given is How.CORRECT, self._first_line(found.lines)
        self.terms_id.display = correcting
        self._show(first if correcting else _line_of(found.lines, self.context.today), keep_day=not correcting)
        self.terms_id.put_back(format_date(first.terms.valid_from))
        self.show_heading()
        self.start_clean()

    def _show(self, line: TermsLine, *, keep_day: bool = False) -> None:
        """Put terms on the form; a change begins on a day of its own."""
        held = line.terms
        texts = {
            "unit_id": self._units.get(held.unit_id, "").partition("  ")[0],
            "job": held.job,
            "contract_type": label(held.contract_type),
            "hours": format_decimal(held.hours),
            "wage": "" if held.wage is None else format_decimal(held.wage),
            "wage_basis": label(held.wage_basis),
        }
        for name, text in texts.items():
            self.field(name).put_back(text)
        if not keep_day:
            self.valid_from.set_day(held.valid_from)

    @on(FormField.Changed, "#how")
    def follow_how(self) -> None:
        """Ask which terms are corrected, with those that it was opened for on the form; or from when others hold."""
        correcting = self.how.given is How.CORRECT
        if self._history is None or correcting == self.terms_id.display:
            return
        self.terms_id.display = correcting
        lines = self._history.lines
        line = self._first_line(lines) if correcting else _line_of(lines, self.context.today)
        self.terms_id.put_back(format_date(line.terms.valid_from))
        self._show(line, keep_day=not correcting)
        if not correcting:
            self.valid_from.set_day(self.context.today)

    @on(FormField.Changed, "#terms_id")
    def follow_terms(self) -> None:
        """Show the terms that are to be corrected."""
        line = self._chosen()
        if line is not None and self.terms_id.display and self.terms_id.has_focus_within:
            self._show(line)

    def shows_row(self, change: FieldChange) -> bool:
        """Tell whether a change is of the terms on the form: those to be corrected, or those that hold today."""
        if change.table != "employment_terms" or self._history is None:
            return change.table != "employment_terms"
        line = self._chosen() if self.how.given is How.CORRECT else _line_of(self._history.lines, self.context.today)
        return line is not None and line.terms_id == change.row_id

    def _first_line(self, lines: Sequence[TermsLine]) -> TermsLine:
        """Return the terms that the form was opened for, else those of today."""
        asked = (line for line in lines if line.terms_id == self._terms_id)
        return next(asked, None) or _line_of(lines, self.context.today)

    def _chosen(self) -> TermsLine | None:
        lines = self._history.lines if self._history else ()
        return next((line for line in lines if line.terms_id == self.terms_id.value), None)

    @on(FormField.Changed, "#job")
    def ask_group(self) -> None:
        """Ask the group of a job that is new."""
        self.job_group.display = self.job.is_new()

    async def save(self) -> None:
        """Add the terms, or correct those that were chosen."""
        new = Terms(
            valid_from=self.valid_from.given,
            unit_id=self.unit_id.given,
            job=self.job.given,
            contract_type=self.contract_type.given,
            hours=self.hours.given,
            wage=self.wage.value,
            wage_basis=self.wage_basis.given,
        )
        group = self._jobs.get(new.job) or self.job_group.value or ""
        call, person_id = self.host.call, self._person_id
        if self.how.given is How.CORRECT:
            done = await call(terms.correct, person_id, self.terms_id.given, new, job_group=group, seen=self.seen)
        else:
            done = await call(terms.change, person_id, new, job_group=group, seen=self.seen)
        await self.finish(receipt_text(done.use_case, {"name": done.name, "day": done.day}))


def _line_of(lines: Sequence[TermsLine], day: date) -> TermsLine:
    begun = [line for line in lines if line.terms.valid_from <= day]
    return begun[-1] if begun else lines[0]

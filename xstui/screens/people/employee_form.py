"""Adding an employee, and correcting a person's data (manual sections 4.1, 4.2 and 4.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from textual import on
from textual.app import ComposeResult

from xstui.domain import cautions
from xstui.domain.contract_type import ContractType
from xstui.domain.date_entry import Direction
from xstui.domain.employment import check_hours
from xstui.domain.names import Gender, NameOrder, PersonName, split_surname, tidy_initials, tidy_surname
from xstui.domain.problems import Problem, Refused
from xstui.domain.wages import WageBasis
from xstui.i18n import N_, _, label
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.receipts import receipt_text
from xstui.services.context.identifiers import CHECKS
from xstui.services.context.likely_wages import unlikely_wage
from xstui.services.employment import hiring
from xstui.services.employment.hires import GENERAL
from xstui.services.employment.hiring import CONTACT, Choices, Hired, NewEmployee, PersonData
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.lookup_field import LookupField
from xstui.widgets.number_fields import AmountField, HoursField
from xstui.widgets.section import SectionTitle
from xstui.widgets.text_field import TextField

PERSON = ("surname", "initials", "gender", "birth_date")
EMPLOYMENT = ("unit_id", "start_date", "job", "job_group", "contract_type", "hours", "end_date", "wage", "wage_basis")
REACH = ("phone", "email", "street", "house_number", "postcode", "city", "bsn", "iban")
PARTNER = ("first_name", "partner_surname", "name_order")


class TidyField(TextField):
    """A name typed in small letters, echoed as it will be written."""

    def __init__(self, *, tidy: Callable[[str], str], **options: Any) -> None:  # noqa: ANN401 - a text field's own
        super().__init__(**options)
        self._tidy = tidy

    def read(self) -> str:
        """Return the name as it will be written."""
        return self._tidy(super().read())

    def echo(self, value: str) -> str:
        """Return it where it differs from what was typed."""
        return "" if value == self.raw.strip() else value


ROOMS = {"phone": 16, "email": 40, "house_number": 6, "postcode": 8, "bsn": 11, "iban": 27}
"""Cells of fields by what belongs in them, where that is not 32."""


class EmployeeScreen(FormPage):
    """The form of an employee; without a person it adds one, with a first employment.

    What is mandatory comes first, so that F2 is at hand early.
    """

    PURPOSE = N_("Add an employee, or correct somebody's data. Fields with a star must be filled in.")

    SHOWS_STORED = True
    surname = FieldOf(TidyField)
    initials = FieldOf(TidyField)
    gender = FieldOf(ChoiceField[Gender])
    birth_date = FieldOf(DateField)
    unit_id = FieldOf(LookupField[int])
    start_date = FieldOf(DateField)
    job = FieldOf(LookupField[str])
    job_group = FieldOf(LookupField[str])
    contract_type = FieldOf(ChoiceField[ContractType])
    hours = FieldOf(HoursField)
    end_date = FieldOf(DateField)
    wage = FieldOf(AmountField)
    wage_basis = FieldOf(ChoiceField[WageBasis])
    phone = FieldOf(TextField)
    email = FieldOf(TextField)
    street = FieldOf(TextField)
    house_number = FieldOf(TextField)
    postcode = FieldOf(TextField)
    city = FieldOf(TextField)
    bsn = FieldOf(TextField)
    iban = FieldOf(TextField)
    first_name = FieldOf(TextField)
    partner_surname = FieldOf(TextField)
    name_order = FieldOf(ChoiceField[NameOrder])
    AUTO_FOCUS = "#surname Input"

    def __init__(self, person_id: int | None = None) -> None:
        super().__init__()
        self._person_id = person_id
        self.opened_for = (person_id,) if person_id else ()
        self._jobs: dict[str, str] = {}
        self._asked_about: tuple[str, date] | None = None

    def heading(self) -> str:
        """Return the title."""
        return _("Add employee") if self._person_id is None else _("Edit")

    def compose_body(self) -> ComposeResult:
        """Lay out the fields; those of the employment for a new employee alone."""
        yield TidyField(id="surname", label=_("Surname *"), required=True, tidy=tidy_surname)
        yield TidyField(id="initials", label=_("Initials"), max_length=20, tidy=tidy_initials)
        yield ChoiceField(id="gender", label=_("Gender *"), options=[(g, label(g)) for g in Gender], value=Gender.OTHER)
        yield DateField(
            id="birth_date",
            label=_("Date of birth *"),
            today=self.context.today,
            direction=Direction.BIRTH,
            required=True,
            cautions=lambda day: cautions.of_birth_date(day, self.context.today),
        )
        yield from self._employment()
        yield SectionTitle(_("Contact"))
        for name, text in (
            ("phone", _("Phone")),
            ("email", _("E-mail")),
            ("street", _("Street")),
            ("house_number", _("House number")),
            ("postcode", _("Postcode")),
            ("city", _("City")),
            ("bsn", _("BSN")),
            ("iban", _("IBAN")),
        ):
            yield TextField(id=name, label=text, checks=_check_of(name), room=ROOMS.get(name, 32))
        yield TextField(id="first_name", label=_("First name"))
        yield TextField(id="partner_surname", label=_("Partner's surname"))
        yield ChoiceField(
            id="name_order",
            label=_("Name shown"),
            options=[(order, label(order)) for order in NameOrder],
            value=NameOrder.OWN,
        )

    def _employment(self) -> ComposeResult:
        yield SectionTitle(_("Employment"), id="employment-title")
        yield LookupField(id="unit_id", label=_("Department *"), required=True, unknown="unknown-unit")
        yield DateField(
            id="start_date",
            label=_("Start date *"),
            today=self.context.today,
            direction=Direction.NEAREST,
            required=True,
            value=self.context.today,
            cautions=lambda day: cautions.of_start(day, self.context.today, "start_date"),
        )
        yield LookupField(id="job", label=_("Job *"), required=True, allows_new=True)
        yield LookupField(id="job_group", label=_("Job group *"), required=True, allows_new=True, raw=GENERAL)
        yield ChoiceField(
            id="contract_type",
            label=_("Contract type *"),
            options=[(kind, label(kind)) for kind in ContractType],
            value=ContractType.PERMANENT,
        )
        yield HoursField(id="hours", label=_("Number of hours *"), required=True, checks=check_hours)
        yield DateField(
            id="end_date",
            label=_("End date"),
            today=self.context.today,
            direction=Direction.FUTURE,
            open_end=True,
            checks=self._check_end,
            cautions=lambda day: cautions.of_end(day, self.context.today),
        )
        yield AmountField(id="wage", label=_("Wage"), cautions=self._unlikely_wage)
        yield ChoiceField(
            id="wage_basis",
            label=_("Wage basis"),
            options=[(basis, label(basis)) for basis in WageBasis],
            value=WageBasis.GROSS_MONTH,
        )

    def _check_end(self, day: date) -> Sequence[Problem]:
        start = self.start_date.value
        return [Problem("end-before-start", "end_date")] if start is not None and day < start else []

    def _unlikely_wage(self, wage: Decimal) -> Sequence[Problem]:
        hours = self.hours.value
        if hours is None:
            return ()
        return unlikely_wage(
            self.context.reference,
            wage,
            self.wage_basis.given,
            hours=self.hours.given,
            day=self.start_date.value or self.context.today,
            born=self.birth_date.value,
            contract_type=self.contract_type.given,
        )

    def on_mount(self) -> None:
        """Leave out the employment of who has one already."""
        super().on_mount()
        self.job_group.display = False
        if self._person_id is not None:
            for name in EMPLOYMENT:
                self.field(name).display = False
            self.query_one("#employment-title").display = False

    async def refresh_page(self) -> None:
        """Load what can be chosen, or the person as they are known."""
        if self._person_id is None:
            choices: Choices = await self.host.call(hiring.choices)
            self._jobs = dict(choices.jobs)
            self.unit_id.set_options(choices.units)
            self.job.set_options([(job, job) for job in self._jobs])
            self.job_group.set_options([(group, group) for group in choices.groups])
        else:
            data, self.seen = await self.host.call(hiring.person_data, self._person_id)
            self._show(data)
        self.start_clean()

    def _show(self, data: PersonData) -> None:
        name = data.name
        texts = {
            "surname": f"{name.prefix} {name.surname}".strip(),
            "initials": name.initials,
            "first_name": name.first_name,
            "partner_surname": f"{name.partner_prefix} {name.partner_surname}".strip(),
            "gender": label(name.gender),
            "name_order": label(name.name_order),
            **data.contact,
        }
        for field, text in texts.items():
            self.field(field).put_back(text)
        self.birth_date.set_day(data.birth_date)

    @on(FormField.Changed, "#job")
    def ask_group(self) -> None:
        """Ask the group of a job that is new."""
        self.job_group.display = self.job.is_new()

    async def save(self) -> None:
        """Add the employee, or correct the data."""
        if self._person_id is not None:
            data = self._person()
            hired: Hired = await self.host.call(hiring.update_person, self._person_id, data, seen=self.seen)
            await self.finish(receipt_text("employees.mend", {"name": hired.name}))
            return
        wanted = self._wanted()
        try:
            hired = await self.host.call(hiring.add_employee, wanted)
        except Refused as refused:
            if any(problem.code == "person-known" for problem in refused.problems):
                self._asked_about = (wanted.person.name.surname, wanted.person.birth_date)
            raise
        await self.finish(receipt_text("employees.add", {"name": hired.name, "dossier_no": hired.dossier_no}))

    def _person(self) -> PersonData:
        prefix, surname = split_surname(self.surname.given)
        partner_prefix, partner = split_surname(self.partner_surname.value or "")
        name = PersonName(
            initials=self.initials.value or "",
            prefix=prefix,
            surname=surname,
            partner_prefix=partner_prefix,
            partner_surname=partner,
            name_order=self.name_order.given,
            gender=self.gender.given,
            first_name=self.first_name.value or "",
        )
        return PersonData(name, self.birth_date.given, {field: self.given(field) or "" for field in CONTACT})

    def _wanted(self) -> NewEmployee:
        person = self._person()
        job = self.job.given
        wanted = NewEmployee(
            person=person,
            unit_id=self.unit_id.given,
            start_date=self.start_date.given,
            job=job,
            hours=self.hours.given,
            job_group=self._jobs.get(job) or self.job_group.value or "",
            end_date=self.end_date.value,
            contract_type=self.contract_type.given,
            wage=self.wage.value,
            wage_basis=self.wage_basis.given,
        )
        return replace(wanted, confirmed=self._asked_about == (person.name.surname, person.birth_date))

    def typing(self) -> dict[str, object]:
        """Return what stands on the form, without numbers that nobody needs in a draft."""
        return {name: raw for name, raw in super().typing().items() if name not in {"bsn", "iban"}}


def _check_of(name: str) -> Callable[[str], Sequence[Problem]] | None:
    """Return the check of a number or address, so that all that is wrong on the form is said at once."""
    check = CHECKS.get(name)
    if check is None:
        return None

    def problems(text: str) -> Sequence[Problem]:
        try:
            check(text)
        except Refused as refused:
            return refused.problems
        return ()

    return problems

"""What an administrator sets for the whole office: when the program locks itself, and what is paid during sickness."""

from __future__ import annotations

from textual.app import ComposeResult

from xstui.domain.wages import MOST_WAITING_DAYS, SickPay
from xstui.i18n import N_, _, format_percentage, ngettext_
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.receipts import receipt_text
from xstui.services.absence import office_settings
from xstui.services.absence.office_settings import OfficeSettings
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.number_fields import DaysField, PercentageField


class OfficeScreen(FormPage):
    """Four fields, as they are set now."""

    PURPOSE = N_("When the program locks, and how much of the wage is paid during sickness.")

    SHOWS_STORED = True
    lock_minutes = FieldOf(DaysField)
    first_year = FieldOf(PercentageField)
    second_year = FieldOf(PercentageField)
    waiting_days = FieldOf(ChoiceField[int])
    AUTO_FOCUS = "FormField Input"
    KEEPS_DRAFT = False

    def __init__(self) -> None:
        super().__init__()
        self._found: OfficeSettings | None = None

    def heading(self) -> str:
        """Return the title."""
        return _("Settings of the office")

    def compose_body(self) -> ComposeResult:
        """Lay out the fields."""
        yield DaysField(id="lock_minutes", label=_("Locks after minutes"), required=True)
        yield PercentageField(id="first_year", label=_("Pay, weeks 1-52"), required=True)
        yield PercentageField(id="second_year", label=_("Pay, weeks 53-104"), required=True)
        yield ChoiceField(
            id="waiting_days",
            label=_("Days without pay"),
            options=[(number, _days(number)) for number in range(MOST_WAITING_DAYS + 1)],
            value=0,
        )

    async def refresh_page(self) -> None:
        """Show what is set; what has been typed since stays."""
        if self.has_typed_work:
            return
        self._found = found = await self.host.call(office_settings.settings)
        self.lock_minutes.put_back(str(found.lock_minutes))
        self.first_year.put_back(format_percentage(found.sick_pay.first_year))
        self.second_year.put_back(format_percentage(found.sick_pay.second_year))
        self.waiting_days.put_back(_days(found.sick_pay.waiting_days))
        self.start_clean()

    async def save(self) -> None:
        """Save the settings; this program locks by it from now on."""
        pay = SickPay(self.first_year.given.value, self.second_year.given.value, self.waiting_days.given)
        wanted = OfficeSettings(self.lock_minutes.given, pay)
        if self._found is None:
            return
        await self.host.call(office_settings.change_settings, wanted, seen=self._found)
        await self.host.follow_office()
        await self.finish(receipt_text(office_settings.CHANGED, {}))


def _days(number: int) -> str:
    return ngettext_("{n} day", "{n} days", number) if number else _("none")

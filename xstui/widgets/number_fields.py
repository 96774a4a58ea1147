"""Fields for amounts, hours and percentages: decimals with a comma, as the Dutch write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from xstui.domain import cautions
from xstui.domain.percentages import PercentageEntry, parse_amount, parse_hours, parse_percentage
from xstui.domain.problems import Problem, refuse
from xstui.i18n import _, format_hours, format_money, format_percentage
from xstui.widgets.text_field import InputField

MOST_DIGITS = 4
"""Of a number of days: more is a typing error."""


class AmountField(InputField[Decimal]):
    """An amount in euros, echoed as `€ 4.000,00`."""

    ROOM = 12

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        cautions: Callable[[Decimal], Sequence[Problem]] | None = None,
    ) -> None:
        super().__init__(id=id, label=label)
        self._caution = cautions

    def caution(self, value: Decimal) -> Sequence[Problem]:
        """Return what the form finds unusual."""
        return self._caution(value) if self._caution else ()

    def read(self) -> Decimal:
        """Return the amount."""
        return parse_amount(self.raw)

    def echo(self, value: Decimal) -> str:
        """Return the amount in full."""
        return format_money(value)


class HoursField(InputField[Decimal]):
    """Hours a week, echoed as `36,00`."""

    ROOM = 10

    def read(self) -> Decimal:
        """Return the hours."""
        return parse_hours(self.raw)

    def echo(self, value: Decimal) -> str:
        """Return the hours in full."""
        return format_hours(value)


class PercentageField(InputField[PercentageEntry]):
    """A percentage, or a sum such as `10/40` or `15u`, echoed with its working (the manual, 5.3)."""

    ROOM = 10

    def __init__(  # noqa: PLR0913 - a field is declared in one place
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        contract_hours: Decimal | None = None,
        required: bool = False,
        raw: str = "",
        checks: Callable[[PercentageEntry], Sequence[Problem]] | None = None,
    ) -> None:
        super().__init__(id=id, label=label, required=required, raw=raw, checks=checks)
        self.contract_hours = contract_hours

    def read(self) -> PercentageEntry:
        """Return the percentage and how it came about."""
        return parse_percentage(self.raw, self.contract_hours)

    def echo(self, value: PercentageEntry) -> str:
        """Return the working: what was typed, and the percentage that it gives."""
        percentage = format_percentage(value.value)
        shown = f"{value.working} = {percentage}" if value.working else percentage
        if self._asked_about == self.raw or self.contract_hours is None or not self.caution(value):
            return shown
        return f"{shown}  ? " + _("contract: {hours} hours", hours=format_hours(self.contract_hours))

    def caution(self, value: PercentageEntry) -> Sequence[Problem]:
        """Return that the hours of the contract are others than those typed."""
        return cautions.of_contract_hours(value.of, self.contract_hours, self.id or "")


class DaysField(InputField[int]):
    """A number of days: digits, nothing else."""

    ROOM = 6

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - Textual's name
        label: str,
        required: bool = False,
        raw: str = "",
        cautions: Callable[[int], Sequence[Problem]] | None = None,
    ) -> None:
        super().__init__(id=id, label=label, required=required, raw=raw)
        self._caution = cautions

    def caution(self, value: int) -> Sequence[Problem]:
        """Return what the form finds unusual."""
        return self._caution(value) if self._caution else ()

    def read(self) -> int:
        """Return the number."""
        text = self.raw.strip()
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            raise refuse("number-unreadable", self.id or "")
        return int(text)

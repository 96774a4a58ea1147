"""The organisation tree and the master data of the employer (manual sections 2 J and 3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from xstui.domain.benchmark_line import Group
from xstui.domain.roles import Right
from xstui.i18n import N_, _, format_hours, in_language
from xstui.screens.base import routes
from xstui.screens.base.command import Command, sees
from xstui.screens.base.commands import ACTIONS, HELP, PAYOUTS, YEAR_CALENDAR
from xstui.screens.base.place import Place
from xstui.services.context import organisation as service
from xstui.services.context.organisation import Unit
from xstui.services.reporting import CLAIMS
from xstui.widgets.facts import Fact, Facts
from xstui.widgets.rows import ListedRows, RowColumn, RowList
from xstui.widgets.section import Section

FACTS = (
    ("registration_no", N_("Chamber of Commerce number")),
    ("payroll_tax_no", N_("Payroll tax number")),
    ("sector", N_("Sector")),
    ("street", N_("Street")),
    ("house_number", N_("House number")),
    ("postcode", N_("Postcode")),
    ("city", N_("City")),
    ("phone", N_("Phone")),
    ("email", N_("E-mail")),
    ("contact_name", N_("Contact")),
    ("full_time_hours", N_("Full-time week")),
    ("policy_no", N_("Policy number")),
    ("insured_absence", N_("Insured: absence")),
    ("insured_sickness_act", N_("Insured: Sickness Benefits Act")),
    ("insured_wga", N_("Insured: WGA")),
    ("protocol_variation", N_("Protocol variation")),
)


TITLES = 19
"""Cells for what a fact is called at most, so that an e-mail address stays in one line at 80 cells."""


class OrganisationScreen(Place):
    """The tree on the left, the master data of the unit under the cursor on the right."""

    PURPOSE = N_("The departments that you may see, and their master data.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        PAYOUTS.but(label=N_("Claim specification"), does="claims", route=None, shown=True),
        YEAR_CALENDAR.but(needs=sees(Right.ABSENCE_FIGURES)),
        ACTIONS.in_footer,
        HELP.in_footer,
    )
    AUTO_FOCUS = "RowList"

    def __init__(self, unit_id: int | None = None) -> None:
        super().__init__()
        self._unit_id = unit_id
        self._units: tuple[Unit, ...] = ()

    def heading(self) -> str:
        """Return the title."""
        return _("Organisation structure")

    def compose_body(self) -> ComposeResult:
        """Lay out tree and master data."""
        with Horizontal():
            columns = [RowColumn(_("Name"), 19, grows=30), RowColumn(_("Code"), 10, grows=4)]
            yield Section(RowList(columns, ListedRows([])), title=_("Structure"), id="tree")
            with Section(title=_("Master data"), id="data"), VerticalScroll(can_focus=False):
                yield Facts(label_width=TITLES, id="facts")

    async def refresh_page(self) -> None:
        """Load the tree."""
        self._units = (await self.host.call(service.tree)).units
        rows = [("  " * unit.level + unit.name, unit.code) for unit in self._units]
        numbers, listed = [unit.unit_id for unit in self._units], self.query_one(RowList)
        if listed.keys or self._unit_id not in numbers:
            listed.show_again(ListedRows(rows), numbers)
        else:
            listed.set_source(ListedRows(rows), numbers.index(self._unit_id), numbers)

    async def action_claims(self) -> None:
        """Show what the employer's policy pays by month (*Gevalsdossier*, manual section 7.2)."""
        await self.go(routes.Report(CLAIMS.name))

    async def action_year_calendar(self) -> None:
        """Show how many people of the unit under the cursor were absent on each day of a year (*Jaarkalender*)."""
        index = self.query_one(RowList).cursor
        await self.go(routes.YearCalendar(unit_id=self._units[index].unit_id if self._units else None))

    @on(RowList.Highlighted)
    def show_facts(self, event: RowList.Highlighted) -> None:
        """Show the master data of the unit under the cursor."""
        if event.index < len(self._units):
            self.do(self._show_facts, self._units[event.index])

    async def _show_facts(self, unit: Unit) -> None:
        shown, known = await self.host.call(service.master_data, unit.unit_id)
        self.query_one("#facts", Facts).show(list(self._facts(shown, known)))

    def _facts(self, shown: Unit, known: Mapping[str, object]) -> Iterator[Fact]:
        """Yield what is known of a unit; of a department its own, of an employer all of it."""
        yield Fact(_("Name"), shown.name, counts=True)
        yield Fact(_("Code"), shown.code or _("unknown"), known=bool(shown.code))
        for name, text in FACTS:
            value = known.get(name)
            yield Fact(_(text), _value(value), known=value not in (None, ""))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return format_hours(value)
    if isinstance(value, Group):
        return f"{value.code} {in_language(value.title_nl, value.title_en)}"
    return str(value) if value else _("unknown")

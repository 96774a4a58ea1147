"""The sector of an employer, by which its absence is compared with the country's."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from xstui.domain.benchmark_line import sectors
from xstui.i18n import N_, _, in_language
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.receipts import receipt_text
from xstui.services.reporting import sectors as service
from xstui.services.reporting.sectors import EmployerSector
from xstui.widgets.form_field import FormField
from xstui.widgets.lookup_field import LookupField
from xstui.widgets.paragraph import Paragraph


class SectorScreen(FormPage):
    """An employer, asked where there are several, and its sector as it is set now."""

    PURPOSE = N_("The sector by which your absence is compared with the country's.")

    SHOWS_STORED = True
    employer = FieldOf(LookupField[int])
    sector = FieldOf(LookupField[str])
    AUTO_FOCUS = "#sector Input"
    KEEPS_DRAFT = False

    def __init__(self) -> None:
        super().__init__()
        self._found: list[EmployerSector] = []
        self._shown: EmployerSector | None = None

    def heading(self) -> str:
        """Return the title."""
        return _("Sector")

    def compose_body(self) -> ComposeResult:
        """Lay out the fields."""
        yield LookupField(id="employer", label=_("Employer"), required=True, unknown="choice-unknown")
        yield LookupField(id="sector", label=_("Sector"), unknown="unknown-sector")
        yield Paragraph(
            _("The absence figures are set beside those that CBS publishes of this sector. Empty: by size alone."),
            classes="hint",
            markup=False,
        )

    async def refresh_page(self) -> None:
        """Show the first employer as it is; what has been typed since stays."""
        if self.has_typed_work:
            return
        self._found = await self.host.call(service.employer_sectors)
        table = self.context.reference.benchmark
        options = [
            (group.code, f"{group.code}  {in_language(group.title_nl, group.title_en)}") for group in sectors(table)
        ]
        self.sector.set_options(options)
        self.employer.set_options([(one.employer_id, one.name) for one in self._found])
        self.employer.display = len(self._found) > 1
        if self._found:
            self.employer.put_back(self._found[0].name)
            self._show(self._found[0])
        self.start_clean()

    @on(FormField.Changed, "#employer")
    def follow_employer(self) -> None:
        """Show the sector of another employer as soon as one is named."""
        wanted = self.employer.value
        one = next((one for one in self._found if one.employer_id == wanted), None)
        if one is not None and one != self._shown:
            self._show(one)

    def _show(self, one: EmployerSector) -> None:
        self._shown, self.seen = one, one.version
        self.sector.put_back(one.sector)

    async def save(self) -> None:
        """Set the sector of the employer shown."""
        if self._shown is not None:
            code = self.sector.value or ""
            await self.host.call(service.change_sector, self._shown.employer_id, code, seen=self.seen)
            summary = {"name": self._shown.name, "sector": code or "–"}
            await self.finish(receipt_text(service.CHANGED, summary))

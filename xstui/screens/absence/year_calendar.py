"""The year calendar of somebody, or of a part of the organisation (*Jaarkalender*)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from xstui.domain.roles import Right
from xstui.domain.year_calendar import check_year
from xstui.i18n import N_, _, problem_text
from xstui.screens.absence import year_calendar_text as text
from xstui.screens.base import routes
from xstui.screens.base.command import Command, sees
from xstui.screens.base.commands import ACTIONS, EXPORT, LEFT, RIGHT
from xstui.screens.base.place import Place
from xstui.services import reporting
from xstui.services.absence import year_calendar as service
from xstui.services.absence.year_calendar import PersonCalendar, UnitCalendar
from xstui.services.reporting.declarations.year_calendar import YEAR_CALENDAR, YearCalendarParameters
from xstui.widgets.head import Crumbs
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.section import Hint, Section


@dataclass(frozen=True)
class Shown:
    """A calendar as the screen has it.

    Attributes:
        sums: The days of the year in a line.
        words: The same as the lines show; `few` of them where there is little room.
    """

    path: tuple[str, ...]
    lines: list[Content]
    legend: Content
    sums: str
    words: str
    few: str


class YearCalendarScreen(Place):
    """Twelve rows of days with their legend, and the same in words; left and right go to another year."""

    PURPOSE = N_(
        "A year at a glance: on which days somebody was absent and for how much, or how many people of a department "
        "were. Weekends and public holidays stay blank."
    )
    REPORT = YEAR_CALENDAR.name
    """The report that is exported."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        RIGHT.but(label=N_("Next year"), short=N_("Year"), does="year(1)", shown=True),
        LEFT.but(label=N_("Previous year"), does="year(-1)"),
        EXPORT.but(needs=sees(Right.ABSENCE_FIGURES)),
        ACTIONS,
    )

    def __init__(self, person_id: int | None = None, unit_id: int | None = None) -> None:
        super().__init__()
        self._person_id, self._unit_id = person_id, unit_id
        self._year = 0
        self._dossier_no: int | None = None
        self._shown: Shown | None = None

    def heading(self) -> str:
        """Return `Jaarkalender: Polis, V.`."""
        return _("Year calendar: {name}", name=self._shown.path[-1] if self._shown else "…")

    def compose_body(self) -> ComposeResult:
        """Lay out the path, the calendar and the words."""
        yield Crumbs(id="path")
        with Container(id="calendar"):
            yield Section(Paragraph(id="days", markup=False), Paragraph(id="legend", markup=False), id="year")
            with Section(id="told"):
                yield Paragraph(id="sums", markup=False)
                yield Paragraph(id="words", markup=False)

    async def refresh_page(self) -> None:
        """Load the year that is asked, at first this one."""
        year = self._year or self.context.today.year
        if self._person_id is not None:
            person = await self.host.call(service.of_person, self._person_id, year)
            self._dossier_no = person.dossier_no
            self._show(_of_person(person))
        else:
            self._show(_of_unit(await self.host.call(service.of_unit, self._unit_id, year)))
        self._year = year
        self._show_year()

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.show_heading()
        self.query_one("#path", Crumbs).show(shown.path)
        self.query_one("#days", Paragraph).update(Content("\n").join(shown.lines))
        self.query_one("#legend", Paragraph).update(shown.legend)
        self.query_one("#told", Section).show(_("In words"))
        self.query_one("#sums", Paragraph).update(Content(shown.sums))
        self.query_one("#words", Paragraph).update(Content(shown.few if self.has_class("-short") else shown.words))

    def _show_year(self) -> None:
        hints: list[Hint] = [("←", str(self._year - 1)), ("→", str(self._year + 1))]
        open_years = [hint for hint, by in zip(hints, (-1, 1), strict=True) if not self._problems(by)]
        self.query_one("#year", Section).show(str(self._year), *open_years)

    def _problems(self, by: int) -> str:
        return " ".join(map(problem_text, check_year(self._year + by, self.context.today)))

    def on_resize(self) -> None:
        """Name as many stretches as there is room for."""
        if self._shown is not None:
            self._show(self._shown)

    def about(self) -> tuple[str, ...]:
        """Return the year in words, for who can't see the signs."""
        return (f"{self._year}: {self._shown.sums}", self._shown.words) if self._shown else ()

    def action_year(self, by: int) -> None:
        """Go to the year before or after."""
        if problems := self._problems(by):
            self.app.bell()
            self.warn(problems)
        else:
            self._year += by
            self.load()

    def action_export(self) -> None:
        """Ask for format and place, and write the calendar."""
        self.do(self._export)

    async def _export(self) -> None:
        employee = str(self._dossier_no) if self._dossier_no is not None else ""
        asked = YearCalendarParameters(year=self._year, employee=employee, unit_id=self._unit_id)
        await self.go(routes.Export(await self.host.call(reporting.make, asked)))


def _of_person(found: PersonCalendar) -> Shown:
    year = found.year
    return Shown(
        path=(*found.path, found.name),
        lines=text.person_lines(year),
        legend=text.person_legend(year),
        sums=text.person_sums(year),
        words=text.person_words(year),
        few=text.person_words(year, text.MOST_SPELLS),
    )


def _of_unit(found: UnitCalendar) -> Shown:
    year = found.year
    return Shown(
        path=found.path or (_("all"),),
        lines=text.unit_lines(year),
        legend=text.unit_legend(year),
        sums=text.unit_sums(year),
        words=text.unit_words(year),
        few="",
    )

"""The year calendar of somebody, or of a part of the organisation (*Jaarkalender*)."""

from __future__ import annotations

from collections.abc import Sequence
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

TWO_YEARS = 40
"""Rows from which two years stand below each other."""


@dataclass(frozen=True)
class Shown:
    """A calendar as the screen has it.

    Attributes:
        sums: The days of the year in a line.
        words: All that the lines show; as much of it as stands below the days on a narrow screen, and beside them on a
            wide one.
    """

    year: int
    path: tuple[str, ...]
    lines: list[Content]
    legend: Content
    sums: str
    words: str
    words_wide: str
    words_narrow: str


class YearPart(Container):
    """A year: its days with what the signs mean, and the same in words."""

    def compose(self) -> ComposeResult:
        """Lay out days, legend and words."""
        with Section(classes="days"):
            yield Paragraph(classes="lines", markup=False)
            yield Paragraph(classes="legend", markup=False)
        with Section(classes="told"):
            yield Paragraph(classes="sums", markup=False)
            yield Paragraph(classes="words", markup=False)

    def show(self, shown: Shown, hints: Sequence[Hint] = (), *, wide: bool = True) -> None:
        """Show a year.

        Args:
            hints: How one goes to other years.
            wide: Whether the screen is.
        """
        self.query_one(".days", Section).show(str(shown.year), *hints)
        self.query_one(".told", Section).show(_("In words"))
        self.query_one(".lines", Paragraph).update(Content("\n").join(shown.lines))
        self.query_one(".legend", Paragraph).update(shown.legend)
        self.query_one(".sums", Paragraph).update(Content(shown.sums))
        self.query_one(".words", Paragraph).update(Content(shown.words_wide if wide else shown.words_narrow))


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
        self._before: Shown | None = None

    def heading(self) -> str:
        """Return `Jaarkalender: Polis, V.`."""
        return _("Year calendar: {name}", name=self._shown.path[-1] if self._shown else "…")

    def compose_body(self) -> ComposeResult:
        """Lay out the path and the calendars."""
        yield Crumbs(id="path")
        yield YearPart(id="asked")
        yield YearPart(id="before")

    async def refresh_page(self) -> None:
        """Load the year that is asked, at first this one; where there is room, the one before it as well."""
        year = self._year or self.context.today.year
        self._shown = await self._calendar(year)
        self._year = year
        self._before = await self._calendar(year - 1) if self._has_room and not self._problems(-1) else None
        self._show(self._shown)

    async def _calendar(self, year: int) -> Shown:
        if self._person_id is None:
            return _of_unit(await self.host.call(service.of_unit, self._unit_id, year))
        found = await self.host.call(service.of_person, self._person_id, year)
        self._dossier_no = found.dossier_no
        return _of_person(found)

    def _show(self, shown: Shown) -> None:
        self.show_heading()
        self.query_one("#path", Crumbs).show(shown.path)
        ways = (("←", -1), ("→", 1))
        hints = [(key, str(self._year + by)) for key, by in ways if not self._problems(by)]
        self.query_one("#asked", YearPart).show(shown, hints, wide=self.has_class("-wide"))
        before = self.query_one("#before", YearPart)
        before.display = self._before is not None and self._has_room
        if self._before is not None:
            before.show(self._before)

    @property
    def _has_room(self) -> bool:
        """Whether two years fit."""
        return self.has_class("-wide") and self.size.height >= TWO_YEARS

    def _problems(self, by: int) -> str:
        return " ".join(map(problem_text, check_year(self._year + by, self.context.today)))

    def on_resize(self) -> None:
        """Show as much as there is room for."""
        if self._shown is not None:
            self._show(self._shown)
            if self._has_room and self._before is None:
                self.load()

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
        year=year.year,
        path=(*found.path, found.name),
        lines=text.person_lines(year),
        legend=text.person_legend(year),
        sums=text.person_sums(year),
        words=text.person_words(year),
        words_wide=text.person_words(year, text.SPELLS_WIDE),
        words_narrow=text.person_words(year, text.SPELLS_NARROW),
    )


def _of_unit(found: UnitCalendar) -> Shown:
    year = found.year
    return Shown(
        year=year.year,
        path=found.path or (_("all"),),
        lines=text.unit_lines(year),
        legend=text.unit_legend(year),
        sums=text.unit_sums(year),
        words=text.unit_words(year),
        words_wide=text.unit_words(year),
        words_narrow="",
    )

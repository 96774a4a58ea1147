"""What held in an employment, and from when (*Historie weergave*, manual section 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from xstui.i18n import N_, _, format_date, format_hours, format_money, label
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import CORRECT, EMPLOYMENT
from xstui.screens.base.place import Place
from xstui.services.employment import terms
from xstui.services.employment.terms import EmploymentHistory, TermsLine
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, Row, RowColumn, RowList


class EmploymentHistoryScreen(Place):
    """The terms of somebody's employment, the newest first."""

    PURPOSE = N_("What held in the employment, and from when.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        EMPLOYMENT.in_footer,
        CORRECT.but(
            label=N_("Correct employment data"),
            short=N_("Correct"),
            needs=EMPLOYMENT.needs,
            does="correct",
            shown=True,
        ),
    )
    AUTO_FOCUS = "RowList"

    def __init__(self, person_id: int) -> None:
        super().__init__()
        self._person_id = person_id
        self._history: EmploymentHistory | None = None
        self._newest_first: Sequence[TermsLine] = ()

    def heading(self) -> str:
        """Return the title, with the name once it is known."""
        return _("History: {name}", name=self._history.name if self._history else "…")

    def compose_body(self) -> ComposeResult:
        """Lay out how long the employment lasts, and its terms."""
        yield Paragraph(id="lasts", markup=False)
        columns = [
            RowColumn(_("From"), 10),
            RowColumn(_("Department"), 16),
            RowColumn(_("Job"), 14),
            RowColumn(_("Employment type"), 15),
            RowColumn(_("Hours"), 5, "right"),
            RowColumn(_("Wage"), 11, "right"),
        ]
        yield RowList(columns, ListedRows([]))

    def on_screen_resume(self) -> None:
        """Show what a form has changed."""
        super().on_screen_resume()
        if self._history is not None:
            self.load()

    async def refresh_page(self) -> None:
        """Load the terms."""
        self._history = found = await self.host.call(terms.history, self._person_id)
        self.show_heading()
        start = _("Since {day}", day=format_date(found.start_date))
        end = _("Left on {day}", day=format_date(found.end_date)) if found.end_date else ""
        self.query_one("#lasts", Paragraph).update(Content(" " + " · ".join(filter(None, [start, end]))))
        self._newest_first = found.lines[::-1]
        self.show_rows([_row(line) for line in self._newest_first], [line.terms_id for line in self._newest_first])

    async def action_employment(self) -> None:
        """Change the employment from a day on."""
        await self.go(routes.Employment(self._person_id, self._in_hand()))

    async def action_correct(self) -> None:
        """Correct the terms under the cursor."""
        await self.go(routes.Employment(self._person_id, self._in_hand(), correcting=True))

    def _in_hand(self) -> int | None:
        line = next(iter(self._newest_first[self.query_one(RowList).cursor :]), None)
        return line.terms_id if line else None


def _row(line: TermsLine) -> Row:
    held = line.terms
    return (
        format_date(held.valid_from),
        line.department,
        held.job,
        label(held.contract_type),
        format_hours(held.hours),
        "" if held.wage is None else format_money(held.wage),
    )

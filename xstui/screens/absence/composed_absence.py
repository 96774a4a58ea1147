"""The part of a sick report about an earlier case that it joins, or does not join for a reason (R2.5)."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from xstui.i18n import _
from xstui.screens.absence.sick_text import joinable_text
from xstui.services.absence.absence import Joinable
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.form_field import FormField
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.text_field import TextField


class ComposedAbsence(Vertical):
    """Fields that are there where an earlier case is near enough; with it in doubt a reason is asked either way."""

    DEFAULT_CSS = "ComposedAbsence { height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self._joins = ChoiceField(
            id="joins",
            label=_("Composed absence"),
            options=[(True, _("Counts as one case")), (False, _("Counts apart, for a reason"))],
            value=True,
        )
        self._reason = TextField(id="declined", label=_("Reason *"), required=True)
        self._contested = False

    def compose(self) -> ComposeResult:
        """Lay out what is found, the choice and the reason."""
        yield Paragraph(id="joinable", classes="hint", markup=False)
        yield self._joins
        yield self._reason

    def offer(self, found: Joinable | None, day: date | None) -> None:
        """Offer to count apart from an earlier case, where there is one; else the report joins nothing."""
        self.query_one("#joinable").display = self._joins.display = found is not None
        self._contested = found is not None and found.contested
        if found is not None:
            self.query_one("#joinable", Paragraph).update(Content(joinable_text(found, day)))
        self.follow_joins()

    @on(FormField.Changed, "#joins")
    def follow_joins(self) -> None:
        """Ask for the reason only where the report does not join, or that is in doubt."""
        self._reason.display = self._joins.display and (self._joins.value is False or self._contested)

    @property
    def reasons(self) -> tuple[str, str]:
        """Why the report does not join an earlier case, and why it does where that is in doubt."""
        reason = self._reason.given if self._reason.display else ""
        return ("", reason) if self._joins.value else (reason, "")

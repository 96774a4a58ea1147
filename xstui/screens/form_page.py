"""A screen with a form: Enter goes on, F2 saves from anywhere, all problems show at once."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType

from xstui.domain.problems import Refused
from xstui.i18n import N_
from xstui.screens.page import Page
from xstui.widgets.form_field import FormField


class FormPage(Page):
    """A form. `FIELDS` names the fields in order; `save` carries out the use case."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s,f10", "save", N_("Save"), id="save", key_display="F2", priority=True),
        Binding("escape,f3,f12", "back", N_("Cancel"), id="back", key_display="Esc"),
        Binding("f1", "help", N_("Help"), id="help"),
        Binding("ctrl+z", "undo", N_("Undo"), id="undo", show=False),
    ]
    FIELDS: ClassVar[tuple[str, ...]] = ()

    def field(self, name: str) -> FormField[Any]:
        """Return a field by its name."""
        return cast("FormField[Any]", self.query_one(f"#{name}"))

    def given(self, name: str) -> Any:  # noqa: ANN401 - each field has a value of its own kind
        """Return the value of a field that was checked before."""
        return self.field(name).value

    @property
    def has_typed_work(self) -> bool:
        """Whether something was typed here that is not saved."""
        return self._typed

    _typed = False

    @on(FormField.Changed)
    def note_typing(self) -> None:
        """Remember that there is something to lose."""
        self._typed = True

    @on(FormField.Submitted)
    def go_on(self, event: FormField.Submitted) -> None:
        """Go to the next field; from the last one, save."""
        shown = [name for name in self.FIELDS if self.field(name).display]
        place = shown.index(event.field.id or "") if event.field.id in shown else len(shown) - 1
        if place + 1 < len(shown):
            self.field(shown[place + 1]).focus()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Check all fields; with none refused, carry out the use case."""
        wrong = [n for n in self.FIELDS if self.field(n).display and not self.field(n).validate_now()]
        if wrong:
            self.app.bell()
            self.field(wrong[0]).focus()
        else:
            self.do(self.save)

    async def save(self) -> None:
        """Carry out the use case."""

    def show_refusal(self, refused: Refused) -> None:
        """Put each problem beside its field, and the focus on the first; the typing stays."""
        placed = [p for p in refused.problems if p.field in self.FIELDS and self.field(p.field).display]
        for problem in reversed(placed):
            self.field(problem.field).show_problem(problem)
            self.field(problem.field).focus()
        if placed:
            self.app.bell()
        if len(placed) < len(refused.problems):
            super().show_refusal(Refused(*(p for p in refused.problems if p not in placed)))

    async def finish(self, receipt: str) -> None:
        """Close the form, with the receipt on the screen below."""
        self._typed = False
        below = self.app.screen_stack[-2]
        self.dismiss()
        if isinstance(below, Page):
            below.call_after_refresh(below.receipt, receipt)

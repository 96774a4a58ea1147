"""What belongs in a field, beside the form on a wide screen."""

from __future__ import annotations

from textual.content import Content

from xstui.widgets.cells import harmless
from xstui.widgets.form_field import AnyField
from xstui.widgets.section import Panel, Section


class Beside(Section):
    """A box with the meaning of the field that has the focus: what F1 says of it, without asking."""

    def __init__(self) -> None:
        self._lines = Panel()
        super().__init__(self._lines, id="beside")

    def show_field(self, field: AnyField | None) -> None:
        """Explain a field; without one the box is empty."""
        from xstui.screens.base.field_help import help_on

        self.show(field.label.rstrip(" *") if field else "")
        self._lines.show([Content(f"{harmless(text)}\n") for text in help_on(field)] if field else [])

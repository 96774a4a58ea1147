"""A form about one person, who is looked for first where nobody is known: its fields wait for that."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual import on
from textual.content import Content

from xstui.domain.unchecked import Unchecked
from xstui.i18n import _
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.person_field import PersonField
from xstui.widgets.paragraph import Paragraph


class PersonForm(FormPage):
    """A form with a person field; it lays out a paragraph `people` that tells whom it is about.

    Attributes:
        taken: The person whom the form is about by now.
    """

    AUTO_FOCUS: ClassVar[str | None] = "PersonField SafeInput"

    def __init__(self, person_id: int | None = None) -> None:
        super().__init__()
        self._person_id = person_id
        self.opened_for = (person_id,) if person_id else ()
        self.taken: int | None = None

    def on_mount(self) -> None:
        """Let no field be typed in before somebody is taken."""
        super().on_mount()
        self._let_type(whether=False)

    async def refresh_page(self) -> None:
        """Take the person who is known from the start."""
        if self._person_id is not None and self.taken is None:
            await self.take_person(self._person_id)

    @on(PersonField.Picked)
    def take(self, event: PersonField.Picked) -> None:
        """Take the person who was picked."""
        event.stop()
        self.do(self.take_person, event.found.person_id)

    @abstractmethod
    async def take_person(self, person_id: int) -> None:
        """Load what the form shows of a person, and call `accept`."""

    def accept(self, person_id: int, told: str) -> None:
        """Let the form be typed in: it is about this person, as `told` says."""
        self.taken = person_id
        self.query_one(PersonField).display = False
        self.query_one("#people", Paragraph).update(Content(told))
        self._let_type(whether=True)

    def _let_type(self, *, whether: bool) -> None:
        for name in self.FIELDS:
            self.field(name).disabled = not whether

    def typing(self) -> dict[str, object]:
        """Return what stands on the form, the person among it."""
        return super().typing() | {"person": self.taken}

    async def put_back(self, content: Unchecked) -> None:
        """Take the person of the draft again, and fill the form."""
        if content.get("person") not in {None, self.taken}:
            await self.take_person(content["person"])
        await super().put_back(content)

    def action_save(self) -> None:
        """Save, once there is somebody."""
        if self.taken is None:
            self.interrupt()
            self.query_one(PersonField).say(_("Who is it? Type a name."))
            self.query_one(PersonField).focus_input()
        else:
            super().action_save()

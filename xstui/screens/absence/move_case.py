"""Moving a case that was reported on the wrong person to the right one."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.problems import Refused
from xstui.i18n import N_, _, format_date, format_percentage
from xstui.i18n.key_names import keys_in_words
from xstui.screens.base.commands import MOVE_CASE
from xstui.screens.base.person_field import PersonField
from xstui.screens.base.person_form import PersonForm
from xstui.services.absence import moving
from xstui.services.absence.corrections import Registered
from xstui.services.people import search
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.paragraph import Paragraph


class MoveCaseScreen(PersonForm):
    """A name, and what moving the case to that person comes to; it opens with those of the same name."""

    KEEPS_DRAFT = False
    PURPOSE = N_("Give a case that was reported on the wrong person to the right one, with all that hangs on it.")

    def __init__(self, case: Registered) -> None:
        super().__init__()
        self._case = case
        self.seen = case.version

    def heading(self) -> str:
        """Return the title."""
        return MOVE_CASE.words

    def compose_body(self) -> ComposeResult:
        """Lay out the case, whom it is of, and what becomes of it."""
        case = self._case
        yield Paragraph(Content(self._about()), id="case", markup=False)
        yield Paragraph(_("Whose case is it?"), id="people", markup=False)
        yield PersonField(opens_with=partial(search.namesakes, person_id=case.person_id))
        yield Paragraph(id="outcome", classes="outlook", markup=False)

    def _about(self) -> str:
        case, times = self._case, self._case.times
        percentage = times.steps[-1].percentage if times.steps else 0
        return _(
            "Case {no} stands on {name}: sick from {day}, {percentage}.",
            no=case.case_no,
            name=case.name,
            day=format_date(times.first_sick_day),
            percentage=format_percentage(percentage),
        )

    async def take_person(self, person_id: int) -> None:
        """Take whom the case is about, and say what F2 does."""
        found = await self.host.call(search.by_id, person_id)
        self.accept(person_id, f"{found.name} · {found.row.unit_name}")
        text = _(
            "{key_save} moves days, percentages, tasks, notes and what was said to {name}, where the case gets a "
            "number of its own. On {wrong} case {no} stays as reported by mistake, which counts nowhere. "
            "One undo takes it back.",
            name=found.name,
            wrong=self._case.name,
            no=self._case.case_no,
            **keys_in_words(),
        )
        self.query_one("#outcome", Paragraph).update(Content(text))
        self.set_focus(None)

    def action_save(self) -> None:
        """Move the case; with a name typed but not taken yet, take that person first."""
        field = self.query_one(PersonField)
        if self.taken is None and field.text.strip():
            self.run_worker(self._take_and_save(field), group=HOLDING)
        else:
            super().action_save()

    async def _take_and_save(self, field: PersonField) -> None:
        found = await field.resolve()
        if found is not None:
            await self.take_person(found.person_id)
            self.do(self.save)

    async def save(self) -> None:
        """Move the case."""
        if self.taken is None:
            return
        moved = await self.host.call(moving.move_case, self._case.case_id, self.taken, seen=self.seen)
        text = _(
            "Moved: case of {was}, sick from {day}, is now {no} of {name}",
            was=moved.was,
            day=format_date(moved.day),
            no=moved.case_no,
            name=moved.name,
        )
        await self.finish(text + " · " + _("{key_undo} = undo", **keys_in_words()))

    def show_refusal(self, refused: Refused) -> None:
        """Say why it can't be of this person, and ask for another."""
        self.taken = None
        self.query_one("#people", Paragraph).update(Content(_("Whose case is it?")))
        self.query_one("#outcome", Paragraph).update("")
        field = self.query_one(PersonField)
        field.display = True
        field.focus_input()
        super().show_refusal(refused)

"""Reporting several people at once: a row each, with days of its own, saved whole or only what is right."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.problems import Refused
from xstui.domain.unchecked import Unchecked
from xstui.i18n import N_, _, format_date, format_date_echo
from xstui.i18n.key_names import key_name, keys_in_words
from xstui.screens.absence.list_filling import look_up, rows_of_draft, rows_of_people, rows_of_text
from xstui.screens.absence.list_kinds import (
    CLASSES,
    NAME,
    ListKind,
    R,
    typed_text,
)
from xstui.screens.absence.list_rows import ListRow, ListRows, summary_text
from xstui.screens.absence.list_text import candidate_text, hindrance_text, refusal_text, saved_text, summary_of
from xstui.screens.absence.sick_text import frequent_text
from xstui.screens.base.command import Command
from xstui.screens.base.commands import REMOVE, SAVE
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.page import Page
from xstui.screens.base.receipts import receipt_text
from xstui.services.people import search
from xstui.services.people.search import Found
from xstui.widgets.grid import SEPARATOR, Grid, ListInput, Way
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.pick_list import PickList
from xstui.widgets.status_line import StatusLine

TAKE_OUT = REMOVE.but(keys="ctrl+d", label=N_("Take the row out"), does="take_out", priority=True)
SAME_DAY = Command("same-day", "f9", N_("As the cell above"), does="cell_above", shown=True)


class ReportListForm(FormPage, Generic[R]):
    """Rows of names, days and percentages; what is empty is as in the row above.

    A row is judged as soon as it is left. A separator behind a name goes on to the next name, and Enter behind the last
    of them to the day of the first, so that one day is typed once for all.
    """

    PURPOSE = N_(
        "Report several people at once, each with days of their own. What is empty is as in the row above; a row is "
        "judged when it is left, and what is right can be saved while a wrong row stays. Names, or rows from a "
        "spreadsheet or a mail, can be pasted."
    )

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SAVE,
        TAKE_OUT,
        SAME_DAY,
    )
    AUTO_FOCUS = "Grid SafeInput"

    def __init__(self, people: Sequence[int] = (), names: str = "", *, is_listing: bool = False) -> None:
        """Open a list.

        Args:
            people: Those who stand in it.
            names: What was typed or pasted for others.
            is_listing: Whether another name follows on what was typed.
        """
        super().__init__()
        self._kind: ListKind[R] = self.kind()
        self._rows: ListRows[R] = ListRows(self._kind)
        self._people, self._names = tuple(people), names
        self.opened_for = tuple(people)
        self._listing_from: int | None = 0 if is_listing else None
        self._way: Way = "next"
        self._choices: list[object] = []
        self._asked: tuple[object, ...] | None = None
        self._receipt = self._hindrance = ""

    @abstractmethod
    def kind(self) -> ListKind[R]:
        """Return what is reported."""

    def heading(self) -> str:
        """Return the title."""
        return _("{command} · list", command=self._kind.command.words)

    def fields_in_words(self) -> tuple[tuple[str, str], ...]:
        """Return the columns, with what belongs in each."""
        keys = keys_in_words()
        return tuple((_(column.label), _(column.explained, **keys)) for column in self._kind.columns)

    def typing_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the cells."""
        return (
            (f"{key_name('tab')}, {key_name('shift+tab')}", _("Next cell, cell before")),
            (key_name("enter"), _("Next row; after several names: the day of the first")),
            (SEPARATOR, _("Behind a name: another name")),
            (f"{key_name('up')} {key_name('down')}", _("The same column of the row above, below")),
            (keys_in_words()["key_choices"], _("Choices of the cell, or whom a name may mean")),
        )

    def compose_body(self) -> ComposeResult:
        """Lay out the rows, with what there is to know above and below them."""
        yield Paragraph(id="summary", markup=False)
        yield Grid([column.shown() for column in self._kind.columns])
        yield Paragraph(Content(self._hint()), id="list-hint", markup=False)

    def _hint(self) -> str:
        if self._kind.is_of_absent:
            return _("A row counts once something is typed in it. Empty: as in the row above.")
        keys = {"tab": key_name("tab"), "enter": key_name("enter"), "separator": SEPARATOR}
        return _("Empty: as in the row above. {tab} next cell, {enter} next row, {separator} another name.", **keys)

    @property
    def grid(self) -> Grid:
        """The rows as they are shown."""
        return self.query_one(Grid)

    def on_mount(self) -> None:
        """Begin with whom the list was opened for, or with who is absent now."""
        self._rows.today = self.context.today
        super().on_mount()
        self.do(self._open)

    async def _open(self) -> None:
        if self._people:
            found = await self.host.call(search.people, self._people)
            self._rows.rows = rows_of_people(found)
        elif self._names:
            await self._take_text(self._names, at=0)
        elif self._kind.is_of_absent:
            found = await self.host.call(search.find_absent, "")
            self._rows.rows = rows_of_people(found, is_offered=True)
        await self._judge()
        if self._listing_from is not None:
            self._place(len(self._rows.rows) - 1, 0)
        else:
            self._place(*self._begin_at())
        self._first = self.typing()
        self._typed = bool(self._names)

    def _begin_at(self) -> tuple[int, int]:
        """Return where typing begins: at the first row that is wrong, else at the first day, else at the first name."""
        wrong = self._rows.numbers(right=False)
        return (wrong[0], self._column_of(wrong[0])) if wrong else (0, 0 if self._rows.rows[0].is_empty else 1)

    def _column_of(self, number: int) -> int:
        """Return the first column of a row in which something is wrong, else the first that is asked about."""
        reading = self._rows.readings[number]
        named = set(reading.problems) or {caution.field for caution in reading.cautions}
        return next((n for n, column in enumerate(self._kind.columns) if column.name in named), 0)

    async def _take_text(self, text: str, at: int) -> None:
        """Put what was typed or pasted in rows of its own."""
        fresh, left_out = await rows_of_text(self.host, self._kind, text)
        taken = 1 if at < len(self._rows.rows) and self._rows.rows[at].is_empty else 0
        self._rows.rows[at : at + taken] = fresh
        if left_out:
            self.warn(_("Not taken over: {names}. What somebody has never belongs here.", names=", ".join(left_out)))

    async def _judge(self) -> None:
        """Have the rules look at what they have not looked at yet, and show the rows."""
        self._rows.tidy()
        wanted = self._rows.to_judge()
        if wanted:
            self._rows.judged(wanted, await self.host.call(self._kind.judge, wanted))
        self._show()

    def _show(self) -> None:
        self.grid.show(self._rows.shown())
        hint = _("paste names, or rows of a spreadsheet")
        self.query_one("#summary", Paragraph).update(Content(f"{summary_text(self._rows)} · {hint}"))

    def _place(self, row: int, column: int) -> None:
        """Put the cursor in a cell."""
        row = max(0, min(row, len(self._rows.rows) - 1))
        name = self._kind.columns[column].name
        cell = self._rows.shown()[row].cells[column]
        text = self._rows.rows[row].texts.get(name, "")
        self.grid.place(row, column, text, "" if text else cell.text)

    @property
    def _row(self) -> ListRow:
        return self._rows.rows[self.grid.row]

    @property
    def _column_name(self) -> str:
        """The name of the column under the cursor."""
        return self._kind.columns[self.grid.column].name

    async def _store(self) -> bool:
        """Take what stands in the cell; tell whether nothing has to be chosen first."""
        row, name, text = self._row, self._column_name, self.grid.text
        if text != row.texts.get(name, ""):
            row.texts[name] = text
            self._take_back_question()
            if name == NAME:
                await look_up(self.host, self._kind, row)
        await self._judge()
        return not self._ask_about_cell()

    def _ask_about_cell(self) -> bool:
        """Have somebody chosen where the cell means several people or days, and tell whether that is so."""
        if self._column_name == NAME and self._row.candidates:
            self._choices = list(self._row.candidates)
            self._ask([candidate_text(one, self._rows.rows_of(one.person_id)) for one in self._row.candidates])
            return True
        problems = self._rows.readings[self.grid.row].problems.get(self._column_name, [])
        days = next((p.details["days"] for p in problems if p.code == "date-ambiguous"), ())
        if isinstance(days, tuple) and days:
            self._choices = list(days)
            self._ask([format_date_echo(day, self.context.today) for day in days])
            return True
        return False

    def _ask(self, labels: Sequence[str]) -> None:
        """Open a list under the cell; what was typed ahead was not meant for it."""
        self.interrupt()
        self._open_list(labels)

    def _open_list(self, labels: Sequence[str]) -> None:
        picker = PickList(labels)
        picker.styles.margin = 0
        x, y = self.grid.input.styles.offset
        picker.styles.offset = (int(x.value), int(y.value) + 1)
        self.grid.mount(picker)
        picker.focus()

    @on(Grid.Going)
    def leave_cell(self, event: Grid.Going) -> None:
        """Leave the cell: it is read first, and keys wait for that."""
        event.stop()
        self._way = event.way
        if event.is_listing and self._listing_from is None:
            self._listing_from = self.grid.row
        self.do(self._go, event.is_listing)

    async def _go(self, is_listing: bool = False) -> None:  # noqa: FBT001, FBT002 - handed on by a worker
        if await self._store():
            self._move(is_listing=is_listing)

    def _move(self, *, is_listing: bool) -> None:
        if self._way == "row" and not is_listing and self._listing_from is not None:
            self._place(self._listing_from, 1)
            self._listing_from = None
        else:
            self._place(*self.grid.target(self._way, len(self._rows.rows)))

    @on(Grid.Typed)
    def note_cell(self) -> None:
        """Remember that there is something to lose."""
        self._take_back_question()
        self.note_typing()

    def _take_back_question(self) -> None:
        """Forget what was asked or said when saving: it is about rows that are not the same now."""
        self._asked = None
        if self._hindrance and self.query_one(StatusLine).text == self._hindrance:
            self.tell_nothing()
        self._hindrance = ""

    @on(ListInput.SeveralPasted)
    def paste(self, event: ListInput.SeveralPasted) -> None:
        """Take rows that were pasted in the place of the row under the cursor, or behind it."""
        event.stop()
        self.do(self._paste, event.text)

    async def _paste(self, text: str) -> None:
        self._row.texts[self._column_name] = self.grid.text
        await self._take_text(text, self.grid.row if self._row.is_empty else self.grid.row + 1)
        await self._judge()
        self.note_typing()
        self._place(*self._begin_at())

    @on(Grid.ChoicesAsked)
    def choose(self, event: Grid.ChoicesAsked) -> None:
        """Show what the cell can hold."""
        event.stop()
        self._way = "here"
        self.do(self._choose)

    async def _choose(self) -> None:
        if not await self._store():
            return
        if self._column_name == "classification":
            self._choices = list(CLASSES)
            self._open_list([_(text) for text in CLASSES.values()])
        elif self._column_name == NAME and self._row.found is None and self.grid.text.strip():
            self.warn(_("There is nobody to choose: no name fits what is typed here."))
        else:
            self.warn(_("There is nothing to choose in this cell."))

    @on(PickList.Picked)
    async def take_choice(self, event: PickList.Picked) -> None:
        """Take the choice, and go on."""
        event.stop()
        choice = self._choices[event.index]
        await event.picker.remove()
        if isinstance(choice, Found):
            self._row.take(choice)
        elif self._column_name == "classification":
            self._row.texts[self._column_name] = str(event.index + 1)
        else:
            self._row.texts[self._column_name] = format_date(choice)  # type: ignore[arg-type]
        self.do(self._take_up)

    async def _take_up(self) -> None:
        self._take_back_question()
        await self._judge()
        self.note_typing()
        self._move(is_listing=self._listing_from is not None)

    @on(PickList.Closed)
    async def leave_choice(self, event: PickList.Closed) -> None:
        """Leave the cell as it is."""
        event.stop()
        self._choices = []
        if event.picker.has_focus:
            self.grid.input.focus()
        await event.picker.remove()

    def action_take_out(self) -> None:
        """Take the row under the cursor out of the list."""
        if self._row.is_empty and not self.grid.text.strip():
            self.app.bell()
            return
        del self._rows.rows[self.grid.row]
        if self._listing_from is not None:
            self._listing_from = min(self._listing_from, len(self._rows.rows))
        self._asked = None
        self.do(self._after_removal)

    async def _after_removal(self) -> None:
        await self._judge()
        self.note_typing()
        self.tell_nothing()
        self._place(self.grid.row, self.grid.column)

    def action_cell_above(self) -> None:
        """Take over what the cell above means."""
        above = self._rows.readings[self.grid.row - 1].values.get(self._column_name) if self.grid.row else None
        if above is None:
            self.app.bell()
            return
        self.grid.input.value = typed_text(above)
        self.grid.input.select_all()

    def action_save(self) -> None:
        """Save all rows; where some are wrong, say so first, and at the next time save the others."""
        if not self.query(PickList):
            self._way = "here"
            self.do(self._save_rows)

    async def _save_rows(self) -> None:
        if not await self._store():
            return
        right, wrong = self._rows.numbers(right=True), self._rows.numbers(right=False)
        unlikely = self._rows.with_cautions()
        if not right and not wrong:
            self.interrupt()
            self.warn(_("Who is it? Type a name."))
        elif not right or not self._has_been_told(wrong, unlikely):
            self._point_at((wrong or unlikely)[0])
            keys = {"key_out": self.key_of(self.commands()[REMOVE.name]), "key_save": self.key_of(SAVE)}
            self._hindrance = hindrance_text(right, wrong, unlikely, keys)
            self.warn(self._hindrance)
        else:
            await self.save()

    def _has_been_told(self, wrong: list[int], unlikely: list[int]) -> bool:
        """Tell whether nothing stands in the way, or what does was said before."""
        way = tuple(repr(self._rows.readings[number]) for number in [*wrong, *unlikely])
        told, self._asked = self._asked, way
        return not way or told == way

    def _point_at(self, number: int) -> None:
        self.interrupt()
        self._place(number, self._column_of(number))

    async def save(self) -> None:
        """Register what is right in one unit of work; what is wrong stays."""
        right = self._rows.numbers(right=True)
        reports = [report for n in right if (report := self._rows.readings[n].report) is not None]
        receipts = await self.host.call(self._kind.save, reports)
        receipt = receipt_text(receipts[0].use_case, summary_of(receipts), frequent_text(receipts))
        self._rows.rows = [row for n, row in enumerate(self._rows.rows) if n not in right and row.counts]
        if not self._rows.rows:
            await self.finish(receipt)
            return
        self._receipt = receipt
        self._rows.forget_judgements()
        await self._judge()
        self._place(0, self._column_of(0))
        self.note_typing()
        self.warn(saved_text(len(receipts), len(self._rows.numbers(right=False))))

    def show_refusal(self, refused: Refused) -> None:
        """Say what is wrong where the rules look otherwise by now: the rows are judged again."""
        self._rows.forget_judgements()
        self.do(self._judge)
        self.drop_keys()
        self.warn(refusal_text(refused))

    async def _leave(self) -> None:
        """Close the list; what was saved of it before has its receipt on the screen below."""
        below = self.below
        await super()._leave()
        if self._receipt and isinstance(below, Page):
            below.call_after_refresh(below.receipt, self._receipt)

    @property
    def has_typed_fields(self) -> bool:
        """Whether the rows hold something else than when the list opened."""
        return self.typing() != self._first

    def typing(self) -> dict[str, object]:
        """Return what stands in the rows, for a draft."""
        if not self.is_mounted:
            return {"rows": [], "people": []}
        typed = self._rows.typing(self.grid.row, self._column_name, self.grid.text)
        return {"rows": list(typed), "people": self._rows.people()}

    async def put_back(self, content: Unchecked) -> None:
        """Fill the rows with what was kept."""
        self._rows.rows = await rows_of_draft(self.host, self._kind, content)
        await self._judge()
        self._place(*self._begin_at())

    def begin(self) -> None:
        """Put the focus in the rows."""
        self.grid.input.focus()

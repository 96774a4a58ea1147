"""Searching, and the list of employees (manual sections 2 F, G, I and 4.5)."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from xstui.domain.problems import Refused
from xstui.domain.roles import Right, allows
from xstui.domain.search import fold
from xstui.i18n import N_, _, ngettext_
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import FILTER, HELP_IN_TEXT, OPEN, PAGE_DOWN, PAGE_UP, REPORT_SICK
from xstui.screens.base.paged_rows import PAGE, PagedRows
from xstui.screens.base.person_field import NOBODY, SEVERAL, TYPE_SOMETHING, UNSURE, columns, looks_like, row_of
from xstui.screens.base.person_keys import PersonKeys
from xstui.screens.base.search_ahead import SearchAhead
from xstui.services import home
from xstui.services.context.organisation import Unit
from xstui.services.people import search
from xstui.services.people.search import Found
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, Row, RowList
from xstui.widgets.safe_input import SafeInput
from xstui.widgets.same_row import same_row
from xstui.widgets.status_line import StatusLine

SEVERAL_UNITS = N_("Several units fit: choose with the arrows and Enter.")
ORGANISATION_WORD = "dossier"
"""A query that begins with this word looks for organisations only (manual section 3.1)."""


def organisations_alone(query: str) -> str | None:
    """Return what to look for among organisations alone; None where people are looked for as well."""
    word, _sep, rest = query.strip().lower().partition(" ")
    is_asked = len(word) > 3 and ORGANISATION_WORD.startswith(word)  # noqa: PLR2004 - "doss" is clear enough
    return rest if is_asked else None


class SearchScreen(SearchAhead, PersonKeys):
    """Finds people and organisations as you type; with `everybody` an empty query lists all."""

    PURPOSE = N_(
        "Find somebody by name, birth date, dossier number or TrajectenID, or an organisation. Rows that are "
        "marked are reported together."
    )

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        OPEN.but(label=N_("Dossier"), priority=True),
        REPORT_SICK.but(label=N_("to reporting sick")),
        FILTER.but(keys="ctrl+f", label=N_("Also ex-employees"), does="ex_employees", shown=True, priority=True),
        Command("rows", "down", N_("List"), formerly=("search.rows",), shown=True),
        HELP_IN_TEXT.in_footer,
        PAGE_UP.but(does="page(-1)"),
        PAGE_DOWN.but(does="page(1)"),
    )
    AUTO_FOCUS = "SafeInput"
    BESIDE_ROWS = PersonKeys.BESIDE_ROWS | {"ex_employees"}

    def __init__(self, *, everybody: bool = False, tab: str = "overview") -> None:
        super().__init__()
        self._everybody = everybody
        self._tab = tab
        self._ex_employees = False
        self._found: list[Found] = []
        self._units: list[Unit] = []
        self._pages: PagedRows | None = None
        self._is_cut = False
        self._shown_for = ""

    def heading(self) -> str:
        """Return the title."""
        return _("Extended search") if self._everybody else _("Search employee or employer dossier")

    def compose_body(self) -> ComposeResult:
        """Lay out the input and the list."""
        yield SafeInput()
        yield Paragraph(id="search-hint", markup=False)
        yield RowList(columns(), ListedRows([]), empty=_(TYPE_SOMETHING), marks=True)

    async def refresh_page(self) -> None:
        """Show what fits what is typed; the cursor stays on whom it was on, also far down."""
        query, listed = self.query_one(SafeInput).value, self.query_one(RowList)
        place, before = listed.cursor, listed.keys
        await self._look(query)
        if not (place < len(before) and before[place] in listed.keys) and self._pages is None and self._is_cut:
            self._is_cut = False
            await self._complete(query)
        listed.cursor, is_same = same_row(place, before, listed.keys)
        if not is_same:
            self.note_other_row()

    def on_screen_resume(self) -> None:
        """Come back to the query and the row as they were; what is typed now takes the place of that query."""
        if self._left and self.is_mounted:
            self.query_one(SafeInput).select_all()
        super().on_screen_resume()

    async def action_search(self) -> None:
        """Look for something else, from the list."""
        self.query_one(SafeInput).focus()
        self.query_one(SafeInput).select_all()

    def _say_scope(self, left: int, alike: str) -> None:
        """Say whether ex-employees are looked for, how many of them fit, and which names merely look like it."""
        box = "■" if self._ex_employees else "□"
        key = self.key_of(FILTER)
        told = [f"{key} {box} " + _("Also search employees who have left")]
        told += [ngettext_("{n} has left: {key}", "{n} have left: {key}", left, key=key)] if left else []
        self.query_one("#search-hint", Paragraph).update(Content("\n".join(filter(None, ["   ".join(told), alike]))))

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Look for who fits what is typed."""
        event.stop()
        self._take_back_question()
        self.look_ahead()
        if event.value.startswith("/"):  # the key that leads here, where it leads already
            self.query_one(SafeInput).value = event.value[1:]
        else:
            self._look_behind(event.value)

    @work(group="search", exclusive=True)
    async def _look_behind(self, query: str) -> None:
        try:
            await self._look(query)
        except Refused as refused:
            self.show_refusal(refused)

    async def _look(self, query: str) -> None:
        context, ex = self.context, self._ex_employees
        found: list[Found] = []
        units: list[Unit] = []
        left = 0
        if organisations_alone(query) is not None:
            units = await asyncio.to_thread(self._organisations, query)
        elif query.strip():
            found = await asyncio.to_thread(search.find, context, query, ex_employees=ex, limit=self._screenful)
            if not ex and not any(not one.forgiven for one in found):
                left = await asyncio.to_thread(search.ex_employees_named, context, query)
            if len(found) < self._screenful:
                units = await asyncio.to_thread(self._organisations, query)
        elif not self._everybody:
            found = list(await asyncio.to_thread(home.recent_dossiers, context))
        else:
            found = await asyncio.to_thread(
                search.browse, context, "", ex_employees=ex, limit=self._screenful, offset=0
            )
        self._show(query, found, units, left)
        self._is_cut = len(found) == self._screenful
        if self._is_cut and not query.strip():
            await self._complete(query)

    def _organisations(self, query: str) -> list[Unit]:
        """Return the organisations that fit, to who may see what is known of them."""
        alone = organisations_alone(query)
        if not allows(self.context.actor.role, Right.MASTER_DATA) or (alone is None and not fold(query)):
            return []
        return search.find_units(self.context, query if alone is None else alone)

    @property
    def _screenful(self) -> int:
        """People that are looked up while the clerk types: more than there are rows for."""
        return max(search.SCREENFUL, self.size.height)

    @on(RowList.Highlighted)
    def go_on(self, event: RowList.Highlighted) -> None:
        """Look up all others once the clerk goes down the list: while they type, nothing looks beyond the screen."""
        if self._is_cut and self._pages is None and event.index and event.index >= len(self._found) // 2:
            self._is_cut = False
            self.do(self._complete, self.query_one(SafeInput).value)

    async def _complete(self, query: str) -> None:
        """Have the list go on behind those that are shown, as the others are looked at."""
        numbers = await asyncio.to_thread(search.numbers, self.context, query, ex_employees=self._ex_employees)
        if self.is_open and query == self.query_one(SafeInput).value:
            shown = dict.fromkeys(found.person_id for found in self._found)
            self._pages = PagedRows([*shown, *(n for n in numbers if n not in shown)], self._ask, row_of)
            self.query_one(RowList).go_on_with(self._pages, self._pages.person_ids)

    def _ask(self, page: int) -> None:
        self.run_worker(self._fetch(page), group="pages")

    async def _fetch(self, page: int) -> None:
        """Load a page behind the scrolling."""
        pages = self._pages
        if pages is not None:
            try:
                people = await asyncio.to_thread(search.people, self.context, pages.numbers_of(page))
            except Refused as refused:
                self.show_refusal(refused)
                return
            pages.put(page, people)
            if self.is_open and pages is self._pages:
                listed = self.query_one(RowList)
                if page in {index // PAGE for index in (listed.first_in_sight, listed.last_in_sight)}:
                    listed.refresh()

    def person_at(self, index: int) -> int | None:
        """Return the row number of who stands in a row of the list, also where their page is on its way."""
        if self._pages is not None:
            return self._pages.person_ids[index] if index < self._pages.count else None
        return self._found[index].person_id if 0 <= index < len(self._found) else None

    def _show(self, query: str, found: list[Found], units: list[Unit], left: int) -> None:
        """Show what was found, unless something else has been typed since; another query begins at the best fit."""
        if self.is_open and query == self.query_one(SafeInput).value:
            listed = self.query_one(RowList)
            place = listed.cursor if query == self._shown_for else 0
            self._found, self._units, self._pages, self._shown_for = found, units, None, query
            self._say_scope(left, looks_like(found))
            rows: list[Row] = [(unit.name, "", unit.path[0], unit.code, "") for unit in units]
            listed.empty = _(NOBODY) if query.strip() else _(TYPE_SOMETHING)
            keys = [*(one.person_id for one in found), *(("unit", unit.unit_id) for unit in units)]
            listed.set_source(ListedRows([row_of(one) for one in found] + rows), place, keys)

    def action_rows(self) -> None:
        """Go into the list."""
        rows = self.query_one(RowList)
        if rows.has_focus:
            rows.action_move(1)
        else:
            self.do(self._go_to_rows)

    async def _go_to_rows(self) -> None:
        """Go into the list of what is typed; keys wait for it, so that none hits somebody of the list before it."""
        query = self.query_one(SafeInput).value
        if query != self._shown_for:
            await self._look(query)
        self.query_one(RowList).focus()

    def action_page(self, by: int) -> None:
        """Go a page up or down, wherever the focus is."""
        self.query_one(RowList).action_page(by)

    def action_open(self) -> None:
        """Open what is under the cursor, or what fits the text best."""
        rows = self.query_one(RowList)
        if rows.has_focus or not self.query_one(SafeInput).value.strip():
            self._open_at(rows.cursor)
        else:
            self.do(self._resolve)

    @on(RowList.Chosen)
    def open_chosen(self, event: RowList.Chosen) -> None:
        """Open what was chosen."""
        self._open_at(event.index)

    def _open_at(self, index: int) -> None:
        somebody = self.person_at(index)
        place = index - len(self._found)
        if somebody is not None:
            self.do(self._open_person, somebody)
        elif 0 <= place < len(self._units):
            self.do(self._open_unit, self._units[place])

    async def _resolve(self) -> None:
        query = self.query_one(SafeInput).value
        alone = organisations_alone(query) is not None
        found: list[Found] = []
        if not alone:
            found = await self.host.call(search.resolve, query, ex_employees=self._ex_employees)
        units = [] if found else await asyncio.to_thread(self._organisations, query)
        if len(found) == 1 and not found[0].forgiven:
            await self._open_person(found[0].person_id)
        elif units and (alone or len(units) == 1):
            await self._open_unit(units[0])
        else:
            await self._ask_back(found, units)

    def _take_back_question(self) -> None:
        """Ask nothing any more of a text that has changed since."""
        line = self.query_one(StatusLine)
        if line.text in {_(UNSURE), _(SEVERAL), _(NOBODY), _(SEVERAL_UNITS)}:
            line.clear()

    async def _ask_back(self, found: list[Found], units: list[Unit]) -> None:
        """Have the clerk choose, or say that nobody fits; keys typed ahead were not meant for this."""
        self.interrupt()
        if found or units:
            await self._go_to_rows()
            people = UNSURE if found and found[0].forgiven else SEVERAL
            self.warn(_(people) if found else _(SEVERAL_UNITS))
        else:
            self.warn(_(NOBODY))

    async def _open_person(self, person_id: int) -> None:
        await self.go(routes.Dossier(person_id, self._tab))

    async def _open_unit(self, unit: Unit) -> None:
        await self.go(routes.Organisation(unit.unit_id))

    def action_ex_employees(self) -> None:
        """Look for ex-employees as well, or no longer."""
        self._ex_employees = not self._ex_employees
        self.load()

"""The field that finds people as you type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from xstui.domain.absence import FULL
from xstui.domain.problems import Refused
from xstui.i18n import N_, _, format_date, format_percent, ngettext_, problem_text
from xstui.screens.base.host import Host, host_of
from xstui.screens.base.search_ahead import SearchAhead
from xstui.services.people import search
from xstui.services.people.search import Found
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.badge import Badge, Tone
from xstui.widgets.grid import SEPARATOR, ListInput
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, Row, RowColumn, RowList
from xstui.widgets.safe_input import SafeInput

if TYPE_CHECKING:
    from xstui.services.context.context import Context

NOBODY_ABSENT = N_("Nobody is ill now.")
TYPE_SOMETHING = N_("Type a name, a date of birth or a number.")
NOBODY = N_("Nobody fits. Ex-employees are left out unless ticked.")
NOBODY_EMPLOYED = N_("Nobody who is employed fits.")
NOBODY_AT_ALL = N_("Nobody fits.")
SEVERAL = N_("Several people fit: choose with the arrows and Enter.")
FIRST_CHOOSE = N_("What you typed was not taken: choose with the arrows first, or Backspace for another name.")
UNSURE = N_("Nobody has just this name. Who looks like it: choose with the arrows and Enter.")

ARROWS = frozenset({"up", "down", "home", "end", "pageup", "pagedown", "f7", "f8"})


MOST_WORDS = 4
"""Words named of those that what was typed looks like."""


def looks_like(found: Sequence[Found]) -> str:
    """Return which words of names what was typed fits but for a typing error; empty where it fits as it stands."""
    words = list(dict.fromkeys(word for one in found for word in one.nearly))
    if not words:
        return ""
    named = words[:MOST_WORDS] + ["…"] * (len(words) > MOST_WORDS)
    return _("Nobody has just this name. But for one letter it is: {words}.", words=", ".join(named))


WIDEST_BADGE = 15
"""Cells of `[partly 66.67 %]`."""


def columns() -> list[RowColumn]:
    """Return the columns of a list of people."""
    return [
        RowColumn(_("Name"), 21, grows=30),
        RowColumn(_("Born"), 10),
        RowColumn(_("Department"), 16, grows=20),
        RowColumn(_("Dossier"), 9, "right"),
        RowColumn(_("Absent"), WIDEST_BADGE),
    ]


def row_of(found: Found) -> Row:
    """Return a person as a row of a list."""
    row = found.row
    return (found.name, format_date(row.birth_date), row.unit_name, str(row.dossier_no), state_of(found))


def state_of(found: Found) -> Badge:
    """Return what is so about a person in a list: how absent, that they left, or that the name merely looks alike."""
    if found.row.percentage is not None:
        return absent_badge(found.percentage)
    return Badge(_("left") if found.left else _("look-alike") if found.forgiven else "")


def absent_badge(percentage: Decimal, room: int = WIDEST_BADGE) -> Badge:
    """Return how absent somebody is: `ziek 100 %`, `deels 50 %`; in less room than that takes the percentage alone."""
    percent = format_percent(percentage)
    words = _("sick {percent}", percent=percent) if percentage == FULL else _("partly {percent}", percent=percent)
    badge = Badge(words, Tone.SICK)
    return badge if badge.width <= room else Badge(percent, Tone.SICK)


class PersonField(SearchAhead, Vertical):
    """An input with the people who fit below it.

    Enter decides on the text typed, not on what happens to be drawn: if it fits one person best, they are
    taken; if it fits several equally, the list takes the focus, a bell sounds, and keys typed ahead are dropped.
    Text typed on in the list was meant for a field behind it: it starts no command, and Enter takes nobody
    until an arrow shows that the list was seen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "resolve", "", show=False, id="person.resolve", priority=True),
        Binding("down,f4", "list", "", show=False, id="person.list"),
    ]

    @dataclass
    class Picked(Message):
        """Somebody was taken."""

        field: PersonField
        found: Found

        @property
        def control(self) -> PersonField:
            """The field."""
            return self.field

    @dataclass
    class Several(Message):
        """Several people are meant: their names were pasted, or another name follows on this one."""

        names: str
        is_listing: bool

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        several: bool = False,
        ex_employees: bool = False,
        absent: bool = False,
        opens_with: Callable[[Context], list[Found]] | None = None,
    ) -> None:
        """Take people by their names.

        Args:
            absent: Whether the field opens with who is absent now, and looks among them first.
            opens_with: Finds whom it opens with else; nobody as a rule.
        """
        super().__init__(id=id)
        self._absent = absent
        self._opens_with = opens_with
        self._several = several
        self.ex_employees = ex_employees
        self._found: list[Found] = []
        self._typed_past = False
        self._shown_for = ""

    def compose(self) -> ComposeResult:
        """Lay out the input and the list."""
        yield ListInput() if self._several else SafeInput()
        yield Paragraph(id="person-hint", markup=False)
        yield RowList(columns(), ListedRows([]), empty=_(TYPE_SOMETHING))

    @property
    def host(self) -> Host:
        """What the app does for its screens."""
        return host_of(self)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(SafeInput).value

    def on_mount(self) -> None:
        """Begin with those who are meant as a rule, where they are known."""
        if self._absent or self._opens_with is not None:
            self._look("")

    def focus_input(self) -> None:
        """Put the focus in the input."""
        self.query_one(SafeInput).focus()

    def put(self, text: str) -> None:
        """Have a name stand in the input, as if it was typed."""
        self.query_one(SafeInput).value = text

    def clear(self) -> None:
        """Empty the input and the list."""
        self.query_one(SafeInput).value = ""
        self._show([])
        if self._absent:
            self._look("")

    def say(self, text: str) -> None:
        """Show a remark under the input."""
        self.query_one("#person-hint", Paragraph).update(Content(text))

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Look for who fits what is typed; a separator goes on to a list of several people."""
        event.stop()
        self.say("")
        self.look_ahead()
        if self._several and event.value.endswith(SEPARATOR):
            self.post_message(self.Several(event.value.removesuffix(SEPARATOR), is_listing=True))
            return
        self._look(event.value)

    @on(ListInput.SeveralPasted)
    def go_on_with_several(self, event: ListInput.SeveralPasted) -> None:
        """Go on to a list of several people."""
        event.stop()
        self.post_message(self.Several(event.text, is_listing=False))

    @work(group="search", exclusive=True)
    async def _look(self, query: str) -> None:
        import asyncio

        try:
            found, left = await asyncio.to_thread(self._find, self.host.context, query)
        except Refused as refused:
            self._refuse(refused)
            return
        if self.is_open and query == self.text:
            self._show(found)
            self._tell(found, left)

    def _find(self, context: Context, query: str) -> tuple[list[Found], int]:
        """Return who fits, and how many of who has left have just this name where nobody else has."""
        if self._absent:
            return search.find_absent(context, query), 0
        if self._opens_with is not None and not query.strip():
            return self._opens_with(context), 0
        found = search.find(context, query, ex_employees=self.ex_employees, limit=search.SCREENFUL)
        exact = self.ex_employees or any(not one.forgiven for one in found)
        return found, 0 if exact else search.ex_employees_named(context, query)

    def _tell(self, found: list[Found], left: int) -> None:
        """Say that who is shown merely looks like what is typed, and that somebody who has left fits."""
        told = [ngettext_("{n} who fits has left.", "{n} who fit have left.", left)] if left else []
        self.say(" ".join(filter(None, [*told, looks_like(found)])))

    def _show(self, found: list[Found]) -> None:
        self._found, self._shown_for = found, self.text
        nobody = NOBODY_AT_ALL if self.ex_employees else NOBODY_EMPLOYED
        none_yet = NOBODY_ABSENT if self._absent else TYPE_SOMETHING
        self.query_one(RowList).empty = _(nobody) if self.text.strip() else _(none_yet)
        self.query_one(RowList).set_source(ListedRows([row_of(one) for one in found]))

    def action_resolve(self) -> None:
        """Take the person under the cursor of the list, or the one that fits what is typed."""
        rows = self.query_one(RowList)
        if self._is_typed_past:
            self._ask_to_choose()
        elif rows.has_focus and self._found:
            self._pick(self._found[rows.cursor])
        else:
            self.start_resolving()

    def on_key(self, event: events.Key) -> None:
        """Keep text typed on in the list from starting commands; Backspace goes back to the name."""
        if not self.query_one(RowList).has_focus:
            return
        if event.key in ARROWS:
            self._typed_past = False
            self.say("")
        elif event.key == "backspace":
            event.stop()
            self.focus_input()
        elif event.is_printable and event.character != "?":
            event.stop()
            self._typed_past = True
            self._ask_to_choose()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted in the list as typed on."""
        event.stop()
        self._typed_past = True
        self._ask_to_choose()

    @property
    def _is_typed_past(self) -> bool:
        return self._typed_past and self.query_one(RowList).has_focus

    def _ask_to_choose(self) -> None:
        self.app.bell()
        self.say(_(FIRST_CHOOSE))

    def _enter_list(self) -> None:
        """Go into the list as it is shown: an answer that is still to come would put the cursor back."""
        self.workers.cancel_group(self, "search")
        self._typed_past = False
        self.query_one(RowList).focus()

    def start_resolving(self) -> None:
        """Decide who is meant by the text typed; keys wait for it."""
        self.run_worker(self.resolve(), group=HOLDING)

    async def resolve(self) -> Found | None:
        """Take the one person who fits the text best; None where that is nobody or several."""
        if self._is_typed_past:
            self._ask_to_choose()
            return None
        try:
            typed, among = self.text, {"ex_employees": self.ex_employees, "absent": self._absent}
            found = await self.host.call(search.resolve, typed, **among)
        except Refused as refused:
            self._refuse(refused)
            return None
        if len(found) == 1 and not found[0].forgiven and typed.strip():
            self._pick(found[0])
            return found[0]
        self.app.bell()
        self.host.gate.drop()
        self._show(found)
        if found:
            self.say(_(UNSURE if found[0].forgiven else SEVERAL))
            self._enter_list()
        return None

    def action_list(self) -> None:
        """Go into the list of who fits what is typed; keys wait for it."""
        self.run_worker(self._go_to_list(), group=HOLDING)

    async def _go_to_list(self) -> None:
        if self.text != self._shown_for:
            try:
                self._show((await self.host.gate.in_thread(self._find, self.host.context, self.text))[0])
            except Refused as refused:
                self._refuse(refused)
        if self._found:
            self._enter_list()

    def _refuse(self, refused: Refused) -> None:
        """Say why nobody can be looked up; keys typed ahead were meant for somebody."""
        self.app.bell()
        self.host.gate.drop()
        self.say(" ".join(problem_text(problem) for problem in refused.problems))

    @on(RowList.Chosen)
    def _on_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._pick(self._found[event.index])

    def _pick(self, found: Found) -> None:
        self.say("")
        self.post_message(self.Picked(self, found))

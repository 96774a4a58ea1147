"""Retention: what is past its term, marked and wiped (domain rules, 7)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from xstui.domain.problems import refuse
from xstui.i18n import N_, _, format_date, label, ngettext_
from xstui.screens.base.command import Command
from xstui.screens.base.commands import REMOVE
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.place import Place
from xstui.services.upkeep import certificates, retention
from xstui.services.upkeep.retention import Item
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, RowColumn, RowList
from xstui.widgets.text_field import TextField


class RetentionScreen(Place):
    """The list; Space marks, Delete wipes what is marked after a word that is typed in full."""

    PURPOSE = N_("What is kept past its term. Wiping can't be undone, and leaves a certificate.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (REMOVE.but(label=N_("Wipe"), does="wipe"),)
    AUTO_FOCUS = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Item] = []

    def heading(self) -> str:
        """Return the title, with how much is marked."""
        marked = len(self.query_one(RowList).marked) if self.is_mounted else 0
        return _("Retention") + (" · " + ngettext_("{n} marked", "{n} marked", marked) if marked else "")

    def compose_body(self) -> ComposeResult:
        """Lay out the list."""
        columns = [
            RowColumn(_("What"), 19),
            RowColumn(_("No."), 9, "right"),
            RowColumn(_("Name"), 20),
            RowColumn(_("Ended"), 10),
            RowColumn(_("Past term"), 12),
        ]
        yield RowList(columns, ListedRows([]), empty=_("Nothing is past its term."), marks=True)

    async def refresh_page(self) -> None:
        """Load what is past its term."""
        self.items = await self.host.call(retention.past_term)
        rows = [
            (label(item.kind), str(item.number), item.name, format_date(item.ended), format_date(item.due))
            for item in self.items
        ]
        self.show_rows(rows, [(item.kind, item.row_id) for item in self.items])
        self.show_heading()

    @on(RowList.Marked)
    def count_marks(self) -> None:
        """Say how much is marked."""
        self.show_heading()

    async def action_wipe(self) -> None:
        """Ask for the word that confirms, and wipe."""
        chosen = [self.items[place] for place in sorted(self.query_one(RowList).marked)]
        if chosen:
            await self.host.push_screen(WipeScreen(chosen))
        else:
            self.app.bell()
            self.warn(_("Mark what is to be wiped with Space first."))

    def on_screen_resume(self) -> None:
        """Show what is left."""
        super().on_screen_resume()
        if self.is_mounted:
            self.load()


class WipeScreen(FormPage):
    """Asks for the word: wiping is one of the few things that can't be undone."""

    PURPOSE = N_("Wipe what is past its term, after a word that is typed.")

    FIELDS = ("word",)
    AUTO_FOCUS = "FormField Input"
    KEEPS_DRAFT = False

    def __init__(self, chosen: list[Item]) -> None:
        super().__init__()
        self._chosen = chosen

    def heading(self) -> str:
        """Return the title."""
        return _("Wipe")

    def compose_body(self) -> ComposeResult:
        """Lay out what will go, and the field."""
        n = len(self._chosen)
        yield Paragraph(
            ngettext_("{n} line is wiped for good.", "{n} lines are wiped for good.", n), id="people", markup=False
        )
        names = "\n".join(f"  {item.number}  {item.name} · {_kept(item)}" for item in self._chosen[:12])
        yield Paragraph(names, markup=False)
        yield Paragraph(
            _("This can't be undone; back-ups made before still hold it."), classes="panel-title", markup=False
        )
        yield TextField(id="word", label=_('Type "{word}"', word=self.word), required=True)

    @property
    def word(self) -> str:
        """The word that confirms."""
        return _("wipe for good")

    async def save(self) -> None:
        """Wipe, and write the certificate."""
        if str(self.given("word")).strip().lower() != self.word:
            raise refuse("word-differs", "word", word=self.word)
        path: Path = await self.host.call(certificates.wipe, self._chosen)
        await self.finish(_("Wiped. Certificate: {path}", path=path.name))


def _kept(item: Item) -> str:
    return label(item.keeping) if item.keeping else label(item.kind)

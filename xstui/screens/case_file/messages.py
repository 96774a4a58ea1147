"""All messages (*Alle berichten*, manual section 9.1)."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from xstui.i18n import N_, _, format_moment
from xstui.screens.base.command import Command
from xstui.screens.base.commands import HELP, OPEN
from xstui.screens.base.place import Place
from xstui.services.case_file import messages as service
from xstui.services.case_file.messages import MessageView
from xstui.widgets.cells import harmless
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import UNREAD, ListedRows, RowColumn, RowList
from xstui.widgets.section import Section


class MessagesScreen(Place):
    """The list of messages above, the one under the cursor below; Enter marks it as read."""

    PURPOSE = N_("The messages to you, the newest first; the one under the cursor stands below.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        OPEN.but(label=N_("Read"), does="read"),
        HELP.in_footer,
    )
    AUTO_FOCUS = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[MessageView] = []

    def heading(self) -> str:
        """Return the title."""
        return _("Messages")

    def compose_body(self) -> ComposeResult:
        """Lay out list and text."""
        columns = [
            RowColumn("", 1),
            RowColumn(_("Sent"), 16),
            RowColumn(_("From"), 20),
            RowColumn(_("Subject"), 34, grows=20),
        ]
        listed = RowList(columns, ListedRows([]), empty=_("There are no messages."))
        yield Section(listed, title=_("All messages"), id="list")
        with Section(id="talk"), VerticalScroll(can_focus=False):
            yield Paragraph(id="message", markup=False)

    async def refresh_page(self) -> None:
        """Load the messages."""
        self.messages = await self.host.call(service.all_messages)
        rows = [
            (Text("●" if m.unread else "", UNREAD), format_moment(m.sent_at), m.sender, m.subject)
            for m in self.messages
        ]
        self.show_rows(rows, [message.message_id for message in self.messages])

    @on(RowList.Highlighted)
    def show_message(self, event: RowList.Highlighted) -> None:
        """Show the message under the cursor."""
        if event.index < len(self.messages):
            message = self.messages[event.index]
            self.query_one("#talk", Section).show(message.subject, message.sender)
            self.query_one("#message", Paragraph).update(Content(harmless(message.body)))

    def action_read(self) -> None:
        """Mark the message under the cursor as read."""
        index = self.query_one(RowList).cursor
        if index < len(self.messages) and self.messages[index].unread:
            self.do(self._read, self.messages[index].message_id)

    async def _read(self, message_id: int) -> None:
        await self.host.call(service.mark_read, message_id)
        await self.refresh_page()

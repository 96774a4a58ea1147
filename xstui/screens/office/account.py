"""One's own login: who it is, and when somebody signed in with it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from xstui.i18n import N_, _, format_moment, label
from xstui.screens.base.place import Place
from xstui.services.access import sign_in_history
from xstui.services.access.sign_in_history import SignIn
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, RowColumn, RowList

HOW = {
    "token": N_("token of the app"),
    "backup_code": N_("back-up code"),
    "enrol": N_("app registered"),
    "failed": N_("refused: wrong password, token or code"),
}


class AccountScreen(Place):
    """The login, and its sign-ins; those refused have a sign."""

    PURPOSE = N_("When and how somebody signed in with your name.")

    AUTO_FOCUS = "RowList"

    def heading(self) -> str:
        """Return the title."""
        return _("Sign-ins")

    def compose_body(self) -> ComposeResult:
        """Lay out who it is, and the list."""
        yield Paragraph(id="who", markup=False)
        columns = [RowColumn("", 2), RowColumn(_("When"), 17), RowColumn(_("How"), 50)]
        yield RowList(columns, ListedRows([]), empty=_("Nobody has signed in with this login yet."))

    async def refresh_page(self) -> None:
        """Load the sign-ins."""
        actor = self.context.actor
        self.query_one("#who", Paragraph).update(
            Content(f" {actor.username} · {actor.full_name} · {label(actor.role)}")
        )
        history: list[SignIn] = await self.host.call(sign_in_history.sign_ins)
        rows = [("!!" if one.failed else "", format_moment(one.at), _how(one)) for one in history]
        self.query_one(RowList).show_again(ListedRows(rows), [(one.at, one.how) for one in history])


def _how(one: SignIn) -> str:
    words = _(HOW.get(one.how, one.how))
    return f"{one.count} × {words}" if one.count > 1 else words

"""Settings (*Instellingen*): one's own login, and for administrators the store's logins, keys and terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult

from xstui.i18n import N_, _
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import OPEN
from xstui.screens.base.place import Place
from xstui.screens.base.routes import Route
from xstui.widgets.rows import ListedRows, RowColumn, RowList


@dataclass(frozen=True)
class Entry:
    """One line of the list, and what it opens."""

    title: str
    text: str
    route: Route


OWN = (
    Entry(N_("Password"), N_("choose another password"), routes.Password()),
    Entry(N_("Sign-ins"), N_("when and how somebody signed in with your name"), routes.SignIns()),
    Entry(N_("Roles"), N_("what each role may see and do"), routes.Roles()),
)
FOR_ADMINISTRATORS = (
    Entry(N_("Logins"), N_("make, reset and end colleagues' logins"), routes.Logins()),
    Entry(N_("Keys and back-ups"), N_("recovery key, encryption, copies of the store"), routes.Keys()),
    Entry(N_("Retention"), N_("what is past its term, and wiping it"), routes.Retention()),
    Entry(N_("Sector"), N_("by which absence is compared with the country's"), routes.Sector()),
    Entry(N_("Own risk and cover"), N_("cover without a policy in this program"), routes.OwnRisk()),
    Entry(N_("Office"), N_("when it locks, and what is paid during sickness"), routes.Office()),
)


class SettingsScreen(Place):
    """The list of what can be set."""

    PURPOSE = N_("What can be set, by you and by an administrator. A figure opens its setting.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        OPEN,
        *(Command(f"setting-{number}", str(number), "", does=f"entry({number})") for number in range(1, 10)),
    )
    AUTO_FOCUS = "RowList"

    def heading(self) -> str:
        """Return the title."""
        return _("Settings")

    def compose_body(self) -> ComposeResult:
        """Lay out the list."""
        columns = [RowColumn("", 1), RowColumn(_("Setting"), 23), RowColumn(_("What"), 51)]
        yield RowList(columns, ListedRows(self._rows()))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What this user may set."""
        return OWN + (FOR_ADMINISTRATORS if self.context.actor.administrator else ())

    def _rows(self) -> list[tuple[str, str, str]]:
        return [(str(number), _(entry.title), _(entry.text)) for number, entry in enumerate(self.entries, 1)]

    def action_open(self) -> None:
        """Open the screen under the cursor."""
        self.do(self._open)

    async def _open(self) -> None:
        await self.go(self.entries[self.query_one(RowList).cursor].route)

    def action_entry(self, number: int) -> None:
        """Open the screen that carries a number."""
        if number > len(self.entries):
            self.app.bell()
            return
        self.query_one(RowList).cursor = number - 1
        self.do(self._open)

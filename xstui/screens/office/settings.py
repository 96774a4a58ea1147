"""Settings (*Instellingen*): one's own login, and for administrators the store's logins, keys and terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from xstui.i18n import N_, _
from xstui.screens.base.page import Page
from xstui.widgets.rows import ListedRows, RowColumn, RowList


def _password() -> Screen[None]:
    from xstui.screens.sign_in.password import PasswordScreen

    return PasswordScreen()


def _history() -> Screen[None]:
    from xstui.screens.office.account import AccountScreen

    return AccountScreen()


def _roles() -> Screen[None]:
    from xstui.screens.office.roles import RolesScreen

    return RolesScreen()


def _logins() -> Screen[None]:
    from xstui.screens.office.logins import LoginsScreen

    return LoginsScreen()


def _office() -> Screen[None]:
    from xstui.screens.office.office import OfficeScreen

    return OfficeScreen()


def _sector() -> Screen[None]:
    from xstui.screens.office.sector import SectorScreen

    return SectorScreen()


def _own_risk() -> Screen[None]:
    from xstui.screens.office.own_risk import OwnRiskScreen

    return OwnRiskScreen()


def _keys() -> Screen[None]:
    from xstui.screens.office.keys import KeysScreen

    return KeysScreen()


def _retention() -> Screen[None]:
    from xstui.screens.office.retention import RetentionScreen

    return RetentionScreen()


@dataclass(frozen=True)
class Entry:
    """One line of the list, and the screen it opens."""

    title: str
    text: str
    screen: Callable[[], Screen[None]]
    administrators: bool = False


ENTRIES = (
    Entry(N_("Password"), N_("choose another password"), _password),
    Entry(N_("Sign-ins"), N_("when and how somebody signed in with your name"), _history),
    Entry(N_("Roles"), N_("what each role may see and do"), _roles),
    Entry(N_("Logins"), N_("make, reset and end logins of colleagues"), _logins, administrators=True),
    Entry(N_("Keys and back-ups"), N_("recovery key, encryption, copies of the store"), _keys, administrators=True),
    Entry(N_("Retention"), N_("what is past its term, and wiping it"), _retention, administrators=True),
    Entry(N_("Sector"), N_("by which absence is compared with the country's"), _sector, administrators=True),
    Entry(N_("Own risk and cover"), N_("cover without a policy in this program"), _own_risk, administrators=True),
    Entry(N_("Office"), N_("when it locks, and what is paid during sickness"), _office, administrators=True),
)


class SettingsScreen(Page):
    """The list of what can be set."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "open", N_("Open"), id="settings.open"),
        Binding("f3,escape", "back", N_("Back"), id="back", key_display="Esc"),
    ]
    AUTO_FOCUS = "RowList"

    def heading(self) -> str:
        """Return the title."""
        return _("Settings")

    def compose_body(self) -> ComposeResult:
        """Lay out the list."""
        yield RowList([RowColumn(_("Setting"), 23), RowColumn(_("What"), 52)], ListedRows(self._rows()))

    @property
    def entries(self) -> list[Entry]:
        """What this user may set."""
        return [entry for entry in ENTRIES if self.desk.actor.administrator or not entry.administrators]

    def _rows(self) -> list[tuple[str, str]]:
        return [(_(entry.title), _(entry.text)) for entry in self.entries]

    def action_open(self) -> None:
        """Open the screen under the cursor."""
        self.do(self._open)

    async def _open(self) -> None:
        await self.go(self.entries[self.query_one(RowList).cursor].screen())

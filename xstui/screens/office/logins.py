"""Logins of colleagues, for an administrator: made, reset, ended (manual section 1.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.date_entry import Direction
from xstui.domain.problems import Problem, refuse
from xstui.domain.roles import Role
from xstui.i18n import N_, _, format_date, label
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import NEW, REMOVE
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.place import Place
from xstui.services.access import accounts
from xstui.services.access.accounts import Issued, Login, NewLogin
from xstui.services.context import organisation
from xstui.services.context.organisation import Unit
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, RowColumn, RowList
from xstui.widgets.text_field import TextField

RESET = Command("reset-login", "", N_("New password"), does="reset", formerly=("logins.reset",))


class LoginsScreen(Place):
    """The list of logins; n makes one, Delete ends one, *Acties* has a new password."""

    PURPOSE = N_("The logins of this store. A login is personal; ending one works at once.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        NEW.but(does="new"),
        RESET,
        REMOVE.but(label=N_("End login"), does="end"),
    )
    AUTO_FOCUS = "RowList"
    BESIDE_ROWS = Place.BESIDE_ROWS | {"new"}
    _asked: int | None = None
    _ended: tuple[Login, date | None] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.logins: list[Login] = []

    def heading(self) -> str:
        """Return the title."""
        return _("Logins")

    def compose_body(self) -> ComposeResult:
        """Lay out the list, and what belongs to the line under the cursor."""
        columns = [
            RowColumn(_("User name"), 22, grows=6),
            RowColumn(_("Name"), 18, grows=12),
            RowColumn(_("Role"), 24, grows=30),
            RowColumn(_("Until"), 11),
        ]
        yield RowList(columns, ListedRows([]), empty=_("There are no logins."))
        yield Paragraph(id="note", markup=False)

    @on(RowList.Highlighted)
    def show_note(self, event: RowList.Highlighted) -> None:
        """Say of the login under the cursor what its row has no room for."""
        found = self.logins[event.index] if event.index < len(self.logins) else None
        note = f"{found.username} · {found.full_name} · {_row(found)[2]}" if found else ""
        self.query_one("#note", Paragraph).update(Content(note))

    def on_screen_resume(self) -> None:
        """Show what a form has changed."""
        super().on_screen_resume()
        if self.is_mounted:
            self.load()

    async def refresh_page(self) -> None:
        """Load the logins."""
        self.logins = await self.host.call(accounts.logins)
        rows = [_row(login) for login in self.logins]
        self.show_rows(rows, [login.account_id for login in self.logins])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what needs a login under the cursor as long as there is none."""
        if action in {"reset", "end"} and not self.logins:
            return False
        return super().check_action(action, parameters)

    def _chosen(self) -> Login:
        return self.logins[self.query_one(RowList).cursor]

    async def action_new(self) -> None:
        """Make a login."""
        self.do(self._new)

    async def _new(self) -> None:
        units: tuple[Unit, ...] = (await self.host.call(organisation.tree)).units
        await self.host.push_screen(NewLoginScreen(units))

    def action_reset(self) -> None:
        """Give the colleague under the cursor a temporary password: asked twice, as it can't be taken back."""
        login = self._chosen()
        if self._asked == login.account_id:
            self._asked = None
            self.do(self._reset, login)
        else:
            self._asked = login.account_id
            told = N_("{name} can't sign in with the old password any more. Choose it once more to go on.")
            self.warn(_(told, name=login.username))

    async def _reset(self, login: Login) -> None:
        issued = await self.host.call(accounts.reset_password, login.account_id)
        text = _temporary(login.username, issued)
        if self.context.store.key is None:
            if login.account_id != self.context.actor.account_id:  # one's own: from now on nothing may be read
                await self.refresh_page()
            self.receipt(text)
        else:
            await self.go(routes.EncryptAgain(text))

    async def action_end(self) -> None:
        """End the login under the cursor as of a day, or let it go on."""
        await self.host.push_screen(EndLoginScreen(self._chosen(), self._note_end))

    def _note_end(self, login: Login, before: date | None) -> None:
        self._ended = (login, before)

    def action_undo(self) -> None:
        """Take back the last ending of a login; nothing that was registered on another screen."""
        if self._ended is None:
            self.host.bell()
            self.warn(_("There is nothing to undo here."))
        else:
            self.do(self._take_back, *self._ended)

    async def _take_back(self, login: Login, before: date | None) -> None:
        self._ended = None
        await self.host.call(accounts.end_login, login.account_id, before)
        await self.refresh_page()
        self.receipt(_end_text(login, before))


def _temporary(name: str, issued: Issued) -> str:
    return _("Temporary password of {name}, shown this once: {password}", name=name, password=issued.password)


def _row(login: Login) -> tuple[str, str, str, str]:
    role = ("★ " if login.administrator else "") + label(login.role)
    return login.username, login.full_name, role, format_date(login.ends_on) if login.ends_on else ""


class NewLoginScreen(FormPage):
    """The form of a new login; its temporary password is made here and shown once."""

    PURPOSE = N_("Give a colleague a login with a role and departments.")

    username = FieldOf(TextField)
    full_name = FieldOf(TextField)
    email = FieldOf(TextField)
    phone = FieldOf(TextField)
    role = FieldOf(ChoiceField[Role])
    unit_ids = FieldOf(TextField)
    administrator = FieldOf(ChoiceField[bool])
    AUTO_FOCUS = "FormField Input"

    def __init__(self, units: tuple[Unit, ...]) -> None:
        super().__init__()
        self._units = units
        self._asked_mailbox = ""

    def heading(self) -> str:
        """Return the title."""
        return _("New login")

    def compose_body(self) -> ComposeResult:
        """Lay out the fields."""
        yield TextField(id="username", label=_("User name *"), required=True)
        yield TextField(id="full_name", label=_("Name *"), required=True)
        yield TextField(id="email", label=_("Business e-mail"))
        yield TextField(id="phone", label=_("Phone"), max_length=20)
        yield ChoiceField(
            id="role",
            label=_("Role *"),
            options=[(role, label(role)) for role in Role],
            required=True,
            value=Role.COMBI,
        )
        yield TextField(
            id="unit_ids", label=_("Authorised for *"), required=True, raw=self._units[0].name, checks=self._check_unit
        )
        yield ChoiceField(
            id="administrator", label=_("Administrator"), options=[(False, _("no")), (True, _("yes"))], value=False
        )

    def _unit(self, text: str) -> Unit | None:
        """Return the unit with this name or code."""
        wanted = text.casefold()
        return next((unit for unit in self._units if wanted in {unit.name.casefold(), unit.code.casefold()}), None)

    def _check_unit(self, text: str) -> list[Problem]:
        return [] if self._unit(text) else [Problem("unknown-unit", "unit_ids")]

    async def save(self) -> None:
        """Make the login; a shared mailbox has to be saved twice."""
        email = self.email.value or ""
        wanted = NewLogin(
            username=self.username.given,
            full_name=self.full_name.given,
            role=self.role.given,
            unit_ids=tuple(unit.unit_id for unit in [self._unit(self.unit_ids.given)] if unit),
            email=email,
            phone=self.phone.value or "",
            administrator=self.administrator.given,
            email_confirmed=bool(email) and email == self._asked_mailbox,
        )
        self._asked_mailbox = email
        issued = await self.host.call(accounts.add_login, wanted)
        await self.finish(_temporary(wanted.username, issued))


class EndLoginScreen(FormPage):
    """Asks from which day a login opens nothing any more; an empty day lets it go on."""

    PURPOSE = N_("End a login from a day on.")

    day = FieldOf(DateField)
    AUTO_FOCUS = "FormField Input"
    KEEPS_DRAFT = False

    def __init__(self, login: Login, ended: Callable[[Login, date | None], None]) -> None:
        super().__init__()
        self._login = login
        self._note_end = ended
        self._asked: date | None = None

    def heading(self) -> str:
        """Return the title."""
        return _("End a login")

    def compose_body(self) -> ComposeResult:
        """Lay out who it is, and the day."""
        who = f"{self._login.username} · {self._login.full_name} · {label(self._login.role)}"
        yield Paragraph(who, id="people", markup=False)
        yield DateField(
            id="day",
            label=_("Ends on"),
            today=self.context.today,
            direction=Direction.FUTURE,
            value=self._login.ends_on,
            open_end=True,
        )
        yield Paragraph(_("Leave the day empty to let the login go on."), classes="hint", markup=False)

    async def save(self) -> None:
        """End the login; one that ends at once has to be saved twice."""
        day = self.day.value
        if day is None and self._login.ends_on is None:
            raise refuse("required", "day")
        if day is not None and day <= self.context.today and self._asked != day:
            self._asked = day
            self.warn(_("{name} can't sign in from now on. Save again to end the login.", name=self._login.username))
            return
        before = await self.host.call(accounts.end_login, self._login.account_id, day)
        self._note_end(self._login, before)
        await self.finish(_end_text(self._login, day))


def _end_text(login: Login, day: date | None) -> str:
    if day is None:
        return _("The login {name} goes on.", name=login.username)
    return _("The login {name} ends on {day}.", name=login.username, day=format_date(day))

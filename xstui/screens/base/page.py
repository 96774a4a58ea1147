"""What all screens share: head, status line, footer, and the way to the services."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, ParamSpec

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from xstui.domain.problems import Refused
from xstui.i18n import _, format_date_head, problem_text
from xstui.i18n.key_names import key_name, keys_in_words, shown_key
from xstui.i18n.lists import all_of
from xstui.screens.base.command import Command, Commanded
from xstui.screens.base.commands import ALL_COMMANDS, BACK, HELP_IN_TEXT, RELOAD
from xstui.screens.base.host import Host, host_of
from xstui.screens.base.late import LateAnswers
from xstui.terminal.compositor import NearCompositor
from xstui.terminal.type_ahead import HOLDING
from xstui.widgets.badge import Badge, Tone
from xstui.widgets.head import Head
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.open_types import AnyScreen
from xstui.widgets.rows import ListedRows, Row, RowList
from xstui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from xstui.screens.base.routes import Route
    from xstui.services.context.context import Context

P = ParamSpec("P")


class Page(Commanded, LateAnswers, Screen[None]):
    """A screen of somebody who has signed in.

    Subclasses give `compose_body`, and `heading`; `refresh_page` loads what they show.
    """

    CSS_PATH = Path(__file__).parents[2] / "styles" / "screens.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (BACK, RELOAD, HELP_IN_TEXT, ALL_COMMANDS)
    BESIDE_ROWS: ClassVar[frozenset[str]] = frozenset(
        {
            *("back", "reload", "help", "search", "visit", "actions", "undo", "redo", "app.command_palette"),
            *("move", "page", "first", "last", "rows"),
        }
    )
    """Actions that do the same on whichever row the cursor is."""

    PURPOSE: ClassVar[str] = ""
    """What the screen is for, in two sentences, marked for translation; help begins with it."""

    receipt_of: int | None = None
    """The entry that the receipt on the status line is about."""
    _row_shown_at = 0.0
    _was_shown = False

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NearCompositor()

    @property
    def host(self) -> Host:
        """What the app does for its screens."""
        return host_of(self)

    @property
    def context(self) -> Context:
        """The context of who has signed in."""
        return self.host.context

    @property
    def below(self) -> AnyScreen:
        """The screen that this one was opened on."""
        stack = self.app.screen_stack
        return stack[stack.index(self) - 1]

    @property
    def has_typed_work(self) -> bool:
        """Whether something was typed here that is not saved."""
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what the role may not do: in footer, palette and help; its key tells that."""
        return self.role_allows(f"{action}({parameters[0]!r})" if parameters else action)

    def role_allows(self, action: str) -> bool:
        """Tell whether the role may do what a binding calls; an administrator can take back their own settings."""
        command, actor = self.command_of(action), self.context.actor
        if command is None or command.is_for(actor.role):
            return True
        return command.name in {"undo", "redo"} and actor.administrator

    def tell_of_refused_key(self, action: str) -> None:
        """Say so where a key does nothing since the role may not do what it is for; what was typed on is dropped."""
        if not self.role_allows(action):
            self.interrupt()
            self.warn(_("Your role may not do this."))

    def keys(self) -> dict[str, str]:
        """Return the key of each command that can be started here now, by its name, as the user has it."""
        bindings = [binding for _node, binding, _enabled, _tip in self.active_bindings.values()]
        return {binding.id or "": self.host.get_key_display(binding) for binding in reversed(bindings)}

    def key_of(self, command: Command) -> str:
        """Return the key of a command, also where another one has it while a field is in focus."""
        first = self.host.own_keys_of(command).split(",")[0]
        return self.keys().get(command.name) or (shown_key(key_name(first)) if first else "")

    def heading(self) -> str:
        """Return the title of the screen."""
        return ""

    def fields_in_words(self) -> tuple[tuple[str, str], ...]:
        """Return what F1 says of the fields of a form: the label of each, and what belongs in it."""
        return ()

    def typing_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys that F1 names besides those of the commands, each with what it does."""
        return ()

    def about(self) -> tuple[str, ...]:
        """Return what F1 says of what is shown here, a paragraph each."""
        return ()

    def compose(self) -> ComposeResult:
        """Lay out head, body, status line and footer."""
        yield Head(id="head")
        yield from self.compose_body()
        yield StatusLine()
        yield KeyFooter()

    def compose_body(self) -> ComposeResult:
        """Lay out what lies between head and status line."""
        yield from ()

    def on_mount(self) -> None:
        """Load what the screen shows; say which commands the user's own keys have left without one."""
        self.show_heading()
        self.load()
        lost = self.host.commands_without_key(self)
        if lost:
            self.warn(_("Your own keys take the key of: {names}", names=all_of(lost)))

    async def on_event(self, event: events.Event) -> None:
        """Style all parts of a page once when it opens: Textual would do so three times."""
        if isinstance(event, events.Compose):
            self._take_size()
        if isinstance(event, events.ScreenResume) and not self._was_shown:
            self._was_shown = True
            event.refresh_styles = False
        await super().on_event(event)

    def _take_size(self) -> None:
        """Take the classes for the size of the terminal while the page is still empty."""
        width, height = self.app.size
        for size, classes in ((width, self.app.HORIZONTAL_BREAKPOINTS), (height, self.app.VERTICAL_BREAKPOINTS)):
            self.add_class(*[name for least, name in sorted(classes or []) if least <= size][-1:])

    def on_screen_resume(self) -> None:
        """Show what has changed while another screen was on top."""
        self.show_heading()

    def show_heading(self) -> None:
        """Write the title, and on the right the day and the user; in a demo that it is one."""
        if not self.is_mounted:
            return
        today = format_date_head(self.context.today)
        demo = Badge(_("DEMO"), Tone.WARN) if self.host.is_demo else None
        self.query_one("#head", Head).show(self.heading(), f"{today} · {self.context.actor.full_name}", demo)

    def load(self) -> None:
        """Load what the screen shows, behind the typing; keys wait for it."""
        self.do(self.refresh_page)

    async def refresh_page(self) -> None:
        """Load and show what the screen is about."""

    def do(self, work: Callable[P, Coroutine[object, object, None]], *args: P.args, **kwargs: P.kwargs) -> None:
        """Start work that talks to the services; keys wait for it, and a refusal is shown."""
        self.run_worker(self._guarded(work, *args, **kwargs), group=HOLDING, exit_on_error=True)

    async def _guarded(
        self, work: Callable[P, Coroutine[object, object, None]], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        try:
            await work(*args, **kwargs)
        except Refused as refused:
            if work != self.refresh_page:
                await self.look_again()
            self.show_refusal(refused)

    async def look_again(self) -> None:
        """Show what is there by now, after something was refused: somebody else may have been first."""

    def interrupt(self) -> None:
        """Ring, and drop what was typed ahead: it was meant for what would have followed."""
        self.host.bell()
        self.host.gate.drop()

    def show_rows(self, rows: Sequence[Row], keys: Sequence[Hashable]) -> None:
        """Show the rows of the list as they are by now; the cursor stays on what it was on, else beside it."""
        if not self.query_one(RowList).show_again(ListedRows(rows), keys):
            self.note_other_row()

    def note_other_row(self) -> None:
        """Note that the cursor is on a row that nobody has seen under it: what it was on is gone."""
        self._row_shown_at = self.host.gate.moment()

    def is_about_row(self, action: str) -> bool:
        """Tell whether an action is about the row under the cursor: one that is not known to hold for any row is."""
        return action not in self.BESIDE_ROWS

    def drops(self, action: str) -> bool:
        """Drop a key that was typed ahead for a row that is gone, and tell whether it was: it would hit the next one.

        What holds for any row, such as undo, still means what it says.
        """
        is_dropped = self.is_about_row(action.partition("(")[0]) and self.host.gate.is_ahead_of(self._row_shown_at)
        if is_dropped:
            self.host.bell()
            self.host.gate.drop_this()
        return is_dropped

    def show_refusal(self, refused: Refused) -> None:
        """Say why something was refused; forms put the words beside their fields."""
        self.interrupt()
        self.warn(" ".join(problem_text(problem) for problem in refused.problems))

    def on_screen_suspend(self) -> None:
        """Take away what was told here where another page comes on top: it was about what was just done."""
        if isinstance(self.app.screen, Page) and self.is_mounted:
            self.tell_nothing()

    def tell_nothing(self) -> None:
        """Take away what the status line tells; no receipt stands on it then."""
        self.receipt_of = None
        for line in self.query(StatusLine):
            line.clear()

    def receipt(self, text: str) -> None:
        """Show a receipt on the status line; what screens below say of an earlier one holds no longer."""
        self._tell_of_nothing_else()
        self.query_one(StatusLine).receipt(text)
        self.receipt_of = self.context.last_registered

    def tell_kept(self, text: str) -> None:
        """Say on the status line that what was typed is kept; no receipt stands on it then."""
        self._tell_of_nothing_else()
        self.query_one(StatusLine).kept(text)

    def _tell_of_nothing_else(self) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, Page):
                screen.tell_nothing()
            else:
                for line in screen.query(StatusLine):
                    line.clear()

    def warn(self, text: str) -> None:
        """Show a warning on the status line, which no receipt stands on then."""
        self.receipt_of = None
        self.query_one(StatusLine).warn(text)

    def warn_of_typed_work(self, *, kept: bool) -> None:
        """Say that something is typed that is not saved, and whether it was kept for the next time."""
        if kept:
            text = _(
                "Not saved yet, but kept: {key_save} saves, {key_back} closes, {key_quit} quits.", **keys_in_words()
            )
        else:
            text = _(
                "Not saved yet, and not kept: {key_save} saves, {key_back} closes, {key_quit} quits.", **keys_in_words()
            )
        self.warn(text)

    async def go(self, route: Route) -> None:
        """Open another screen on top."""
        await self.host.go(route)

    def action_back(self) -> None:
        """Close this screen."""
        if len(self.app.screen_stack) > 2:  # noqa: PLR2004 - the sign-in, and home
            self.dismiss()

    def action_reload(self) -> None:
        """Load again what the screen shows, and paint all of it."""
        self.host.paint_all()
        self.load()

    async def action_help(self) -> None:
        """Show what can be done here, and with which key."""
        from xstui.screens.base.help import HelpScreen

        await self.host.push_screen(HelpScreen(self))

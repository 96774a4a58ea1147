"""What screens use of the app they are shown in, without the app itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from textual.binding import Binding
from textual.dom import DOMNode

from xstui.widgets.open_types import AnyScreen

if TYPE_CHECKING:
    from datetime import timedelta

    from xstui.bootstrap import Program
    from xstui.screens.base.command import Command
    from xstui.screens.base.routes import Route
    from xstui.services.access.sign_in import PendingLogin
    from xstui.services.context.context import Actor, Context
    from xstui.terminal.type_ahead import KeyGate

P = ParamSpec("P")
T = TypeVar("T")


class Host(Protocol):
    """The app: its store, the signed-in user's context, and the ways from screen to screen."""

    program: Program
    gate: KeyGate[Any]

    @property
    def context(self) -> Context:
        """The context of the signed-in user."""

    @property
    def is_demo(self) -> bool:
        """Whether the store holds invented people only."""

    async def call(self, use_case: Callable[Concatenate[Context, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a use case returns, run in a thread; keys wait meanwhile."""

    async def go(self, route: Route) -> None:
        """Open the screen of a route on top."""

    def replace(self, route: Route) -> None:
        """Open the screen of a route in the place of the one on top."""

    def push_screen(self, screen: AnyScreen, callback: Callable[[Any], None] | None = None) -> Any:  # noqa: ANN401 - Textual's overloads
        """Open a screen that belongs to the one on top; its answer goes to `callback`."""

    def bell(self) -> None:
        """Sound the bell."""

    def get_key_display(self, binding: Binding) -> str:
        """Return how a key is written."""

    def own_keys_of(self, command: Command) -> str:
        """Return the keys of a command as the user has them, separated by commas; empty where it has none."""

    def commands_without_key(self, screen: AnyScreen) -> list[str]:
        """Return the commands of a screen whose key one of the user's own has taken."""

    def paint_all(self) -> None:
        """Send the whole picture to the terminal again."""

    def has_started(self) -> None:
        """Take note that all is imported and open."""

    def start_session(self, actor: Actor, pending: PendingLogin | None = None) -> None:
        """Open the home screen of the user who has just signed in."""

    def uncover(self) -> None:
        """Take the lock away from the other screens."""

    def start_over(self) -> None:
        """Show the home screen alone."""

    async def follow_office(self) -> None:
        """Lock by what is set for the office."""

    @property
    def session_is_over(self) -> bool:
        """Whether the second factor is asked again."""

    def reopen(self, password: str, token: str = "") -> bool:
        """Open the store again for the user who locked it; return whether the rights are the same."""

    def closed_for(self) -> timedelta | None:
        """Return how long the user who locked the program has to wait after wrong tries."""

    def reopen_with(self, key: bytes | None) -> None:
        """Open the store again after its data key was changed."""


def host_of(node: DOMNode) -> Host:
    """Return the app that a screen or widget is shown in."""
    return cast("Host", node.app)

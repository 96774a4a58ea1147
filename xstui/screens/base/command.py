"""A command: what a key does, declared once for bindings, footer, help, palette, menus, rights and the page of keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self, TypedDict, Unpack

from textual.binding import Binding, BindingType

from xstui.domain.roles import Right, Role, allows
from xstui.i18n import _

if TYPE_CHECKING:
    from xstui.screens.base.routes import Route


class Needs(NamedTuple):
    """The right that a command takes, and whether it changes what the right covers."""

    right: Right
    writes: bool


def sees(right: Right) -> Needs:
    """Return what a command takes that shows something."""
    return Needs(right, writes=False)


def changes(right: Right) -> Needs:
    """Return what a command takes that registers something."""
    return Needs(right, writes=True)


class Changed(TypedDict, total=False):
    """What a screen has otherwise than the table of commands."""

    keys: str
    label: str
    short: str
    needs: Needs | None
    route: Route | None
    does: str
    formerly: tuple[str, ...]
    shown: bool
    priority: bool


@dataclass(frozen=True)
class Command:
    """Something that can be done.

    Attributes:
        name: By which the user's own keys name it (`docs/toetsen.md`).
        keys: Its keys as Textual writes them, separated by commas, the one that is shown first; empty where it is
            reached by a menu alone.
        label: Its words in full, marked for translation.
        short: Its words in the footer; empty where these are the same.
        needs: The right that it takes; without one it is for everybody.
        route: The place that it opens; without one the screen has an action for it.
        does: The action, where it has not the command's name.
        also: Other words by which it is found, marked for translation.
        formerly: Names that files of own keys may still have for it.
        shown: Whether it stands in the footer where there is room.
        priority: Whether it comes before the keys of the field in focus.
        key_shown: What is shown for its keys, where that is not the first of them.
    """

    name: str
    keys: str
    label: str
    short: str = ""
    needs: Needs | None = None
    route: Route | None = None
    does: str = ""
    also: str = ""
    formerly: tuple[str, ...] = ()
    shown: bool = False
    priority: bool = False
    key_shown: str = ""

    @property
    def action(self) -> str:
        """The action, as a binding calls it."""
        if self.does:
            return self.does
        return f"visit({self.name!r})" if self.route is not None else self.name.replace("-", "_")

    @property
    def where(self) -> Route:
        """The place that it opens.

        Raises:
            LookupError: For a command that opens none.
        """
        if self.route is None:
            raise LookupError(self.name)
        return self.route

    @property
    def words(self) -> str:
        """The words in full, in the user's language."""
        return _(self.label)

    @property
    def other_words(self) -> str:
        """The other words by which it is found, in the user's language."""
        return _(self.also) if self.also else ""

    @property
    def hint(self) -> str:
        """The words for the footer, in the user's language."""
        return _(self.short or self.label)

    def is_for(self, role: Role) -> bool:
        """Tell whether a role may do it."""
        return self.needs is None or allows(role, self.needs.right, write=self.needs.writes)

    def but(self, **changed: Unpack[Changed]) -> Self:
        """Return the same command as one screen has it: with other words, keys or another action."""
        return replace(self, **changed)

    @property
    def in_footer(self) -> Self:
        """The same command, to stand in the footer of a screen."""
        return replace(self, shown=True)

    def binding(self) -> Binding:
        """Return its keys as Textual knows them."""
        return Binding(
            self.keys,
            self.action,
            self.short or self.label,
            id=self.name,
            show=self.shown,
            priority=self.priority,
            key_display=self.key_shown or None,
        )


class Commanded:
    """A screen whose keys are those of its commands; a subclass adds commands, or has one of them in its own way."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    route: Route | None = None
    """What the screen was opened for."""
    BINDINGS: ClassVar[list[BindingType]]

    def __init_subclass__(cls, **options: bool) -> None:
        """Give Textual the bindings before it puts them together."""
        cls.BINDINGS = [command.binding() for command in cls.__dict__.get("OWN_COMMANDS", ()) if command.keys]
        super().__init_subclass__(**options)

    @classmethod
    @cache
    def commands(cls) -> Mapping[str, Command]:
        """Return all commands of the screen by their names, those of the screen itself first."""
        found: dict[str, Command] = {}
        for kind in cls.__mro__:
            for command in kind.__dict__.get("OWN_COMMANDS", ()):
                found.setdefault(command.name, command)
        return MappingProxyType(found)

    @classmethod
    def names_in_order(cls) -> list[str]:
        """Return the names of the commands, the most important one first."""
        return list(cls.commands())

    @classmethod
    def command_of(cls, action: str) -> Command | None:
        """Return the command that an action belongs to; each binding asks it, whenever the focus moves."""
        return cls._by_action().get(action)

    @classmethod
    @cache
    def _by_action(cls) -> Mapping[str, Command]:
        return MappingProxyType({command.action: command for command in reversed(list(cls.commands().values()))})

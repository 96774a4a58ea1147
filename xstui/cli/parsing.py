"""The command line's parser, which helps and complains in the user's language, and the kinds of words it reads."""

from __future__ import annotations

import argparse
import gettext
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from xstui.cli.output import print_lines
from xstui.i18n import N_, Language, _, set_language
from xstui.i18n.catalogue import LOCALE_FOLDER

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name for it
DONE, FOUND_WANTING, WRONG_USE = 0, 1, 2
"""Exit codes: done; refused, or done with findings; and a command line that can't be read."""
FORMATS = ("pdf", "xlsx", "csv", "csv-semicolon", "csv-tab")
"""Kinds of file that a table is written as."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a day can lie in: whatever is counted from it stays on the calendar."""
MOST_DAYS = 9999
ARGPARSE_SAYS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)
"""The texts of Python's own parser, for the catalogues."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, and where to read on."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Print through the one door: a message repeats what was typed."""
        print_lines(message, file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and stop with the exit code of wrong use."""
        self.exit(WRONG_USE, _("xstui: {message}. See: {command} --help", message=message, command=self.prog) + "\n")


def no_options(_sub: argparse.ArgumentParser) -> None:
    """Declare no options."""


def common_options(sub: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Declare what can be said to every command that opens a store."""
    sub.add_argument("--store", type=Path, metavar=_("PATH"), default=default, help=_("the store (or XSTUI_STORE)"))
    sub.add_argument("--lang", choices=("nl", "en"), default=default, help=_("language (default: nl)"))
    sub.add_argument("--today", type=day, metavar=_("DATE"), default=default, help=_("another today; demo stores only"))


@dataclass(frozen=True, slots=True)
class Command:
    """A command: how it is typed, what help says of it, its options, and what it does.

    Attributes:
        help: In English, marked for the catalogues.
        act: Carries the command out; returns the exit code, and raises `Refused`.
        options: Declares the options of its own.
        common: Declares the options that it shares with others of its kind.
        opens_app: It keeps its memory to itself behind the first picture, before it opens a store.
    """

    name: str
    help: str
    act: Callable[[argparse.Namespace], int]
    options: Callable[[argparse.ArgumentParser], None] = no_options
    common: Callable[[argparse.ArgumentParser], None] = common_options
    opens_app: bool = False

    def add_to(self, commands: Commands) -> None:
        """Add the command to a command line."""
        sub = commands.add_parser(self.name, help=_(self.help), description=_(self.help))
        self.options(sub)
        self.common(sub)
        sub.set_defaults(given=self)


@dataclass(frozen=True, slots=True)
class Group:
    """Commands under one word, such as `xstui keys show`.

    Attributes:
        help: In English, marked for the catalogues.
        dest: What the word of the command is kept as.
        metavar: What help calls it, in English, marked for the catalogues.
    """

    name: str
    help: str
    commands: Sequence[Command]
    dest: str = "subcommand"
    metavar: str = N_("COMMAND")

    def add_to(self, commands: Commands) -> None:
        """Add the commands to a command line."""
        top = commands.add_parser(self.name, help=_(self.help), description=_(self.help))
        below = top.add_subparsers(dest=self.dest, required=True, metavar=_(self.metavar))
        for command in self.commands:
            command.add_to(below)


def speak_for(argv: Sequence[str]) -> None:
    """Speak the language that a command line asks for, before it is parsed: the parser speaks as well."""
    language: Language = "en" if "--lang en" in " ".join(argv).replace("=", " ") else "nl"
    set_language(language)
    # Python's parser asks gettext by itself, which goes by the environment.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("xstui", str(LOCALE_FOLDER))
    gettext.textdomain("xstui")


def day(text: str) -> date:
    """Return a day written as 2026-06-08, or as 08-06-2026 as the screens show it."""
    dutch = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text, re.ASCII)
    iso = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII)
    try:
        found = date(int(dutch[3]), int(dutch[2]), int(dutch[1])) if dutch else date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not (dutch or iso) or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(_("{text} is not a date, such as 2026-06-08", text=text))
    return found


def first_of_month(text: str) -> date:
    """Return the first day of a month written as 2026-05."""
    try:
        return day(f"{text}-01")
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(_("{text} is not a month, such as 2026-05", text=text)) from None


def month(text: str) -> str:
    """Return a month written as 2026-05, as it is."""
    first_of_month(text)
    return text


def days(text: str) -> int:
    """Return a number of days."""
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        wrong = _("{text} is not a number of days from 0 to {most}", text=text, most=MOST_DAYS)
        raise argparse.ArgumentTypeError(wrong)
    return int(text)


def number(text: str) -> int:
    """Return a number as the store gives them, of a dossier or a journal entry."""
    if not re.fullmatch(r"\d{1,18}", text, re.ASCII):
        raise argparse.ArgumentTypeError(_("{text} is not a number of at most 18 digits", text=text))
    return int(text)


def count(text: str) -> int:
    """Return a whole number above zero."""
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII) or not int(text):
        raise argparse.ArgumentTypeError(_("{text} is not a whole number from 1 to 999999", text=text))
    return int(text)

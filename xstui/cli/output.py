"""The one door for what the command line prints and asks: nothing else in xstui writes to the terminal by itself.

What is printed may come from a file that somebody sent: headers, cells, labels, file names. Each line goes out with a
sign in the place of every character that would steer the terminal or turn the text around.
"""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from xstui.domain.visible import harmless

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed import SupportsWrite

STREAM = Path("-")
"""What `--out` is given for standard output."""
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
"""A file system that lies in memory, where the machine has one."""
BAR = 25


def prepare() -> None:
    """Let no character stop the program, whatever the terminal's code page can show, and no library print by itself."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    warnings.simplefilter("ignore")
    sys.excepthook = _crash


def _open_what_is_closed() -> None:
    """Put something in the place of standard streams that the caller closed: Python has None there.

    An answer to a closed one fails as on a full disk does; complaints go nowhere, and questions find no answer.
    """
    nothing = Path(os.devnull)
    sys.stdin = sys.stdin or nothing.open()
    sys.stdout = sys.stdout or os.fdopen(os.open(nothing, os.O_RDONLY), "w")
    sys.stderr = sys.stderr or nothing.open("w")


def say(*lines: str) -> None:
    """Print the answer, a line each."""
    _write(sys.stdout, lines)


def note(*lines: str) -> None:
    """Print lines on standard error, where they don't mix with the answer."""
    _write(sys.stderr, lines)


def complain(text: str) -> None:
    """Print on standard error what stopped the command."""
    note(f"xstui: {text}")


def print_lines(text: str, stream: SupportsWrite[str] | None) -> None:
    """Print a text of several lines as it is laid out: help, and what is wrong with a command line."""
    (stream or sys.stderr).write("\n".join(map(harmless, text.split("\n"))))


def ask(prompt: str) -> str:
    """Ask for a line."""
    return input(harmless(prompt))


def ask_secret(prompt: str) -> str:
    """Ask for a line that isn't shown while it is typed."""
    import getpass

    return getpass.getpass(harmless(prompt))


def can_ask() -> bool:
    """Tell whether somebody is there to answer again."""
    return sys.stdin.isatty()


def is_at_terminal() -> bool:
    """Tell whether there is a terminal to draw screens on."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def speaker(out: Path | None) -> Callable[[str], None]:
    """Return how to tell about a file that was written: beside the answer, where the file itself is the answer."""
    return note if out == STREAM else say


@contextlib.contextmanager
def destination(out: Path) -> Iterator[Path]:
    """Give the file to write; where `out` is `-` its bytes go to standard output once it is whole.

    Raises:
        Refused: `stream-to-terminal`.
    """
    if out != STREAM:
        yield out
        return
    if sys.stdout.isatty():
        from xstui.domain.problems import refuse

        raise refuse("stream-to-terminal", "out")
    import tempfile

    from xstui.services.upkeep.work_folder import work_folder

    with work_folder(MEMORY if MEMORY.is_dir() else Path(tempfile.gettempdir()), "xstui-answer-") as folder:
        file = folder / "out"
        yield file
        sys.stdout.flush()
        sys.stdout.buffer.write(file.read_bytes())


def flush() -> None:
    """Write what is still waiting."""
    sys.stdout.flush()


def drop() -> None:
    """Drop answers that nobody takes: at its exit Python would try once more, and complain by itself."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Progress:
    """A progress bar on stderr, where that is a terminal."""

    def __init__(self) -> None:
        self.shown = -1

    def __call__(self, done: int, total: int) -> None:
        """Show how far the work is."""
        percent = 100 * done // max(total, 1)
        if sys.stderr.isatty() and percent != self.shown:
            self.shown = percent
            block = "█" if _can_show("█") else "#"
            end = "\n" if percent == 100 else ""  # noqa: PLR2004
            sys.stderr.write(f"\r{block * (percent * BAR // 100):<{BAR}} {percent:3} %{end}")
            sys.stderr.flush()


def _can_show(character: str) -> bool:
    try:
        character.encode(sys.stderr.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _write(stream: TextIO, lines: tuple[str, ...]) -> None:
    stream.writelines(f"{harmless(line)}\n" for line in lines)


def _crash(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    import traceback

    print_lines("".join(traceback.format_exception(kind, error, where)), sys.stderr)

"""`xstui` without a command, and `xstui demo` once the company is there: the app."""

from __future__ import annotations

import argparse
import gc
import os
from pathlib import Path

from xstui.bootstrap import Program, store_path
from xstui.cli import output
from xstui.cli.output import complain, say
from xstui.cli.parsing import DONE, Command
from xstui.domain.problems import Refused, refuse
from xstui.i18n import _, command_text, current_language

SIGNALLED = 128
"""Exit codes from here on say that a signal ended the program: there is no time for a back-up then."""


def open_app(args: argparse.Namespace) -> int:
    """Open the app on the user's store."""
    path = store_path(args.store)
    check_is_file(path)
    return run_app(Program(path, args.today))


def check_is_file(path: Path) -> None:
    """Refuse what can't be a store before the terminal changes into a sign-in screen."""
    if not path.exists():
        raise refuse("store-missing", path=path)
    if not path.is_file():
        raise refuse("store-foreign", path=path)


def run_app(program: Program) -> int:
    """Run the app; make the back-up that is due when it ends."""
    if not os.environ.get("NO_COLOR", "-"):
        del os.environ["NO_COLOR"]  # empty it asks nothing (no-color.org); Textual only looks whether it is there
    # What is imported stays: looking for what can be freed takes a tenth of the start. The app turns it on again.
    gc.disable()
    try:
        code = _run_app(program)
    finally:
        gc.enable()
    if code < SIGNALLED:
        _back_up_at_exit(program)
    return code


def _run_app(program: Program) -> int:
    from xstui.app.app import XstuiApp
    from xstui.terminal.keymap import keymap_path, read_keymap

    if not output.is_at_terminal():
        raise refuse("no-terminal")
    app = XstuiApp(program, current_language(), read_keymap(keymap_path()))
    app.run()
    return app.return_code or DONE


def _back_up_at_exit(program: Program) -> None:
    """Make the back-up that is due, of a store that was opened; a failure is said, and changes nothing."""
    from xstui.services.context.settings import is_demo
    from xstui.services.upkeep.backup import back_up_at_exit

    if not (program.is_open or program.was_left_open) or is_demo(program.store):
        return
    try:
        path = back_up_at_exit(program.store, program.clock.now())
    except Refused as refused:
        complain(command_text(refused.problems[0]))
        return
    if path is not None:
        say(_("Back-up made: {path}", path=path))


COMMAND = Command("", "", open_app, opens_app=True)

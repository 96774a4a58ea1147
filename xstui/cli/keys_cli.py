"""`xstui keys`, `xstui backup` and `xstui restore`: who can open the store, and its copies."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from xstui.i18n import _

Common = Callable[[argparse.ArgumentParser], None]


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: Common) -> None:
    """Add the commands to the command line."""
    top = commands.add_parser("keys", help=_("who can open the store"))
    keys = top.add_subparsers(dest="subcommand", required=True, metavar=_("COMMAND"))
    for name, text in {
        "show": _("list what opens the store"),
        "recovery": _("make a new recovery key, in place of the old one"),
        "lost-password": _("set a new password with the recovery key"),
        "rekey": _("encrypt the store anew under a new key"),
        "keyring-on": _("keep the key in the system's key store, for back-ups without a password"),
        "keyring-off": _("take the key out of the system's key store"),
        "encrypt": _("turn a plain store into an encrypted one"),
    }.items():
        sub = keys.add_parser(name, help=text, description=text)
        common(sub)
        if name in {"recovery", "encrypt"}:
            sub.add_argument("--out", type=Path, metavar=_("FILE"), help=_("write the recovery key as a PDF"))
    backup = commands.add_parser("backup", help=_("copy the store while it is in use"))
    common(backup)
    backup.add_argument("--to", type=Path, metavar=_("FOLDER"), help=_("where (default: backups beside the store)"))
    backup.add_argument(
        "--rehearse", type=Path, metavar=_("BACKUP"), help=_("only prove that a back-up can be restored")
    )
    restore = commands.add_parser("restore", help=_("put a back-up in the place of the store"))
    common(restore)
    restore.add_argument("backup", type=Path, metavar=_("BACKUP"))
    restore.add_argument("--yes", action="store_true", help=_("don't ask"))

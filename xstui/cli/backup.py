"""`xstui backup`: a copy of the store while it is in use, or the proof that a copy can be restored."""

from __future__ import annotations

import argparse
from pathlib import Path

from xstui.bootstrap import Program
from xstui.cli import session
from xstui.cli.output import note, say
from xstui.cli.parsing import DONE, FOUND_WANTING, Command
from xstui.i18n import N_, _


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--to", type=Path, metavar=_("FOLDER"), help=_("where (default: backups beside the store)"))
    sub.add_argument("--rehearse", type=Path, metavar=_("BACKUP"), help=_("only prove that a back-up can be restored"))


def backup(args: argparse.Namespace) -> int:
    """Copy the store, or prove that a copy can be restored."""
    from xstui.i18n.findings import finding_text
    from xstui.services.security import keyring
    from xstui.services.upkeep import backup as service

    if args.rehearse is not None:
        service.check_file(args.rehearse)
        now = Program(args.rehearse).clock.now()
        checked = service.rehearse(
            args.rehearse, keyring.key_of_copy(args.rehearse, now, session.name_and_password), now
        )
        for finding in checked.findings:
            note(finding_text(finding))
        say(_("{n} findings", n=len(checked.findings)) if checked.findings else _("This back-up can be restored."))
        return FOUND_WANTING if checked.findings else DONE
    say(_("Written: {path}", path=_back_up(session.program_of(args), args.to)))
    return DONE


def _back_up(program: Program, folder: Path | None) -> Path:
    """Make a back-up: unattended where the system's key store opens the store, and else by an administrator."""
    from xstui.services.access import key_administration
    from xstui.services.security import keyring
    from xstui.services.upkeep import backup as service

    key = keyring.key_that_opens(program.path) if program.is_locked else None
    if key is None:
        return key_administration.back_up_to(session.signed_in(program)[0], folder)
    program.unlock(key)
    store = program.store
    return service.back_up_unattended(store, folder or service.folder_of(store), program.clock.now())


COMMAND = Command("backup", N_("copy the store while it is in use"), backup, _options)

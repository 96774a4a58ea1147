"""`xstui verify`: every row checked against the journal."""

from __future__ import annotations

import argparse

from xstui.cli import session
from xstui.cli.output import complain, say
from xstui.cli.parsing import DONE, FOUND_WANTING, Command
from xstui.i18n import N_, _


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--head", metavar=_("SEQ:HASH"), help=_("check that a head printed earlier still stands"))


def verify(args: argparse.Namespace) -> int:
    """Hold every row against the journal; findings are listed and make the answer 1."""
    from xstui.i18n.findings import finding_text
    from xstui.services.upkeep.audit import head_stands, verify_store

    program = session.unlocked(session.program_of(args))
    result = verify_store(program.store)
    for finding in result.findings:
        say(f"{finding.code}: {finding_text(finding)}")
    if args.head is not None and not head_stands(program.store, args.head):
        complain(_("the head {head} is not in this journal: its history was replaced", head=args.head))
        return FOUND_WANTING
    if result.findings:
        complain(_("{n} findings", n=len(result.findings)))
        return FOUND_WANTING
    say(_("In order: {entries} journal entries, {rows} rows. Head: {head}",
          entries=result.entries, rows=result.rows, head=f"{result.entries}:{result.head}"))  # fmt: skip
    return DONE


COMMAND = Command("verify", N_("hold every row against the journal"), verify, _options)

"""`xstui store info`: what the store holds."""

from __future__ import annotations

import argparse

from xstui.cli import session
from xstui.cli.output import say
from xstui.cli.parsing import DONE, Command, Group
from xstui.i18n import N_, _

FACTS = {
    "path": N_("Store"),
    "bytes": N_("Bytes"),
    "revision": N_("Revision of the tables"),
    "journal entries": N_("Entries in the journal"),
    "journal head": N_("Head of the journal"),
    "org_unit": N_("Organisation units"),
    "person": N_("People"),
    "employment": N_("Employments"),
    "absence_case": N_("Cases"),
    "task": N_("Tasks"),
    "message": N_("Messages"),
    "document": N_("Documents"),
    "policy": N_("Policies"),
    "payout": N_("Payouts"),
    "account": N_("Logins"),
}
"""What `xstui store info` tells, in this order."""


def store_info(args: argparse.Namespace) -> int:
    """Say what the store holds."""
    from xstui.services.upkeep.audit import store_facts

    program = session.unlocked(session.program_of(args))
    facts = store_facts(program.store)
    for name, text in FACTS.items():
        say(f"{_(text):<28} {facts[name]}")
    return DONE


COMMANDS = Group("store", N_("about the store"), (Command("info", N_("what the store holds"), store_info),))

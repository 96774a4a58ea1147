"""An encrypted store with an administrator, and how people sign in to it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.refusals import problems_of
from xstui.clock import FixedClock
from xstui.domain.problems import Problem
from xstui.services.access import sign_in
from xstui.services.security import secrets

FIRST = "kruiwagen tulp negen brug"
"""The password of the first administrator, sam."""


@dataclass
class Phone(FixedClock):
    """A clock whose phone goes on while the day stands still: a token works once."""

    later: float = 0

    def ticks(self):
        return super().ticks() + self.later


def enter(program, username, password):
    """Sign in afresh with the second factor set up where there is none; return the context."""
    pending = program.enter(username, password)
    if pending.totp_secret is None:
        enrolment = sign_in.start_enrolment(pending)
        token = secrets.token_now(enrolment.secret, program.clock.ticks())
        return program.context(sign_in.finish_enrolment(program.sign_in_context, enrolment, token).actor)
    program.clock.later += 60
    token = secrets.token_now(pending.totp_secret, program.clock.ticks())
    return program.context(sign_in.check_token(program.sign_in_context, pending, token).actor)


def refuse_passwords(program, username, times):
    for _ in range(times):
        assert problems_of(program.enter, username, "een verkeerd wachtwoord") == [Problem("sign-in-failed")]

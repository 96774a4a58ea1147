"""An administrator at the command line, with a password and a second factor."""

from __future__ import annotations

import gc
import json
import subprocess
import sys

from sqlmodel import select

from tests.company import TODAY
from xstui.bootstrap import Program
from xstui.cli.main import run
from xstui.clock import FixedClock, SystemClock
from xstui.services.access import sign_in
from xstui.services.security import secrets
from xstui.store.journal import entries
from xstui.store.tables import Account
from xstui.store.unit import EntryMeta

PASSWORD = "kruiwagen tulp negen brug"


NEW = "paraplu kerktoren dijk zes"


def enrol(path):
    """Set up sam's second factor; return its secret."""
    program = Program(path, system_clock=FixedClock(TODAY))
    enrolment = sign_in.start_enrolment(program.enter("sam", PASSWORD))
    token = secrets.token_now(enrolment.secret, program.clock.ticks())
    sign_in.finish_enrolment(program.sign_in_context, enrolment, token)
    program.lock()
    return enrolment.secret


def token(secret):
    return secrets.token_now(secret, SystemClock().ticks())


def later_token(secret):
    """The next token: in a copy of the store the one of now was used already."""
    return secrets.token_now(secret, SystemClock().ticks() + secrets.STEP_SECONDS)


def run_out(capsys, argv):
    capsys.readouterr()
    run(argv)
    return capsys.readouterr().out


def signed_in(path, secret, password=PASSWORD):
    """What sam types to sign in at the command line; the token used before is forgotten."""
    gc.collect()  # a run that was refused left its connection to the garbage collector, as a process would not
    forget_token(path, password)
    return "sam", password, token(secret)


def newest_entry(path):
    """Return use case, who and values of the newest entry of the journal."""
    program = Program(path)
    program.enter("sam", PASSWORD)
    with program.store.reading() as session:
        query = select(entries.c.use_case, entries.c.who, entries.c.summary).order_by(entries.c.seq.desc())
        use_case, who, summary = session.connection().execute(query).first()
    program.lock()
    return use_case, who, json.loads(summary or "{}")


def forget_token(path, password=PASSWORD, *, administrator=True):
    program = Program(path)
    program.enter("sam", password)
    with program.store.unit(EntryMeta("test", "test", program.clock.now(), undoable=False)) as unit:
        account = unit.session.get_one(Account, 1)
        account.last_step, account.administrator = 0, administrator
    program.lock()


NO_WHEEL = "import sys; sys.modules['sqlcipher3'] = None; from xstui.cli.main import run; sys.exit(run(sys.argv[1:]))"


def without_wheel(*words):
    """Run the program where the library can't be imported; a clerk would type the same."""
    typed = (
        f"Voorbeeld B.V.\nsam\nSam Bakker\nInkomen\n{PASSWORD}\n{PASSWORD}\n"
        if words[0] == "init"
        else f"sam\n{PASSWORD}\n"
    )
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NO_WHEEL, *words],
        input=typed, capture_output=True, text=True, check=False, start_new_session=True,
    )  # fmt: skip

"""Carrying an operation out by the services, and following it in the model."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tools.driver import (
    model,
    on_absence,
    on_employment,
    on_insurance,
    on_logins,
    on_messages,
    reversals,
    rights,
)
from tools.driver.attempts import Apply, Attempt, NotNow, Outcome, newest
from tools.driver.model import DAY, Broken, Entry, World
from tools.driver.office import CLERKS, Office
from tools.driver.plays import Play
from xstui.domain.problems import Refused
from xstui.services import home
from xstui.services.upkeep import retention

MAY_REFUSE = frozenset(
    {"changed-since", "nothing-changed", "leave-open", "case-is-leave", "person-known", "import-has-problems"}
)
"""Refusals by rules that the model does not know."""
SAY_WHERE = frozenset({"sick", "percentage", "recovery", "end", "correct", "pregnancy", "rename", "leave_firm", "move"})
"""Operations that say nothing but `other-unit` where they are about somebody of another department."""
ELSEWHERE = "it is about somebody of another department"


def act(office: Office, play: Play) -> Outcome | None:
    """Carry out an operation; None where there is nothing that it could be about."""
    try:
        if play.kind in OTHERS:
            return OTHERS[play.kind](office, play)
        return _attempted(office, play, *ACTS[play.kind](office, play))
    except NotNow:
        return None


def _attempted(
    office: Office, play: Play, about: frozenset[int], call: Callable[[], Apply | None], apply: Apply
) -> Outcome:
    allowed = rights.may(CLERKS[play.clerk].role, play.kind)
    expected = _expected(office, play, about, apply) if allowed else ["the role may not"]
    before = newest(office)
    try:
        told = call()
    except Refused as refused:
        codes = tuple(problem.code for problem in refused.problems)
        wrong = [] if expected or newest(office) == before else ["a refusal was written"]
        if not expected and not set(codes) & MAY_REFUSE:
            wrong.append(f"refused {codes} though no rule is broken")
        elsewhere = expected == [ELSEWHERE] and play.kind in SAY_WHERE
        meant = "" if allowed and not elsewhere else "other-unit" if allowed else "not-allowed"
        if meant and codes != (meant,):
            wrong.append(f"refused {codes} and not by {meant}: {expected[0]}")
        return Outcome(codes, tuple(wrong))
    if (seq := newest(office)) > before:  # what changed nothing is not a registration
        number = CLERKS[play.clerk].account
        office.history.append(Entry(seq, number, office.today, about, told or apply, kind=play.kind))
        home.home(office.contexts[play.clerk])  # a screen reads what has become of it
    return Outcome(differences=tuple(f"accepted although {rule}" for rule in expected))


def _expected(office: Office, play: Play, about: frozenset[int], apply: Apply) -> list[str]:
    """Return the rules that an operation breaks: those of units, its own, and those of what it would come to."""
    world = office.world()
    if not all(office.sees(play.clerk, world.people[one]) for one in about & set(world.people)):
        return [ELSEWHERE]
    after = copy.deepcopy(world)
    try:
        apply(after)
    except Broken as broken:
        return [str(broken)]
    found = []
    for one in about & set(after.people):
        person = after.people[one]
        model.end_what_left(person, office.today, insured=office.insured)
        found += model.broken(person, office.today, insured=office.insured)
    return found


def _later(office: Office, play: Play) -> Outcome:
    office.clock.day = office.today + DAY * play.days
    home.home(office.contexts["a"])  # the first reading of a day ends what a leaving ends
    return Outcome()


def _wipe(office: Office, play: Play) -> Outcome:
    """Wipe everybody who is past the retention period, by the administrator."""
    if not CLERKS[play.clerk].administrator:
        code = on_logins.said_to(lambda: retention.wipe(office.contexts[play.clerk], []))
        return Outcome((code,), () if code == "administrators-only" else (f"a wipe said {code!r}",))
    context = office.contexts[play.clerk]
    items = [item for item in retention.past_term(context) if item.kind == "person"]
    if not items:
        return Outcome(refused=("nothing-marked",))
    retention.wipe(context, items)
    rows = {item.row_id for item in items}
    gone = [one for one in office.world().people.values() if one.row in rows]
    names = {one.surname for one in gone}
    office.gone |= names
    office.drafts = {key: kept for key, kept in office.drafts.items() if kept["person"] not in names}

    def apply(after: World) -> None:
        for one in gone:
            after.forget(one.number)

    about = frozenset(one.number for one in gone)
    office.history.append(Entry(newest(office), 0, office.today, about, apply))
    return Outcome()


OTHERS: dict[str, Callable[[Office, Play], Outcome | None]] = {
    "later": _later,
    "undo": lambda office, play: reversals.turn(office, play, forward=False),
    "redo": lambda office, play: reversals.turn(office, play, forward=True),
    "draft": on_messages.draft,
    "arrive": on_messages.arrive,
    "read": on_messages.read,
    "wipe": _wipe,
    "login_add": on_logins.add,
    "login_reset": on_logins.reset,
    "login_end": on_logins.end,
    "login_narrow": on_logins.narrow,
    "new_password": on_logins.new_password,
    "sign_in": on_logins.enter,
    "work": on_logins.work,
}
ACTS: dict[str, Callable[[Office, Play], Attempt]] = {
    "import": on_absence.take_over,
    "hire": on_employment.hire,
    "sick": on_absence.sick,
    "sick_several": on_absence.several,
    "percentage": on_absence.percentage,
    "recovery": on_absence.recovery,
    "end": on_absence.end,
    "correct": on_absence.correct,
    "move": on_employment.move,
    "leave_firm": on_employment.leave_firm,
    "close_task": on_absence.close_task,
    "pregnancy": on_absence.pregnancy,
    "rename": on_employment.rename,
    "reply": on_messages.reply,
    "payout": on_insurance.payout,
    "policy": on_insurance.policy,
}

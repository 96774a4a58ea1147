"""Messages: that arrive, are answered and read; and drafts."""

from __future__ import annotations

from sqlalchemy import Connection, text

from tools.driver.attempts import Apply, Attempt, NotNow, Outcome, pick
from tools.driver.model import Broken, Entry, Talk, World
from tools.driver.office import CLERKS, Office
from tools.driver.plays import Play
from tools.driver.rights import REPORTERS, SEES_ALL_FILES
from xstui.domain.problems import Refused
from xstui.services.case_file import messages
from xstui.services.context import drafts as kept
from xstui.store.tables import Conversation, Message
from xstui.store.unit import EntryMeta

SENDER = "Arbodienst"
REPORTS = frozenset({"sick", "sick_several"})


def arrive(office: Office, play: Play) -> Outcome | None:
    """Let a message arrive on nobody, on a person, or on a case."""
    people = office.people() if play.which % 3 else []
    person = people[play.who % len(people)] if people else None
    case = person.cases[0] if person and person.cases and play.which % 3 == 2 else None  # noqa: PLR2004 - the third
    subject = f"Over {person.surname}" if person else "Aan allen"
    with office.store.unit(EntryMeta("demo.message", "xstui", office.clock.now(), undoable=False)) as unit:
        row = _case_row(unit.session.connection(), case.number) if case else None
        on = {"case_id": row} if row else {"person_id": person.row if person else None}
        talk = unit.add(Conversation(subject=subject, **on))
        now = office.clock.now()
        first = unit.add(Message(conversation_id=talk.key, sender=SENDER, body="Graag overleg.", sent_at=now))
        seq, key, said = unit.seq, talk.key, first.key

    def apply(world: World) -> None:
        if person:
            there = world.person(person.number)
            if case:
                there.case(case.number)
        found = Talk(subject, person.number if person else None, case.number if case else None)
        found.said.append((said, SENDER, "Graag overleg."))
        world.talks[key] = found

    office.history.append(Entry(seq, 0, office.today, frozenset({person.number} if person else ()), apply))
    return Outcome()


def _case_row(connection: Connection, number: int) -> int:
    query = text("SELECT id FROM absence_case WHERE case_no = :no")
    return int(connection.execute(query, {"no": number}).scalar_one())


def reply(office: Office, play: Play) -> Attempt:
    """Answer a message."""
    talks = office.world().talks
    if not talks:
        raise NotNow
    key = sorted(talks)[play.which % len(talks)]
    talk, context = talks[key], office.contexts[play.clerk]
    body = f"{talk.subject}: gelezen."

    def apply(world: World, row: int = 0) -> None:
        if key not in world.talks:
            raise Broken("the conversation is not there")
        world.talks[key].said.append((row, context.actor.full_name, body))

    def first(world: World) -> None:
        if sees(office, play.clerk, talk) is False:
            raise Broken("the clerk may not see the conversation")
        apply(world)

    def call() -> Apply:
        messages.reply(context, key, body)
        with office.store.reading() as session:
            row = int(session.connection().execute(text("SELECT max(id) FROM message")).scalar_one())
        return lambda world: apply(world, row)

    return frozenset({talk.about} if talk.about else ()), call, first


def read(office: Office, play: Play) -> Outcome | None:
    """Read a message."""
    talks = office.world().talks
    if not talks:
        return None
    talk = talks[sorted(talks)[play.which % len(talks)]]
    row = talk.said[play.who % len(talk.said)][0]
    seen = sees(office, play.clerk, talk)
    try:
        messages.mark_read(office.contexts[play.clerk], row)
    except Refused as refused:
        codes = tuple(problem.code for problem in refused.problems)
        return Outcome(codes, ("a message can't be read",) if seen or codes != ("no-conversation",) else ())
    office.read.add((CLERKS[play.clerk].account, row))
    return Outcome(differences=("a message of others was read",) if seen is False else ())


def sees(office: Office, name: str, talk: Talk) -> bool | None:
    """Tell whether a clerk sees a conversation: by who it is about; None where the rules leave it open."""
    if talk.about is None:
        return True
    person = office.world().people.get(talk.about)
    role = CLERKS[name].role
    if person is None or not office.sees(name, person) or role not in SEES_ALL_FILES | REPORTERS:
        return False
    return True if role in SEES_ALL_FILES else has_reported(office, name, talk.about)


def has_reported(office: Office, name: str, number: int) -> bool | None:
    """Tell whether somebody was reported sick by a clerk; None where all such reports were taken back."""
    mine = [one for one in office.history if one.clerk == CLERKS[name].account and one.kind in REPORTS]
    found = [one.stands for one in mine if number in one.about]
    return (any(found) or None) if found else False


def draft(office: Office, play: Play) -> Outcome:
    """Leave a form half-filled; it is there for the same clerk alone."""
    person, context = pick(office, play), office.contexts[play.clerk]
    form, content = f"pregnancy/{person.row}", {"due_date": f"0{1 + play.which}-07", "name": person.surname}
    kept.keep_drafts(context, form, [content])
    office.drafts[play.clerk, form] = content
    wrong = []
    for name, other in office.contexts.items():
        found = kept.draft_of(other, form)
        said, meant = dict(found.content) if found else None, office.drafts.get((name, form))
        if said != meant:
            wrong.append(f"the draft of {name} is {said} and not {meant}")
    if play.flag:
        kept.drop_draft(context, form)
        del office.drafts[play.clerk, form]
    return Outcome(differences=tuple(wrong))


def differences(office: Office, world: World, name: str) -> list[str]:
    """Compare the messages that a clerk is shown with what was said."""
    account = CLERKS[name].account
    said = {
        (one.message_id, one.subject, one.sender, one.body, one.unread)
        for one in messages.all_messages(office.contexts[name])
    }
    meant: dict[bool | None, set[tuple[int, str, str, str, bool]]] = {True: set(), False: set(), None: set()}
    for talk in world.talks.values():
        lines = {
            (row, talk.subject, sender, body, (account, row) not in office.read) for row, sender, body in talk.said
        }
        meant[sees(office, name, talk)] |= lines
    wrong = [f"{name} is not shown the message {one}" for one in meant[True] - said]
    return wrong + [f"{name} is shown the message {one}" for one in said - meant[True] - meant[None]]

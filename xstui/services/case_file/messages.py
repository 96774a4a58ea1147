"""Conversations between users of the store (manual section 9.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from xstui.domain.problems import refuse
from xstui.domain.roles import Access, Right, access
from xstui.services.context.context import Context
from xstui.services.context.employments import may_see_person
from xstui.services.context.privacy import refuse_health
from xstui.services.people import progress
from xstui.store.queries import work
from xstui.store.tables import AbsenceCase, Conversation, Message, MessageRead

LONGEST = 4_000


@dataclass(frozen=True)
class MessageView:
    """One message as it is read."""

    message_id: int
    conversation_id: int
    subject: str
    sender: str
    body: str
    sent_at: datetime
    unread: bool


def all_messages(context: Context, person_id: int | None = None) -> list[MessageView]:
    """Return the messages, of one dossier or of all, the newest first.

    Those on somebody whose case files the actor may not see are left out.
    """
    context.require(Right.HOME)
    with context.reading() as session:
        unread = {message.key for message, _ in work.unread_messages(session, context.actor.account_id or 0)}
        query = select(Message, Conversation).where(Message.conversation_id == Conversation.id)
        if person_id is not None:
            query = query.where(Conversation.person_id == person_id)
        rows = session.exec(query.order_by(col(Message.sent_at).desc(), col(Message.id).desc())).all()
        return [
            MessageView(m.key, c.key, c.subject, m.sender, m.body, m.sent_at, m.key in unread)
            for m, c in rows
            if may_see_conversation(session, context, c)
        ]


def may_see_conversation(session: Session, context: Context, conversation: Conversation) -> bool:
    """Tell whether the actor may see a conversation and its subject: by what it is linked to, as that itself is seen.

    One on nobody is for all. One on a person or a case goes by the right to case files, as what is said of somebody is
    said of an absence, and by the units that the actor is authorised for today; who sees the files of own reports alone
    sees the conversations on people that were reported from the same login.
    """
    person_id = _person_of(session, conversation)
    if person_id is None:
        return True
    reach = access(context.actor.role, Right.CASE_FILES)
    if reach is Access.NONE or not may_see_person(session, context, person_id):
        return False
    return reach is not Access.OWN_REPORTS or progress.has_reported(session, context, person_id)


def _person_of(session: Session, conversation: Conversation) -> int | None:
    if conversation.person_id is not None or conversation.case_id is None:
        return conversation.person_id
    return session.get_one(AbsenceCase, conversation.case_id).person_id


def mark_read(context: Context, message_id: int) -> None:
    """Note that the actor has read a message.

    Raises:
        Refused: `not-allowed` or `no-conversation`.
    """
    context.require(Right.HOME)
    with context.unit("messages.read", undoable=False) as unit:
        message = unit.session.get(Message, message_id)
        conversation = unit.session.get(Conversation, message.conversation_id) if message else None
        if conversation is None or not may_see_conversation(unit.session, context, conversation):
            raise refuse("no-conversation")
        wanted = (MessageRead.message_id == message_id, MessageRead.account_id == context.actor.account_id)
        if unit.session.exec(select(MessageRead).where(*wanted)).first() is None:
            unit.add(MessageRead(message_id=message_id, account_id=context.actor.account_id or 0))


def reply(context: Context, conversation_id: int, body: str) -> None:
    """Add a message to a conversation.

    Raises:
        Refused: `required`, `too-long` or `medical-words` at `body`, or `no-conversation`.
    """
    context.require(Right.HOME, write=True)
    if not body.strip():
        raise refuse("required", "body")
    if len(body) > LONGEST:
        raise refuse("too-long", "body", limit=LONGEST)
    refuse_health(context, "body", body)
    with context.unit("messages.reply") as unit:
        conversation = unit.session.get(Conversation, conversation_id)
        if conversation is None or not may_see_conversation(unit.session, context, conversation):
            raise refuse("no-conversation")
        unit.person_id, unit.case_id = conversation.person_id, conversation.case_id
        unit.add(
            Message(
                conversation_id=conversation_id,
                sender=context.actor.full_name,
                body=body.strip(),
                sent_at=context.clock.now(),
            )
        )

"""Conversations between users of the store (manual section 9.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from xstui.domain.problems import refuse
from xstui.domain.roles import Right
from xstui.services.desk import Desk
from xstui.services.employments import employment_on, terms_rows
from xstui.services.privacy import refuse_health
from xstui.store.queries import work
from xstui.store.tables import Conversation, Message, MessageRead

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


def all_messages(desk: Desk, person_id: int | None = None) -> list[MessageView]:
    """Return the messages, of one dossier or of all, the newest first.

    Those on somebody outside the actor's units are left out.
    """
    desk.require(Right.HOME)
    with desk.reading() as session:
        unread = {message.key for message, _ in work.unread_messages(session, desk.actor.account_id or 0)}
        query = select(Message, Conversation).where(Message.conversation_id == Conversation.id)
        if person_id is not None:
            query = query.where(Conversation.person_id == person_id)
        rows = session.exec(query.order_by(col(Message.sent_at).desc(), col(Message.id).desc())).all()
        return [
            MessageView(m.key, c.key, c.subject, m.sender, m.body, m.sent_at, m.key in unread)
            for m, c in rows
            if may_see_conversation(session, desk, c)
        ]


def may_see_conversation(session: Session, desk: Desk, conversation: Conversation) -> bool:
    """Tell whether a conversation is on nobody, or on somebody in the actor's units."""
    if conversation.person_id is None or desk.actor.unit_ids is None:
        return True
    employment = employment_on(session, conversation.person_id, desk.today)
    return any(desk.may_see_unit(row.unit_id) for row in terms_rows(session, employment.key))


def mark_read(desk: Desk, message_id: int) -> None:
    """Note that the actor has read a message.

    Raises:
        Refused: `not-allowed` or `no-conversation`.
    """
    desk.require(Right.HOME)
    with desk.unit("messages.read", undoable=False) as unit:
        message = unit.session.get(Message, message_id)
        conversation = unit.session.get(Conversation, message.conversation_id) if message else None
        if conversation is None or not may_see_conversation(unit.session, desk, conversation):
            raise refuse("no-conversation")
        wanted = (MessageRead.message_id == message_id, MessageRead.account_id == desk.actor.account_id)
        if unit.session.exec(select(MessageRead).where(*wanted)).first() is None:
            unit.add(MessageRead(message_id=message_id, account_id=desk.actor.account_id or 0))


def reply(desk: Desk, conversation_id: int, body: str) -> None:
    """Add a message to a conversation.

    Raises:
        Refused: `required`, `too-long` or `medical-words` at `body`, or `no-conversation`.
    """
    desk.require(Right.HOME, write=True)
    if not body.strip():
        raise refuse("required", "body")
    if len(body) > LONGEST:
        raise refuse("too-long", "body", limit=LONGEST)
    refuse_health(desk, "body", body)
    with desk.unit("messages.reply") as unit:
        conversation = unit.session.get(Conversation, conversation_id)
        if conversation is None or not may_see_conversation(unit.session, desk, conversation):
            raise refuse("no-conversation")
        unit.person_id, unit.case_id = conversation.person_id, conversation.case_id
        unit.add(
            Message(
                conversation_id=conversation_id,
                sender=desk.actor.full_name,
                body=body.strip(),
                sent_at=desk.clock.now(),
            )
        )

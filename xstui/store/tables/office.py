"""Messages, announcements, documents and settings."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from xstui.store.columns import Moment
from xstui.store.tables.base import Record


class Conversation(Record, table=True):
    """A conversation between users of the store (*dialoog*)."""

    __tablename__ = "conversation"

    subject: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="absence_case.id", index=True)


class Message(Record, table=True):
    """One message of a conversation."""

    __tablename__ = "message"

    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    sender: str
    body: str
    sent_at: datetime = Field(sa_type=Moment)


class MessageRead(Record, table=True):
    """That an account has read a message."""

    __tablename__ = "message_read"

    message_id: int = Field(foreign_key="message.id", index=True)
    account_id: int = Field(foreign_key="account.id", index=True)


class Announcement(Record, table=True):
    """An announcement or tip on the home screen (*mededeling*)."""

    __tablename__ = "announcement"

    title: str
    body: str
    shown_from: date
    shown_until: date | None = None


class Document(Record, table=True):
    """A document or note in a case file (*Trajectendossier*); its bytes lie in `blob`."""

    __tablename__ = "document"

    case_id: int | None = Field(default=None, foreign_key="absence_case.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="org_unit.id", index=True)
    folder: str
    subfolder: str = ""
    name: str
    media_type: str
    size: int
    blob_digest: str = Field(foreign_key="blob.digest")
    added_on: date


class Blob(SQLModel, table=True):
    """Bytes under their own SHA-256: what they are named by is what proves them unchanged."""

    __tablename__ = "blob"

    digest: str = Field(primary_key=True)
    content: bytes


class Setting(Record, table=True):
    """A setting of the store as a whole."""

    __tablename__ = "setting"

    name: str = Field(unique=True)
    value: str


class Draft(SQLModel, table=True):
    """What an account has typed on a form and not saved: no registration, so the journal has no part in it."""

    __tablename__ = "draft"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    form: str = Field(primary_key=True)
    content: str
    saved_at: datetime = Field(sa_type=Moment)

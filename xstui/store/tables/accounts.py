"""Who may sign in, with what, and for which part of the organisation."""

from datetime import date, datetime

from sqlmodel import Field

from xstui.store.columns import Moment
from xstui.store.tables.base import Record

SECRET = {"info": {"secret": True}}
"""Marks a column that the journal holds as a digest only."""


class Account(Record, table=True):
    """A login. The TOTP secret is sealed under a key derived from the password.

    Attributes:
        administrator: May manage logins, keys, back-ups and retention, beside what the role allows.
        must_change: The password was set by an administrator, and is changed at the next sign-in.
        password_until: The last day of a temporary password; None for the user's own.
        key_slot: The way to the data key of a login that has ended, kept for opening it again.
    """

    __tablename__ = "account"

    username: str = Field(unique=True)
    full_name: str
    email: str = ""
    phone: str = ""
    role: str
    ends_on: date | None = None
    administrator: bool = False
    must_change: bool = False
    password_until: date | None = None
    password_hash: str = Field(sa_column_kwargs=SECRET)
    totp_sealed: bytes | None = Field(default=None, sa_column_kwargs=SECRET)
    backup_hash: str = Field(default="", sa_column_kwargs=SECRET)
    key_slot: bytes | None = Field(default=None, sa_column_kwargs=SECRET)
    last_step: int = 0
    failures: int = 0
    locked_until: datetime | None = Field(default=None, sa_type=Moment)


class AccountUnit(Record, table=True):
    """A part of the organisation that an account is authorised for, with all below it."""

    __tablename__ = "account_unit"

    account_id: int = Field(foreign_key="account.id", index=True)
    unit_id: int = Field(foreign_key="org_unit.id")

"""The demo company's logins, messages and announcements; its secrets are public and say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xstui.domain.roles import Role
from xstui.domain.unchecked import Unchecked
from xstui.services.security import secrets
from xstui.store.tables import (
    Account,
    AccountUnit,
    Announcement,
    Conversation,
    Message,
    MessageRead,
    Setting,
)
from xstui.store.unit import UnitOfWork

DEMO_SECRET = "XSTUIDEMOXSTUIDEMOXSTUIDEMOXSTUI"  # noqa: S105 - public, as all of the demo is
DEMO_CODE = "07566539"


@dataclass(frozen=True)
class DemoAccount:
    """The public login of a demo store.

    Attributes:
        usernames: All logins; they have the same password.
    """

    account_id: int
    username: str
    password: str
    usernames: tuple[str, ...]
    totp_secret: str = DEMO_SECRET


def write_accounts(unit: UnitOfWork, raw: Unchecked, units: Mapping[str, int]) -> DemoAccount:
    """Write the logins, each for the units it names or for all, and the settings that tell of them."""
    password = raw["password"]
    ids = {}
    for login in raw["accounts"]:
        account = unit.add(
            Account(
                username=login["username"],
                full_name=login["full_name"],
                role=Role(login["role"]),
                administrator=login["username"] == raw["username"],
                password_hash=secrets.hash_secret(password, secrets.LIGHT),
                totp_sealed=secrets.seal(DEMO_SECRET, password, secrets.LIGHT),
                backup_hash=secrets.hash_secret(DEMO_CODE, secrets.LIGHT),
            )
        )
        ids[account.username] = account.key
        for name in login.get("units", ["employer"]):
            unit.add(AccountUnit(account_id=account.key, unit_id=units[name]))
    for name, value in {"demo": "yes", "demo_username": raw["username"], "demo_password": password}.items():
        unit.add(Setting(name=name, value=value))
    return DemoAccount(ids[raw["username"]], raw["username"], password, tuple(ids))


def write_office(unit: UnitOfWork, raw: Unchecked, person_ids: Mapping[int, int], reader_id: int) -> None:
    """Write announcements and conversations; one message is still to be read."""
    for announcement in raw["announcements"]:
        unit.add(Announcement(**announcement))
    for talk in raw["conversations"]:
        person_id = person_ids.get(talk.get("dossier_no", 0))
        conversation = unit.add(Conversation(subject=talk["subject"], person_id=person_id))
        for line in talk["messages"]:
            row = {key: line[key] for key in ("sender", "body", "sent_at")}
            message = unit.add(Message(conversation_id=conversation.key, **row))
            if line["read"]:
                unit.add(MessageRead(message_id=message.key, account_id=reader_id))

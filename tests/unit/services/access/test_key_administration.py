"""What an administrator does with the keys: each is in the journal, and asks for an encrypted store."""

from __future__ import annotations

from dataclasses import replace

import keyring as library
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from tests import company
from tests.refusals import problems_of
from xstui.domain.findings import Finding
from xstui.domain.problems import Problem
from xstui.services.access import key_administration
from xstui.services.security import keyring, vault
from xstui.services.upkeep import backup
from xstui.services.upkeep.audit import verify_store
from xstui.store import engine
from xstui.store.opening import open_store


class Shelf(KeyringBackend):
    """A key store in memory, with the manners of a real one."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


@pytest.fixture
def shelf(monkeypatch):
    made = Shelf()
    monkeypatch.setattr(library, "get_keyring", lambda: made)
    return made


@pytest.fixture
def admin(encrypted_path):
    """An administrator at an encrypted store."""
    key = vault.unlock(encrypted_path, "combi", company.PASSWORD, company.NOW)
    store = open_store(encrypted_path, company.NOW, key)
    context = company.context_of(store)
    yield replace(context, actor=replace(context.actor, administrator=True))
    store.close()


def registrations(store):
    with store.reading() as session:
        query = "SELECT use_case FROM journal_entry WHERE use_case LIKE 'keys.%' ORDER BY seq"
        return list(session.connection().exec_driver_sql(query).scalars())


def test_the_machines_key_store_keeps_the_key_and_gives_it_up(admin, shelf):
    assert key_administration.key_facts(admin).has_ring
    assert not key_administration.key_facts(admin).in_ring
    key_administration.keep_in_ring(admin, True)
    assert key_administration.key_facts(admin).in_ring
    assert keyring.key_that_opens(admin.store.path) == admin.store.key
    key_administration.keep_in_ring(admin, False)
    assert shelf.kept == {}
    assert registrations(admin.store) == ["keys.keyring", "keys.keyring"]


@pytest.mark.parametrize("kept", [True, False])
def test_a_new_data_key_goes_where_the_old_one_was_kept(admin, shelf, kept):
    path, old = admin.store.path, admin.store.key
    if kept:
        key_administration.keep_in_ring(admin, True)
    fresh = key_administration.change_data_key(admin)
    assert fresh != old
    assert keyring.fetch(path) == (fresh if kept else None)
    store = open_store(path, company.NOW, fresh)
    assert verify_store(store).findings == ()
    assert registrations(store)[-1] == "keys.change"
    store.close()


def test_a_new_recovery_key_opens_the_store(admin):
    assert not key_administration.key_facts(admin).has_recovery_key
    text = key_administration.new_recovery_key(admin)
    assert vault.unlock_by_recovery_key(admin.store.path, text) == admin.store.key
    assert key_administration.key_facts(admin).has_recovery_key
    assert key_administration.key_facts(admin).accounts == 1


def test_a_back_up_is_proved_and_listed_newest_first(admin):
    path = key_administration.back_up_now(admin)
    assert engine.is_encrypted(path)
    assert key_administration.key_facts(admin).back_ups == (path,)


def test_a_back_up_that_can_not_be_restored_is_told(admin, monkeypatch):
    path = backup.folder_of(admin.store) / "x.db"
    unsound = backup.Checked(path, (Finding("row-changed", "person", 1, "surname"),))
    monkeypatch.setattr(backup, "rehearse", lambda *_args: unsound)
    assert problems_of(key_administration.back_up_now, admin) == [
        Problem(
            "backup-unsound",
            "",
            {"path": path.with_name("company-20260608-120000.db"), "findings": unsound.findings},
        )
    ]


def test_a_plain_store_has_no_keys_to_change(context, shelf):
    admin = replace(context, actor=replace(context.actor, administrator=True))
    assert not key_administration.key_facts(admin).encrypted
    for act, args in (
        (key_administration.new_recovery_key, ()),
        (key_administration.change_data_key, ()),
        (key_administration.keep_in_ring, (True,)),
    ):
        assert problems_of(act, admin, *args) == [Problem("store-not-encrypted", "", {"path": context.store.path})]
    assert shelf.kept == {}

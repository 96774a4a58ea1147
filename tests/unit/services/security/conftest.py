"""What the tests of keys share: an encrypted store of two people."""

from __future__ import annotations

import pytest

from tests.unit.services.security.vaults import NOW, OTHER, PASSWORD, PLANTED
from xstui.services.security import secrets, vault
from xstui.services.security.making import new_store
from xstui.store.tables import OrgUnit
from xstui.store.unit import EntryMeta


@pytest.fixture
def cheap(monkeypatch):
    """Guess at the cost of tests; one test raises it again."""
    monkeypatch.setattr(secrets, "STRONG", secrets.LIGHT)


@pytest.fixture
def path(cheap, tmp_path):
    store_path = tmp_path / "x.db"
    with new_store(store_path, encrypted=True) as store:
        with store.unit(EntryMeta("test", "sam", NOW)) as unit:
            unit.add(OrgUnit(kind="employer", name=PLANTED))
        vault.add_account(store.path, store.key, "sam", PASSWORD, secrets.LIGHT)
        vault.add_account(store.path, store.key, "kim", OTHER, secrets.LIGHT)
    return store_path

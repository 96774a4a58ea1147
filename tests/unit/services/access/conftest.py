"""What the tests of signing in share: a new encrypted store, and the program that opens it."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from tests.company import REFERENCE
from tests.unit.services.access.logins import FIRST, Phone
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.services.security import secrets
from xstui.services.upkeep.setup import NewStore, make_store

TODAY = date(2026, 6, 8)


@pytest.fixture(scope="module")
def cheap_hashes():
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in ("hash_secret", "seal"):
            real = getattr(secrets, name)
            monkeypatch.setattr(
                secrets,
                name,
                lambda *args, real=real: real(*args[: 1 if real.__name__ == "hash_secret" else 2], secrets.LIGHT),
            )
        yield


@pytest.fixture(scope="module")
def made_once(cheap_hashes, tmp_path_factory):
    """A new encrypted store with its first administrator, and the recovery key."""
    path = tmp_path_factory.mktemp("made") / "x.db"
    wanted = NewStore("Voorbeeld B.V.", "sam", "Sam Bakker", FIRST, ("Inkomen", "Kantoor"))
    recovery = make_store(path, FixedClock(TODAY), REFERENCE.common_passwords, wanted)
    return path, recovery


@pytest.fixture
def made(made_once, tmp_path):
    path, recovery = made_once
    for file in path.parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / path.name, recovery


@pytest.fixture
def program(made):
    found = Program(made[0], system_clock=Phone(TODAY))
    yield found
    found.lock()

"""The machine's key store: a real Secret Service where there is one, and the way without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.security import keyring

ROOT = Path(__file__).parents[4]
MISSING = [name for name in ("dbus-run-session", "gnome-keyring-daemon") if shutil.which(name) is None]

ROUND_TRIP = """
import sys
from pathlib import Path
from xstui.services.security import secrets
from xstui.services.security import keyring, vault
from xstui.services.security.making import new_store

path = Path(sys.argv[1])
assert keyring.backend() is not None, "no real key store"
print(type(keyring.backend()).__module__)
with new_store(path, encrypted=True) as store:
    vault.add_account(store.path, store.key, "sam", "kruiwagen tulp negen brug", secrets.LIGHT)
    key = store.key
assert keyring.fetch(path) is None
keyring.keep(path, key)
assert keyring.fetch(path) == key
"""
LATER = """
import sys
from io import StringIO
from pathlib import Path
from xstui.cli.main import run
from xstui.services.security import keyring

def typed(text, *words):
    sys.stdin = StringIO(text)
    return run([*words, "--store", sys.argv[1]])

assert typed("", "backup") == 0, "it asks no password"
assert typed("sam\\nwrong\\n", "keys", "keyring-off") != 0
assert keyring.fetch(Path(sys.argv[1])) is not None
keyring.forget(Path(sys.argv[1]))
assert typed("", "keys", "show", "--lang", "en") == 0
"""
"""Another start of the program, which finds the key in the key store."""


@pytest.mark.skipif(bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}")
def test_a_real_secret_service_keeps_the_key_and_a_back_up_asks_no_password(tmp_path):
    path = tmp_path / "x.db"
    script = "\n".join(
        (
            "set -e",
            "printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null",
            f"{sys.executable} -c '{ROUND_TRIP}' {path}",
            f"{sys.executable} -c '{LATER}' {path}",
        )
    )
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "SecretService" in done.stdout
    assert "System key store: no" in done.stdout
    assert len(list((tmp_path / "backups").glob("x-*.db"))) == 1
    kept = b"".join(file.read_bytes() for file in (tmp_path / ".local/share/keyrings").rglob("*") if file.is_file())
    assert path.name.encode() not in kept


def test_without_a_key_store_everything_has_its_own_way(tmp_path, monkeypatch):
    import keyring as library
    from keyring.backends import fail

    monkeypatch.setattr(library, "get_keyring", fail.Keyring)
    assert keyring.backend() is None
    assert keyring.fetch(tmp_path / "x.db") is None
    keyring.forget(tmp_path / "x.db")
    assert problems_of(keyring.keep, tmp_path / "x.db", b"k" * 32) == [Problem("keyring-missing")]


@pytest.mark.parametrize("kept", ["00" * 32, "no key at all"])
def test_a_kept_key_that_does_not_fit_is_no_key_and_the_password_is_asked(encrypted_path, monkeypatch, kept):
    class Ring:
        def get_password(self, *_names):
            return kept

    monkeypatch.setattr(keyring, "backend", Ring)
    assert keyring.key_that_opens(encrypted_path) is None


def test_a_key_store_that_refuses_says_why(encrypted_path, monkeypatch):
    from keyring.errors import KeyringLocked

    class Stubborn:
        def get_password(self, *_):
            raise KeyringLocked

        def set_password(self, *_):
            raise KeyringLocked("locked by its owner")

    monkeypatch.setattr(keyring, "backend", Stubborn)
    assert keyring.fetch(encrypted_path) is None
    found = problems_of(keyring.keep, encrypted_path, b"k" * 32)
    assert found == [Problem("keyring-refused", "", {"reason": "locked by its owner"})]

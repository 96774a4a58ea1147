"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from contextlib import redirect_stdout
from io import StringIO

import pytest

from tests.unit.cli.administrator import PASSWORD, enrol
from xstui.cli.main import run
from xstui.services.security import keyring, secrets

DAY = ("--today", "2026-06-08")


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory):
    """The demo company, made once and copied for each test."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with redirect_stdout(StringIO()) as told:
        assert run(["demo", "--store", str(path), *DAY, "--no-open"]) == 0
    assert "demo-wachtwoord-2026" in told.getvalue()
    return path


@pytest.fixture
def demo(demo_template, tmp_path):
    return str(shutil.copy(demo_template, tmp_path))


@pytest.fixture
def bare_machine(monkeypatch, tmp_path):
    """Cheap hashes, no key store, and a home of its own."""
    monkeypatch.setattr(keyring, "backend", lambda: None)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(secrets, "STRONG", secrets.LIGHT)
    for name, least in (("hash_secret", 1), ("seal", 2)):
        real = getattr(secrets, name)
        monkeypatch.setattr(secrets, name, lambda *args, real=real, least=least: real(*args[:least], secrets.LIGHT))


@pytest.fixture
def answers(monkeypatch):
    """Give the answers in order, whichever way they are asked for."""

    def give(*texts):
        waiting = list(texts)
        monkeypatch.setattr("builtins.input", lambda _question="": waiting.pop(0))
        monkeypatch.setattr("getpass.getpass", lambda _question="": waiting.pop(0))

    return give


@pytest.fixture
def made(bare_machine, tmp_path, answers):
    path = tmp_path / "x.db"
    answers("Voorbeeld B.V.", "sam", "Sam Bakker", "Inkomen,Kantoor", PASSWORD, PASSWORD)
    assert run(["init", "--store", str(path)]) == 0
    return path


@pytest.fixture
def enrolled(made):
    """The store with sam's second factor set up; its secret."""
    return made, enrol(made)

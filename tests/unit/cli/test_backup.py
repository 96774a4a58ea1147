"""`xstui backup`: a copy made by an administrator, unattended or rehearsed."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.unit.cli.administrator import (
    NEW,
    PASSWORD,
    newest_entry,
    signed_in,
)
from xstui.cli.main import run
from xstui.clock import SystemClock
from xstui.services.security import keyring, vault
from xstui.store import opening

pytestmark = pytest.mark.usefixtures("bare_machine")


def test_a_back_up_is_made_by_an_administrator_and_noted(enrolled, answers, tmp_path):
    path, secret = enrolled
    words = ["backup", "--store", str(path), "--to", str(tmp_path / "copies")]
    answers("sam", PASSWORD, "000000")
    assert run(words) == 1
    assert not (tmp_path / "copies").exists()
    answers(*signed_in(path, secret))
    assert run(words) == 0
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    assert newest_entry(path) == ("keys.backup", "sam", {"file": copy.name})


def test_the_key_in_the_machine_s_key_store_makes_back_ups_and_nothing_else(enrolled, answers, monkeypatch, tmp_path):
    path, _secret = enrolled
    key = vault.unlock(path, "sam", PASSWORD, SystemClock().now())
    monkeypatch.setattr(keyring, "key_that_opens", lambda _path, **_how: key)
    answers()
    assert run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")]) == 0
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    assert newest_entry(path) == ("keys.backup", "xstui", {"file": copy.name})
    for words in (["restore", "--yes", str(copy)], ["keys", "keyring-off"], ["keys", "recovery"], ["keys", "rekey"]):
        answers("sam", NEW)
        assert run([*words, "--store", str(path)]) == 1


def test_an_unsound_back_up_is_told(company_path, capsys, tmp_path):
    import sqlite3
    from contextlib import closing

    copy = tmp_path / "copy.db"
    shutil.copy(company_path, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE person SET surname = 'x' WHERE id = 1")
        connection.commit()
    assert run(["backup", "--rehearse", str(copy)]) == 1
    told = capsys.readouterr().err
    assert "Werknemers, dossier 563166: buiten xstui om gewijzigd (Achternaam)" in told


@pytest.fixture
def older(monkeypatch):
    """A program that comes after the stores there are."""
    monkeypatch.setattr(opening, "KNOWN", frozenset({"9999", *opening.KNOWN}))
    monkeypatch.setattr(opening, "REVISION", "9999")
    monkeypatch.setattr(opening, "migrate", lambda _store: None)


@pytest.mark.usefixtures("older")
def test_an_older_back_up_is_rehearsed_without_a_change_of_it(company_path, capsys, tmp_path):
    copy = tmp_path / "older" / "copy.db"
    copy.parent.mkdir()
    shutil.copy(company_path, copy)
    before = copy.read_bytes()
    run(["backup", "--rehearse", str(copy)])
    assert (list(copy.parent.iterdir()), copy.read_bytes()) == ([copy], before)


def test_an_older_encrypted_back_up_is_rehearsed_without_a_change_of_it(made, answers, tmp_path, request):
    request.getfixturevalue("older")
    before = {file.name: file.read_bytes() for file in tmp_path.glob("x.db*")}
    answers("sam", PASSWORD)
    run(["backup", "--rehearse", str(made)])
    assert {file.name: file.read_bytes() for file in tmp_path.glob("x.db*")} == before


@pytest.mark.parametrize("words", [["restore"], ["backup", "--rehearse"]])
def test_what_can_be_no_back_up_is_told_before_anything_is_asked(company_path, answers, capsys, tmp_path, words):
    answers()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, told in ((pipe, "geen back-up. Noem het bestand zelf"), (tmp_path, "geen back-up. Noem het bestand zelf"),
                       (tmp_path / "none", "Er is geen back-up")):  # fmt: skip
        assert run([*words, str(path), "--store", str(company_path)]) == 1
        assert told in capsys.readouterr().err

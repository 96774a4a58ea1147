"""`xstui keys`, as an administrator types it."""

from __future__ import annotations

import gc

import pytest

from tests.unit.cli.administrator import (
    NEW,
    PASSWORD,
    enrol,
    forget_token,
    run_out,
    signed_in,
    token,
)
from xstui.cli import keys
from xstui.cli.main import run
from xstui.clock import SystemClock
from xstui.services.security import vault
from xstui.store import engine

pytestmark = pytest.mark.usefixtures("bare_machine")


def test_a_lost_password_is_replaced_at_the_command_line(made, answers, capsys):
    key = vault.unlock(made, "sam", PASSWORD, SystemClock().now())
    recovery = vault.new_recovery_key(made, key)
    answers("sam", recovery, NEW, NEW)
    assert run(["keys", "lost-password", "--store", str(made)]) == 0
    err = capsys.readouterr().err
    assert "opent dit gegevensbestand nog met het oude wachtwoord" in err
    assert "xstui keys rekey" in err
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(made)]) == 1
    answers("sam", NEW)
    assert run(["verify", "--store", str(made)]) == 0


def test_recovery_and_rekey_ask_for_the_second_factor(enrolled, answers, capsys):
    path, secret = enrolled
    answers("sam", PASSWORD, "000000")
    assert run(["keys", "recovery", "--store", str(path)]) == 1
    answers("sam", PASSWORD, token(secret))
    out = run_out(capsys, ["keys", "recovery", "--store", str(path), "--lang", "en"])
    recovery = next(line.strip() for line in out.splitlines() if line.startswith("    "))
    old = vault.unlock_by_recovery_key(path, recovery)
    answers("sam", PASSWORD, token(secret))
    assert run(["keys", "rekey", "--store", str(path)]) == 1, "a token works once"
    forget_token(path)
    gc.collect()  # the run that was refused left its connection to the garbage collector, as a process would not
    answers("sam", PASSWORD, token(secret))
    assert run(["keys", "rekey", "--store", str(path)]) == 0
    assert vault.unlock_by_recovery_key(path, recovery) != old


@pytest.mark.parametrize(("answer", "changed"), [("opnieuw versleutelen", True), ("", False)])
def test_a_new_recovery_key_says_what_an_older_one_opens_and_offers_to_encrypt_again(
    enrolled, answers, capsys, monkeypatch, answer, changed
):
    path, secret = enrolled
    before = vault.unlock(path, "sam", PASSWORD, SystemClock().now())
    monkeypatch.setattr(keys, "can_ask", lambda: True)
    answers(*signed_in(path, secret), answer)
    assert run(["keys", "recovery", "--store", str(path)]) == 0
    err = capsys.readouterr().err
    assert "opent dit gegevensbestand nog met de vorige herstelsleutel" in err
    assert ("xstui keys rekey" in err) is not changed
    assert (vault.unlock(path, "sam", PASSWORD, SystemClock().now()) != before) is changed


def test_the_machines_key_store_is_offered_only_where_there_is_one(enrolled, answers, capsys):
    path, secret = enrolled
    answers("sam", PASSWORD, token(secret))
    assert run(["keys", "keyring-on", "--store", str(path)]) == 1
    assert "geen eigen sleutelbewaarplaats" in capsys.readouterr().err
    answers(*signed_in(path, secret))
    assert run(["keys", "keyring-off", "--store", str(path)]) == 0


def test_a_plain_store_is_encrypted_afterwards(tmp_path, answers, capsys):
    path = tmp_path / "x.db"
    answers("niet versleuteld", "Voorbeeld B.V.", "sam", "Sam Bakker", "Inkomen", PASSWORD, PASSWORD)
    run(["init", "--store", str(path), "--plain"])
    assert b"Voorbeeld B.V." in path.read_bytes()
    answers("sam", PASSWORD)
    assert run(["keys", "encrypt", "--store", str(path)]) == 1, "the second factor is asked"
    secret = enrol(path)
    answers("sam", PASSWORD, token(secret))
    out = run_out(capsys, ["keys", "encrypt", "--store", str(path)])
    assert "krijgen" not in out, "there is no other login"
    assert engine.is_encrypted(path)
    assert all(b"Voorbeeld B.V." not in file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    recovery = next(line.strip() for line in out.splitlines() if line.startswith("    "))
    assert engine.key_fits(path, vault.unlock_by_recovery_key(path, recovery))
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(path)]) == 0
    forget_token(path)
    answers("sam", PASSWORD, token(secret))
    assert run(["keys", "encrypt", "--store", str(path)]) == 1
    assert "al versleuteld" in capsys.readouterr().err

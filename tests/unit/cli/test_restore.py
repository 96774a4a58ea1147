"""`xstui restore`: a back-up in the place of the store, by an administrator or where the store is lost."""

from __future__ import annotations

import gc
import shutil

import pytest

from tests.unit.cli.administrator import (
    NEW,
    PASSWORD,
    forget_token,
    later_token,
    newest_entry,
    run_out,
    signed_in,
    token,
)
from xstui.bootstrap import Program
from xstui.cli.main import run
from xstui.clock import SystemClock
from xstui.services.access import accounts, sign_in
from xstui.services.security import vault
from xstui.store import key_file

pytestmark = pytest.mark.usefixtures("bare_machine")


@pytest.mark.parametrize("words", [["backup"], ["restore", "--yes", "COPY"], ["keys", "keyring-off"]])
def test_who_is_no_administrator_makes_no_copy_and_puts_none_back(enrolled, answers, tmp_path, capsys, words):
    path, secret = enrolled
    answers(*signed_in(path, secret))
    run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")])
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    forget_token(path, administrator=False)
    before = newest_entry(path)
    answers("sam", PASSWORD, token(secret))
    words = [str(copy) if word == "COPY" else word for word in words]
    assert run([*words, "--store", str(path)]) == 1
    assert "Alleen een beheerder" in capsys.readouterr().err
    assert before[0] == "test"
    assert newest_entry(path)[0] == "sign_in.token"


def test_a_back_up_is_rehearsed_and_restored_by_an_administrator_of_the_store(enrolled, answers, capsys, tmp_path):
    path, secret = enrolled
    answers(*signed_in(path, secret))
    assert run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")]) == 0
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    answers("sam", PASSWORD)
    assert "kan worden teruggezet" in run_out(capsys, ["backup", "--rehearse", str(copy)])
    answers("nee")
    assert run(["restore", str(copy), "--store", str(path)]) == 1
    answers("terugzetten", "sam", PASSWORD, "000000")
    assert run(["restore", str(copy), "--store", str(path)]) == 1
    answers("terugzetten", *signed_in(path, secret))
    assert "is nu" in run_out(capsys, ["restore", str(copy), "--store", str(path)])
    assert newest_entry(path) == ("keys.restore", "sam", {"file": copy.name})
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(path)]) == 0


@pytest.mark.parametrize("how", ["gone", "damaged", "without keys", "replaced by a plain file"])
def test_a_store_that_is_lost_comes_back_by_the_back_up_s_own_logins(enrolled, answers, tmp_path, company_path, how):
    path, secret = enrolled
    answers(*signed_in(path, secret))
    assert run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")]) == 0
    (copy,) = (tmp_path / "copies").glob("x-*.db")
    gc.collect()
    if how == "damaged":
        path.write_bytes(b"x" * 50_000)
    elif how == "replaced by a plain file":
        shutil.copy(company_path, path)
    else:
        key_file.path_beside(path).unlink()
    if how == "gone":
        path.unlink()
    before = copy.read_bytes()
    answers(*(["sam", PASSWORD] if how == "damaged" else []), "sam", PASSWORD, "000000")
    assert run(["restore", str(copy), "--store", str(path), "--yes"]) == 1
    answers(*(["sam", PASSWORD] if how == "damaged" else []), "sam", PASSWORD, later_token(secret))
    assert run(["restore", str(copy), "--store", str(path), "--yes"]) == 0
    assert newest_entry(path) == ("keys.restore", "sam", {"file": copy.name})
    assert copy.read_bytes() == before


def test_a_back_up_from_before_a_new_password_opens_with_the_old_one(enrolled, answers, capsys, tmp_path):
    path, secret = enrolled
    answers(*signed_in(path, secret))
    assert run(["backup", "--store", str(path), "--to", str(tmp_path / "copies")]) == 0
    (copy,) = (tmp_path / "copies").glob("*.db")
    key = vault.unlock(path, "sam", PASSWORD, SystemClock().now())
    program = Program(path)
    pending = program.enter("sam", PASSWORD)
    signed_in_context = program.context(sign_in.readmit(program.sign_in_context, pending))
    accounts.change_password(program.sign_in_context, pending, signed_in_context, NEW)
    program.lock()
    gc.collect()
    vault.change_data_key(path, key)
    answers(*signed_in(path, secret, NEW), "sam", NEW)
    assert run(["restore", str(copy), "--store", str(path), "--yes"]) == 1
    answers(*signed_in(path, secret, NEW), "sam", PASSWORD)
    assert run(["restore", str(copy), "--store", str(path), "--yes"]) == 0
    assert "Wachtwoorden, tweede factoren en inloggen zijn die van de back-up" in capsys.readouterr().out
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(path)]) == 0

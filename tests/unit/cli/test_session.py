"""Signing in at the command line to an encrypted store."""

from __future__ import annotations

import pytest

from tests.unit.cli.administrator import (
    NEW,
    PASSWORD,
    enrol,
    later_token,
    run_out,
    signed_in,
    token,
    without_wheel,
)
from xstui.bootstrap import Program
from xstui.cli.main import run
from xstui.domain.roles import Role
from xstui.services.access import accounts, sign_in
from xstui.services.access.accounts import NewLogin
from xstui.store import engine

pytestmark = pytest.mark.usefixtures("bare_machine")


def test_verify_and_info_ask_for_a_password(made, answers, capsys):
    answers("sam", PASSWORD)
    assert run(["verify", "--store", str(made)]) == 0
    answers("sam", NEW)
    assert run(["verify", "--store", str(made)]) == 1
    answers("sam", PASSWORD)
    assert "Registraties in het journaal" in run_out(capsys, ["store", "info", "--store", str(made)])


def test_without_the_wheel_an_encrypted_store_is_neither_opened_nor_changed(made):
    before = made.read_bytes()
    done = without_wheel("verify", "--store", str(made))
    assert done.returncode == 1
    assert "sqlcipher3" in done.stderr
    assert made.read_bytes() == before


def test_an_encrypted_demo_opens_for_everybody(tmp_path, capsys):
    path = tmp_path / "demo.db"
    assert run(["demo", "--encrypted", "--store", str(path), "--today", "2026-06-08", "--no-open"]) == 0
    assert engine.is_encrypted(path)
    assert run(["verify", "--store", str(path)]) == 0
    assert run(["demo", "--store", str(path), "--today", "2026-06-08", "--no-open"]) == 0
    out = str(tmp_path / "out.csv")
    assert run(["report", "werknemersbestand", "--store", str(path), "--format", "csv", "--out", out]) == 0


def test_another_today_does_not_shorten_the_wait_after_wrong_passwords(made, answers, capsys):
    later = ["report", "werknemersbestand", "--format", "csv", "--out", "x", "--store", str(made), "--today"]
    for _ in range(5):
        answers("sam", NEW)
        assert run([*later, "2031-01-01"]) == 1
    capsys.readouterr()
    for day in ("2031-01-02", "2031-12-31"):
        answers("sam", PASSWORD)
        assert run([*later, day]) == 1
        assert "klopt niet" in capsys.readouterr().err  # the same as for a wrong one, and no more


def test_a_colleague_signs_in_here_after_the_first_sign_in_at_the_screen(made, answers, capsys, tmp_path):
    secret = enrol(made)
    program = Program(made)
    pending = program.enter("sam", PASSWORD)
    sam = program.context(sign_in.check_token(program.sign_in_context, pending, token(secret)).actor)
    issued = accounts.add_login(sam, NewLogin("kim", "Kim de Wit", Role.COMBI, (1,), administrator=True))
    pending = program.enter("kim", issued.password)
    enrolment = sign_in.start_enrolment(pending)
    first = sign_in.finish_enrolment(program.sign_in_context, enrolment, token(enrolment.secret))
    accounts.change_password(program.sign_in_context, pending, program.context(first.actor), NEW)
    program.lock()
    answers("kim", NEW, later_token(enrolment.secret))
    assert run(["backup", "--store", str(made), "--to", str(tmp_path / "copies")]) == 0, capsys.readouterr().err


def test_refused_sign_ins_are_told_here_too(enrolled, answers, capsys, tmp_path):
    path, secret = enrolled
    words = ["backup", "--store", str(path), "--to", str(tmp_path / "copies")]
    answers("sam", NEW)
    assert run(words) == 1
    answers(*signed_in(path, secret))
    capsys.readouterr()
    assert run(words) == 0
    assert "inloggen geweigerd" in capsys.readouterr().err
    answers(*signed_in(path, secret))
    assert run(words) == 0
    assert "geweigerd" not in capsys.readouterr().err

"""`xstui init`: a new store, made by asking, encrypted unless that is refused in so many words."""

from __future__ import annotations

import sys

import pytest

from tests.unit.cli.administrator import (
    NEW,
    PASSWORD,
    run_out,
    without_wheel,
)
from xstui.cli.main import run
from xstui.services.security import recovery_pdf, vault
from xstui.store import engine

DAY = ("--today", "2026-06-08")
pytestmark = pytest.mark.usefixtures("bare_machine")


def test_a_new_store_is_encrypted_and_shows_its_recovery_key_once(capsys, made):
    assert engine.is_encrypted(made)
    text = next(line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("    "))
    assert engine.key_fits(made, vault.unlock_by_recovery_key(made, text))


def test_the_recovery_key_goes_on_paper(tmp_path, answers, capsys, monkeypatch):
    path, paper = tmp_path / "x.db", tmp_path / "paper.pdf"
    answers("Voorbeeld B.V.", "sam", "Sam Bakker", "Inkomen", PASSWORD, PASSWORD)
    about = []
    real = recovery_pdf.write_recovery_paper
    monkeypatch.setattr(recovery_pdf, "write_recovery_paper", lambda *args: about.append(args[2]) or real(*args))
    assert run(["init", "--store", str(path), "--recovery-out", str(paper)]) == 0
    assert about[0].startswith("Voorbeeld B.V. · x.db · gemaakt op ")
    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.stat().st_mode & 0o077 == 0
    assert "    " not in capsys.readouterr().out


def test_a_plain_store_has_to_be_asked_for_in_so_many_words(tmp_path, answers, capsys):
    path = tmp_path / "x.db"
    answers("ja")
    assert run(["init", "--store", str(path), "--plain"]) == 1
    assert not path.exists()
    answers("Niet versleuteld", "Voorbeeld B.V.", "sam", "Sam Bakker", "Inkomen", PASSWORD, PASSWORD)
    assert run(["init", "--store", str(path), "--plain"]) == 0
    assert not engine.is_encrypted(path)
    assert "niet versleuteld" in run_out(capsys, ["keys", "show", "--store", str(path)])


def test_passwords_that_differ_make_nothing(tmp_path, answers, capsys):
    answers("Voorbeeld B.V.", "sam", "Sam Bakker", "Inkomen", PASSWORD, NEW)
    assert run(["init", "--store", str(tmp_path / "x.db")]) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("init",), ("demo", "--encrypted", "--no-open")])
def test_without_the_wheel_the_program_says_so_and_makes_nothing(tmp_path, words):
    done = without_wheel(*words, "--store", str(tmp_path / "new.db"))
    assert done.returncode == 1
    assert "sqlcipher3" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("new.db*"))


def test_a_new_store_is_made_by_asking(tmp_path, capsys, monkeypatch):
    answers = iter(["Bedrijf B.V.", "sam", "Sam Voorbeeld", "Kantoor, Werkplaats"])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "kruiwagen tulp negen brug")
    path = tmp_path / "x.db"
    assert run(["init", "--store", str(path)]) == 0
    assert f"xstui --store {path}" in capsys.readouterr().out
    assert run(["init", "--store", str(path)]) == 1
    assert run(["demo", "--store", str(path), *DAY, "--no-open"]) == 1
    assert "demo" in capsys.readouterr().err


def test_what_was_asked_for_and_is_wrong_is_called_as_it_was(tmp_path, capsys, monkeypatch):
    answers = iter(["", "sam", "Sam Voorbeeld", "Kantoor"])
    monkeypatch.setattr("builtins.input", lambda _prompt: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "kort")
    assert run(["init", "--store", str(tmp_path / "x.db")]) == 1
    employer, password = capsys.readouterr().err.splitlines()
    assert employer == "xstui: Werkgever: Vul dit veld in."
    assert password.startswith("xstui: Wachtwoord: Dit wachtwoord is te kort")


def test_at_a_terminal_a_wrong_answer_is_asked_again_and_the_others_stay(tmp_path, capsys, monkeypatch):
    answers = iter(["", "Bedrijf B.V.", "sam", " ", "Sam Voorbeeld", "x" * 201, "Kantoor"])
    passwords = iter(
        ["kort", "Bedrijf-Sam-2026", "kruiwagen tulp negen brug", "anders", *["kruiwagen tulp negen brug"] * 2]
    )
    monkeypatch.setattr("builtins.input", lambda _prompt: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(passwords))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert run(["init", "--store", str(tmp_path / "x.db")]) == 0
    said = capsys.readouterr().err
    assert said.count("Vul dit veld in.") == 2
    assert "te kort" in said
    assert "Zonder de namen van de gebruiker, de werkgever en dit programma" in said
    assert (next(answers, None), next(passwords, None)) == (None, None)

"""`xstui import`: what a file holds is checked, told and taken over."""

from __future__ import annotations

from xstui.cli.main import run
from xstui.services.imports import running

DAY = ("--today", "2026-06-08")


def test_an_import_is_rehearsed_refused_and_carried_out(demo, tmp_path, capsys):
    file = tmp_path / "in.csv"
    head = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren;Schoenmaat\n"
    file.write_text(f"{head}9001;Akker;01-02-1980;01-01-2020;001;36;42\n9002;Boom;31-02-1980;01-01-2020;001;36;43\n")
    words = ["import", "employees", str(file), "--store", demo, *DAY]
    assert run([*words, "--dry-run"]) == 1
    said = capsys.readouterr()
    assert "rij 3, Geboortedatum" in said.err
    assert "Schoenmaat" in said.out
    assert run(words) == 1
    assert run([*words, "--skip-bad", str(tmp_path / "rest.csv")]) == 0
    assert (tmp_path / "rest.csv").exists()
    assert run(["verify", "--store", demo]) == 0


def test_an_import_names_its_own_option_and_its_own_file(demo, tmp_path, capsys):
    file = tmp_path / "in.csv"
    head = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren\n"
    file.write_text(f"{head}9001;Akker;31-02-1980;01-01-2020;001;36\n")
    words = ["import", "employees", str(file), "--store", demo, *DAY, "--skip-bad"]
    before = file.read_bytes()
    assert run([*words, str(file)]) == 1
    assert f"xstui: --skip-bad: {file} is het bestand dat wordt overgenomen" in capsys.readouterr().err
    assert file.read_bytes() == before
    assert run([*words, str(tmp_path / "none" / "x.csv")]) == 1
    assert "xstui: --skip-bad: De map" in capsys.readouterr().err


def test_who_breaks_off_an_import_that_is_saved_is_not_told_that_nothing_was_done(demo, tmp_path, capsys, monkeypatch):
    file = tmp_path / "in.csv"
    file.write_text(
        "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren\n9001;Akker;01-02-1980;01-01-2020;001;36\n"
    )
    words = ["import", "employees", str(file), "--store", demo, *DAY]

    def broken_off(*_given, **_named):
        raise KeyboardInterrupt

    real = running.carry_out
    monkeypatch.setattr(running, "carry_out", broken_off)
    assert run(words) == 1
    assert capsys.readouterr().err.endswith("Afgebroken: er is niets gedaan.\n")
    monkeypatch.setattr(running, "carry_out", lambda *args, **named: broken_off(real(*args, **named)))
    assert run(words) == 1
    assert "Wat daarvoor is opgeslagen, blijft staan" in capsys.readouterr().err
    assert run([*words, "--dry-run"]) == 1, "it is there"


def test_equal_problems_of_a_file_are_one_line_after_the_summary(demo, tmp_path, capsys):
    file = tmp_path / "in.csv"
    file.write_text("Personeelsnummer;Eerste ziektedag\n" + "1;01-05-2026\n2;01-05-2026\n3;02-05-2026\n")
    assert run(["import", "absences", str(file), "--store", demo, *DAY, "--dry-run"]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "Rijen in orde: 0. Rijen met fouten: 3."
    assert said.err.splitlines() == [
        "3 rijen (2-4), Personeelsnummer: Er is hier niemand in dienst met dit dossiernummer.",
    ]


def test_a_question_about_a_file_is_answered_on_the_command_line(demo, tmp_path, capsys):
    file = tmp_path / "in.csv"
    head = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Uit dienst;Afdeling;Uren\n"
    file.write_text(f"{head}9001;Akker;01-02-1980;01-01-2020;31-12-2026;001;36\n")
    words = ["import", "employees", str(file), "--store", demo, *DAY]
    assert run(words) == 1
    assert (
        "--answer contract_type=temporary (bepaalde tijd), of =permanent (onbepaalde tijd)." in capsys.readouterr().err
    )
    assert run([*words, "--answer", "contract_type=misschien"]) == 1
    assert "--answer: Dit is geen antwoord op contract_type. Bekend zijn: " in capsys.readouterr().err
    assert run([*words, "--answer", "contract_type=temporary"]) == 0
    assert run(["import", "employees", str(file), "--store", demo, *DAY, "--sheet", "Blad1"]) == 1
    assert "--sheet: Er is geen blad Blad1. Bekend zijn: -." in capsys.readouterr().err

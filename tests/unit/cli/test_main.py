"""The command line: exit codes, one clear line on stderr, and the same answers as the screens."""

from __future__ import annotations

import argparse
import csv
import io
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest

from xstui import __version__, bootstrap
from xstui.cli import open_app
from xstui.cli.main import parser, run
from xstui.cli.parsing import speak_for
from xstui.services.imports import running

DAY = ("--today", "2026-06-08")


@pytest.fixture
def demo(tmp_path, capsys):
    path = tmp_path / "demo.db"
    assert run(["demo", "--store", str(path), *DAY, "--no-open"]) == 0
    assert "demo-wachtwoord-2026" in capsys.readouterr().out
    return str(path)


def commands_of(argv):
    """Return the commands that a command line's parser knows."""
    return next(action.choices for action in parser(argv)._actions if action.dest == "command")


def test_a_command_line_knows_its_own_command_as_the_whole_does():
    whole = commands_of(["--help"])
    assert {"demo", "backup", "record", "protocol", "rules"} < whole.keys()
    for name, own in whole.items():
        alone = commands_of([name])
        assert len(alone) < len(whole)
        assert alone[name].format_help() == own.format_help()
    assert parser([]).parse_args([]).command is None
    assert parser(["--lang", "en", "verify"]).parse_args(["--lang", "en", "verify"]).command == "verify"


def test_the_demo_is_made_once(demo, capsys):
    assert run(["demo", "--store", demo, *DAY, "--no-open"]) == 0
    assert run(["verify", "--store", demo]) == 0
    assert "1 " in capsys.readouterr().out


@pytest.mark.parametrize("export_format", ["pdf", "xlsx", "csv", "csv-semicolon", "csv-tab"])
@pytest.mark.parametrize("name", ["verzuimcijfers", "werknemersbestand"])
def test_every_report_in_every_format(demo, tmp_path, name, export_format):
    out = tmp_path / f"out.{export_format}"
    assert run(["report", name, "--store", demo, *DAY, "--format", export_format, "--out", str(out)]) == 0
    assert out.stat().st_size > 300


def test_the_manuals_averages_come_out_of_the_command_line(demo, tmp_path):
    out = tmp_path / "out.csv"
    asked = ["--last-month", "2026-05", "--months", "12", "--method", "calendar-days", "--levels", "3"]
    run(["report", "verzuimcijfers", "--store", demo, *DAY, "--format", "csv", "--out", str(out), *asked])
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = {row[0]: row[2] for row in csv.reader(file)}
    assert (rows["Inkomen"], rows["Kantoor"], rows["Werkplaats"], rows["TESTBEDRIJF_Demo"]) == (
        "9.0",
        "4.0",
        "2.0",
        "15.0",
    )


def test_one_unit_and_its_words_in_english(demo, tmp_path):
    out = tmp_path / "out.csv"
    words = ["--unit", "002", "--safety-net", "excluded", "--classifications", "sick", "--lang", "en"]
    assert run(["report", "verzuimcijfers", "--store", demo, *DAY, "--format", "csv", "--out", str(out), *words]) == 0
    text = out.read_text("utf-8-sig")
    assert "Kantoor" in text
    assert "Inkomen" not in text
    assert text.startswith("Organisation structure")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--unit", "Bestaat niet"], "--unit"),
        (["--last-month", "2026-05", "--months", "999"], "--months"),
        (["--classifications", "x"], "--classifications"),
    ],
)
def test_a_wrong_parameter_is_refused_in_one_line(demo, tmp_path, capsys, words, said):
    out = tmp_path / "out.csv"
    assert run(["report", "verzuimcijfers", "--store", demo, *DAY, "--format", "csv", "--out", str(out), *words]) == 1
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert line.startswith(f"xstui: {said}: ")
    assert not out.exists()


def test_verify_names_what_was_changed_behind_its_back(demo, capsys):
    with closing(sqlite3.connect(demo)) as connection:
        connection.execute("UPDATE person SET surname = 'X' WHERE id = 1")
        connection.commit()
    assert run(["verify", "--store", demo]) == 1
    assert "row-changed: Werknemers, dossier 563166: buiten xstui om gewijzigd (Achternaam)" in capsys.readouterr().out


def test_store_info_counts_the_rows(demo, capsys):
    assert run(["store", "info", "--store", demo]) == 0
    said = capsys.readouterr().out
    assert "Personen                     18" in said
    assert "person" not in said


def test_the_store_may_come_from_the_environment(demo, capsys, monkeypatch):
    monkeypatch.setenv("XSTUI_STORE", demo)
    assert run(["store", "info"]) == 0
    assert demo in capsys.readouterr().out


FIGURES = ("report", "verzuimcijfers", "--format", "csv", "--out", "x.csv")
STAFF = ("report", "werknemersbestand", "--format", "csv", "--out", "x.csv")
WRONG_USE = [
    (["nonsense"], "bestaat niet", "choose from"),
    (["report"], "dit ontbreekt", "are required"),
    (["import", "x", "y"], "bestaat niet", "choose from"),
    (["demo", "--today", "morgen"], "morgen is geen datum", "morgen is no date"),
    (["demo", "--today", "31-02-2026"], "geen datum", "no date"),
    (["demo", "--employees", "-5"], "geen heel getal", "no whole number"),
    (["demo", "--employees"], "hier hoort", "expected one"),
    ([*FIGURES, "--last-month", "mei"], "geen maand", "no month"),
    ([*FIGURES, "--months", "0"], "geen heel getal", "no whole number"),
    ([*FIGURES, "--levels", "-1"], "geen heel getal", "no whole number"),
    ([*STAFF, "--months", "3"], "onbekend: --months 3", "unrecognized arguments: --months 3"),
]


def test_the_own_store_goes_before_the_demo(demo, tmp_path, capsys, monkeypatch):
    folder = tmp_path / "share"
    folder.mkdir()
    monkeypatch.delenv("XSTUI_STORE", raising=False)
    monkeypatch.setattr(bootstrap, "default_folder", lambda: folder)
    shutil.copy(demo, folder / "demo.db")
    assert run(["store", "info"]) == 0
    assert str(folder / "demo.db") in capsys.readouterr().out
    shutil.copy(demo, folder / "xstui.db")
    for words in (["store", "info"], ["backup"]):
        assert run(words) == 0
        assert "xstui" in capsys.readouterr().out
    assert [path.name[:6] for path in (folder / "backups").glob("*.db")] == ["xstui-"]


@pytest.mark.parametrize(("words", "dutch", "english"), WRONG_USE)
def test_wrong_use_is_2_and_one_line_in_the_users_language(words, dutch, english, capsys):
    for language, said in (("nl", dutch), ("en", english)):
        assert run(["--lang", language, *words]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("xstui: ")
        assert said in line
        assert line.endswith("--help")


def test_help_and_version_are_0_and_in_the_users_language(capsys):
    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out
    assert run(["--help"]) == 0
    assert "een rapport naar een bestand schrijven" in capsys.readouterr().out
    assert run(["report", "verzuimcijfers", "--help", "--lang=en"]) == 0
    assert "number of months" in capsys.readouterr().out


def texts_of(top, language):
    """Return every text of the help, and of that of each command."""
    speak_for(["--lang", language])
    found = []

    def walk(sub):
        found.extend([sub.description, sub.format_usage().split()[0]])
        for action in sub._actions:
            found.append(action.help)
            if isinstance(action, argparse._SubParsersAction):
                found.extend(choice.help for choice in action._choices_actions)
                for deeper in dict.fromkeys(action.choices.values()):
                    walk(deeper)

    walk(top())
    return found


def whole():
    return parser(["--help"])


def values_of(top, language):
    """Return how each command's help calls what is filled in."""
    speak_for(["--lang", language])
    found = set()

    def walk(sub):
        for action in sub._actions:
            shown = action.metavar if isinstance(action.metavar, tuple) else [action.metavar]
            found.update(shown)
            if isinstance(action, argparse._SubParsersAction):
                for deeper in dict.fromkeys(action.choices.values()):
                    walk(deeper)

    walk(top())
    return found - {None}


def test_what_is_filled_in_is_called_by_dutch_words():
    dutch, english = values_of(whole, "nl"), values_of(whole, "en")
    assert {"OPDRACHT", "PAD", "DATUM", "BESTAND"} < dutch
    assert dutch & english == {"N", "CODE", "CONTRACT", "PERCENTAGE"}


def test_no_english_is_left_in_the_dutch_help():
    pairs = list(zip(texts_of(whole, "nl"), texts_of(whole, "en"), strict=True))
    assert len(pairs) > 300
    assert [dutch for dutch, english in pairs if dutch == english and dutch not in {None, argparse.SUPPRESS}] == []


def test_a_program_without_a_terminal_says_so(demo, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(["demo", "--store", demo]) == 1
    assert "terminal" in capsys.readouterr().err
    assert run(["init", "--store", str(tmp_path / "new.db")]) == 1
    assert "Afgebroken" in capsys.readouterr().err
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("words", [[], ["demo"], ["demo", "--no-open"]])
def test_a_folder_is_no_store(tmp_path, capsys, words):
    assert run([*words, "--store", str(tmp_path)]) == 1
    assert "geen gegevensbestand" in capsys.readouterr().err


def test_whoever_stops_reading_gets_no_traceback(demo):
    command = [sys.executable, "-m", "xstui", "store", "info", "--store", demo]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        program.stdout.close()
        assert program.stderr.read() == ""
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("xstui: De computer weigerde")


@pytest.mark.parametrize("words", [["--help"], ["rules", "--help"], ["no-such"]])
def test_a_full_disk_under_the_help_is_told_in_a_line(words):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "xstui", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == (2 if words == ["no-such"] else 1)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_gets_no_traceback(demo, closed):
    command = f"{sys.executable} -m xstui store info --store {demo} {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.returncode == (1 if " >&-" in f" {closed}" else 0)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["record", "9" * 30, "--out", "r.pdf"],
        ["record", "-5", "--out", "r.pdf"],
        ["retention", "--certificate", "9" * 30],
        ["retention", "--wipe", "9" * 30],
        ["demo", "--no-open", "--employees", "9" * 12],
    ],
)
def test_a_number_that_nothing_has_is_wrong_use(demo, capsys, words):
    assert run([*words, "--store", demo]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_head_with_a_number_that_no_journal_has_is_missing(demo, capsys):
    assert run(["verify", "--store", demo, "--head", f"{'9' * 30}:ab"]) == 1
    assert "staat niet in dit journaal" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["verify"], ["store", "info"]])
def test_a_missing_store_is_refused(tmp_path, capsys, words):
    assert run([*words, "--store", str(tmp_path / "none.db")]) == 1
    assert "none.db" in capsys.readouterr().err


@pytest.mark.parametrize(("asked", "grey"), [("", False), ("1", True), (None, False)])
def test_an_empty_no_color_asks_nothing(demo, monkeypatch, asked, grey):
    seen = []
    monkeypatch.setattr(open_app, "_run_app", lambda _program: seen.append("NO_COLOR" in os.environ) or 0)
    monkeypatch.delenv("NO_COLOR", raising=False)
    if asked is not None:
        monkeypatch.setenv("NO_COLOR", asked)
    assert run(["--store", demo]) == 0
    assert seen == [grey]


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


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_store_that_others_can_read_is_told_and_closed_to_them(demo, capsys):
    os.chmod(demo, 0o666)  # noqa: PTH101
    assert run(["store", "info", "--store", demo]) == 0
    assert "Anderen op deze computer konden demo.db lezen of wijzigen." in capsys.readouterr().err
    assert stat.S_IMODE(os.stat(demo).st_mode) == 0o600  # noqa: PTH116
    assert run(["store", "info", "--store", demo]) == 0
    assert capsys.readouterr().err == ""


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
    assert "xstui: --skip-bad: Het bestand" in capsys.readouterr().err


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

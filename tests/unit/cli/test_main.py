"""The command line: exit codes, one clear line on stderr, and the same answers as the screens."""

from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from xstui import __version__
from xstui.cli.main import parser, run
from xstui.cli.parsing import speak_for

DAY = ("--today", "2026-06-08")


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


FIGURES = ("report", "verzuimcijfers", "--format", "csv", "--out", "x.csv")


STAFF = ("report", "werknemersbestand", "--format", "csv", "--out", "x.csv")


WRONG_USE = [
    (["nonsense"], "bestaat niet", "choose from"),
    (["report"], "dit ontbreekt", "are required"),
    (["import", "x", "y"], "bestaat niet", "choose from"),
    (["demo", "--today", "morgen"], "morgen is geen datum", "morgen is not a date"),
    (["demo", "--today", "31-02-2026"], "geen datum", "not a date"),
    (["demo", "--employees", "-5"], "geen heel getal", "not a whole number"),
    (["demo", "--employees"], "hier hoort", "expected one"),
    ([*FIGURES, "--last-month", "mei"], "geen maand", "not a month"),
    ([*FIGURES, "--months", "0"], "geen heel getal", "not a whole number"),
    ([*FIGURES, "--levels", "-1"], "geen heel getal", "not a whole number"),
    ([*STAFF, "--months", "3"], "onbekend: --months 3", "unrecognized arguments: --months 3"),
]


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


@pytest.mark.parametrize("words", [[], ["verify"], ["store", "info"]])
def test_a_missing_store_is_refused(tmp_path, capsys, words):
    assert run([*words, "--store", str(tmp_path / "none.db")]) == 1
    assert "none.db" in capsys.readouterr().err

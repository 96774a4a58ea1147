"""What the command line prints: nothing that was imported steers the terminal, in any code page."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from xstui.cli import output
from xstui.cli.main import run
from xstui.services.upkeep.work_folder import IN_USE
from xstui.widgets.cells import harmless

ROOT = Path(__file__).parents[3]
CLIPBOARD = "\x1b]52;c;Y3VybA==\x07"
HOSTILE = f"{CLIPBOARD}\x9b31m\u202egnp.exe\u2066\r\n"


@pytest.fixture
def demo(company_path, monkeypatch):
    monkeypatch.setenv("XSTUI_STORE", str(company_path))
    return company_path


def steers(text):
    """Return the characters of what was printed that a terminal would obey, or that turn the line around."""
    return [character for character in text if character != "\n" and harmless(character) != character]


def sheet(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def program(*words, **variables):
    """Run the program as a user does, and return what came of it, in bytes."""
    return subprocess.run(
        [sys.executable, "-m", "xstui", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_a_hostile_header_and_cell_reach_the_terminal_as_signs(demo, tmp_path, capfd):
    head = ["Dossiernummer", "Achternaam", "Geboortedatum", "In dienst", "Afdeling", "Uren", f"Kop{HOSTILE}"]
    row = ["700001", "Jansen", f"31-02-{HOSTILE}", "01-01-2026", f"Geen{HOSTILE}", "36", "x"]
    file = sheet(tmp_path / "in.csv", head, row)
    assert run(["import", "employees", file, "--dry-run"]) == 1
    said = capfd.readouterr()
    assert "Kop␛]52;c;Y3VybA==␇" in said.out + said.err
    assert steers(said.out + said.err) == []


@pytest.mark.parametrize("words", [["store", "info", "--store"], ["restore", "--yes"], ["import", "employees"]])
def test_a_hostile_file_name_reaches_the_terminal_as_signs(demo, capfd, words):
    assert run([*words, f"/none/{HOSTILE.strip()}.db"]) != 0
    said = capfd.readouterr()
    assert "␛]52" in said.err
    assert steers(said.out + said.err) == []


@pytest.mark.parametrize("words", [[HOSTILE], ["demo", "--today", HOSTILE], ["report", HOSTILE], ["demo", HOSTILE]])
def test_what_is_wrong_with_a_command_line_is_repeated_as_signs(capfd, words):
    assert run(words) == 2
    said = capfd.readouterr()
    assert "]52" in said.err
    assert steers(said.out + said.err) == []


def test_a_hostile_label_of_a_protocol_is_printed_as_signs(tmp_path, capfd):
    standard = (ROOT / "data" / "protocols" / "absence.toml").read_text("utf-8")
    label = next(line for line in standard.splitlines() if line.startswith("label_nl"))
    file = tmp_path / "own.toml"
    file.write_text(standard.replace(label, 'label_nl = "Eigen\\u001b]52;c;eA==\\u0007\\u202e"'), "utf-8")
    run(["protocol", "check", str(file)])
    said = capfd.readouterr()
    assert "␛]52" in said.out + said.err
    assert steers(said.out + said.err) == []


@pytest.mark.parametrize("encoding", ["latin-1", "cp437", "ascii"])
@pytest.mark.parametrize("words", [("--help",), ("rules", "pay", "4000", "100", "2026-06-08"), ("no-such",)])
def test_no_code_page_stops_the_program(encoding, words):
    done = program(*words, PYTHONIOENCODING=encoding)
    assert done.returncode in {0, 2}
    assert b"Traceback" not in done.stdout + done.stderr
    assert (done.stdout + done.stderr).strip()


def test_a_report_to_a_dash_is_a_stream(demo, tmp_path):
    report = ("report", "werknemersbestand", "--format", "csv", "--out")
    streamed = program(*report, "-", XSTUI_STORE=str(demo))
    assert streamed.returncode == 0, streamed.stderr
    assert "Geschreven: - (7 rijen)" in streamed.stderr.decode()
    program(*report, tmp_path / "x.csv", XSTUI_STORE=str(demo))
    assert streamed.stdout == (tmp_path / "x.csv").read_bytes()
    assert not (ROOT / "-").exists()


def test_a_report_is_not_poured_over_a_terminal(demo, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["report", "werknemersbestand", "--format", "csv", "--out", "-"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "xstui: --out: Het bestand zou op het scherm komen. Stuur het door, bijvoorbeeld met: > bestand.\n"
    )


def test_what_a_killed_program_left_of_an_answer_goes_at_the_next(monkeypatch, tmp_path, capsysbinary):
    monkeypatch.setattr(output, "MEMORY", tmp_path)
    left = tmp_path / "xstui-answer-left"
    left.mkdir()
    (left / IN_USE).touch()
    (left / "out").write_text("names")
    with output.destination(output.STREAM) as path:
        path.write_text("x")
    assert list(tmp_path.iterdir()) == []
    assert capsysbinary.readouterr().out == b"x"

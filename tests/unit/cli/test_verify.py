"""`xstui verify`: what was changed around the program is named."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from xstui.cli.main import run


def test_verify_names_what_was_changed_behind_its_back(demo, capsys):
    with closing(sqlite3.connect(demo)) as connection:
        connection.execute("UPDATE person SET surname = 'X' WHERE id = 1")
        connection.commit()
    assert run(["verify", "--store", demo]) == 1
    assert "row-changed: Werknemers, dossier 563166: buiten xstui om gewijzigd (Achternaam)" in capsys.readouterr().out


def test_a_head_with_a_number_that_no_journal_has_is_missing(demo, capsys):
    assert run(["verify", "--store", demo, "--head", f"{'9' * 30}:ab"]) == 1
    assert "staat niet in dit journaal" in capsys.readouterr().err

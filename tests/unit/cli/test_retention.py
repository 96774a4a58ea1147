"""`xstui retention`, `xstui record` and a head that was written down."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests import company
from xstui.cli.main import run
from xstui.clock import FixedClock
from xstui.domain.problems import Refused
from xstui.services.people import people, records
from xstui.store.opening import open_store
from xstui.store.tables import Employment
from xstui.store.unit import EntryMeta

DAY = ("--today", "2026-06-08")


@pytest.fixture
def path(company_path):
    """The company, with Jansen gone for more than two years."""
    store = open_store(company_path, FixedClock(company.TODAY).now())
    with store.unit(EntryMeta("test", "test", company.NOW, undoable=False)) as unit:
        jansen = unit.session.get_one(Employment, 2)
        jansen.start_date, jansen.end_date = date(2020, 1, 1), date(2024, 5, 31)
    store.close()
    return company_path


def test_what_is_past_its_term_is_listed_and_wiped(path, tmp_path, capsys, monkeypatch):
    place = ["--store", str(path), *DAY]
    assert run(["retention", *place]) == 0
    assert "01-06-2026  Heel dossier                  563167  Jansen, A." in capsys.readouterr().out
    monkeypatch.setattr("builtins.input", lambda _question: "nee")
    assert run(["retention", *place, "--wipe"]) == 1
    out = tmp_path / "certificate.txt"
    assert run(["retention", *place, "--wipe", "563167", "--yes", "--out", str(out)]) == 0
    assert "563167" in out.read_text("utf-8")
    assert run(["retention", *place]) == 0
    assert "Niets is over zijn termijn" in capsys.readouterr().out
    assert run(["retention", *place, "--compact"]) == 0
    assert run(["retention", *place, "--wipe", "--yes"]) == 1
    assert run(["verify", "--store", str(path)]) == 0


def test_a_certificate_that_can_not_be_written_wipes_nothing(path, tmp_path, capsys):
    place = ["--store", str(path), *DAY]
    taken = tmp_path / "mine.txt"
    taken.write_text("mine")
    assert run(["retention", *place, "--wipe", "--yes", "--out", str(taken)]) == 1
    assert f"Er is al een bestand {taken}" in capsys.readouterr().err
    assert taken.read_text() == "mine"
    run(["retention", *place])
    assert "Jansen, A." in capsys.readouterr().out


def test_wiping_and_compacting_go_together_and_the_certificate_can_be_made_again(path, tmp_path, capsys):
    place = ["--store", str(path), *DAY]
    first, again = tmp_path / "first.txt", tmp_path / "again.txt"
    assert run(["retention", *place, "--certificate", "--out", str(again)]) == 1
    assert not again.exists()
    assert run(["retention", *place, "--wipe", "--yes", "--compact", "--out", str(first)]) == 0
    said = capsys.readouterr().out
    assert f"Gewist. Certificaat: {first}" in said
    assert "Het bestand is opnieuw geschreven" in said
    assert run(["retention", *place]) == 0
    assert "Jansen" not in capsys.readouterr().out
    assert run(["retention", *place, "--certificate", "--out", str(again)]) == 0
    one, other = (file.read_text("utf-8").splitlines() for file in (first, again))
    assert [line for line in one if line not in other] == [
        "Het bestand is opnieuw geschreven zonder wat verwijderd is."
    ]
    assert "563167" in other[3]


@pytest.mark.parametrize("export_format", ["pdf", "csv"])
def test_one_persons_record_is_written_with_who_saw_it(path, tmp_path, capsys, export_format):
    out = tmp_path / f"record.{export_format}"
    assert run(["record", "563166", "--store", str(path), *DAY, "--format", export_format, "--out", str(out)]) == 0
    if export_format == "csv":
        text = out.read_text("utf-8-sig")
        assert "Polis" in text
        assert "Ziek gemeld" in text
        assert not re.search(r"[a-z]+[_.][a-z]+_|absence\.|person\b|true|false", text), "raw words"
        assert "Geboortedatum" in text
        assert "Jansen" not in text
        assert "Berg" not in text
    assert run(["record", "1", "--store", str(path), *DAY, "--out", str(tmp_path / "none.pdf")]) == 1


def test_the_record_says_who_looked_and_only_an_administrator_gets_it(context):
    from dataclasses import replace

    people.open_dossier(context, 1)
    with pytest.raises(Refused):
        records.record_of(context, 563166)
    admin = replace(context, actor=replace(context.actor, administrator=True))
    rows = [row.cells for row in records.record_of(admin, 563166).rows]
    assert ("Werknemers", "1", "Achternaam", "Polis") in rows
    assert any(cells[3] == "combi: Dossier geopend" for cells in rows)


def test_a_head_that_was_written_down_is_found_again(path, capsys):
    run(["verify", "--store", str(path)])
    head = capsys.readouterr().out.split(": ")[-1].strip()
    assert run(["verify", "--store", str(path), "--head", head]) == 0
    run(["record", "563166", "--store", str(path), *DAY, "--format", "csv", "--out", str(path.with_name("r.csv"))])
    assert run(["verify", "--store", str(path), "--head", head]) == 0
    number, _, digest = head.partition(":")
    for other in (f"{number}:{digest[::-1]}", f"{int(number) + 40}:{digest}", digest, ""):
        assert run(["verify", "--store", str(path), "--head", other]) == 1

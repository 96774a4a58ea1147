"""The insurer's files and reports at the command line."""

from __future__ import annotations

import csv

import pytest

from xstui.cli.main import run
from xstui.services import reporting

DAY = ("--today", "2026-06-08")
POLICY = """
[[policy]]
policy_no = "DEMO-0001"
starts_on = 2025-01-01
waiting_days = 20
cover = "104:100"
"""
PAYOUTS = (
    "Uitkeringskenmerk;Polisnummer;Naam werknemer;Begin periode;Einde periode;Uitkering\n"
    "B20260615;DEMO-0001;Polis, V.;01-05-2026;31-05-2026;2703,48\n"
    "B20260615;DEMO-0001;Polis, V.;01-05-2026;31-05-2026;2703,48\n"
)


@pytest.fixture
def read(demo, tmp_path):
    """Make a report, and return its rows by header."""

    def rows(name, *words):
        out = tmp_path / "out.csv"
        asked = ["report", name, "--store", demo, *DAY, "--format", "csv-semicolon", "--out", str(out), *words]
        assert run(asked) == 0
        with out.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    return rows


@pytest.mark.parametrize("export_format", ["pdf", "xlsx", "csv", "csv-semicolon", "csv-tab"])
@pytest.mark.parametrize(
    "name",
    [report.name for report in reporting.REPORTS],
)
def test_every_report_in_every_format(demo, tmp_path, name, export_format):
    out = tmp_path / f"out.{export_format}"
    assert run(["report", name, "--store", demo, *DAY, "--format", export_format, "--out", str(out)]) == 0
    assert out.stat().st_size > 300


def test_F48_the_claims_of_a_month(read):
    by_name = {row["Naam"]: row for row in read("claimspecificatie", "--month", "2026-03")}
    assert by_name["Polis, V."]["Uitkering"] == "1544,84"
    assert by_name["Totaal"]["Uitkering"] == "5262,02"


def test_F47_the_payouts_of_an_invoice_are_the_claims_of_its_month(read):
    rows = read("uitkeringsspecificaties", "--reference", "B20260415")
    assert [row["Bedrag"] for row in rows if row["Bedrag"]] == ["5262,02", "5262,02"]
    assert [row["Naam werknemer"] for row in rows if row["Naam werknemer"]] == [
        "Berg, R. van den",
        "El Amrani, N.",
        "Polis, V.",
    ]


def test_F47_the_payouts_of_a_period(read):
    rows = read("uitkeringsspecificaties", "--from", "2026-01-01", "--to", "2026-01-31")
    assert {row["Uitkeringskenmerk"] for row in rows if row["Uitkeringskenmerk"]} == {"B20260215"}


def test_F42_the_participants_of_a_year(read):
    rows = read("deelnemersregistratie", "--year", "2025", "--employer", "testbedrijf_demo")
    assert rows[-1]["Loon in het jaar"] == "668500,00"
    assert len(rows) == 19


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("deelnemersregistratie", ["--year", "1066"], "year: Typ een jaar van 1990 tot en met 2027."),
        ("deelnemersregistratie", ["--employer", "x"], "employer: Deze werkgever bestaat niet."),
        ("claimspecificatie", ["--month", "2026-07"], "month: Deze datum ligt in de toekomst."),
        ("uitkeringsspecificaties", ["--from", "2026-02-01", "--to", "2026-01-01"], "--to: "),
    ],
)
def test_what_can_not_be_reported_is_said_in_a_line(demo, tmp_path, capsys, name, words, said):
    out = str(tmp_path / "x")
    assert run(["report", name, "--store", demo, *DAY, "--format", "csv", "--out", out, *words]) == 1
    assert said in capsys.readouterr().err


def test_a_policy_is_brought_up_to_date_from_a_file(demo, read, tmp_path):
    path = tmp_path / "policies.toml"
    path.write_text(POLICY, "utf-8")
    assert run(["import", "policies", str(path), "--store", demo, *DAY, "--dry-run"]) == 0
    assert {row["Dekkings %"] for row in read("claimspecificatie") if row["Dekkings %"]} == {"70,00"}
    assert run(["import", "policies", str(path), "--store", demo, *DAY]) == 0
    assert {row["Dekkings %"] for row in read("claimspecificatie") if row["Dekkings %"]} == {"100,00"}


def test_payouts_are_taken_over_all_or_nothing_or_without_the_bad_ones(demo, read, tmp_path, capsys):
    path, rest = tmp_path / "payouts.csv", tmp_path / "rest.csv"
    path.write_text(PAYOUTS, "utf-8")
    assert run(["import", "payouts", str(path), "--store", demo, *DAY]) == 1
    assert "Uitkeringskenmerk: Deze regel is al overgenomen." in capsys.readouterr().err
    assert read("uitkeringsspecificaties", "--reference", "B20260615") == []
    assert run(["import", "payouts", str(path), "--store", demo, *DAY, "--skip-bad", str(rest)]) == 0
    assert len(read("uitkeringsspecificaties", "--reference", "B20260615")) == 3
    assert "al overgenomen" in rest.read_text("utf-8-sig")


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

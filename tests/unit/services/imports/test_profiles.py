"""What was said of columns, remembered for files with the same headers."""

from __future__ import annotations

from tests.reading_files import CASE, CASE_HEAD, notes, workbook
from xstui.domain.import_kinds import ABSENCES, EMPLOYEES
from xstui.domain.problems import refuse
from xstui.services.imports import profiles, running
from xstui.services.imports.tables import Choices


class TestRemembered:
    def test_an_import_is_taken_over_also_where_what_was_said_of_columns_can_not_be_kept(
        self, read, office, monkeypatch
    ):
        def full(*_arguments):
            raise refuse("disk-full")

        monkeypatch.setattr(running.profiles, "remember", full)
        text = f"Dossiernr;{CASE_HEAD}\n9;{CASE}\n"
        assert running.carry_out(office, read(text, mapping={"Dossiernr": ""})).count == 1

    def test_what_was_said_of_columns_is_remembered_for_files_with_the_same_headers(self, read, refusal, office):
        text = f"Dossiernr;{CASE_HEAD}\n9;{CASE}\n"
        running.carry_out(office, read(text, mapping={"Dossiernr": ""}))
        later = read(f"Dossiernr;{CASE_HEAD}\n9;563168;04-05-2024;10-05-2024\n")
        assert (later.good, later.ignored) == (1, ["Dossiernr"])
        assert notes(later)[0] == (
            "Kolommen gelezen zoals bij een eerder bestand met deze koppen is gezegd: Dossiernr=. Zeg het anders met --map."
        )
        said_now = read(
            f"Dossiernr;{CASE_HEAD}\n563168;9;04-05-2024;10-05-2024\n",
            mapping={"Personeelsnummer": "", "Dossiernr": "dossier_no"},
        )
        assert said_now.ignored == ["Personeelsnummer"]
        assert refusal(f"{CASE_HEAD};Dossiernr\n{CASE};9\n")[0].startswith("De kolommen Personeelsnummer en Dossiernr")


SAID = {"Nr": "dossier_no"}


def kept(office, headers, mapping=SAID, kind=ABSENCES):
    profiles.remember(office, kind, headers, mapping)


def said(office, tmp_path, text, kind=ABSENCES, **choices):
    path = tmp_path / "file.csv"
    path.write_text(text)
    return profiles.remembered(office, kind, path, Choices(**choices))


def test_the_last_of_the_same_headers_counts_and_others_stay(office, tmp_path):
    kept(office, ["Nr", "Ziek vanaf"])
    kept(office, ["Nr", "Ziek vanaf", "x"], {"x": ""})
    kept(office, ["Nr", "Ziek vanaf"], {"Nr": ""})
    assert said(office, tmp_path, "Nr;Ziek vanaf\n1;01-01-2026\n") == {"Nr": ""}
    assert said(office, tmp_path, "Nr;Ziek vanaf;x\n1;01-01-2026;\n") == {"x": ""}
    assert said(office, tmp_path, "Nr;Ziek vanaf;y\n1;01-01-2026;\n") == {}
    assert said(office, tmp_path, "Nr;Ziek vanaf\n1;01-01-2026\n", EMPLOYEES) == {}
    assert said(office, tmp_path, "") == {}


def test_the_headers_are_looked_for_among_the_first_twenty_rows(office, tmp_path):
    kept(office, ["Nr", "Ziek vanaf"])
    for above, expected in ((19, SAID), (20, {})):
        text = "\n".join([*(f"Titel {number}" for number in range(above)), "Nr;Ziek vanaf", "1;01-01-2026", ""])
        assert said(office, tmp_path, text) == expected


def test_twenty_are_kept_of_a_kind(office, tmp_path):
    for number in range(profiles.MOST + 1):
        kept(office, ["Nr", f"Kolom {number}"])
    assert profiles.MOST == 20
    assert said(office, tmp_path, "Nr;Kolom 0\n1;2\n") == {}
    assert said(office, tmp_path, "Nr;Kolom 1\n1;2\n") == SAID


def test_the_sheet_that_is_asked_for_is_looked_at(office, tmp_path):
    kept(office, ["Nr", "Ziek vanaf"])
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook(("Een", [["a", "b"]]), ("Twee", [["Nr", "Ziek vanaf"]])))
    found = [profiles.remembered(office, ABSENCES, path, Choices(sheet=sheet)) for sheet in ("", "twee", "een", "drie")]
    assert found == [{}, SAID, {}, {}]

"""What was said of columns, remembered for files with the same headers."""

from __future__ import annotations

from tests.reading_files import CASE, CASE_HEAD, notes
from xstui.domain.problems import refuse
from xstui.services.imports import running


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

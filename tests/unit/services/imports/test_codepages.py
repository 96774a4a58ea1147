"""The code page of a text file."""

from __future__ import annotations

import pytest

from tests.reading_files import PERSON, PERSON_HEAD, notes
from tests.unit.services.imports.files import MEBIBYTE, within
from xstui.domain.problems import Problem
from xstui.services.imports import codepages
from xstui.services.imports.reading import filled_rows, read_rows


class TestCodePages:
    NAMES = ("Müller", "Daniël", "Çelik", "Özdemir", "Renée")

    @pytest.mark.parametrize("page", codepages.GUESSED)
    def test_the_letters_tell_the_code_page(self, page):
        text = "\n".join(self.NAMES)
        read, (note,) = codepages.decode(text.encode(page))
        others = tuple(one for one in codepages.CODE_PAGES if one != note.details["page"])
        details = {"page": note.details["page"], "samples": self.NAMES, "others": others}
        assert (read, note) == (text, Problem("code-page", "", details))
        assert text.encode(note.details["page"]) == text.encode(page)

    @pytest.mark.parametrize("amount", ["€ 4.000,00", "€4000", "€\xa04.000"])
    def test_euro_signs_before_amounts_do_not_outweigh_the_names(self, amount):
        text = "\n".join([*(f"Bakker;{amount}",) * 40, *self.NAMES])
        read, (note,) = codepages.decode(text.encode("cp1252"))
        assert (read, note.details["page"]) == (text, "cp1252")

    def test_lines_of_two_code_pages_are_each_read_right(self, read):
        rows = PERSON.replace("Pluim", "Müller").encode() + b"\n"
        rows += PERSON.replace("7001", "7002").replace("Pluim", "Daniël").encode("cp1252") + b"\n"
        found = read(PERSON_HEAD.encode() + b"\n" + rows)
        assert [draft.person["surname"] for _row, draft in found.drafts] == ["Müller", "Daniël"]
        assert notes(found) == [
            (
                "Sommige regels staan in UTF-8; de andere zijn gelezen als cp1252: Daniël. Ziet dat er verkeerd uit, probeer dan "
                "--code-page met een van cp850, cp437, mac_roman, cp1250 of cp1254."
            )
        ]

    def test_letters_that_were_coded_twice_are_mended_and_said(self, read):
        found = read(f"{PERSON_HEAD}\n{PERSON.replace('Pluim', 'DaniÃ«l')}\n")
        assert [draft.person["surname"] for _row, draft in found.drafts] == ["Daniël"]
        assert notes(found) == ["Letters die onderweg beschadigd waren (zoals DaniÃ«l) zijn gelezen als: Daniël."]

    def test_a_code_page_can_be_named(self, read, refusal):
        raw = f"{PERSON_HEAD}\n{PERSON.replace('Pluim', 'Şahin')}\n".encode("cp1254")
        assert [draft.person["surname"] for _row, draft in read(raw, code_page="cp1254").drafts] == ["Şahin"]
        assert refusal(raw, code_page="x") == [
            "Deze codetabel is hier niet bekend. Bekend zijn: cp1252, cp850, cp437, mac_roman, cp1250 en cp1254."
        ]

    def test_ordinary_accents_in_utf_8_are_left_alone(self):
        assert codepages.decode("Ãlvaro;Â".encode()) == ("Ãlvaro;Â", ())


class TestLongTexts:
    @pytest.mark.parametrize(
        ("name", "code_page"),
        [("Daniel", "utf-8"), ("Daniël", "cp1252"), ("DaniÃ«l", "utf-8")],
        ids=["", "old", "twice"],
    )
    def test_a_text_of_many_lines_takes_little_more_memory_than_it_is_long(self, name, code_page):
        raw = f"563166;{name}\r\n".encode(code_page) * 30_000
        with within(20, 4 * len(raw) / MEBIBYTE + 2):
            text = codepages.decode(raw).text
        assert text == f"563166;{name.replace('Ã«', 'ë')}\r\n" * 30_000


def test_a_wrong_code_page_is_read_without_an_error():
    rows = [cells for _number, cells in filled_rows("Naam\nÇelik €\n".encode("mac-roman") + b"\x81\x8d")]
    assert rows[0] == ["Naam"]
    assert "elik" in rows[1][0]


def rows_of(tmp_path, raw):
    path = tmp_path / "file.csv"
    path.write_bytes(raw)
    return list(read_rows(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_code_page_is_read(tmp_path, encoding):
    assert rows_of(tmp_path, "Naam;Plaats\r\nMüller;Ürk €\r\n".encode(encoding))[1] == (2, ["Müller", "Ürk €"])

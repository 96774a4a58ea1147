"""Reading files as people make them, and what is done with rows and columns that do not fit."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.refusals import problem_of, problems_of
from tests.unit.services.imports.files import MEBIBYTE, of_file, refused_reading, small_workbook, within
from xstui.domain.problems import Problem
from xstui.i18n import problem_text
from xstui.services.imports import reading, running
from xstui.services.imports.reading import filled_rows, read_rows


def rows_of(tmp_path, raw):
    path = tmp_path / "file.csv"
    path.write_bytes(raw)
    return list(read_rows(path))


HEADERS = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren\n"
GOOD = HEADERS + "7001;van den Akker;01-02-1980;01-01-2020;001;36\n"


def write(tmp_path, text, name="file.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def plan_of(context, path, kind="employees", mapping=None):
    return running.plan_import(context, kind, path, mapping or {})


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    raw = b'\r\na;b\r\n"two\r\nlines";1\r\n\r\nlast;2\r\n;;\r\n'
    assert rows_of(tmp_path, raw) == [(2, ["a", "b"]), (3, ["two\r\nlines", "1"]), (5, ["last", "2"])]


def test_the_line_by_which_excel_names_the_separator_is_no_row(tmp_path):
    assert rows_of(tmp_path, b"sep=|\r\na|b;c\r\n") == [(1, ["a", "b;c"])]


def test_separators_between_quotes_do_not_count(tmp_path):
    assert rows_of(tmp_path, b'"a, b, c, d";e\n1;2\n') == [(1, ["a, b, c, d", "e"]), (2, ["1", "2"])]


def test_a_quote_that_is_never_closed_does_not_swallow_rows(tmp_path):
    found = problem_of(rows_of, tmp_path, b'a;b\n1;2\n"t Veld;3\n4;5\n')
    assert found == Problem("quote-unclosed", "file", {"path": found.details["path"], "row": 3})


def test_a_quote_within_a_text_is_a_quote(tmp_path):
    assert rows_of(tmp_path, b'a;b\n1;zei "ja"\n')[1] == (2, ["1", 'zei "ja"'])


def test_hard_spaces_and_letters_in_two_pieces_become_plain(tmp_path):
    assert rows_of(tmp_path, "\xa0van\xa0den Be\u0301rg ;x\n".encode()) == [(1, ["van den Bérg", "x"])]


class TestFilesThatAreNone:
    def test_a_link_to_a_file_is_read_and_one_to_nothing_refused(self, tmp_path):
        real, link, dangling = tmp_path / "real.csv", tmp_path / "link.csv", tmp_path / "dangling.csv"
        real.write_text("a;b\n1;2\n")
        link.symlink_to(real)
        dangling.symlink_to(tmp_path / "none")
        assert list(read_rows(link)) == [(1, ["a", "b"]), (2, ["1", "2"])]
        assert refused_reading(read_rows, dangling) == of_file("file-unreadable", dangling, reason="")

    def test_a_link_to_itself_is_refused(self, tmp_path):
        loop = tmp_path / "loop.csv"
        loop.symlink_to(loop)
        assert refused_reading(read_rows, loop) == of_file("file-unreadable", loop, reason="")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    def test_a_pipe_is_refused_without_waiting_for_it(self, tmp_path):
        pipe = tmp_path / "pipe.csv"
        os.mkfifo(pipe)
        with within(1, 10):
            assert refused_reading(read_rows, pipe) == of_file("file-unreadable", pipe, reason="")

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no devices in /dev")
    def test_a_device_is_refused(self):
        with within(1, 10):
            assert refused_reading(read_rows, Path("/dev/zero")) == of_file(
                "file-unreadable", Path("/dev/zero"), reason=""
            )

    def test_a_folder_and_paths_that_can_not_be_are_refused(self, tmp_path):
        long = tmp_path / ("n" * 300)
        assert refused_reading(read_rows, long) == of_file(
            "file-unreadable", long, reason=os.strerror(errno.ENAMETOOLONG)
        )
        for path in (tmp_path, tmp_path / "none.csv", Path(f"{tmp_path}/a\0b")):
            assert refused_reading(read_rows, path) == of_file("file-unreadable", path, reason="")


class TestMoreThanItSeems:
    def test_two_gigabytes_of_nothing_are_refused_unread(self, tmp_path):
        path = tmp_path / "sparse.csv"
        with path.open("wb") as file:
            file.truncate(2 * 1024 * MEBIBYTE)
        with within(1, 10):
            assert refused_reading(read_rows, path) == of_file("file-too-large", path)

    def test_a_file_that_grows_while_it_is_read_is_refused(self, tmp_path, monkeypatch):
        path = tmp_path / "growing.csv"
        path.write_text("a;b\n1;2\n")
        monkeypatch.setattr(Path, "stat", lambda *_args, **_kwargs: os.stat_result((0o100644, *[0] * 5, 3, 0, 0, 0)))
        assert refused_reading(read_rows, path) == of_file("file-unreadable", path, reason="")

    def test_a_file_over_the_limit_is_refused(self, tmp_path, monkeypatch):
        path = tmp_path / "large.csv"
        path.write_text("a;b\n1;2\n")
        monkeypatch.setattr(reading, "LARGEST", path.stat().st_size)
        assert len(list(read_rows(path))) == 2
        monkeypatch.setattr(reading, "LARGEST", path.stat().st_size - 1)
        assert refused_reading(read_rows, path) == of_file("file-too-large", path)

    def test_one_long_text_behind_many_cells_is_refused(self, monkeypatch):
        monkeypatch.setattr(reading, "MOST_LETTERS", 1_000_000)
        with within(3, 40):
            assert refused_reading(filled_rows, small_workbook([["é" * 10_000]] * 200)) == Problem(
                "file-too-large", "file"
            )

    def test_more_cells_than_can_be_held_are_refused(self, monkeypatch):
        monkeypatch.setattr(reading, "MOST_HELD", 100_000)
        assert refused_reading(filled_rows, (b"x" + b";" * 500 + b"\n") * 300) == Problem("file-too-large", "file")

    def test_more_rows_than_can_be_held_are_refused_with_how_many(self, tmp_path, monkeypatch):
        assert reading.MOST_RECORDS == 250_000
        monkeypatch.setattr(reading, "MOST_RECORDS", 3)
        path = tmp_path / "rows.csv"
        path.write_text("a\n1\n\n\n2\n")
        assert len(list(read_rows(path))) == 3
        path.write_text("a\n1\n2\n3\n")
        refused = refused_reading(read_rows, path)
        assert refused == of_file("file-too-many-rows", path, most=3)
        assert problem_text(refused) == f"Het bestand {path} heeft meer dan 3 rijen. Splits het in meer bestanden."

    @pytest.mark.parametrize(("limit", "most", "line"), [("MOST_READ", 1_000, b";;;;\n"), ("MOST_LINES", 201, b"\n")])
    def test_empty_rows_without_end_are_refused(self, monkeypatch, limit, most, line):
        monkeypatch.setattr(reading, limit, most)
        assert len(list(filled_rows(b"a\n" + line * 199))) == 1
        assert refused_reading(filled_rows, b"a\n" + line * 201) == Problem("file-too-large", "file")

    def test_more_columns_than_excel_has_are_refused(self):
        assert len(list(filled_rows(b"x" + b";" * 16_383))) == 1
        assert refused_reading(filled_rows, b"x" + b";" * 16_384) == Problem("file-too-large", "file")

    def test_a_line_without_end_is_refused(self):
        with within(5, 40):
            assert refused_reading(filled_rows, b";" * 3_000_000) == Problem("file-too-large", "file")

    @pytest.mark.parametrize(
        ("text", "line"),
        [(b"a = " + b"[" * 100_000, 1), (b"a = " + b"9" * 100_000, 1), (b"[[a]]\nb.c = 1\nb = 2", 3)],
        ids=["deep", "long", "twice"],
    )
    def test_toml_that_python_can_not_read_is_told_as_such(self, text, line):
        with within(5, 40):
            assert refused_reading(filled_rows, text, toml=True) == Problem("file-no-toml", "file", {"line": line})

    def test_more_toml_than_can_be_read_in_time_is_refused(self, monkeypatch):
        assert reading.LARGEST_TOML == 2 * MEBIBYTE
        monkeypatch.setattr(reading, "LARGEST_TOML", 20)
        assert refused_reading(filled_rows, b"[[a]]\nb = 1\n[[a]]\nb = 1\n", toml=True) == Problem(
            "file-too-large", "file"
        )

    def test_a_large_file_of_a_usual_kind_is_read_in_little_memory(self):
        line = "563166;Jansen;01-02-1980;01-01-2020;001;36;" + "x" * 60 + "\r\n"
        raw = ("Dossiernummer;Achternaam;Geboren;Start;Afdeling;Uren;Rest\r\n" + line * 20_000).encode()
        with within(20, 40):
            assert sum(1 for _row in filled_rows(raw)) == 20_001


@pytest.mark.parametrize(
    "raw",
    [
        "Naam;Plaats\r\nÇelik;Zoëterwoude\r\n".encode("utf-8-sig"),
        "Naam;Plaats\nÇelik;Zoëterwoude\n".encode(),
        "Naam,Plaats\r\nÇelik,Zoëterwoude\r\n".encode("cp1252"),
        "Naam\tPlaats\rÇelik\tZoëterwoude\r".encode("utf-16"),
        'sep=|\r\n"Naam"|"Plaats"\r\n"Çelik"|"Zoëterwoude"'.encode("latin-1"),
    ],
    ids=["BOM, CRLF, semicolons", "plain", "Windows, commas", "UTF-16, tabs, CR", "named separator"],
)
def test_the_usual_dialects_say_the_same(raw):
    assert [cells for _number, cells in filled_rows(raw)] == [["Naam", "Plaats"], ["Çelik", "Zoëterwoude"]]


def test_a_formula_is_a_text_and_its_guard_goes():
    rows = list(filled_rows(b"a\n'=cmd|'/c calc'!A0\n=1+1\n"))
    assert [cells[0] for _number, cells in rows] == ["a", "=cmd|'/c calc'!A0", "=1+1"]


def test_what_is_no_file_or_no_table_is_refused(context, tmp_path, monkeypatch):
    for path in (tmp_path / "none.csv", tmp_path):
        found = problem_of(plan_of, context, path)
        assert found == Problem("file-unreadable", "file", {"path": path, "reason": found.details["reason"]})
    empty = write(tmp_path, "", "empty.csv")
    assert problems_of(plan_of, context, empty) == [Problem("file-no-table", "file", {"path": empty})]
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a zip at all")
    assert problems_of(plan_of, context, broken) == [Problem("file-no-table", "file", {"path": broken})]
    monkeypatch.setattr(reading, "LARGEST", 3)
    large = write(tmp_path, GOOD)
    assert problems_of(plan_of, context, large) == [Problem("file-too-large", "file", {"path": large})]


def test_the_bounds_are_those_that_are_told():
    assert (reading.LARGEST, reading.LONGEST_LINE, reading.MOST_COLUMNS) == (64 * MEBIBYTE, 1_000_000, 16_384)
    assert (reading.MOST_READ, reading.MOST_LINES) == (20_000_000, 2_000_000)
    assert (reading.MOST_HELD, reading.MOST_LETTERS) == (5_000_000, 64_000_000)


def test_a_row_of_toml_is_named_by_the_line_its_table_begins_on():
    raw = b"# a\n[[policy]]\nno = 1.10\n\n[[policy]]\nno = true\nday = 2026-06-08\n"
    assert list(filled_rows(raw, toml=True)) == [
        (0, ["no", "day"]),
        (2, ["1.10", ""]),
        (5, ["True", "2026-06-08"]),
    ]

"""Files that are no files, or are more than they seem: refused or read, in little time and memory."""

import errno
import io
import os
import time
import tracemalloc
import zipfile
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from tests.refusals import problem_of
from xstui.domain.problems import Problem
from xstui.i18n import problem_text
from xstui.services.imports import codepages, excel, package, reading
from xstui.services.imports.reading import filled_rows, read_rows

MEBIBYTE = 1024 * 1024


@contextmanager
def within(seconds, mebibytes):
    """Fail where the block takes longer, or more memory."""
    tracemalloc.start()
    begun = time.monotonic()
    try:
        yield
        assert time.monotonic() - begun < seconds
        assert tracemalloc.get_traced_memory()[1] < mebibytes * MEBIBYTE
    finally:
        tracemalloc.stop()


def refusal(call, *args, **kwargs):
    return problem_of(lambda: list(call(*args, **kwargs)))


def of_file(code, path, **details):
    return Problem(code, "file", {"path": path, **details})


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(raw := io.BytesIO())
    return raw.getvalue()


def repacked(raw, **parts):
    """Return an Excel file with parts replaced, by the end of their names; content may be given in pieces."""
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(packed := io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            pieces = next((parts[part] for part in parts if f"{part}.xml" in name.lower()), [old.read(name)])
            with new.open(name, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
    return packed.getvalue()


def with_texts(texts):
    """Return an Excel file with a table of texts, of which its only cell holds the first."""
    raw = workbook([["a"]])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = zipfile.ZipFile(io.BytesIO(raw)).read("[Content_Types].xml").decode()
    types = types.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')
    row = sheet([b'<row><c t="s"><v>0</v></c></row>'])
    packed = io.BytesIO(repacked(raw, sheet1=row, **{"[content_types]": [types.encode()]}))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", texts)
    return packed.getvalue()


def sheet(rows):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return [f'<worksheet xmlns="{space}"><sheetData>'.encode(), *rows, b"</sheetData></worksheet>"]


class TestFilesThatAreNone:
    def test_a_link_to_a_file_is_read_and_one_to_nothing_refused(self, tmp_path):
        real, link, dangling = tmp_path / "real.csv", tmp_path / "link.csv", tmp_path / "dangling.csv"
        real.write_text("a;b\n1;2\n")
        link.symlink_to(real)
        dangling.symlink_to(tmp_path / "none")
        assert list(read_rows(link)) == [(1, ["a", "b"]), (2, ["1", "2"])]
        assert refusal(read_rows, dangling) == of_file("file-unreadable", dangling, reason="")

    def test_a_link_to_itself_is_refused(self, tmp_path):
        loop = tmp_path / "loop.csv"
        loop.symlink_to(loop)
        assert refusal(read_rows, loop) == of_file("file-unreadable", loop, reason="")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    def test_a_pipe_is_refused_without_waiting_for_it(self, tmp_path):
        pipe = tmp_path / "pipe.csv"
        os.mkfifo(pipe)
        with within(1, 10):
            assert refusal(read_rows, pipe) == of_file("file-unreadable", pipe, reason="")

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no devices in /dev")
    def test_a_device_is_refused(self):
        with within(1, 10):
            assert refusal(read_rows, Path("/dev/zero")) == of_file("file-unreadable", Path("/dev/zero"), reason="")

    def test_a_folder_and_paths_that_can_not_be_are_refused(self, tmp_path):
        long = tmp_path / ("n" * 300)
        assert refusal(read_rows, long) == of_file("file-unreadable", long, reason=os.strerror(errno.ENAMETOOLONG))
        for path in (tmp_path, tmp_path / "none.csv", Path(f"{tmp_path}/a\0b")):
            assert refusal(read_rows, path) == of_file("file-unreadable", path, reason="")


class TestMoreThanItSeems:
    def test_two_gigabytes_of_nothing_are_refused_unread(self, tmp_path):
        path = tmp_path / "sparse.csv"
        with path.open("wb") as file:
            file.truncate(2 * 1024 * MEBIBYTE)
        with within(1, 10):
            assert refusal(read_rows, path) == of_file("file-too-large", path)

    def test_a_file_that_grows_while_it_is_read_is_refused(self, tmp_path, monkeypatch):
        path = tmp_path / "growing.csv"
        path.write_text("a;b\n1;2\n")
        monkeypatch.setattr(Path, "stat", lambda *_args, **_kwargs: os.stat_result((0o100644, *[0] * 5, 3, 0, 0, 0)))
        assert refusal(read_rows, path) == of_file("file-unreadable", path, reason="")

    def test_a_file_over_the_limit_is_refused(self, tmp_path, monkeypatch):
        path = tmp_path / "large.csv"
        path.write_text("a;b\n1;2\n")
        monkeypatch.setattr(reading, "LARGEST", path.stat().st_size)
        assert len(list(read_rows(path))) == 2
        monkeypatch.setattr(reading, "LARGEST", path.stat().st_size - 1)
        assert refusal(read_rows, path) == of_file("file-too-large", path)

    def test_a_zip_bomb_is_refused_before_it_unpacks(self, tmp_path, monkeypatch):
        assert package.UNPACKED == 1024 * MEBIBYTE
        monkeypatch.setattr(package, "UNPACKED", 64 * MEBIBYTE)
        path = tmp_path / "bomb.xlsx"
        spaces = b" " * MEBIBYTE
        path.write_bytes(repacked(workbook([["a"]]), sheet1=sheet(spaces for _ in range(65))))
        assert path.stat().st_size < MEBIBYTE
        with within(2, 40):
            assert refusal(read_rows, path) == of_file("file-too-large", path)

    @pytest.mark.parametrize(
        ("limit", "most", "text"), [("TEXTS", 10_000, b"<si><t>abc</t></si>"), ("MOST_TEXTS", 2_000, b"<si/>")]
    )
    def test_a_table_of_texts_that_fills_the_memory_is_refused(self, monkeypatch, limit, most, text):
        assert (package.TEXTS, package.MOST_TEXTS) == (64 * MEBIBYTE, 1_000_000)
        monkeypatch.setattr(package, limit, most)
        texts = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
        few, many = (with_texts(texts % (text * times)) for times in (100, 2_001))
        assert list(filled_rows(few)) == [(1, ["abc"])] * (text != b"<si/>")
        with within(1, 10):
            assert refusal(filled_rows, many) == Problem("file-too-large", "file")

    def test_a_cell_far_to_the_right_of_many_rows_is_refused_in_time(self, monkeypatch):
        monkeypatch.setattr(excel, "MOST_READ", 100_000)
        cells = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (row, row) for row in range(1, 5_000))
        raw = repacked(workbook([["a"]]), sheet1=sheet([cells]))
        with within(15, 20):
            assert refusal(filled_rows, raw) == Problem("file-too-large", "file")

    def test_more_rows_than_a_sheet_has_are_refused_before_they_are_read(self, monkeypatch):
        monkeypatch.setattr(package, "MOST_ROWS", 1_000)
        for rows, expected in ((1_000, None), (1_001, Problem("file-too-large", "file"))):
            raw = repacked(workbook([["a"]]), sheet1=sheet([b"<row><c><v>1</v></c></row>" * rows]))
            if expected:
                assert refusal(filled_rows, raw) == expected
            else:
                assert len(list(filled_rows(raw))) == rows

    def test_a_cell_of_hundreds_of_megabytes_is_refused_before_it_is_a_text(self):
        letters = b"x" * MEBIBYTE
        cell = (b'<row r="1"><c r="A1" t="inlineStr"><is><t>', *[letters] * 300, b"</t></is></c></row>")
        raw = repacked(workbook([["a"]]), sheet1=sheet(cell))
        assert len(raw) < 2 * MEBIBYTE
        with within(3, 20):
            assert refusal(filled_rows, raw) == Problem("file-too-large", "file")

    def test_more_cells_than_can_be_read_in_time_are_refused_unread(self, monkeypatch):
        assert package.MOST_CELLS == 5_000_000
        monkeypatch.setattr(package, "MOST_CELLS", 10_000)
        rows = b"<row>%s</row>" % (b"<c/>" * 100) * 100
        assert list(filled_rows(repacked(workbook([["a"]]), sheet1=sheet([rows])))) == []
        with within(1, 10):
            assert refusal(
                filled_rows, repacked(workbook([["a"]]), sheet1=sheet([rows, b"<row><c/></row>"]))
            ) == Problem("file-too-large", "file")

    @pytest.mark.parametrize(
        ("limit", "most", "row"),
        [("MOST_TAGS", 1_000, b"<row>%s</row>" % (b"<c/>" * 1_000)), ("LONGEST_ROW", 9_000, b"<row>%9000d</row>" % 0)],
    )
    def test_a_row_that_fills_the_memory_is_refused(self, monkeypatch, limit, most, row):
        monkeypatch.setattr(package, limit, most)
        with within(1, 10):
            assert refusal(filled_rows, repacked(workbook([["a"]]), sheet1=sheet([row]))) == Problem(
                "file-too-large", "file"
            )

    @pytest.mark.parametrize("part", ["styles", "workbook", "[content_types]", "theme1"])
    def test_a_part_without_rows_is_bounded_as_well_where_it_is_read(self, monkeypatch, part):
        monkeypatch.setattr(package, "MOST_TAGS", 10_000)
        deep = [b"<a>" * 5_000, b"</a>" * 5_001]
        raw = repacked(workbook([["a"]]), **{part: deep})
        with within(1, 10):
            if part == "theme1":
                assert list(filled_rows(raw)) == [(1, ["a"])]
            else:
                assert refusal(filled_rows, raw) == Problem("file-too-large", "file")

    def test_the_format_of_a_number_is_looked_through_in_time(self):
        style = b'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts></styleSheet>' % (
            b"[" * 500_000
        )
        with within(1, 10):
            assert refusal(filled_rows, repacked(workbook([["a"]]), styles=[style])) == Problem(
                "file-too-large", "file"
            )

    def test_what_stands_behind_the_rows_is_not_waited_for(self):
        row, behind = b'<row r="1"><c r="A1"><v>1</v></c></row>', b'<mergeCell ref="A1:B2"/>' * 300_000
        raw = repacked(
            workbook([["a"]]), sheet1=sheet([row, b"</sheetData><mergeCells>", behind, b"</mergeCells><sheetData>"])
        )
        with within(1, 10):
            assert list(filled_rows(raw)) == [(1, ["1"])]

    def test_an_end_of_the_rows_in_a_comment_ends_no_bound(self, monkeypatch):
        monkeypatch.setattr(package, "MOST_CELLS", 10)
        rows = sheet([b"<!--</sheetData>-->", b" " * package.PIECE, b"<row><c/><c/></row>" * 6])
        assert refusal(filled_rows, repacked(workbook([["a"]]), sheet1=rows)) == Problem("file-too-large", "file")

    def test_more_parts_or_sheets_than_a_workbook_has_are_refused(self, monkeypatch):
        book = openpyxl.Workbook()
        book.create_sheet("B").append(["b"])
        book.save(raw := io.BytesIO())
        parts = len(zipfile.ZipFile(raw).namelist())
        for module, limit, most in ((excel, "MOST_SHEETS", 2), (package, "MOST_PARTS", parts)):
            monkeypatch.setattr(module, limit, most)
            assert list(filled_rows(raw.getvalue())) == []
            monkeypatch.setattr(module, limit, most - 1)
            assert refusal(filled_rows, raw.getvalue()) == Problem("file-too-large", "file")
            monkeypatch.undo()

    def test_a_sheet_in_another_code_page_is_not_read(self):
        bomb = '<!DOCTYPE w [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'.encode("utf-16")
        assert refusal(filled_rows, repacked(workbook([["a"]]), sheet1=[bomb])) == Problem("file-no-table", "file")

    def test_one_long_text_behind_many_cells_is_refused(self, monkeypatch):
        monkeypatch.setattr(reading, "MOST_LETTERS", 1_000_000)
        with within(3, 40):
            assert refusal(filled_rows, workbook([["é" * 10_000]] * 200)) == Problem("file-too-large", "file")

    def test_more_cells_than_can_be_held_are_refused(self, monkeypatch):
        monkeypatch.setattr(reading, "MOST_HELD", 100_000)
        assert refusal(filled_rows, (b"x" + b";" * 500 + b"\n") * 300) == Problem("file-too-large", "file")

    def test_more_rows_than_can_be_held_are_refused_with_how_many(self, tmp_path, monkeypatch):
        assert reading.MOST_RECORDS == 250_000
        monkeypatch.setattr(reading, "MOST_RECORDS", 3)
        path = tmp_path / "rows.csv"
        path.write_text("a\n1\n\n\n2\n")
        assert len(list(read_rows(path))) == 3
        path.write_text("a\n1\n2\n3\n")
        refused = refusal(read_rows, path)
        assert refused == of_file("file-too-many-rows", path, most=3)
        assert problem_text(refused) == f"Het bestand {path} heeft meer dan 3 rijen. Splits het in meer bestanden."

    @pytest.mark.parametrize(("limit", "most", "line"), [("MOST_READ", 1_000, b";;;;\n"), ("MOST_LINES", 201, b"\n")])
    def test_empty_rows_without_end_are_refused(self, monkeypatch, limit, most, line):
        monkeypatch.setattr(reading, limit, most)
        assert len(list(filled_rows(b"a\n" + line * 199))) == 1
        assert refusal(filled_rows, b"a\n" + line * 201) == Problem("file-too-large", "file")

    def test_more_columns_than_excel_has_are_refused(self):
        assert len(list(filled_rows(b"x" + b";" * 16_383))) == 1
        assert refusal(filled_rows, b"x" + b";" * 16_384) == Problem("file-too-large", "file")

    def test_a_row_beyond_the_last_of_excel_does_not_count_up_to_it(self, monkeypatch):
        monkeypatch.setattr(excel, "MOST_ROWS", 10_000)
        row = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="999999999999"><c r="A999999999999"><v>2</v></c></row>'
        with within(5, 50):
            assert list(filled_rows(repacked(workbook([["a"]]), sheet1=sheet([row])))) == [(1, ["1"])]

    def test_entities_that_multiply_are_refused(self):
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        bomb = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><worksheet>&l9;</worksheet>'.encode()
        with within(5, 100):
            assert refusal(filled_rows, repacked(workbook([["a"]]), sheet1=[bomb])) == Problem("file-no-table", "file")

    def test_a_line_without_end_is_refused(self):
        with within(5, 40):
            assert refusal(filled_rows, b";" * 3_000_000) == Problem("file-too-large", "file")

    @pytest.mark.parametrize(
        ("text", "line"),
        [(b"a = " + b"[" * 100_000, 1), (b"a = " + b"9" * 100_000, 1), (b"[[a]]\nb.c = 1\nb = 2", 3)],
        ids=["deep", "long", "twice"],
    )
    def test_toml_that_python_can_not_read_is_told_as_such(self, text, line):
        with within(5, 40):
            assert refusal(filled_rows, text, toml=True) == Problem("file-no-toml", "file", {"line": line})

    def test_more_toml_than_can_be_read_in_time_is_refused(self, monkeypatch):
        assert reading.LARGEST_TOML == 2 * MEBIBYTE
        monkeypatch.setattr(reading, "LARGEST_TOML", 20)
        assert refusal(filled_rows, b"[[a]]\nb = 1\n[[a]]\nb = 1\n", toml=True) == Problem("file-too-large", "file")

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


def test_a_wrong_code_page_is_read_without_an_error():
    rows = [cells for _number, cells in filled_rows("Naam\nÇelik €\n".encode("mac-roman") + b"\x81\x8d")]
    assert rows[0] == ["Naam"]
    assert "elik" in rows[1][0]


def test_a_formula_is_a_text_and_its_guard_goes():
    rows = list(filled_rows(b"a\n'=cmd|'/c calc'!A0\n=1+1\n"))
    assert [cells[0] for _number, cells in rows] == ["a", "=cmd|'/c calc'!A0", "=1+1"]

"""The parts of an Excel file are bounded before they are read."""

import io
import zipfile

import pytest

from tests.unit.services.imports.files import (
    MEBIBYTE,
    of_file,
    refused_reading,
    repacked,
    sheet,
    small_workbook,
    within,
)
from xstui.domain.problems import Problem
from xstui.services.imports import package
from xstui.services.imports.reading import filled_rows, read_rows


def with_texts(texts):
    """Return an Excel file with a table of texts, of which its only cell holds the first."""
    raw = small_workbook([["a"]])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = zipfile.ZipFile(io.BytesIO(raw)).read("[Content_Types].xml").decode()
    types = types.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')
    row = sheet([b'<row><c t="s"><v>0</v></c></row>'])
    packed = io.BytesIO(repacked(raw, sheet1=row, **{"[content_types]": [types.encode()]}))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", texts)
    return packed.getvalue()


class TestBounds:
    def test_a_zip_bomb_is_refused_before_it_unpacks(self, tmp_path, monkeypatch):
        assert package.UNPACKED == 1024 * MEBIBYTE
        monkeypatch.setattr(package, "UNPACKED", 64 * MEBIBYTE)
        path = tmp_path / "bomb.xlsx"
        spaces = b" " * MEBIBYTE
        path.write_bytes(repacked(small_workbook([["a"]]), sheet1=sheet(spaces for _ in range(65))))
        assert path.stat().st_size < MEBIBYTE
        with within(2, 40):
            assert refused_reading(read_rows, path) == of_file("file-too-large", path)

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
            assert refused_reading(filled_rows, many) == Problem("file-too-large", "file")

    def test_more_rows_than_a_sheet_has_are_refused_before_they_are_read(self, monkeypatch):
        monkeypatch.setattr(package, "MOST_ROWS", 1_000)
        for rows, expected in ((1_000, None), (1_001, Problem("file-too-large", "file"))):
            raw = repacked(small_workbook([["a"]]), sheet1=sheet([b"<row><c><v>1</v></c></row>" * rows]))
            if expected:
                assert refused_reading(filled_rows, raw) == expected
            else:
                assert len(list(filled_rows(raw))) == rows

    def test_a_cell_of_hundreds_of_megabytes_is_refused_before_it_is_a_text(self):
        letters = b"x" * MEBIBYTE
        cell = (b'<row r="1"><c r="A1" t="inlineStr"><is><t>', *[letters] * 300, b"</t></is></c></row>")
        raw = repacked(small_workbook([["a"]]), sheet1=sheet(cell))
        assert len(raw) < 2 * MEBIBYTE
        with within(3, 20):
            assert refused_reading(filled_rows, raw) == Problem("file-too-large", "file")

    def test_more_cells_than_can_be_read_in_time_are_refused_unread(self, monkeypatch):
        assert package.MOST_CELLS == 5_000_000
        monkeypatch.setattr(package, "MOST_CELLS", 10_000)
        rows = b"<row>%s</row>" % (b"<c/>" * 100) * 100
        assert list(filled_rows(repacked(small_workbook([["a"]]), sheet1=sheet([rows])))) == []
        with within(1, 10):
            assert refused_reading(
                filled_rows, repacked(small_workbook([["a"]]), sheet1=sheet([rows, b"<row><c/></row>"]))
            ) == Problem("file-too-large", "file")

    @pytest.mark.parametrize(
        ("limit", "most", "row"),
        [("MOST_TAGS", 1_000, b"<row>%s</row>" % (b"<c/>" * 1_000)), ("LONGEST_ROW", 9_000, b"<row>%9000d</row>" % 0)],
    )
    def test_a_row_that_fills_the_memory_is_refused(self, monkeypatch, limit, most, row):
        monkeypatch.setattr(package, limit, most)
        with within(1, 10):
            assert refused_reading(filled_rows, repacked(small_workbook([["a"]]), sheet1=sheet([row]))) == Problem(
                "file-too-large", "file"
            )

    @pytest.mark.parametrize("part", ["styles", "workbook", "[content_types]", "theme1"])
    def test_a_part_without_rows_is_bounded_as_well_where_it_is_read(self, monkeypatch, part):
        monkeypatch.setattr(package, "MOST_TAGS", 10_000)
        deep = [b"<a>" * 5_000, b"</a>" * 5_001]
        raw = repacked(small_workbook([["a"]]), **{part: deep})
        with within(1, 10):
            if part == "theme1":
                assert list(filled_rows(raw)) == [(1, ["a"])]
            else:
                assert refused_reading(filled_rows, raw) == Problem("file-too-large", "file")

    def test_the_format_of_a_number_is_looked_through_in_time(self):
        style = b'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts></styleSheet>' % (
            b"[" * 500_000
        )
        with within(1, 10):
            assert refused_reading(filled_rows, repacked(small_workbook([["a"]]), styles=[style])) == Problem(
                "file-too-large", "file"
            )

    def test_what_stands_behind_the_rows_is_not_waited_for(self):
        row, behind = b'<row r="1"><c r="A1"><v>1</v></c></row>', b'<mergeCell ref="A1:B2"/>' * 300_000
        raw = repacked(
            small_workbook([["a"]]),
            sheet1=sheet([row, b"</sheetData><mergeCells>", behind, b"</mergeCells><sheetData>"]),
        )
        with within(1, 10):
            assert list(filled_rows(raw)) == [(1, ["1"])]

    def test_an_end_of_the_rows_in_a_comment_ends_no_bound(self, monkeypatch):
        monkeypatch.setattr(package, "MOST_CELLS", 10)
        rows = sheet([b"<!--</sheetData>-->", b" " * package.PIECE, b"<row><c/><c/></row>" * 6])
        assert refused_reading(filled_rows, repacked(small_workbook([["a"]]), sheet1=rows)) == Problem(
            "file-too-large", "file"
        )

    def test_a_sheet_in_another_code_page_is_not_read(self):
        bomb = '<!DOCTYPE w [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'.encode("utf-16")
        assert refused_reading(filled_rows, repacked(small_workbook([["a"]]), sheet1=[bomb])) == Problem(
            "file-no-table", "file"
        )

    def test_entities_that_multiply_are_refused(self):
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        bomb = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><worksheet>&l9;</worksheet>'.encode()
        with within(5, 100):
            assert refused_reading(filled_rows, repacked(small_workbook([["a"]]), sheet1=[bomb])) == Problem(
                "file-no-table", "file"
            )


def test_the_bounds_are_those_that_are_told():
    assert (package.LONGEST_ROW, package.LONGEST_CELL) == (8 * MEBIBYTE, 1_000_000)
    assert (package.MOST_PARTS, package.MOST_ROWS, package.MOST_TAGS) == (10_000, 1_048_576, 200_000)
    assert (package.LONGEST_STYLE, package.PIECE) == (2_048, 65_536)

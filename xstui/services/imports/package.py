"""The parts of an Excel file, each looked through before it is read: a small file may unpack to anything."""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO, Literal

from xstui.domain.problems import refuse

UNPACKED = 1024 * 1024 * 1024
"""Bytes of a file at most, once unpacked: five times what a sheet of 100,000 rows of 40 columns takes."""
MOST_PARTS = 10_000
"""Parts of a file at most."""
MOST_ROWS = 1_048_576
"""Rows of a sheet in Excel."""
MOST_CELLS = 5_000_000
"""Cells that a sheet holds at most, filled or not: 100,000 rows of 50 columns."""
MOST_TEXTS = 1_000_000
"""Texts at most in the table of texts, which is held in memory as a whole."""
TEXTS = 64 * 1024 * 1024
"""Bytes of that table at most."""
LONGEST_ROW = 8 * 1024 * 1024
"""Bytes of a row at most, and of a part without rows: each is held in memory as a whole."""
MOST_TAGS = 200_000
"""Tags of a row at most, and of a part without rows: Excel has 16,384 cells in a row, and 64,000 styles."""
LONGEST_CELL = 1_000_000
"""Bytes of one text at most: Excel itself takes 32,767 letters."""
STYLES = "xl/styles.xml"
LONGEST_STYLE = 2_048
"""Bytes of one tag of the styles at most: openpyxl looks through a number's format in the square of its length."""
PIECE = 64 * 1024
_BEGINS = re.compile(rb"<(?:\w+:)?(c|si|row)[\s/>]")
_SHEET_END = re.compile(rb"</(?:\w+:)?sheetData[\s>]")
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENTITY = b"<!ENTITY"
_OTHER_MARKUP = b"<!"
"""How comments, declarations and literal texts begin, in which the end of the rows may be written."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class Package(zipfile.ZipFile):
    """A packed file of which every part was looked through by the time that it is read."""

    def __init__(self, raw: bytes) -> None:
        """Open it; no part unpacks to more than it says, as Python's zipfile stops there.

        Raises:
            Refused: `file-too-large`.
        """
        if raw.count(_DIRECTORY_ENTRY) > MOST_PARTS:
            raise refuse("file-too-large", "file")
        super().__init__(io.BytesIO(raw))
        self._looked_through: set[str] = set()
        if sum(part.file_size for part in self.infolist()) > UNPACKED:
            raise refuse("file-too-large", "file")

    def open(
        self,
        name: str | zipfile.ZipInfo,
        mode: Literal["r", "w"] = "r",
        pwd: bytes | None = None,
        *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        """Open a part.

        Raises:
            Refused: `file-no-table` or `file-too-large`: it holds what Excel never writes.
        """
        part = name if isinstance(name, str) else name.filename
        if part not in self._looked_through:
            with super().open(part) as stream:
                _Look(LONGEST_STYLE if part == STYLES else LONGEST_CELL).through(stream)
            self._looked_through.add(part)
        return super().open(name, mode, pwd, force_zip64=force_zip64)


class _Look:
    """What was seen of a part so far: in all, and since the last row or text of the table of texts began."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._total = {b"row": 0, b"c": 0, b"si": 0}
        self._read = self._length = self._tags = self._text = 0
        self._before = b""
        self._has_other_markup = False

    def through(self, stream: IO[bytes]) -> None:
        """Look through a part, a sheet as far as its rows go.

        Raises:
            Refused: `file-no-table` for entities and other code pages; `file-too-large`.
        """
        while piece := stream.read(PIECE):
            joined = self._before + piece
            if _ENTITY in joined or (not self._read and piece.startswith(_UTF16)):
                raise refuse("file-no-table", "file")
            self._count(piece)
            if self._is_too_much():
                raise refuse("file-too-large", "file")
            self._has_other_markup |= _OTHER_MARKUP in joined
            if not self._has_other_markup and _SHEET_END.search(joined):
                return
            self._before = piece[-32:]

    def _count(self, piece: bytes) -> None:
        self._read += len(piece)
        begin = 0
        for found in _BEGINS.finditer(piece):
            self._total[found[1]] += 1
            if found[1] != b"c":
                begin = found.start()
                self._length = self._tags = 0
        self._length += len(piece) - begin
        self._tags += piece.count(b"<", begin)
        first, *others = map(len, piece.split(b"<"))
        self._longest_text = max(self._text + first, *others, 0)
        self._text = others[-1] if others else self._text + first

    def _is_too_much(self) -> bool:
        total = self._total
        return (
            total[b"row"] > MOST_ROWS
            or total[b"c"] > MOST_CELLS
            or total[b"si"] > MOST_TEXTS
            or (total[b"si"] > 0 and self._read > TEXTS)
            or self._length > LONGEST_ROW
            or self._tags > MOST_TAGS
            or self._longest_text > self._longest
        )

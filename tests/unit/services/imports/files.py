"""Files of Excel as nobody would make them, and how long and large reading one may get."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from contextlib import contextmanager

import openpyxl

from tests.refusals import problem_of
from xstui.domain.problems import Problem

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


def refused_reading(call, *args, **kwargs):
    return problem_of(lambda: list(call(*args, **kwargs)))


def of_file(code, path, **details):
    return Problem(code, "file", {"path": path, **details})


def small_workbook(rows):
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


def sheet(rows):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return [f'<worksheet xmlns="{space}"><sheetData>'.encode(), *rows, b"</sheetData></worksheet>"]

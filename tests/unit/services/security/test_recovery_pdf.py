"""The recovery key on paper."""

from __future__ import annotations

import base64
import errno
import os
import re
import zlib
from pathlib import Path

import pytest

from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.security.recovery_pdf import POINTS_PER_MM, write_recovery_paper

KEY = "ABCD EFGH JKLM NPQR"


def drawn(path):
    """Return what the page draws, as PDF says it."""
    stream = re.search(rb"stream\r?\n(.*?)\r?\n?endstream", path.read_bytes(), re.DOTALL)[1]
    packed = base64.a85decode(stream.removesuffix(b"~>")) if stream.endswith(b"~>") else stream
    return zlib.decompress(packed).decode("latin-1")


def test_a_page_for_its_owner_alone_has_the_key_and_how_to_use_it(tmp_path):
    path = tmp_path / "key.pdf"
    write_recovery_paper(path, KEY, "Voorbeeld B.V. - x.db - 08-06-2026")
    page = drawn(path)
    texts, used = re.findall(r"\((.*?)\) Tj", page), re.findall(r"/F(\d+) \d+ Tf", page)
    assert texts[-1] == KEY
    (bold,) = re.findall(rb"/BaseFont /Courier-Bold[^>]*/Name /F(\d+)", path.read_bytes())
    assert [font == bold.decode() for font in used[-4:]] == [False, False, False, True]
    assert "xstui keys lost-password" in texts[2]
    assert texts[3] == "Voorbeeld B.V. - x.db - 08-06-2026"
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_code_has_its_three_corners_below_the_texts(tmp_path):
    path = tmp_path / "key.pdf"
    write_recovery_paper(path, KEY)
    boxes = [tuple(map(float, box)) for box in re.findall(r"(\S+) (\S+) (\S+) (\S+) re f", drawn(path))]
    width = boxes[0][2]
    assert {size for _x, _y, *sizes in boxes for size in sizes} == {width}
    left, bottom = min(x for x, *_ in boxes), min(y for _x, y, *_ in boxes)
    right, top = max(x for x, *_ in boxes) + width, max(y for _x, y, *_ in boxes) + width
    across = round((right - left) / width)
    assert round((top - bottom) / width) == across
    dots = {(round((x - left) / width), round((top - y) / width) - 1) for x, y, *_ in boxes}
    for column, row in ((0, 0), (across - 7, 0), (0, across - 7)):
        outer = {(column + n, row + m) for n in range(7) for m in range(7) if {n, m} & {0, 6}}
        inner = {(column + n, row + m) for n in range(1, 6) for m in range(1, 6) if {n, m} & {1, 5}}
        assert (outer - dots, inner & dots) == (set(), set())
    quiet = width * 2
    assert left == pytest.approx(20 * POINTS_PER_MM + quiet, abs=0.1)
    assert (across + 4) * width == pytest.approx(60 * POINTS_PER_MM, abs=0.1)
    assert top == pytest.approx(230 * POINTS_PER_MM - quiet, abs=0.1), "below the lines of text"


def test_it_goes_over_no_other_file(tmp_path):
    path = tmp_path / "there.pdf"
    path.write_text("kept")
    assert problems_of(write_recovery_paper, path, KEY) == [Problem("file-exists", "out", {"path": path})]
    assert path.read_text() == "kept"


@pytest.mark.skipif(os.name == "nt", reason="another error there")
def test_a_place_that_is_not_there_is_told(tmp_path):
    path = Path(tmp_path / "none" / "key.pdf")
    details = {"path": path, "reason": os.strerror(errno.ENOENT)}
    assert problems_of(write_recovery_paper, path, KEY) == [Problem("file-unwritable", "out", details)]

"""The bytes of a file that somebody else made."""

from __future__ import annotations

import errno
import os

from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.context.file_content import content_of, text_of


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"abc")
    assert content_of(path, 3) == b"abc"
    assert problems_of(content_of, path, 2) == [Problem("file-too-large", "file")]


def test_what_the_system_says_of_a_path_is_told(tmp_path):
    long = tmp_path / ("n" * 300)
    told = {"reason": os.strerror(errno.ENAMETOOLONG)}
    assert problems_of(content_of, long, 3) == [Problem("file-unreadable", "file", told)]


def test_a_folder_and_a_file_that_the_program_holds_are_not_read(tmp_path, context):
    for path in (tmp_path, context.store.path):
        assert problems_of(content_of, path, 1 << 30) == [Problem("file-unreadable", "file", {"reason": ""})]


def test_a_text_is_in_utf_8_and_a_refusal_names_the_file(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1")
    assert text_of(path, 100) == "a = 1"
    path.write_bytes("é".encode("latin-1"))
    assert problems_of(text_of, path, 100) == [Problem("file-not-utf8", "", {"path": path})]
    assert problems_of(text_of, path, 0) == [Problem("file-too-large", "", {"path": path})]

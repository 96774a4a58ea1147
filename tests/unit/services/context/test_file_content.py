"""The bytes of a file that somebody else made."""

import errno
import os

from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.context.file_content import content_of


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"abc")
    assert content_of(path, 3) == b"abc"
    assert problems_of(content_of, path, 2) == [Problem("file-too-large", "file")]


def test_what_the_system_says_of_a_path_is_told(tmp_path):
    long = tmp_path / ("n" * 300)
    told = {"reason": os.strerror(errno.ENAMETOOLONG)}
    assert problems_of(content_of, long, 3) == [Problem("file-unreadable", "file", told)]

"""What is too large to be left of a store that was being made."""

from __future__ import annotations

from xstui.services.security.leftovers import LARGEST_DEAD, is_surely_a_store


def test_a_file_of_more_than_a_mebibyte_is_surely_a_store(tmp_path):
    path = tmp_path / "x.db"
    assert not is_surely_a_store(path)
    for size, sure in ((LARGEST_DEAD, False), (LARGEST_DEAD + 1, True)):
        with path.open("wb") as file:
            file.truncate(size)
        assert is_surely_a_store(path) is sure
    assert LARGEST_DEAD == 1024 * 1024
    assert not is_surely_a_store(tmp_path)

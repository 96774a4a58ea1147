"""A new recovery key, on paper."""

from __future__ import annotations

import pytest

from xstui.cli import recovery_key


def test_the_paper_is_not_written_over_another_file(tmp_path, capsys):
    (tmp_path / "paper.pdf").write_text("mine")
    with pytest.raises(Exception, match="file-exists"):
        recovery_key.show_recovery_key("ABCD", tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_text() == "mine"

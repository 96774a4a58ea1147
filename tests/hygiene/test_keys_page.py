"""The list of commands that a key file can name is the one that the screens declare."""

from __future__ import annotations

from tools.keys_page import PAGE, commands, page


def test_the_page_lists_every_command_of_every_screen():
    assert page() == PAGE.read_text("utf-8")
    assert len(commands()) > 50

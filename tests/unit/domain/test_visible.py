"""Text that is safe to show."""

import pytest

from xstui.domain.visible import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Polis, V.", "Polis, V."),
        ("Çelik", "Çelik"),
        ("\x1b[2J", "␛[2J"),
        ("\0\x1f \x7f", "␀␟ \ufffd"),
        ("a\x9bb", "a\ufffdb"),
        ("a\u202eb", "a\ufffdb"),
    ],
)
def test_what_would_steer_the_terminal_or_turn_the_text_is_a_sign(text, shown):
    assert harmless(text) == shown

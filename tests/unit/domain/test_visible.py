"""Text that is safe to show."""

import pytest

from xstui.domain.visible import harmless, has_signs


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


def test_a_sign_that_stands_for_what_nobody_can_see_is_found():
    assert has_signs(harmless("a\x1bb"))
    assert has_signs("a\ufffd")
    assert not has_signs("Çelik-Ünal")

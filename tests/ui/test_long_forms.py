"""A form that is longer than the screen: what lies below the focus can be read, by keyboard."""

from __future__ import annotations

import pytest

from tests.ui.clerk import at_home


@pytest.mark.parametrize(("down", "up"), [("pagedown", "pageup"), ("f8", "f7")])
async def test_the_last_line_below_a_form_is_a_page_down_and_the_focus_stays(company_path, down, up):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "poli", "enter", "d", "g", "enter", "75", "enter", "enter", "ctrl+u", "2000")
        assert "begrenzen ze de hele maand." not in clerk.screen
        clerk.sees("F8 Volgende pagina")
        focused = clerk.app.screen.focused
        await clerk.press(down)
        clerk.says("! Het loon van € 2.000,00 ligt onder het minimumloon van € 2.294,76 per maand (WML).")
        clerk.says("staat niet vast: hier begrenzen ze de hele maand.")
        await clerk.press(up, "0")
        clerk.sees("Polis, V. · traject 100001", "€ 20.000,00")
        assert clerk.app.screen.focused is focused

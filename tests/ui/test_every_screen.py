"""Every screen has all its styles once it is open, and stays usable when the store refuses: each key is pressed."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from textual.css.stylesheet import Stylesheet

from tests.ui.clerk import WIDE
from tests.ui.every_screen import SCREENS, Sweep, signed_in
from xstui.domain.problems import refuse
from xstui.store.store import Store

MOST_CLOSING = 8
PARTS = 6
"""Tests over which the screens are divided: signing in for each of them would take as long as the screen itself."""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    """Have what is exported lie in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("part", range(PARTS))
async def test_a_screen_stays_usable_whatever_the_store_refuses(company_path, monkeypatch, part):
    async with signed_in(company_path) as clerk:
        sweep = Sweep(clerk)
        for name in list(SCREENS)[part::PARTS]:
            # What a screen is made of was read before: it is made as often as any of its keys could close it.
            made = [SCREENS[name](clerk.app.context) for _ in range(MOST_CLOSING)]
            with monkeypatch.context() as broken:
                refuse_everything(broken, "store-damaged" if sum(map(ord, name)) % 2 else "store-locked")
                assert [key async for key in sweep.press_every_key(made.pop)], name


def refuse_everything(broken, code):
    @contextmanager
    def refused(*_args, **_kwargs):
        raise refuse(code)
        yield

    broken.setattr(Store, "reading", refused)
    broken.setattr(Store, "unit", refused)


async def test_every_screen_has_its_styles_though_its_parts_are_styled_once(company_path, monkeypatch):
    async with signed_in(company_path, size=WIDE) as clerk:
        for kind, screen in {type(one): one for one in (make(clerk.app.context) for make in SCREENS.values())}.items():
            await clerk.app.push_screen(screen)
            await clerk._quiet()
            before = styles_of(screen)
            with monkeypatch.context() as plain:
                plain.setattr(Stylesheet, "apply", Stylesheet.apply.__wrapped__)
                screen.update_node_styles(animate=False)
            assert styles_of(screen) == before, kind
            await clerk.app.pop_screen()


def styles_of(screen):
    """Return the styles of a screen and all its parts."""
    return {
        node: [dict(styles.base.get_rules()) for styles in (node.styles, *node._component_styles.values())]
        for node in screen.walk_children(with_self=True)
    }

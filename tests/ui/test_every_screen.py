"""Every screen stays usable when the store refuses: each of its keys is pressed."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from tests.ui.every_screen import SCREENS, Sweep, signed_in
from xstui.domain.problems import refuse
from xstui.store.store import Store

MOST_CLOSING = 8


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    """Have what is exported lie in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_stays_usable_whatever_the_store_refuses(company_path, monkeypatch, name):
    code = "store-damaged" if sum(map(ord, name)) % 2 else "store-locked"
    async with signed_in(company_path) as clerk:
        # What a screen is made of was read before: it is made as often as any of its keys could close it.
        made = [SCREENS[name](clerk.app.context) for _ in range(MOST_CLOSING)]

        @contextmanager
        def refused(*_args, **_kwargs):
            raise refuse(code)
            yield

        with monkeypatch.context() as broken:
            broken.setattr(Store, "reading", refused)
            broken.setattr(Store, "unit", refused)
            pressed = [key async for key in Sweep(clerk).press_every_key(made.pop)]
        assert pressed

"""A clerk at the screen: she presses keys, and reads."""

from __future__ import annotations

from contextlib import asynccontextmanager

from tests.company import PASSWORD, TODAY
from xstui.app import XstuiApp
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.services.settings import demo_login

NARROW, WIDE = (80, 24), (120, 40)


class Clerk:
    """Presses keys through Pilot and waits until all of them have had their effect."""

    def __init__(self, app, pilot):
        self.app = app
        self.pilot = pilot
        self.pressed = 0

    async def press(self, *keys):
        """Press keys by name; a text of several letters is typed."""
        for key in keys:
            named = len(key) == 1 or key in NAMED or key.startswith("ctrl+")
            strokes = [key] if named else list(key)
            for stroke in strokes:
                self.pressed += 1
                await self.pilot.press(stroke)
        await self.app.gate.settled()
        await self.pilot.pause()

    @property
    def screen(self):
        """What the screen shows, a line each."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def sees(self, *texts):
        """Fail unless all texts are on the screen."""
        for text in texts:
            assert text in self.screen, f"{text!r} is not on:\n{self.screen}"

    async def sign_in(self):
        """Sign in with the demo's public login."""
        login = demo_login(self.app.program.store)
        await self.press(login.username, "enter", login.password, "enter")
        await self.press(login.token(self.app.program.clock.ticks()), "enter")
        self.pressed = 0


NAMED = {"enter", "escape", "down", "up", "left", "right", "tab", "space", "home", "end", "slash"} | {
    f"f{n}" for n in range(1, 13)
}


@asynccontextmanager
async def at_sign_in(path, size=NARROW, language="nl"):
    """Open the app at its sign-in screen."""
    app = XstuiApp(Program(path, TODAY, FixedClock(TODAY)), language)
    async with app.run_test(size=size) as pilot:
        clerk = Clerk(app, pilot)
        await clerk.press()
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield clerk


@asynccontextmanager
async def at_home(path, size=NARROW, language="nl"):
    """Open the app at the home screen of a clerk who has signed in."""
    async with at_sign_in(path, size, language) as clerk:
        await clerk.sign_in()
        yield clerk


__all__ = ["NARROW", "PASSWORD", "WIDE", "Clerk", "at_home", "at_sign_in"]

"""A clerk at the screen: she presses keys, and reads."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager

from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input

from tests.company import PASSWORD, TODAY
from tests.ui.unseen import UnseenApp, UnseenHome
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.services.access.sign_in import check_token
from xstui.services.context.settings import demo_login

NARROW, WIDE = (80, 24), (120, 40)


class Clerk:
    """Presses keys as a terminal sends them, and waits until all of them have had their effect.

    Pilot's own `press` waits for an idle machine after each key, some 50 ms; the key gate knows better.
    """

    def __init__(self, app, pilot):
        self.app = app
        self.pilot = pilot
        self.pressed = 0

    async def press(self, *keys):
        """Press keys by name; a text of several letters is typed."""
        for stroke in strokes(keys):
            self._send(stroke)
            await self.app.gate.settled()
        await self._quiet()

    async def burst(self, *keys):
        """Press keys so fast that all are sent before the first is handled."""
        for stroke in strokes(keys):
            self._send(stroke)
        await self._quiet()

    def _send(self, stroke):
        self.pressed += 1
        name = stroke if len(stroke) > 1 or stroke.isalnum() else _character_to_key(stroke)
        self.app.post_message(events.Key(name, stroke if len(stroke) == 1 else CHARACTERS.get(stroke)))

    async def _quiet(self):
        """Wait for the keys, for what is looked up behind the typing, and for the picture."""
        await self._rest()
        if isinstance(self.app, UnseenApp):
            self.app.paint()
            for _ in range(MOST_LOOKS):  # on a busy machine the pause ends early; and a picture may ask for more
                if not self.app.has_more_to_show:
                    break
                await self._rest()
                self.app.paint()

    async def _rest(self):
        await self.app.gate.settled()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        await self.app.gate.settled()

    @property
    def screen(self):
        """What the screen shows, a line each."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def sees(self, *texts):
        """Fail unless all texts are on the screen."""
        shown = self.screen
        for text in texts:
            assert text in shown, f"{text!r} is not on:\n{shown}"

    def reads(self, *texts):
        """Fail unless all texts are on the screen, however wide its columns are."""
        self._holds(squeezed(self.screen), map(squeezed, texts))

    def reads_wrapped(self, *texts):
        """Fail unless all texts are on the screen, also where they go on in the next row."""
        self._holds(" ".join(self.screen.translate(EDGES).split()), map(squeezed, texts))

    def _holds(self, shown, texts):
        for text in texts:
            assert text in shown, f"{text!r} is not on:\n{self.screen}"

    def says(self, *sentences):
        """Fail unless all sentences are on the screen, wherever they are wrapped."""
        self._holds(
            " ".join(self.screen.translate(EDGES).split()), (" ".join(sentence.split()) for sentence in sentences)
        )

    async def sign_in(self):
        """Sign in with the demo's public login, filled in at once."""
        login = demo_login(self.app.program.store)
        for field, text in (("username", login.username), ("password", login.password)):
            await self._fill(field, text)
        await self._fill("token", login.token(self.app.program.clock.ticks()))
        self.pressed = 0

    async def begin(self, actor):
        """Go on from a sign-in to the home screen."""
        self.app.note_presence(events.Key("home", None))  # where nobody has touched it for long, the first key locks it
        self.app.has_started()
        self.app.start_session(actor)
        await self._quiet()
        self.pressed = 0

    async def _fill(self, field, text):
        self.app.screen.query_one(f"#{field}", Input).value = text
        await self.press("enter")


EDGES = str.maketrans("│┃", "  ")
"""What stands between the end of a row in a box and the row below it."""

MOST_LOOKS = 50
"""Times that a screen may ask for more before a test looks at it as it is: one with a clock of its own never rests."""

CHARACTERS = {"slash": "/", "full_stop": ".", "space": " ", "enter": "\r", "tab": "\t"}
NAMED = {"escape", "down", "up", "left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete"}


def squeezed(text):
    """Return a text with one blank for several."""
    return re.sub(" +", " ", text)


def strokes(keys):
    """Return the single keys: names as they are, texts letter by letter."""
    for key in keys:
        named = len(key) == 1 or key in NAMED or key in CHARACTERS or "+" in key[1:-1] or FUNCTION_KEY.fullmatch(key)
        yield from [key] if named else list(key)


FUNCTION_KEY = re.compile(r"f\d{1,2}")


@asynccontextmanager
async def at_sign_in(path, size=NARROW, language="nl"):
    """Open the app at its sign-in screen."""
    async with _opened(UnseenApp, path, size, language) as clerk:
        await clerk.press()
        await clerk._rest()
        yield clerk


@asynccontextmanager
async def at_home(path, size=NARROW, language="nl"):
    """Open the app at the home screen of a clerk who has signed in: the screen for that would take most of a test."""
    async with _opened(UnseenHome, path, size, language) as clerk:
        await clerk.begin(actor_of_demo(clerk.app.program))
        yield clerk


def actor_of_demo(program):
    """Sign in with the demo's public login, and return who that is."""
    login = program.demo_login()
    pending = program.enter(login.username, login.password)
    return check_token(program.sign_in_context, pending, login.token(program.clock.ticks())).actor


@asynccontextmanager
async def _opened(kind, path, size, language):
    app = kind(Program(path, TODAY, FixedClock(TODAY)), language)
    async with app.run_test(size=size) as pilot:
        yield Clerk(app, pilot)


__all__ = ["NARROW", "PASSWORD", "WIDE", "Clerk", "at_home", "at_sign_in"]

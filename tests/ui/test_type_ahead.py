"""The gate, key by key. Bursts are posted in one go, as the reading thread does; see also the pty test."""

import asyncio

import pytest
from textual import events, work
from textual.app import ComposeResult
from textual.command import Hit, Provider
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Label

from tests.ui.keygate_toy import EXPECTED, Toy
from xstui.terminal import type_ahead
from xstui.terminal.type_ahead import TypeAheadApp

SIZE = (80, 24)


def burst(app, *keys: str) -> None:
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


class Ask(ModalScreen[str]):
    def compose(self) -> ComposeResult:
        yield Input(compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class Provided(Provider):
    async def search(self, query: str):
        await asyncio.sleep(0.02)
        for name in ("alpha", "beta", "gamma"):
            if (score := self.matcher(query).match(name)) > 0:
                yield Hit(score, name, lambda name=name: self.app.chosen.append(name))


class Form(TypeAheadApp[None]):
    COMMANDS = {Provided}
    BINDINGS = [("f4", "ask"), ("f5", "ask_and_wait_in_the_handler"), ("f6", "list_opens"), ("f7", "listen")]

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str] = []
        self.heard = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Input(id="first", compact=True)
        yield Input(id="second", compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "first":
            self.screen.query_one("#second").focus()

    @property
    def texts(self) -> list[str]:
        return [field.value for field in self.screen_stack[0].query(Input)]

    @work
    async def action_ask(self) -> None:
        self.chosen.append(await self.push_screen_wait(Ask()))

    def action_ask_and_wait_in_the_handler(self) -> None:
        self.screen.call_later(self._ask_from_the_screen)

    async def _ask_from_the_screen(self) -> None:
        await self.action_ask().wait()
        self.chosen.append("handler done")

    def action_list_opens(self) -> None:
        self.gate.drop()
        self.push_screen(Ask())

    def action_listen(self) -> None:
        self.screen.call_later(self.heard.wait)


@pytest.fixture
async def form():
    app = Form()
    async with app.run_test(size=SIZE):
        await app.gate.settled()
        yield app


async def test_a_burst_follows_the_focus(form):
    burst(form, *"jan", "enter", *"piet")
    await form.gate.settled()
    assert form.texts == ["jan", "piet"]


async def test_a_paste_keeps_its_place_between_keys(form):
    burst(form, "a", "enter")
    form.post_message(events.Paste("plakt"))
    burst(form, "b")
    await form.gate.settled()
    assert form.texts == ["a", "plaktb"]


async def test_keys_follow_into_a_modal_and_back(form):
    burst(form, "f4", *"naam", "enter", *"na")
    await form.gate.settled()
    assert (form.chosen, form.texts) == (["naam"], ["na", ""])


async def test_a_handler_that_waits_for_a_modal_does_not_stop_the_keys_it_waits_for(form):
    burst(form, "f5", *"naam", "enter", *"na")
    await form.gate.settled()
    assert (form.chosen, form.texts) == (["naam", "handler done"], ["na", ""])


async def test_a_handler_that_waits_for_a_key_of_its_own_screen_gets_it_after_a_while(form, monkeypatch):
    monkeypatch.setattr(type_ahead, "_PATIENCE", 5)
    burst(form, "f7", "a")
    await form.gate.settled()
    assert form.texts == ["a", ""]
    form.heard.set()


async def test_a_single_key_in_an_app_at_rest_passes_at_once(form):
    assert form.gate.admits(events.Key("a", "a"))


async def test_a_key_behind_one_that_is_being_handled_waits(form):
    assert form.gate.admits(events.Key("a", "a"))
    assert not form.gate.admits(events.Key("b", "b"))


async def test_held_keys_come_in_order_after_the_last_hold(form):
    with form.gate.hold():
        with form.gate.hold():
            burst(form, "a", "enter")
        burst(form, "b")
        await asyncio.sleep(0.01)
        assert form.texts == ["", ""]
    await form.gate.settled()
    assert form.texts == ["a", "b"]


async def test_a_hold_ends_with_an_error_in_the_thread(form):
    with pytest.raises(ZeroDivisionError):
        await form.gate.in_thread(lambda: 1 // 0)
    burst(form, "a")
    await form.gate.settled()
    assert form.texts == ["a", ""]


async def test_keys_typed_ahead_of_a_list_that_opens_are_dropped(form):
    burst(form, "f6", "f2", *"weg", "enter")
    await form.gate.settled()
    assert isinstance(form.screen, Ask)
    assert form.screen.query_one(Input).value == ""


async def test_keys_typed_after_the_list_opened_are_taken(form):
    burst(form, "f6", *"weg")
    await form.gate.settled()
    await asyncio.sleep(type_ahead._READER_LAG)
    burst(form, *"ja")
    await form.gate.settled()
    assert form.screen.query_one(Input).value == "ja"


async def test_the_command_palette_takes_a_burst(form):
    burst(form, "ctrl+p", *"gam", "enter", "enter")
    await form.gate.settled()
    assert form.chosen == ["gamma"]


async def test_the_gate_stops_with_the_app():
    app = Form()
    async with app.run_test(size=SIZE):
        await app.gate.settled()
        with app.gate.hold():
            burst(app, "a")
            await asyncio.sleep(0.01)
            app.exit()
        await asyncio.wait_for(app.gate.settled(), 1)


@pytest.mark.parametrize("key", ["z", "p"])
async def test_pilot_presses_work_as_ever(key):
    app = Toy()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"mdevries", "enter", *"secret", "space", *"phrase", "enter", *"123456", "enter")
        await pilot.press(key, *"jans", "enter", "minus", "1", "f2", "q")
        await app.gate.settled()
        assert app.records == [EXPECTED]


async def test_a_slow_screen_gets_the_keys_typed_while_it_is_composed(form):
    class Slow(Screen[None]):
        async def on_mount(self) -> None:
            await asyncio.sleep(0.05)
            await self.mount(Label("slow"), Input(compact=True))

    form.push_screen(Slow())
    burst(form, *"abc")
    await form.gate.settled()
    assert form.screen.query_one(Input).value == "abc"

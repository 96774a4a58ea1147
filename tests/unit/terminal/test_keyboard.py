"""What the terminal sends, cut into keys: however it is torn apart, Escape is a key of its own."""

import asyncio
from threading import Event

import pytest
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Input

from xstui.terminal import keyboard, type_ahead
from xstui.terminal.keyboard import KeyReader
from xstui.terminal.type_ahead import TypeAheadApp

F2 = "\x1bOQ"


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test moves."""
    moment = [0.0]
    monkeypatch.setattr(keyboard, "monotonic", lambda: moment[0])
    return moment


def read(*parts):
    """Return the names of the keys and the texts of the pastes, in order."""
    reader = KeyReader()
    return [shown(message) for part in parts for message in reader.feed(part)]


def shown(message):
    return ("paste", message.text) if isinstance(message, events.Paste) else message.key


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("jan\x1b\x1bz", ["j", "a", "n", "escape", "alt+z"]),
        ("\x1bzjans", ["alt+z", "j", "a", "n", "s"]),
        ("\x1b/jan", ["alt+slash", "j", "a", "n"]),
        ("\x1bZ", ["alt+Z"]),
        ("\x1b1", ["alt+1"]),
        ("\x1bb\x1bf", ["alt+b", "alt+f"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\t\x1b\x7f", ["escape", "tab", "escape", "backspace"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1bzjans\r-3" + F2 + "k", ["alt+z", "j", "a", "n", "s", "enter", "minus", "3", "f2", "k"]),
        ("\x1bOz", ["alt+O", "z"]),
        ("a\x1b[25~\x1b[99;7qb", ["a", "b"]),
        ("\x1b[[A\x1b[M !!x", ["f1", "x"]),
        ("\x1b[200~one\r\n\x1b[5mtwo\x1b[201~x", [("paste", "one\r\n\x1b[5mtwo"), "x"]),
    ],
)
def test_what_comes_in_one_write(sent, keys):
    assert read(sent) == keys


@pytest.mark.parametrize(
    "sent", ["zjans\r-3" + F2, "a\x1b[1;5Cb\x1b[15~", "\x1b[200~one\ntwo\x1b[201~x", "\x1b[<0;10;10Mé"]
)
def test_sequences_may_be_torn_anywhere(sent):
    whole = [(type(message), getattr(message, "key", "")) for message in KeyReader().feed(sent)]
    for cut in range(1, len(sent)):
        reader = KeyReader()
        torn = [message for part in (sent[:cut], sent[cut:]) for message in reader.feed(part)]
        assert [(type(message), getattr(message, "key", "")) for message in torn] == whole


@pytest.mark.parametrize("behind", ["z", "/", "\r", "7", "Z"])
def test_escape_and_a_key_that_comes_a_moment_later_are_two_keys(behind):
    assert read("\x1b", behind) == ["escape", *read(behind)]


def test_escape_alone_is_given_once_nothing_has_followed_for_a_tenth_of_a_second(clock):
    reader = KeyReader()
    assert [*reader.feed("jan\x1b")][3:] == []
    clock[0] = 0.05
    assert [*reader.tick()] == []
    clock[0] = 0.11
    assert [key.key for key in reader.tick()] == ["escape"]
    assert [*reader.feed("\x1b[")] == []
    clock[0] = 0.3
    assert [key.key for key in reader.tick()] == ["escape", "left_square_bracket"]


def test_a_paste_whose_end_is_lost_does_not_keep_the_keys_for_ever(clock):
    reader = KeyReader()
    assert [*reader.feed("\x1b[200~Jansen")] == []
    clock[0] = 1.9
    assert [*reader.tick()] == []
    clock[0] = 2.0
    assert [message.text for message in reader.tick()] == ["Jansen"]
    assert [key.key for key in reader.feed("z")] == ["z"]


class Typed(TypeAheadApp[None]):
    """An app with a field, and a driver whose keys a thread reads."""

    def compose(self):
        yield Input()

    def read(self, keys, ends):
        driver = keyboard.read_keys_with_care(HeadlessDriver)(self)
        driver.exit_event, sent = ends, []

        def read():
            for key in keys:
                driver.process_message(events.Key(key, key))
                sent.append(key)

        return asyncio.create_task(asyncio.to_thread(read)), sent

    async def fill(self, most):
        for _turn in range(1000):
            await asyncio.sleep(keyboard.NEXT_LOOK)
            if self.gate.is_full:
                break
        assert len(self.gate._waiting) == most


async def test_no_more_keys_are_read_than_may_wait_and_none_is_lost(monkeypatch):
    monkeypatch.setattr(type_ahead, "MOST_WAITING", 5)
    app = Typed()
    async with app.run_test():
        with app.gate.hold():
            reading, sent = app.read("abcdefghijkl", Event())
            await app.fill(5)
            assert len(sent) <= 5
        await reading
        await app.gate.settled()
        assert app.query_one(Input).value == "abcdefghijkl"


async def test_the_reading_ends_with_the_app_although_there_is_no_room(monkeypatch):
    monkeypatch.setattr(type_ahead, "MOST_WAITING", 1)
    app, ends = Typed(), Event()
    async with app.run_test():
        with app.gate.hold():
            reading, _sent = app.read("abc", ends)
            await app.fill(1)
            ends.set()
            await asyncio.wait_for(reading, 5)

"""A toy with the shape of the real thing: sign-in, home, a modal with a search, a date and a save.

Run as a program it writes one JSON line for each session to the file named first, and takes the seconds
that its "store" needs from the second argument.
"""

import json
import sys
import time
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Label

from xstui.terminal.type_ahead import HOLDING, TypeAheadApp

BURST = "mdevries\rsecret phrase\r123456\rzjans\r-1\x1bOQq"
"""Sign in, `z`, look for `jans`, yesterday, F2, sign out."""

REPORT_BURST = "zjans\r-1\x1bOQw"
"""The same from home, which stays: `w` writes the line."""

EXPECTED = {
    "fields": ["mdevries", "secret phrase", "123456"],
    "query": "jans",
    "report": {"name": "Jansen", "day": "-1"},
    "stray": "",
}


class Field(Input):
    BINDINGS = [("ctrl+j", "submit")]


class SignIn(Screen[None]):
    BINDINGS = [Binding("enter,ctrl+j", "next", priority=True)]

    def compose(self) -> ComposeResult:
        yield Label("sign in")
        for name in ("user", "password", "token"):
            yield Input(id=name, compact=True)

    def action_next(self) -> None:
        if self.query_one("#token").has_focus:
            self.run_worker(self.sign_in())
        else:
            self.focus_next()

    async def sign_in(self) -> None:
        fields = [field.value for field in self.query(Input)]
        self.app.record["fields"] = await self.app.gate.in_thread(self.app.slow, fields)
        self.app.switch_screen(Home())


class Home(Screen[None]):
    BINDINGS = [("z", "report"), ("q", "sign_out"), ("w", "app.write_record"), ("p", "report_by_callback")]

    def compose(self) -> ComposeResult:
        yield Label("home")

    def on_key(self, event) -> None:
        if event.key not in "zqwp" and event.is_printable:
            self.app.record["stray"] += event.character

    @work
    async def action_report(self) -> None:
        self.app.record["report"] = await self.app.push_screen_wait(Report())

    def action_report_by_callback(self) -> None:
        self.app.push_screen(Report(), lambda report: self.app.record.update(report=report))

    def action_sign_out(self) -> None:
        self.app.action_write_record()
        self.app.switch_screen(SignIn())


class Report(ModalScreen[dict[str, str]]):
    BINDINGS = [("f2", "save")]

    def compose(self) -> ComposeResult:
        yield Field(id="search", compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.app.record["query"] = event.value
        self.resolve(event.value)

    @work(thread=True, group=HOLDING)
    def resolve(self, query: str) -> None:
        self.app.slow(None)
        self.app.call_from_thread(self.show_date, {"jans": "Jansen"}.get(query, "nobody"))

    async def show_date(self, name: str) -> None:
        self.name_found = name
        await self.mount(Input(id="day", compact=True))
        self.query_one("#day").focus()

    @work
    async def action_save(self) -> None:
        report = {"name": self.name_found, "day": self.query_one("#day", Input).value}
        self.dismiss(await self.app.gate.in_thread(self.app.slow, report))


class Toy(TypeAheadApp[None]):
    def __init__(self, out: Path | None = None, delay: float = 0.0) -> None:
        super().__init__()
        self.out, self.delay = out, delay
        self.records = []
        self.clear()

    def clear(self) -> None:
        self.record = {"fields": None, "query": None, "report": None, "stray": ""}

    def on_mount(self) -> None:
        self.push_screen(SignIn())

    def slow(self, answer):
        time.sleep(self.delay)
        return answer

    def action_write_record(self) -> None:
        self.records.append(self.record)
        if self.out:
            with self.out.open("a") as out:
                out.write(json.dumps(self.record) + "\n")
        self.clear()


if __name__ == "__main__":
    Toy(Path(sys.argv[1]), float(sys.argv[2])).run()

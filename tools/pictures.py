# ruff: noqa: T201 - it reports on the command line
"""Draw the pictures of docs/schermen.md: the demo company on a fixed day, by the keys that a clerk would press.

python -m tools.pictures [--to FOLDER] [--every]

With --every each picture is drawn at three sizes, in two languages and in all themes: to be looked at, not to be kept.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from textual.screen import Screen

from xstui.app import app
from xstui.app.app import XstuiApp
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.i18n import Language
from xstui.services.access.sign_in import check_token
from xstui.services.context.context import Actor
from xstui.services.context.reference import Reference, data_folder
from xstui.services.demo.company import make_demo_store
from xstui.widgets.themes import DARK, LIGHT, THEMES

TODAY = date(2026, 6, 8)
"""The day of the manual's pictures."""
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schermen"
SIZES = ((80, 24), (120, 40), (160, 50))
DOSSIER = ("slash", "polis", "enter")
SCREENS = {
    "home": (),
    "dossier": DOSSIER,
    "dossier-taken": (*DOSSIER, "2", "f"),
    "ziekmelden": ("z", "jans", "enter", "g"),
    "herstel": ("h", "poli", "enter"),
    "cijfers": ("v",),
    "taken": ("t",),
    "werknemers": ("w",),
    "trajecten": ("r",),
    "organisatie": ("s",),
    "berichten": ("m",),
    "instellingen": ("i",),
    "werknemer-toevoegen": ("n", "f2"),
    "acties": (*DOSSIER, "full_stop"),
    "hulp": ("z", "jans", "enter", "f1"),
    "claimspecificatie": ("s", "q"),
    "uitkeringen": ("q",),
    "deelnemers": ("j",),
    "werknemersbestand": ("b",),
}
"""The keys that lead to each screen, from home."""


@dataclass(frozen=True)
class Picture:
    """One picture: of which screen, how large, in which theme and language."""

    screen: str
    size: tuple[int, int]
    theme: str = DARK.name
    language: Language = "nl"

    @property
    def name(self) -> str:
        """The name of its file, without what every picture has."""
        width, _height = self.size
        marks = (f"{width}", "" if self.theme == DARK.name else self.theme.removeprefix("xstui-"))
        return "-".join(filter(None, (self.screen, *marks, "" if self.language == "nl" else self.language)))


SHOWN = (
    Picture("home", SIZES[1]),
    Picture("dossier", SIZES[1]),
    Picture("dossier", SIZES[0]),
    Picture("cijfers", SIZES[1], LIGHT.name),
    Picture("ziekmelden", SIZES[0]),
    Picture("taken", SIZES[0], LIGHT.name),
)
"""The pictures of the page."""
NAMED = frozenset({"slash", "full_stop", "enter", "home", "f1", "f2"})
"""Keys that are no letters."""
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


class Signed(XstuiApp):
    """The app for somebody who has signed in already."""

    CSS_PATH = [Path(app.__file__).parent / path for path in XstuiApp.CSS_PATH]  # noqa: RUF012 - as Textual declares it

    def get_default_screen(self) -> Screen[object]:
        """Return an empty screen in the place of the sign-in."""
        return Screen()


def every_picture() -> Iterator[Picture]:
    """Yield all screens at all sizes, in all languages and themes."""
    for screen in SCREENS:
        for size in SIZES:
            for language in get_args(Language):
                yield from (Picture(screen, size, theme.name, language) for theme in THEMES)


async def draw(store: Path, picture: Picture) -> str:
    """Return a picture as SVG, in whichever fixed-width font there is: none is fetched."""
    signed = Signed(Program(store, TODAY, FixedClock(TODAY)), picture.language)
    async with signed.run_test(size=picture.size) as pilot:
        signed.theme = picture.theme
        signed.has_started()
        signed.start_session(_signed_in(signed.program))
        for key in ("home", *SCREENS[picture.screen]):
            await pilot.press(*([key] if key in NAMED or len(key) == 1 else key))
            await signed.gate.settled()
            await signed.workers.wait_for_complete()
            await pilot.pause()
        drawn = signed.export_screenshot(title="xstui")
    return FONT.sub("", drawn).replace("Fira Code", "DejaVu Sans Mono, Consolas")


def _signed_in(program: Program) -> Actor:
    """Sign in with the demo's public login."""
    login = program.demo_login()
    if login is None:
        raise LookupError(program)
    pending = program.enter(login.username, login.password)
    return check_token(program.sign_in_context, pending, login.token(program.clock.ticks())).actor


def draw_all(pictures: Iterable[Picture], folder: Path) -> None:
    """Write pictures to a folder, each from a store of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / "demo.db"
        make_demo_store(made, FixedClock(TODAY), Reference(data_folder()))
        for number, picture in enumerate(pictures):
            store = Path(shutil.copy(made, Path(place) / f"{number}.db"))
            (folder / f"{picture.name}.svg").write_text(asyncio.run(draw(store, picture)), "utf-8")
            store.unlink()
            print(picture.name, flush=True)


def main() -> int:
    """Draw the pictures of the page, or every picture there is."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--to", type=Path, default=FOLDER)
    asked.add_argument("--every", action="store_true")
    given = asked.parse_args()
    draw_all(every_picture() if given.every else SHOWN, given.to)
    return 0


if __name__ == "__main__":
    sys.exit(main())

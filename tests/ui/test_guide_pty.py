"""Every example of the guide, in one burst and as it is written there, through a real terminal."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.company import NOW, context_of
from tests.ui.test_bursts_pty import F2, at_home  # noqa: F401 - a fixture
from xstui.domain.names import PersonName
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.people.people import search_keys
from xstui.store.opening import open_store
from xstui.store.tables import Person
from xstui.store.unit import EntryMeta

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ptys")

GUIDE = Path(__file__).parents[2] / "docs" / "gebruik.md"
KEYS = {"⏎": "\r", "`F2`": F2, "`↑`": "\x1b[A", "`↓`": "\x1b[B"}
EXAMPLE = re.compile(r"(?:(?:`[^`\s]+`|⏎)\s+){2,}(?:`[^`\s]+`|⏎)")
RECEIPTS = {
    "zjans\r" + "g" + F2: "Ziek gemeld: Jansen, A. per 07-06-2026",
    "zjans\r" + "-7\r-5" + F2: "Ziek gemeld: Jansen, A. van 01-06-2026 tot en met 03-06-2026",
    "zjans;bakk;viss\r" + "g" + F2: "Ziek gemeld: 3 mensen per 07-06-2026",
    "djans\r" + "g\r75" + F2: "Gewijzigd: Jansen, A. per 07-06-2026",
    "hjans\r" + F2: "Hersteld gemeld: Jansen, A., laatste ziektedag 07-06-2026",
    "hjans\r" + "\x1b[A3\r\r7" + F2: "Traject beëindigd: Jansen, A., laatste dag 07-06-2026",
    "hjans\r" + "0506" + F2: "Hersteld gemeld: Jansen, A., laatste ziektedag 05-06-2026",
}
"""What each example of the guide comes to."""


def examples():
    """Return the keys of each example that goes on beyond a name, as the page has them."""
    found = (match.group().split() for match in EXAMPLE.finditer(GUIDE.read_text("utf-8")))
    typed = ("".join(KEYS.get(token, token.strip("`")) for token in tokens) for tokens in found)
    return [keys for keys in typed if "\r" in keys and keys.endswith(F2)]


def test_every_example_of_the_guide_is_known_here():
    assert set(examples()) == set(RECEIPTS)


@pytest.mark.parametrize("keys", RECEIPTS)
def test_an_example_of_the_guide_works_in_one_burst(company_path, keys, request):
    with_the_people_of_the_guide(company_path, sick=not keys.startswith("z"))
    terminal = request.getfixturevalue("at_home")
    terminal.write(keys.encode())
    terminal.read_until(lambda seen: RECEIPTS[keys].encode() in seen)


def with_the_people_of_the_guide(path, *, sick):
    """Have two people of the company called as in the guide, and Jansen sick where an example says so."""
    store = open_store(path, NOW)
    try:
        with store.unit(EntryMeta("demo.make", "xstui", NOW, undoable=False)) as unit:
            for key, surname in ((5, "Bakker"), (6, "Visser")):
                person = unit.session.get(Person, key)
                for name, text in {
                    "surname": surname,
                    "prefix": "",
                    **search_keys(PersonName("A.", "", surname)),
                }.items():
                    setattr(person, name, text)
        if sick:
            absence.report_sick(context_of(store), SickReport(2, date(2026, 6, 2)))
    finally:
        store.close()

"""A thief has the files: after a working day at the screens, no name, note or figure stands in them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.company import PASSWORD, PEOPLE
from tests.ui.clerk import at_home
from xstui.services.security import vault
from xstui.store import whole_file

TYPED = ("Overleg maandag afgesproken", "0506")
NAMES = [surname for _, _, surname, *_ in PEOPLE] + ["TESTBEDRIJF", "Sam Voorbeeld", "Graag overleg"]


def files_below(*folders):
    for folder in folders:
        yield from (file for file in Path(folder).rglob("*") if file.is_file() and not file.is_symlink())


async def test_nothing_of_a_working_day_stands_in_clear_on_the_disk(encrypted_path, tmp_path, monkeypatch):
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    for folder in (home, temporary):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    seen = set()
    async with at_home(encrypted_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2")
        await clerk.press("h", "jans", "enter", "escape")
        await clerk.press("slash", "berg", "enter", "2", "3", "4", "escape", "escape")
        await clerk.press("z", "vries", "down", "escape", "escape")
        await clerk.press("u", "ctrl+y", "m", "escape", "v", "escape", "w", "escape")
        await clerk.press("z", "celik", "enter", TYPED[1], "ctrl+l")
        seen |= {file for file in files_below(tmp_path) if in_clear(file)}
        await clerk.press(PASSWORD, "enter", "escape")
        seen |= {file for file in files_below(tmp_path) if in_clear(file)}
        assert clerk.app.context.store.path.with_name("company.db-wal").stat().st_size > 0
    seen |= {file for file in files_below(tmp_path) if in_clear(file)}
    assert not seen, {str(file): in_clear(file) for file in seen}
    key = vault.unlock(encrypted_path, "combi", PASSWORD, clerk.app.program.clock.now())
    assert whole_file.integrity_problems(encrypted_path, key) == []


def in_clear(file):
    """Return which of the planted words a file holds, in the encodings that programs write."""
    raw = file.read_bytes()
    return [word for word in (*NAMES, *TYPED[:1]) if word.encode() in raw or word.encode("utf-16-le") in raw]


async def test_the_search_for_names_would_find_them(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2")
    assert any(in_clear(file) for file in files_below(company_path.parent)), "a plain store does hold them"


def test_the_files_are_their_owners_alone(encrypted_path, tmp_path):
    from tests.company import REFERENCE, TODAY
    from xstui.clock import FixedClock
    from xstui.services.demo.company import make_demo_store

    path = tmp_path / "new" / "demo.db"
    make_demo_store(path, FixedClock(TODAY), REFERENCE, encrypted=True)
    if os.name == "posix":
        assert [file.stat().st_mode & 0o077 for file in files_below(path.parent)] == [0, 0]

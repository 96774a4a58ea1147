"""Pictures of the insurer's reports and of the tab *Verzekeringen*, on the demo company."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.company import TODAY
from tests.snapshots.test_pictures import matches
from tests.ui.clerk import NARROW, WIDE, at_home
from xstui.clock import FixedClock
from xstui.screens.people.dossier import DossierScreen
from xstui.screens.reporting.report import ReportScreen
from xstui.services.context.reference import Reference, data_folder
from xstui.services.demo.company import make_demo
from xstui.store.opening import open_store

PICTURES = {
    "participants": lambda: ReportScreen("deelnemersregistratie"),
    "claims": lambda: ReportScreen("claimspecificatie"),
    "payouts": lambda: ReportScreen("uitkeringsspecificaties"),
    "insurance": lambda: DossierScreen(1, "insurance"),
}


@pytest.fixture(scope="module")
def demo_template(empty_template, tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copy(empty_template, path)
    clock = FixedClock(TODAY)
    store = open_store(path, clock.now())
    make_demo(store, clock, Reference(data_folder()))
    store.close()
    return path


@pytest.fixture
def demo_path(demo_template, tmp_path):
    return Path(shutil.copy(demo_template, tmp_path / "demo.db"))


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", PICTURES)
async def test_the_screen_is_as_its_picture(demo_path, name, size):
    async with at_home(demo_path, size) as clerk:
        await clerk.app.push_screen(PICTURES[name]())
        await clerk.press()
        matches(f"{name}-{size[0]}x{size[1]}", clerk.screen)

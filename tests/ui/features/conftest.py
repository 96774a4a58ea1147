"""The demo company on the day of the manual's pictures: made once, and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import TODAY
from xstui.clock import FixedClock
from xstui.services.context.reference import Reference, data_folder
from xstui.services.demo.company import make_demo_store


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    make_demo_store(path, FixedClock(TODAY), Reference(data_folder()))
    return path


@pytest.fixture
def demo(demo_template, tmp_path) -> Path:
    """A store with the demo company in it, of one's own."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_template, path)
    return path

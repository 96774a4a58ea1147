"""What all tests share: one day, and a store of one's own in no time.

What a test may cost, in seconds of one core, so that the whole suite stays within six minutes on two:

- of a rule (`tests/unit/domain`): a hundredth;
- of a service, on a copy of the company: a tenth. Ask for a template that is made once; don't make a store yourself;
- of a screen (`at_home`): half a second, of which the start takes a quarter. Let one test say much of one screen;
- with a program of its own (a subprocess, a pty): two. Only where the process is what is tested; else call `run`.

A crawl over every screen, field or role opens a screen once and looks at all there is to see of it.

What is shared: compiled files, also where the machine asks to keep none; migrations, SQL and what passwords come to
(`quick_store`); style sheets and what they say of a widget (`ui/unseen`), and what
Textual asks itself all the time (`ui/quick_textual`); stores that many tests begin with, made once and
copied (`company.changed` makes one of a file's own). Nothing in this process is synced to the disk: tests that pull the
plug start a program of their own. Measure with the processor's time, not the clock's: other programs run too.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from tests import quick_store
from xstui.clock import FixedClock
from xstui.i18n import set_language

quick_store.install()

# Keep what is compiled, also where the machine asks not to: each worker and each program that a test starts would
# else compile all of xstui and its tests for itself, which takes a fifth of the tests' time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

settings.register_profile("same", derandomize=True)
if os.environ.get("CI"):
    # A check of a change tells of the change: what random examples find is for whoever runs the tests to mend.
    settings.load_profile("same")


def pytest_xdist_auto_num_workers() -> int:
    """Return a worker more than there are cores: a test of a screen waits a third of its time, for the next picture."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Leave what is imported by now out of the search for garbage, which else takes a tenth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


TODAY = date(2026, 6, 8)
"""The day of the manual's pictures."""


@pytest.fixture(autouse=True)
def dutch():
    """Speak Dutch at the start of each test, whatever the last one spoke."""
    set_language("nl")
    yield
    set_language("nl")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(TODAY)


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory) -> Path:
    """An empty store, made once by the real migrations and copied for each test."""
    from xstui.store.opening import create_store

    path = tmp_path_factory.mktemp("template") / "empty.db"
    store = create_store(path)
    store.close()
    return path


@pytest.fixture
def store(empty_template, tmp_path):
    from xstui.store.opening import open_store

    path = tmp_path / "xstui.db"
    shutil.copy(empty_template, path)
    opened = open_store(path, FixedClock(TODAY).now())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def company_template(empty_template, tmp_path_factory) -> Path:
    """The small company, built once and copied for each test."""
    from tests import company
    from xstui.store.opening import open_store

    path = tmp_path_factory.mktemp("company") / "company.db"
    shutil.copy(empty_template, path)
    store = open_store(path, FixedClock(TODAY).now())
    company.build(store)
    store.close()
    return path


@pytest.fixture
def company_path(company_template, tmp_path) -> Path:
    path = tmp_path / "company.db"
    shutil.copy(company_template, path)
    return path


@pytest.fixture
def context(company_path):
    """The context of a clerk who may do everything, on the small company."""
    from tests import company
    from xstui.store.opening import open_store

    store = open_store(company_path, FixedClock(TODAY).now())
    yield company.context_of(store)
    store.close()


@pytest.fixture(scope="session")
def encrypted_template(tmp_path_factory) -> Path:
    """The small company in an encrypted store whose login everybody may know."""
    from tests import company
    from xstui.services.security import secrets, vault
    from xstui.services.security.making import new_store

    path = tmp_path_factory.mktemp("encrypted") / "company.db"
    with new_store(path, encrypted=True) as store:
        company.build(store)
        vault.add_account(store.path, store.key, "combi", company.PASSWORD, secrets.LIGHT)
        vault.publish(store.path, "combi", company.PASSWORD)
    return path


@pytest.fixture
def encrypted_path(encrypted_template, tmp_path) -> Path:
    """A copy of the encrypted company, key file and all."""
    for file in encrypted_template.parent.iterdir():
        shutil.copy(file, tmp_path / file.name)
    return tmp_path / encrypted_template.name

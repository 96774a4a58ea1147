"""The demo company as of 8 June 2026, and one with a crowd in it; nothing is changed in either."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.services.demo.companies import CROWD, context_of, made


@pytest.fixture(scope="session")
def demo(empty_template, tmp_path_factory):
    store = made(tmp_path_factory.mktemp("demo") / "demo.db", empty_template, date(2026, 6, 8))
    yield context_of(store)
    store.close()


@pytest.fixture(scope="session")
def crowd(empty_template, tmp_path_factory):
    store = made(tmp_path_factory.mktemp("crowd") / "crowd.db", empty_template, date(2026, 6, 8), CROWD)
    yield context_of(store)
    store.close()

"""What the tests of importing share: a company with the people of the case files, and how a text is read for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import company
from tests.reading_files import plan, sentences, settle
from xstui.domain.problems import Refused
from xstui.store.opening import open_store


@pytest.fixture(scope="session")
def office_template(company_template, tmp_path_factory):
    return company.changed(company_template, tmp_path_factory.mktemp("office"), settle)


@pytest.fixture
def office(office_template, tmp_path):
    """The context of a clerk of a company where everybody has been since 2015."""
    (folder := tmp_path / "office").mkdir()
    store = open_store(Path(shutil.copy(office_template, folder)), company.NOW)
    yield company.context_of(store)
    store.close()


@pytest.fixture
def read(office, tmp_path):
    """Read a text, or bytes, as a file of absences; of employees where it begins like one."""

    def read_as(content, kind="", **choices):
        raw = content if isinstance(content, bytes) else content.encode()
        path = tmp_path / ("file.xlsx" if raw.startswith(b"PK") else "file.csv")
        path.write_bytes(raw)
        people = b"Achternaam" in raw.splitlines()[0]
        return plan(office, kind or ("employees" if people else "absences"), path, **choices)

    return read_as


@pytest.fixture
def refusal(read):
    """Read a file that is refused as a whole, and return the sentences."""

    def refused_as(content, kind="", **choices):
        with pytest.raises(Refused) as refused:
            read(content, kind, **choices)
        return sentences(refused)

    return refused_as

"""A report never takes the place of a store, of a back-up, or of what belongs to one."""

from __future__ import annotations

import os
import sys

import pytest

from tests.unit.reports.tables import table
from xstui.domain.problems import Problem, Refused
from xstui.i18n import problem_text
from xstui.reports import files
from xstui.reports.files import whole_file
from xstui.reports.formats import ExportFormat, writer_for


def refused_at(path):
    """Write a report at `path`; return the problems."""
    with pytest.raises(Refused) as refused:
        writer_for(ExportFormat.CSV)(table(), path, None)
    return list(refused.value.problems)


@pytest.mark.parametrize("end", ["", ".keys"])
def test_an_encrypted_store_and_its_key_file_stay(encrypted_path, end):
    path = encrypted_path.with_name(f"{encrypted_path.name}{end}")
    before = path.read_bytes()
    problems = refused_at(path)
    assert problems == [Problem("file-is-store", "out", {"path": path})]
    assert "gegevensbestand" in problem_text(problems[0])
    assert path.read_bytes() == before


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_a_plain_store_and_its_log_stay(company_path, end):
    path = company_path.with_name(f"{company_path.name}{end}")
    if end:
        path.write_bytes(b"log")
    assert refused_at(path) == [Problem("file-is-store", "out", {"path": path})]


def test_a_link_to_a_store_is_refused_where_the_name_tells(encrypted_path, tmp_path):
    link = tmp_path / "r.csv"
    link.symlink_to(encrypted_path)
    assert refused_at(link) == [Problem("file-is-store", "out", {"path": link})]


def test_another_name_of_a_store_is_replaced_and_the_store_stays(company_path, tmp_path):
    other, before = tmp_path / "r.csv", company_path.read_bytes()
    os.link(company_path, other)
    writer_for(ExportFormat.CSV)(table(), other, None)
    assert company_path.read_bytes() == before


def test_a_store_in_use_is_refused_without_being_opened(context, company_path, monkeypatch):
    def no_opening(path, *_args, **_words):
        pytest.fail(f"{path} was opened, so its locks are gone")

    with context.reading():
        monkeypatch.setattr(type(company_path), "open", no_opening)
        assert refused_at(company_path) == [Problem("file-is-store", "out", {"path": company_path})]


def test_other_files_are_replaced_as_before(company_path, tmp_path):
    report, head = tmp_path / "r.csv", tmp_path / f"{company_path.name}.head"
    for path in (report, head):
        path.write_text("older")
        with whole_file(path, of_store=path is head) as part:
            part.write_text("newer")
        assert path.read_text() == "newer"


@pytest.mark.parametrize("end", [".keys", "-wal", "-shm", "-journal", ".head"])
def test_nothing_takes_a_name_that_belongs_to_a_store_also_where_no_file_has_it(tmp_path, end):
    store = tmp_path / "i.db"
    store.write_bytes(b"SQLite format 3\0")
    path = store.with_name(f"i.db{end}")
    assert refused_at(path) == [Problem("file-is-store", "out", {"path": path})]
    assert not path.exists()
    writer_for(ExportFormat.CSV)(table(), tmp_path / f"other.db{end}", None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_no_store_and_is_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    holder = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)  # else a reader of it would wait for ever
    try:
        os.write(holder, files.DATABASE)
        files.refuse_target(pipe)
    finally:
        os.close(holder)

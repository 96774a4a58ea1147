"""What all writers share: whole files or none, for their owner alone, with the progress told."""

from __future__ import annotations

import errno
import os
import stat
from decimal import Decimal
from pathlib import Path

import pytest

from tests.refusals import problem_of, problems_of
from tests.unit.reports.tables import COLUMNS, ROWS, TOTALS, table
from xstui.domain.problems import Problem
from xstui.i18n import problem_text, set_language
from xstui.reports import files
from xstui.reports.files import refuse_target
from xstui.reports.formats import LABELS, ExportFormat, writer_for
from xstui.reports.table import Row
from xstui.services.absence import variations

every_format = pytest.mark.parametrize("export_format", ExportFormat)


def write(export_format, report, path, progress=None):
    writer_for(export_format)(report, path, progress)


@every_format
def test_only_the_owner_can_read_the_file_and_nothing_else_is_left(export_format, tmp_path):
    path = tmp_path / "r"
    write(export_format, table(), path)
    assert [file.name for file in tmp_path.iterdir()] == ["r"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_a_killed_export_left_goes_at_the_next_one_and_one_under_way_stays(tmp_path):
    left, under_way, other = (tmp_path / name for name in (".xstui-left", ".xstui-now", "mine"))
    for file in (left, under_way, other):
        file.write_bytes(b"Jansen")
    for file in (left, other):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    write(ExportFormat.CSV, table(), tmp_path / "r")
    assert {file.name for file in tmp_path.iterdir()} == {"r", ".xstui-now", "mine"}


@every_format
def test_an_older_file_is_replaced_whole(export_format, tmp_path):
    path = tmp_path / "r"
    path.write_bytes(b"x" * 1_000_000)
    write(export_format, table(), path)
    assert b"xxx" not in path.read_bytes()


@every_format
def test_a_failure_halfway_leaves_the_older_file_alone(export_format, tmp_path):
    path = tmp_path / "r"
    path.write_bytes(b"older")

    class Failing(list):
        def __iter__(self):
            yield from ROWS
            raise OSError(errno.EIO, "the disk broke")

    assert problems_of(write, export_format, table(Failing(ROWS)), path) == [
        Problem("file-unwritable", "out", {"path": path, "reason": "the disk broke"})
    ]
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


@every_format
@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interruption_leaves_nothing_behind(export_format, error, tmp_path):
    def interrupt(done, total):
        raise error

    with pytest.raises(error):
        write(export_format, table(), tmp_path / "r", interrupt)
    assert list(tmp_path.iterdir()) == []


@every_format
def test_a_full_disk_is_named(export_format, tmp_path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    assert problems_of(write, export_format, table(), tmp_path / "r") == [
        Problem("disk-full", "out", {"path": tmp_path / "r"})
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_is_really_full(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "_temporary_beside", lambda _path: _link(tmp_path))
    assert problems_of(write, ExportFormat.CSV, table(), tmp_path / "r") == [
        Problem("disk-full", "out", {"path": tmp_path / "r"})
    ]
    assert list(tmp_path.iterdir()) == []


def _link(folder):
    link = folder / "link"
    link.symlink_to("/dev/full")
    return link


@every_format
@pytest.mark.parametrize("place", ["missing/r", "file/r", "folder", "nul\0byte", "nul\0/r", "loop"])
def test_a_place_that_can_not_be_written(export_format, place, tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    path = tmp_path / place
    found = problem_of(write, export_format, table(), path)
    codes = {"folder": "file-is-folder", "loop": "file-broken-link", "missing/r": "folder-missing"}
    details = {"folder": path.parent} if place == "missing/r" else {"path": path, **found.details}
    assert found == Problem(codes.get(place, "file-unwritable"), "out", details)
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["file", "folder", "loop"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path):
    tmp_path.chmod(0o500)
    details = {"path": tmp_path / "r", "reason": os.strerror(errno.EACCES)}
    assert problems_of(write, ExportFormat.CSV, table(), tmp_path / "r") == [Problem("file-unwritable", "out", details)]


@every_format
def test_a_file_that_another_program_wrote_meanwhile_is_not_replaced_unasked(export_format, tmp_path):
    path = tmp_path / "r"
    other = lambda *_done: path.write_bytes(b"theirs")  # noqa: E731 - the other program, while this one writes
    problem = Problem("file-there", "out", {"name": "r"})
    assert problems_of(write, export_format, table(), path, other) == [problem]
    assert path.read_bytes() == b"theirs"
    assert [file.name for file in tmp_path.iterdir()] == ["r"]
    write(export_format, table(), path)
    assert path.read_bytes() != b"theirs"


def test_a_link_to_nothing_is_refused_alike_wherever_a_file_is_written(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "none")
    refused = [Problem("file-broken-link", "out", {"path": link})]
    assert problems_of(write, ExportFormat.CSV, table(), link) == refused
    assert problems_of(variations.write, "text", link) == refused
    assert problems_of(refuse_target, link) == refused
    assert problem_text(refused[0]) == f"{link} is een link naar een bestand dat er niet is. Noem het bestand zelf."
    assert link.is_symlink()


def test_a_symlink_is_replaced_and_what_it_names_stays(tmp_path):
    target = tmp_path / "elsewhere"
    target.write_bytes(b"mine")
    (tmp_path / "r").symlink_to(target)
    write(ExportFormat.CSV, table(), tmp_path / "r")
    assert target.read_bytes() == b"mine"
    assert not (tmp_path / "r").is_symlink()


@every_format
@pytest.mark.parametrize("report", [table([], None, None), table([], TOTALS), table([], None)])
def test_an_empty_table_is_written(export_format, report, tmp_path):
    told = []
    write(export_format, report, tmp_path / "r", lambda *done: told.append(done))
    assert (tmp_path / "r").stat().st_size > 50
    total = int(report.totals is not None)
    assert told == [(total, total)]


class Lazy:
    """Rows that are made as they are asked for, and only once."""

    def __init__(self, count):
        self.count = count
        self.asked = 0

    def __len__(self):
        return self.count

    def __iter__(self):
        self.asked += 1
        cells = (Decimal("1.5"), Decimal("5.25"), Decimal("4000.5"), *ROWS[0].cells[5:])
        return (Row((f"Naam {n}", n, *cells)) for n in range(self.count))


@every_format
def test_ten_thousand_lazy_rows_are_asked_for_once_and_the_progress_told(export_format, tmp_path):
    rows, told = Lazy(10_000), []
    write(export_format, table(rows), tmp_path / "r", lambda *done: told.append(done))
    assert rows.asked == 1
    done = [number for number, _total in told]
    assert done == sorted(set(done)) == [*range(500, 10_001, 500), 10_001]
    assert {total for _done, total in told} == {10_001}


def test_labels_and_endings_are_the_manuals():
    """Manual 8: the export menu, whose words are English there; the Dutch ones say the same."""
    assert [one.label for one in ExportFormat][2:] == [
        "CSV (kommagescheiden)",
        "CSV (puntkommagescheiden)",
        "CSV (tabgescheiden)",
    ]
    set_language("en")
    assert [one.label for one in ExportFormat] == [
        "PDF",
        "Excel",
        "CSV (comma delimited)",
        "CSV (semicolon delimited)",
        "CSV (TAB delimited)",
    ]
    assert [one.suffix for one in ExportFormat] == [".pdf", ".xlsx", ".csv", ".csv", ".csv"]
    assert list(LABELS) == list(ExportFormat)


def test_columns_of_the_test_table_cover_every_kind():
    assert len({column.kind for column in COLUMNS}) == 9

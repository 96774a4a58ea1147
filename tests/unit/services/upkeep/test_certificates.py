"""The certificate of a wipe: readable without a name, for its owner alone, and over no other file."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlmodel import select

from tests import company
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.absence import variations
from xstui.services.security.recovery_pdf import write_recovery_paper
from xstui.services.upkeep import certificates, retention
from xstui.services.upkeep.certificates import wipe, write_certificate
from xstui.services.upkeep.retention import Certificate
from xstui.store.tables import Employment
from xstui.store.unit import EntryMeta

WIPED = Certificate(company.NOW, "combi", (563167,), (7, 8), {"person": 1, "absence_case": 12}, 3, 9, "ab" * 32, True)


def test_it_says_in_words_what_went(context):
    path = write_certificate(context, WIPED)
    text = path.read_text("utf-8")
    for words in ("563167", "7, 8", "Werknemers", "Trajecten", "Journaalregel 9", "ab" * 32, "back-ups"):
        assert words in text, text
    assert path.parent == context.store.path.parent / "backups"
    assert path.stat().st_mode & 0o077 == 0


def test_it_goes_over_no_other_file_and_says_why_it_can_not_be_written(context, tmp_path):
    taken = tmp_path / "mine.txt"
    taken.write_text("mine")
    assert problems_of(write_certificate, context, WIPED, taken) == [Problem("file-exists", "out", {"path": taken})]
    assert taken.read_text() == "mine"
    below = taken / "below" / "c.txt"
    details = {"path": below, "reason": os.strerror(errno.ENOTDIR)}
    assert problems_of(write_certificate, context, WIPED, below) == [Problem("file-unwritable", "out", details)]


@pytest.mark.parametrize("end", [".keys", "-wal", "-shm", "-journal", ".head"])
def test_no_written_file_takes_a_name_that_belongs_to_a_store(context, end):
    part = context.store.path.with_name(f"{context.store.path.name}{end}")
    for write in (partial(write_certificate, context, WIPED), partial(variations.write, "x")):
        assert problems_of(write, part) == [Problem("file-is-store", "out", {"path": part})]
    assert problems_of(write_recovery_paper, part, "x") == [Problem("file-is-store", "out", {"path": part})]
    assert end in {"-wal", "-shm"} or not part.exists()


@pytest.fixture
def office(context):
    """An administrator's context; Jansen left more than two years ago."""
    with context.store.unit(EntryMeta("test", "sam", company.NOW, undoable=False)) as unit:
        for employment in unit.session.exec(select(Employment)).all():
            employment.start_date = date(2020, 1, 1)
            employment.end_date = date(2024, 5, 31) if employment.person_id == 2 else None
    return replace(context, actor=replace(context.actor, administrator=True))


def test_a_wipe_writes_its_certificate_and_names_the_file(office, tmp_path):
    target = wipe(office, retention.past_term(office), tmp_path / "c.txt")
    assert "563167" in target.read_text("utf-8")
    assert retention.past_term(office) == []


def test_where_there_can_be_no_certificate_nothing_is_wiped(office, tmp_path):
    taken, past = tmp_path / "mine.txt", retention.past_term(office)
    taken.write_text("mine")
    assert problems_of(wipe, office, past, taken) == [Problem("file-exists", "out", {"path": taken})]
    assert (taken.read_text(), retention.past_term(office)) == ("mine", past)


def test_a_wipe_that_is_refused_leaves_no_certificate(office, tmp_path):
    target = tmp_path / "c.txt"
    assert problems_of(wipe, office, [], target) == problems_of(retention.wipe, office, []) != []
    assert not target.exists()


def test_who_is_no_administrator_takes_no_file(context, tmp_path):
    target = tmp_path / "c.txt"
    assert problems_of(wipe, context, [], target) == [Problem("administrators-only")]
    assert not target.exists()


def test_a_certificate_that_could_not_be_written_names_the_entry_to_make_it_from(office, tmp_path, monkeypatch):
    target, past = tmp_path / "c.txt", retention.past_term(office)

    def full(**_certificate):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(certificates, "certificate_text", full)
        (problem,) = problems_of(wipe, office, past, target)
    made = retention.certificate_of(office)
    details = {"path": target, "reason": os.strerror(errno.ENOSPC), "seq": made.seq}
    assert problem == Problem("certificate-unwritten", "out", details)
    assert made.people == (563167,)

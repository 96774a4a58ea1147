"""The certificate of a wipe: readable without a name, for its owner alone, and over no other file."""

from __future__ import annotations

import errno
import os

from tests import company
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.upkeep.certificates import write_certificate
from xstui.services.upkeep.retention import Certificate

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

"""The data files: each is read when it is asked for, once."""

from __future__ import annotations

import pytest

from xstui.domain.absence import CaseKind
from xstui.services.context.reference import Reference, data_folder


@pytest.fixture
def reference(tmp_path):
    (tmp_path / "medical_words.toml").write_text('words = ["griep"]\nharmless = "no list"\n')
    (tmp_path / "common_passwords.txt").write_text("# widely used\nwelkom01\n\n")
    (tmp_path / "common_passwords_zxcvbn.txt").write_text("letmein\n")
    return Reference(tmp_path)


def test_the_data_of_a_checkout_lie_beside_the_package():
    found = Reference(data_folder())
    assert (data_folder() / "aow.toml").is_file()
    assert set(found.protocols) == set(CaseKind)
    assert found.benchmark_keys


def test_remarks_and_empty_lines_are_no_passwords(reference):
    assert reference.common_passwords == {"welkom01", "letmein"}


def test_what_is_no_list_holds_no_words(reference):
    assert (reference.medical_words.words, reference.medical_words.harmless) == (("griep",), ())


def test_a_file_is_read_once(reference):
    read = reference.common_passwords
    (reference.folder / "common_passwords.txt").unlink()
    assert reference.common_passwords is read

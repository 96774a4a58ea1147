"""The file of a certificate is named in the user's language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from xstui.i18n import set_language
from xstui.reports.certificate import certificate_name


@pytest.fixture(autouse=True)
def in_dutch():
    yield
    set_language("nl")


@pytest.mark.parametrize(("language", "word"), [("nl", "certificaat"), ("en", "certificate")])
def test_the_file_of_a_certificate_is_named_in_the_language_of_the_user(language, word):
    set_language(language)
    assert certificate_name(datetime(2026, 6, 8, 14, 5, 9, tzinfo=UTC)) == f"{word}-20260608-140509.txt"

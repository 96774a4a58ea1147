"""Checks of BSN, IBAN, postcode, phone and e-mail; the examples are the domain rules' own (section 8)."""

from __future__ import annotations

import pytest

from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.context import identifiers


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("bsn", "111222333", "111222333"),
        ("bsn", "1234.56.782", "123456782"),
        ("bsn", "999993653", "999993653"),
        ("bsn", "12", "000000012"),
        ("iban", "NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
        ("iban", "nl20ingb0001234567", "NL20INGB0001234567"),
        ("postcode", "1234ab", "1234 AB"),
        ("phone", "06-12345678", "0612345678"),
        ("phone", "+31 6 12345678", "+31612345678"),
        ("phone", "0031 (6) 1234.5678", "+31612345678"),
        ("phone", "+31 (0)6 12345678", "+31612345678"),
        ("phone", "(020) 123 45 67", "0201234567"),
        ("phone", "+32 2 123 45 67", "+3221234567"),
        ("bsn", "000000012", "000000012"),
        ("iban", "NL44 RABO 0123 4567 89", "NL44RABO0123456789"),
        ("email", " naam@bedrijf.example ", "naam@bedrijf.example"),
        ("email", f"naam@{'b' * 241}.example", f"naam@{'b' * 241}.example"),
        ("email", "o'brien+hr@sub.bedrijf.example", "o'brien+hr@sub.bedrijf.example"),
    ],
)
def test_what_is_valid_is_kept_in_one_form(field, typed, kept):
    assert identifiers.CHECKS[field](typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("bsn", "123456789"),
        ("bsn", "000000000"),
        ("bsn", "geen"),
        ("iban", "NL91ABNA0417164301"),
        ("iban", "NL02RABO0123456789"),
        ("postcode", "0123 AB"),
        ("postcode", "1234 SA"),
        ("postcode", "1234 SD"),
        ("postcode", "1234 SS"),
        ("phone", "112"),
        ("phone", "06123456789"),
        ("phone", "٠٦١٢٣٤٥٦٧٨"),
        ("phone", "0000000000"),
        ("phone", "+31 6 1234567"),
        ("phone", "+31 06 12345678"),
        ("phone", "+0 123 456 789"),
        ("bsn", "١١١٢٢٢٣٣٣"),
        ("bsn", "1112223334"),
        ("iban", "NL91ABNA04171643000"),
        ("postcode", "1234 A"),
        ("email", "naam@bedrijf"),
        ("email", "een twee@bedrijf.example"),
        ("email", "naam@bedrijf..example"),
        ("email", f"naam@{'b' * 242}.example"),
        ("email", "naam@bedrijf.example\nBcc: ander@bedrijf.example"),
    ],
)
def test_what_is_not_is_refused_at_its_field(field, typed):
    assert problems_of(identifiers.CHECKS[field], typed) == [Problem(f"{field}-invalid", field)]

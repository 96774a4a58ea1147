"""Several names in one text."""

from __future__ import annotations

import pytest

from xstui.domain.listing import separated

KNOWN = {"Inkomen", "Kantoor", "Bakker, Zonen en Co"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        (" ; ,;", []),
        ("Inkomen", ["Inkomen"]),
        ("Inkomen; Kantoor", ["Inkomen", "Kantoor"]),
        ("Inkomen,Kantoor,", ["Inkomen", "Kantoor"]),
        ("Bakker, Zonen en Co; Kantoor", ["Bakker, Zonen en Co", "Kantoor"]),
        ("Kantoor, Nergens", ["Kantoor", "Nergens"]),
    ],
)
def test_names_are_separated_by_semicolons_or_by_commas_where_no_name_holds_them(text, names):
    assert separated(text, KNOWN.__contains__) == names

"""Names as they stand in a mail."""

from __future__ import annotations

import pytest

from xstui.domain.addressed import with_initial, without_title


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("mevr. A. Jansen", "A. Jansen"),
        ("Dhr. Hof", "Hof"),
        ("de heer dr. J. van den Berg", "J. van den Berg"),
        ("Visser (werkplaats)", "Visser"),
        ("Mw. Visser [kantoor]", "Visser"),
        ("de Heer", "de Heer"),
        ("Drost, M.", "Drost, M."),
        ("Ms", "Ms"),
        ("(kantoor)", "(kantoor)"),
    ],
)
def test_titles_before_a_name_and_brackets_behind_it_are_left_out(typed, bare):
    assert without_title(typed) == bare


@pytest.mark.parametrize(
    ("typed", "short"),
    [
        ("Elly van Dijk", "E. van Dijk"),
        ("Çelik Ünal", "Ç. Ünal"),
        ("Jansen", "Jansen"),
        ("J. Jansen", "J. Jansen"),
        ("Jansen, A.", "Jansen, A."),
        ("van 12", "van 12"),
    ],
)
def test_a_first_name_becomes_an_initial(typed, short):
    assert with_initial(typed) == short

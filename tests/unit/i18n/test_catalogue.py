"""Texts and languages."""

import subprocess
import sys

import pytest

from xstui.i18n import N_, NP_, _, current_language, ngettext_, pgettext_, set_language


def test_dutch_is_the_default():
    script = "from xstui.i18n import _, current_language; print(current_language(), _('today'))"
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert output.split() == ["nl", "vandaag"]


def test_the_language_changes_while_the_program_runs():
    set_language("en")
    assert (current_language(), _("today")) == ("en", "today")
    set_language("nl")
    assert (current_language(), _("today")) == ("nl", "vandaag")


def test_an_unknown_language_is_refused_and_the_old_one_stays():
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")
    assert current_language() == "nl"


def test_a_text_that_is_in_no_catalogue_stays_as_it_is():
    assert _("Never translated {name}", name="Polis") == "Never translated Polis"


def test_braces_stay_where_no_values_are_given():
    assert _("set {1, 2}") == "set {1, 2}"


def test_a_value_is_never_read_as_a_placeholder():
    assert _("Never translated {name}", name="{n} [bold]") == "Never translated {n} [bold]"


@pytest.mark.parametrize(("n", "text"), [(0, "0 dagen geleden"), (1, "1 dag geleden"), (2, "2 dagen geleden")])
def test_a_plural_follows_its_number(n, text):
    assert ngettext_("{n} day ago", "{n} days ago", n) == text


def test_a_context_tells_two_equal_words_apart():
    assert pgettext_("short month", "Mar") == "mrt"
    assert pgettext_("no such context", "Mar") == "Mar"


def test_a_mark_returns_its_text():
    assert N_("today") == "today"
    assert pgettext_(*NP_("short month", "Mar")) == "mrt"


def test_the_texts_load_without_babel():
    script = "import sys, xstui.i18n as i; i._('today'); print('babel' in sys.modules)"
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "False"

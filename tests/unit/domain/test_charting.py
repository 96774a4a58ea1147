"""What the chart of the absence figures can show."""

from xstui.domain.charting import ChartBy
from xstui.i18n import label, set_language


def test_every_choice_has_its_own_name_in_both_languages():
    for language in ("nl", "en"):
        set_language(language)
        assert len({label(choice) for choice in ChartBy}) == len(ChartBy) == 2

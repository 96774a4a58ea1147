"""What a registration of several tasks says of them: whose they are, and which."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from xstui.i18n import set_language
from xstui.screens.base.receipts import receipt_text

SUMMARY = {"name": "Polis, V.", "code": "T03", "label_nl": "Plan van aanpak", "label_en": "Plan of action"}
UNDO, UNDO_EN = " · u = ongedaan maken", " · u = undo"


@pytest.mark.parametrize(
    ("counted", "dutch", "english"),
    [
        (
            (1, 1, 1),
            "Taak Plan van aanpak uitgevoerd: Polis, V. per 08-06-2026",
            "Task Plan of action done: Polis, V. on 08-06-2026",
        ),
        ((3, 2, 1), "3 taken uitgevoerd: Polis, V. per 08-06-2026", "3 tasks done: Polis, V. on 08-06-2026"),
        ((2, 1, 1), "2 taken uitgevoerd: Polis, V. per 08-06-2026", "2 tasks done: Polis, V. on 08-06-2026"),
        (
            (3, 1, 3),
            "Taak Plan van aanpak uitgevoerd: 3 mensen per 08-06-2026",
            "Task Plan of action done: 3 people on 08-06-2026",
        ),
        ((14, 3, 12), "14 taken van 12 mensen uitgevoerd per 08-06-2026", "14 tasks of 12 people done on 08-06-2026"),
    ],
)
def test_several_tasks_are_told_by_whose_and_which_they_are(counted, dutch, english):
    summary = SUMMARY | dict(zip(("count", "kinds", "people"), counted, strict=True))
    summary["day"] = "2026-06-08"
    told = receipt_text("tasks.close", summary)
    assert told == dutch + UNDO
    assert cell_len(told) <= 78
    set_language("en")
    assert receipt_text("tasks.close", summary) == english + UNDO_EN


def test_an_entry_that_does_not_say_of_how_many_people_tells_the_number_of_tasks():
    assert receipt_text("tasks.close", SUMMARY | {"count": 3}) == "3 taken uitgevoerd" + UNDO

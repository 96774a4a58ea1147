"""What has to hold of an employment as a whole."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from xstui.domain.absence import CaseKind, CaseTimes, EndReason, Step
from xstui.domain.standing import Standing, StandingCase, check_standing

TODAY, START, FIRST, END = date(2026, 6, 8), date(2025, 5, 1), date(2026, 3, 2), date(2026, 5, 31)
DAY = timedelta(days=1)
SOUND = Standing("Polis, V.", date(1990, 1, 1), START, None, (START,), (), outlived=False)


def case(first=FIRST, last=None, kind=CaseKind.ABSENCE, reason=None, steps=None):
    steps = (Step(first, Decimal(100)),) if steps is None else steps
    return StandingCase(1, kind, CaseTimes(first, last, steps), reason)


@pytest.mark.parametrize(
    ("how", "codes"),
    [
        ({}, []),
        ({"terms": ()}, []),
        ({"birth_date": START}, ["employment-before-birth"]),
        ({"end": START - DAY, "terms": ()}, ["employment-ends-first"]),
        ({"terms": (START + DAY,)}, ["terms-not-in-line"]),
        ({"terms": (START, START)}, ["terms-not-in-line"]),
        ({"terms": (START, END + DAY), "end": END}, ["terms-after-employment"]),
        ({"cases": (case(),)}, []),
        ({"cases": (case(steps=()),)}, []),
        ({"cases": (case(START - DAY),)}, ["case-before-employment"]),
        ({"cases": (case(END + DAY),), "end": END}, ["case-after-employment"]),
        ({"cases": (case(END + DAY, kind=CaseKind.PREGNANCY),), "end": END}, ["leave-after-employment"]),
        ({"cases": (case(),), "end": END}, []),
        ({"cases": (case(FIRST, END + DAY),), "end": END}, ["case-past-employment"]),
        ({"cases": (case(FIRST, END + DAY, reason=EndReason.LEFT),), "end": END}, []),
        ({"cases": (case(FIRST, END + DAY),), "end": END, "outlived": True}, []),
        ({"cases": (case(TODAY + DAY),)}, ["case-in-future"]),
        ({"cases": (case(FIRST, FIRST - DAY, steps=()),)}, ["case-ends-first"]),
        ({"cases": (case(steps=(Step(FIRST, Decimal(0)),)),)}, ["case-percentages"]),
        ({"cases": (case(FIRST, END), case(END + DAY))}, []),
        ({"cases": (case(FIRST, END), case(END))}, ["cases-overlap"]),
    ],
)
def test_an_employment_is_checked_as_a_whole(how, codes):
    assert [problem.code for problem in check_standing(replace(SOUND, **how), today=TODAY)] == codes

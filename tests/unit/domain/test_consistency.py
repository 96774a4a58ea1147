"""What has to hold of an employment as a whole."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from xstui.domain.absence import CaseKind, CaseTimes, EndReason, Step
from xstui.domain.consistency import CaseState, EmploymentState, check_employment
from xstui.domain.problems import Problem

TODAY, START, FIRST, END = date(2026, 6, 8), date(2025, 5, 1), date(2026, 3, 2), date(2026, 5, 31)
DAY = timedelta(days=1)
SOUND = EmploymentState("Polis, V.", date(1990, 1, 1), START, None, (START,), (), outlived=False)


def case(first=FIRST, last=None, kind=CaseKind.ABSENCE, reason=None, steps=None, no=1):
    steps = (Step(first, Decimal(100)),) if steps is None else steps
    return CaseState(no, kind, CaseTimes(first, last, steps), reason)


def wrong(code, **details):
    return Problem(code, "", {"name": "Polis, V.", **details})


@pytest.mark.parametrize(
    ("how", "problems"),
    [
        ({}, []),
        ({"terms": ()}, []),
        ({"birth_date": START}, [wrong("employment-before-birth", start=START)]),
        ({"end": START - DAY, "terms": ()}, [wrong("employment-ends-first", start=START, end=START - DAY)]),
        ({"terms": (START + DAY,)}, [wrong("terms-not-in-line", start=START)]),
        ({"terms": (START, START)}, [wrong("terms-not-in-line", start=START)]),
        ({"terms": (START, END + DAY), "end": END}, [wrong("terms-after-employment", day=END + DAY, end=END)]),
        ({"cases": (case(),)}, []),
        ({"cases": (case(START),)}, []),
        ({"cases": (case(END),), "end": END}, []),
        ({"cases": (case(steps=()),)}, []),
        ({"cases": (case(START - DAY),)}, [wrong("case-before-employment", case_no=1, first=START - DAY, start=START)]),
        (
            {"cases": (case(END + DAY),), "end": END},
            [wrong("case-after-employment", case_no=1, first=END + DAY, end=END)],
        ),
        (
            {"cases": (case(END + DAY, kind=CaseKind.PREGNANCY),), "end": END},
            [wrong("leave-after-employment", case_no=1, first=END + DAY, end=END)],
        ),
        ({"cases": (case(),), "end": END}, []),
        ({"cases": (case(FIRST, END + DAY),), "end": END}, [wrong("case-past-employment", case_no=1, end=END)]),
        ({"cases": (case(FIRST, END + DAY, reason=EndReason.LEFT),), "end": END}, []),
        ({"cases": (case(FIRST, END + DAY),), "end": END, "outlived": True}, []),
        (
            {"cases": (case(FIRST, END, reason=EndReason.DECEASED),)},
            [wrong("case-left-employed", case_no=1, reason=EndReason.DECEASED)],
        ),
        ({"cases": (case(FIRST, END, reason=EndReason.WAITING_TIME),)}, []),
        ({"cases": (case(TODAY),)}, []),
        ({"cases": (case(TODAY + DAY),)}, [wrong("case-in-future", case_no=1, latest=TODAY)]),
        (
            {"cases": (case(FIRST, FIRST - DAY, steps=()),)},
            [wrong("case-ends-first", case_no=1, first=FIRST, last=FIRST - DAY)],
        ),
        ({"cases": (case(steps=(Step(FIRST, Decimal(0)),)),)}, [wrong("case-percentages", case_no=1)]),
        ({"cases": (case(FIRST, END), case(END + DAY))}, []),
        ({"cases": (case(FIRST, END), case(END, no=2))}, [wrong("cases-overlap", case_no=2, first=END, other=1)]),
    ],
)
def test_an_employment_is_checked_as_a_whole(how, problems):
    assert check_employment(replace(SOUND, **how), today=TODAY) == problems

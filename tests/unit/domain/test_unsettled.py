"""What is not settled is said where the amount depends on it, and nowhere else."""

from datetime import date
from decimal import Decimal

import pytest

from xstui.domain.unsettled import Unsettled, of_pay
from xstui.domain.wages import PayDuty

LAST = date(2028, 2, 27)
PLAIN = PayDuty(Decimal(2800), LAST)
CAPPED = PayDuty(Decimal(4000), LAST, capped=True)
LIFTED = PayDuty(Decimal(2400), LAST, floor=Decimal(2400))


@pytest.mark.parametrize(
    ("duty", "percentage", "settled", "waits", "found"),
    [
        (PLAIN, 100, True, False, []),
        (PLAIN, 50, False, False, []),
        (CAPPED, 100, True, False, []),
        (CAPPED, 100, False, False, [Unsettled.MAXIMUM]),
        (CAPPED, 50, True, False, [Unsettled.LIMIT_AT_PART]),
        (LIFTED, 50, False, False, [Unsettled.LIMIT_AT_PART]),
        (LIFTED, 100, False, True, [Unsettled.WAITING_ON_HOLIDAY]),
        (CAPPED, 50, False, True, [Unsettled.MAXIMUM, Unsettled.LIMIT_AT_PART, Unsettled.WAITING_ON_HOLIDAY]),
    ],
)
def test_what_is_not_settled_of_an_amount(duty, percentage, settled, waits, found):
    asked = of_pay(duty, Decimal(percentage), maximum_is_settled=settled, waits_on_holiday=waits)
    assert list(asked) == found

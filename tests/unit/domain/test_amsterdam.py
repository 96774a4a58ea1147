"""The Dutch day of a moment."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from xstui.domain.amsterdam import dutch_day

STARTS = (date(1977, 4, 3), date(1978, 4, 2), date(1979, 4, 1), date(1980, 4, 6))
"""Days on which summer time began, not on the last Sunday of March."""
DAY, LATE = timedelta(days=1), time(22, 30)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(1960, 7, 1, 22, 30, tzinfo=UTC), date(1960, 7, 1)),
        (datetime(1977, 4, 3, 0, 59, tzinfo=UTC), date(1977, 4, 3)),
        *((datetime.combine(day - DAY, LATE, UTC), day - DAY) for day in STARTS),
        *((datetime.combine(day, LATE, UTC), day + DAY) for day in STARTS),
        (datetime(1978, 9, 30, 22, 0, tzinfo=UTC), date(1978, 10, 1)),
        (datetime(1978, 10, 1, 22, 30, tzinfo=UTC), date(1978, 10, 1)),
        (datetime(1990, 9, 30, 22, 30, tzinfo=UTC), date(1990, 9, 30)),
        (datetime(1995, 9, 30, 22, 30, tzinfo=UTC), date(1995, 9, 30)),
        (datetime(1996, 9, 30, 22, 30, tzinfo=UTC), date(1996, 10, 1)),
        (datetime(1976, 7, 1, 22, 30, tzinfo=UTC), date(1976, 7, 1)),
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_moment_is_on_the_dutch_day_of_summer_or_winter_time(moment, day):
    assert dutch_day(moment) == day

"""How long a sign-in stays closed after wrong ones, also where these can't be written."""

from datetime import UTC, datetime, timedelta

import pytest

from xstui.services.security.throttle import FREE_FAILURES, LONGEST_WAIT, UnwrittenTries, locked_until, still_closed

NOW = datetime(2026, 6, 8, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, None), (4, None), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (40, 60)]
)
def test_from_the_fifth_failure_a_wait_doubles_up_to_an_hour(failures, minutes):
    assert locked_until(failures, NOW) == (minutes and NOW + minutes * MINUTE)


def test_a_wait_ends_at_its_moment_and_is_never_longer_than_the_longest():
    assert still_closed(5, NOW, NOW) is None
    assert still_closed(5, NOW, NOW - MINUTE) == NOW
    assert still_closed(5, NOW + LONGEST_WAIT, NOW) == NOW + LONGEST_WAIT
    assert still_closed(5, NOW + 2 * LONGEST_WAIT, NOW) == NOW + MINUTE


def test_tries_that_are_not_written_are_counted_after_those_that_are_and_close_one_login():
    tries = UnwrittenTries()
    assert (tries.count("sam"), tries.closed_until("sam", NOW)) == (0, None)
    tries.add("sam", 0, NOW)
    assert (tries.count("sam"), tries.closed_until("sam", NOW)) == (1, None)
    tries.add("sam", FREE_FAILURES - 1, NOW)
    assert (tries.count("sam"), tries.closed_until("sam", NOW)) == (FREE_FAILURES, NOW + MINUTE)
    assert tries.closed_until("sam", NOW + MINUTE) is None
    tries.add("sam", 0, NOW)
    assert tries.closed_until("sam", NOW) == NOW + 2 * MINUTE
    assert (tries.count("kim"), tries.closed_until("kim", NOW)) == (0, None)
    tries.forget("sam")
    tries.forget("sam")
    assert (tries.count("sam"), tries.closed_until("sam", NOW)) == (0, None)

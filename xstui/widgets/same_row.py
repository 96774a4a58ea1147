"""Where the cursor of a list belongs once its rows are others: on what it stood on, or beside it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence


def same_row(place: int, before: Sequence[Hashable], now: Sequence[Hashable]) -> tuple[int, bool]:
    """Return where a row stands now, or its nearest neighbour that is still there, and whether it is the row itself.

    Of two neighbours equally near it is the one below. Where nothing was known of the rows before, or none is left,
    the place stays.

    Args:
        place: Where the row stood.
        before: What each row was about.
        now: What each row is about.
    """
    if not now or not 0 <= place < len(before):
        return place, True
    key = before[place]
    if key in now:
        return now.index(key), True
    places = {key: index for index, key in enumerate(now)}
    for distance in range(1, len(before)):
        for neighbour in (place + distance, place - distance):
            if 0 <= neighbour < len(before) and before[neighbour] in places:
                return places[before[neighbour]], False
    return 0, False

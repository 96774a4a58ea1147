"""A line of twelve cells that shows where a figure is going."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

STEPS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[Decimal | None], most: Decimal | None = None) -> str:
    """Return a cell for each value, as high as it is beside the most; a blank where there is none.

    Args:
        most: What fills a cell; the greatest value, where nothing is given, so that rows of one table compare.
    """
    top = most if most is not None else max((value for value in values if value is not None), default=Decimal(0))
    return "".join(" " if value is None else _step(value, top) for value in values)


def _step(value: Decimal, top: Decimal) -> str:
    if top <= 0 or value <= 0:
        return STEPS[0]
    return STEPS[min(len(STEPS) - 1, int(value * len(STEPS) / top))]


def weeks_line(weeks: int, of: int, cells: int) -> tuple[str, str]:
    """Return the part of a line of so many cells that is behind, and the rest: `━━━━` and `─────`."""
    done = min(cells, max(1, round(weeks * cells / of)))
    return "━" * done, "─" * (cells - done)

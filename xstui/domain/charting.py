"""What the chart of the absence figures can show."""

from __future__ import annotations

from enum import StrEnum


class ChartBy(StrEnum):
    """The months, or the units of the organisation (*Detail niveau grafiek*)."""

    MONTHS = "months"
    UNITS = "units"

"""Column types that keep exact values on every database."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import Dialect, Integer, String
from sqlalchemy.types import TypeDecorator

HUNDREDTH = Decimal("0.01")


class Hundredths(TypeDecorator[Decimal]):
    """A decimal with two places, kept as a whole number of hundredths.

    SQLite has no decimal type and would go through a float; money, hours and percentages must not.
    """

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Turn a decimal into hundredths, half-up."""
        if value is None:
            return None
        return int((Decimal(value) * 100).quantize(Decimal(1), ROUND_HALF_UP))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Turn hundredths into a decimal."""
        return None if value is None else (Decimal(value) * HUNDREDTH).quantize(HUNDREDTH)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO text: SQLite would drop the zone of a datetime."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Turn an aware moment into text."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn text into an aware moment."""
        return None if value is None else datetime.fromisoformat(value)

"""The employer's own absence beside that of the country: same quarter, same sector or size (CBS, table 80072ned)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from sqlmodel import Session, select

from xstui.domain.benchmark_line import BenchmarkTable, Group, Quarter, comparable_group, quarter_of, same_quarter
from xstui.domain.dates import add_months
from xstui.domain.figures import Period
from xstui.i18n import _, format_percentage
from xstui.services.reference import Reference
from xstui.store.tables import EmployerDetails

YEARS = 3
"""Years of the same quarter that are shown."""


def last_whole_quarter(last_month: date) -> Quarter:
    """Return the newest quarter that ends in or before a month."""
    quarter = quarter_of(last_month)
    ends = last_month.month % 3 == 0
    return quarter if ends else quarter_of(add_months(last_month.replace(day=1), -3))


def first_compared(last_month: date) -> date:
    """Return the first day that is compared with the country: of the oldest of the same quarters."""
    newest = last_whole_quarter(last_month)
    return period_of(Quarter(newest.year - YEARS + 1, newest.number)).first


def period_of(quarter: Quarter) -> Period:
    """Return the days of a quarter."""
    first = date(quarter.year, 3 * quarter.number - 2, 1)
    return Period(first, date.fromordinal(add_months(first, 3).toordinal() - 1))


def group_of(session: Session, table: BenchmarkTable, employees: Decimal) -> Group:
    """Return the group to compare with: the employers' sector where they told the same one, else their size."""
    sectors = {row.sector for row in session.exec(select(EmployerDetails)).all() if row.sector}
    return comparable_group(table, sectors, employees)


def benchmark_notes(
    session: Session,
    reference: Reference,
    last_month: date,
    employees: Decimal,
    own: Callable[[Period], Decimal | None],
) -> Iterator[str]:
    """Yield a line for each of the last years' same quarter: the own percentage and that of the group.

    A quarter that the statistics office has not published says so; no other takes its place.

    Args:
        own: Gives the own percentage over a period.
    """
    table = reference.benchmark
    group = group_of(session, table, employees)
    newest = last_whole_quarter(last_month)
    rates = dict(same_quarter(table, group.code, newest))
    for year in range(newest.year - YEARS + 1, newest.year + 1):
        quarter = Quarter(year, newest.number)
        mine, theirs = own(period_of(quarter)), rates.get(quarter)
        yield _(
            "Quarter {quarter}: own {own}, {group} {theirs}",
            quarter=f"{year}-{quarter.number}",
            own="–" if mine is None else format_percentage(mine),
            group=group.title,
            theirs=_("not published") if theirs is None else format_percentage(theirs),
        )
    yield _("Source: CBS StatLine, table 80072ned (CC BY 4.0); absence of more than a year included.")

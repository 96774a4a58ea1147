"""The employer's own absence beside that of the country: same quarter, same sector and size (CBS, table 80072ned)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sqlmodel import Session, col, select

from xstui.domain.benchmark_line import (
    ALL_SECTORS,
    BenchmarkTable,
    Group,
    GroupKind,
    Quarter,
    comparable_groups,
    last_known,
    quarter_of,
    sector_of,
)
from xstui.domain.dates import add_months
from xstui.domain.figures import Period, rounded
from xstui.i18n import _, format_percentage, in_language
from xstui.store.tables import EmployerDetails

YEARS = 3
"""Years of the same quarter that are shown: absence has its seasons, so CBS compares a quarter with the same one."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What stands under the figures.

    Attributes:
        brief: The newest quarter of which the own percentage and those of all groups are known, in one line.
    """

    notes: tuple[str, ...]
    brief: str


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


def sectors_told(session: Session, employer_ids: Collection[int]) -> frozenset[str]:
    """Return the sectors that some employers' master data name."""
    query = select(EmployerDetails.sector).where(col(EmployerDetails.unit_id).in_(employer_ids))
    return frozenset(sector for sector in session.exec(query) if sector)


def benchmark(
    table: BenchmarkTable,
    sectors: Collection[str],
    last_month: date,
    employees: Fraction,
    own: Callable[[Period], Fraction | None],
) -> Benchmark:
    """Return a line for each of the last years' same quarter: the own percentage, the sector's and the size class's.

    A quarter that is not in the table says so, and so does a sector that is not there: nothing else takes its place
    unsaid. Whether the statistics office has published it is not for the program to say (14.4).

    Args:
        sectors: The sectors of the employers shown, as far as they are known.
        own: Gives the own percentage over a period.
    """
    groups = comparable_groups(table, sectors, employees)
    newest = last_whole_quarter(last_month)
    quarters = [Quarter(year, newest.number) for year in range(newest.year - YEARS + 1, newest.year + 1)]
    missing = _why_no_sector(table, sectors) if len(groups) == 1 else None
    notes = [_line(table, quarter, own, groups) for quarter in quarters]
    both = _newest_of_both(table, newest, own, groups)
    if both is not None and both not in quarters:
        notes.append(
            _line(table, both, own, groups, _("Newest quarter with all figures, {quarter}: own {own}, {others}"))
        )
    notes += _year_lines(table, last_month, own, groups)
    if missing is not None:
        notes.append(missing.sentence)
    notes.append(_("Source: CBS StatLine, table 80072ned (CC BY 4.0); absence of more than a year included."))
    if both is not None:
        text = _("Newest {quarter}: own {own}, {others}")
        return Benchmark(tuple(notes), _brief(table, both, own, groups, missing, text))
    known = [quarter for quarter in quarters if _is_known(table, quarter, groups)]
    text = _("Quarter {quarter}: own {own}, {others}")
    return Benchmark(tuple(notes), _brief(table, (known or quarters)[-1], own, groups, missing, text))


def _newest_of_both(
    table: BenchmarkTable, newest: Quarter, own: Callable[[Period], Fraction | None], groups: tuple[Group, ...]
) -> Quarter | None:
    """Return the newest quarter, of those that are compared, with an own percentage and one of every group."""
    oldest = Quarter(newest.year - YEARS + 1, newest.number)
    quarters = (Quarter(year, number) for year in range(newest.year, oldest.year - 1, -1) for number in (4, 3, 2, 1))
    return next(
        (
            quarter
            for quarter in quarters
            if oldest <= quarter <= newest and _is_known(table, quarter, groups) and own(period_of(quarter)) is not None
        ),
        None,
    )


def _is_known(table: BenchmarkTable, quarter: Quarter, groups: tuple[Group, ...]) -> bool:
    """Tell whether the percentages of all groups are there."""
    return all((group.code, quarter) in table.rates for group in groups)


class _Missing(NamedTuple):
    """Why there is no sector's line, in a sentence and in a few words."""

    sentence: str
    words: str


def _why_no_sector(table: BenchmarkTable, sectors: Collection[str]) -> _Missing:
    unknown = sorted(text for text in sectors if sector_of(table, text) is None)
    if not sectors:
        return _Missing(
            _("No sector is set, so only the size is compared: an administrator sets it under Settings > Sector."),
            _("sector not set"),
        )
    if unknown:
        return _Missing(
            _(
                "CBS publishes nothing of the sector {sector}, so only the size is compared: see Settings > Sector.",
                sector=", ".join(unknown),
            ),
            _("sector unknown"),
        )
    return _Missing(
        _("The employers are in different sectors, so only the size is compared: choose one of them."),
        _("different sectors"),
    )


def _line(
    table: BenchmarkTable,
    quarter: Quarter,
    own: Callable[[Period], Fraction | None],
    groups: tuple[Group, ...],
    text: str = "",
) -> str:
    theirs = (f"{in_language(g.title_nl, g.title_en)} {_rate(table, g, quarter)}" for g in groups)
    return _quarter_text(text or _("Quarter {quarter}: own {own}, {others}"), quarter, own, theirs)


def _year_lines(
    table: BenchmarkTable, last_month: date, own: Callable[[Period], Fraction | None], groups: tuple[Group, ...]
) -> Iterator[str]:
    """Return the line of the last whole year: of the country as a whole, and of the groups of which it is known."""
    ends = last_month.month == 12  # noqa: PLR2004 - December
    year = last_month.year if ends else last_month.year - 1
    several = dict.fromkeys((table.groups[ALL_SECTORS], *groups))
    known = [(group, table.years[group.code, year]) for group in several if (group.code, year) in table.years]
    if known:
        mine = own(Period(date(year, 1, 1), date(year, 12, 31)))
        yield _(
            "Year {year}: own {own}, {others}",
            year=year,
            own="–" if mine is None else format_percentage(rounded(mine)),
            others=", ".join(f"{in_language(g.title_nl, g.title_en)} {format_percentage(rate)}" for g, rate in known),
        )


def _brief(  # noqa: PLR0913 - what is compared, and in which words
    table: BenchmarkTable,
    quarter: Quarter,
    own: Callable[[Period], Fraction | None],
    groups: tuple[Group, ...],
    missing: _Missing | None,
    sentence: str,
) -> str:
    """Return the line of a quarter with codes for titles, so that it fits a screen of 80 cells."""
    theirs = [] if missing is None else [missing.words]
    for group in groups:
        text = _("sector {code} {rate}") if group.kind is GroupKind.SECTOR else _("{code} employees {rate}")
        theirs.append(text.format(code=group.code, rate=_rate(table, group, quarter)))
    return _quarter_text(sentence, quarter, own, theirs)


def _quarter_text(
    sentence: str, quarter: Quarter, own: Callable[[Period], Fraction | None], theirs: Iterable[str]
) -> str:
    mine = own(period_of(quarter))
    return sentence.format(
        quarter=f"{quarter.year}-{quarter.number}",
        own="–" if mine is None else format_percentage(rounded(mine)),
        others=", ".join(theirs),
    )


def _rate(table: BenchmarkTable, group: Group, quarter: Quarter) -> str:
    rate = table.rates.get((group.code, quarter))
    if rate is not None:
        return format_percentage(rate)
    last = last_known(table, group.code)
    if last is None or quarter < last:
        return _("not in this program")
    return _("not in this program (to {quarter})", quarter=f"{last.year}-{last.number}")

"""A year on the screen: months below each other, days beside each other, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from textual.content import Content

from xstui.domain.year_calendar import MONTHS, Mark, PersonYear, UnitYear
from xstui.i18n import _, format_date_short, format_decimal, ngettext_
from xstui.i18n.dates import format_month_name
from xstui.screens.people.timeline_text import spell_words

Part = tuple[str, str]
"""A sign or a text, and its style."""
LABEL = 5
"""Cells before the first day."""
LONGEST_MONTH = 31
TODAY = "◂"
"""Stands behind the sign of today, where all other days have a blank."""
NOBODY = "·"
FILLED = "$accent"
MARKS: Mapping[Mark, Part] = MappingProxyType(
    {
        Mark.FULL: ("█", f"{FILLED} on {FILLED}"),
        Mark.MOST: ("▓", FILLED),
        Mark.HALF: ("▒", FILLED),
        Mark.PART: ("░", FILLED),
        Mark.LEAVE: ("~", "$text-muted"),
        Mark.NONE: (NOBODY, "$text-muted"),
        Mark.DAY_OFF: (" ", ""),
        Mark.AHEAD: (" ", ""),
        Mark.NOT_EMPLOYED: (" ", ""),
    }
)
MOST_SHOWN = 9
"""People that a cell has a figure for; more are a plus."""
SPELLS_NARROW, SPELLS_WIDE = 8, 11
"""Stretches that have room in words below a calendar, and beside it: the last ones."""


def person_lines(year: PersonYear) -> list[Content]:
    """Return the year of somebody in lines, with the sick days of each month behind it."""
    return _lines(
        year.year,
        year.today,
        lambda day: MARKS[year.days[day].mark],
        (_("days"),),
        lambda month: (str(year.sick_days(month) or ""),),
    )


def unit_lines(year: UnitYear) -> list[Content]:
    """Return the year of a part of the organisation in lines, with average and highest of each month behind it."""
    most = year.highest() or 0
    return _lines(
        year.year,
        year.today,
        lambda day: _count_part(year, day, most),
        (_("avg."), _("most")),
        lambda month: (_average(year.average(month)), _number(year.highest(month))),
    )


def person_legend(year: PersonYear) -> Content:
    """Return what the signs of somebody's year mean: those of leave and today where they are there."""
    named = [(Mark.FULL, "100 %"), (Mark.MOST, "75"), (Mark.HALF, "50"), (Mark.PART, _("lower"))]
    parts = [(MARKS[mark], words) for mark, words in named]
    parts.append((MARKS[Mark.NONE], _("no absence")))
    if any(one.mark is Mark.LEAVE for one in year.days.values()):
        parts.append((MARKS[Mark.LEAVE], _("leave")))
    return _legend(parts, year.today.year == year.year)


def unit_legend(year: UnitYear) -> Content:
    """Return what the signs of a department's year mean."""
    figures, none = ("1-9", FILLED), (NOBODY, "$text-muted")
    parts = [(figures, _("people absent")), (("+", FILLED), _("more than 9")), (none, _("nobody"))]
    return _legend(parts, year.today.year == year.year)


def person_sums(year: PersonYear) -> str:
    """Return `98 ziektedagen · 61,50 gemiste werkdagen`."""
    if not year.sick_days():
        return _nothing(year)
    days = ngettext_("{n} sick day", "{n} sick days", year.sick_days())
    missed = _("{n} working days missed", n=format_decimal(year.days_missed()))
    return f"{days} · {missed}"


def person_words(year: PersonYear, most: int | None = None) -> str:
    """Return the absence of a year in words: `100 % 2 mrt - 3 mei › 75 % 4 mei - 31 mei › 50 % sinds 1 jun`.

    Args:
        most: Stretches that are named at most, the last ones; all without it.
    """
    shown = year.spells[-(most or len(year.spells)) :]
    before = ["…"] if len(shown) < len(year.spells) else []
    return " › ".join([*before, *(spell_words(spell, year.year) for spell in shown)])


def unit_sums(year: UnitYear) -> str:
    """Return the sick days of all together, the average, and the busiest day."""
    average, busiest = year.average(), year.busiest
    if average is None or busiest is None:
        return _nothing(year)
    days = ngettext_("{n} sick day", "{n} sick days", year.sick_days())
    mean = _("{n} people absent on average", n=format_decimal(average, 1))
    most = _("{n} at most, first on {day}", day=format_date_short(busiest), n=_number(year.highest()))
    return f"{days} · {mean} · {most}"


def _nothing(year: PersonYear | UnitYear) -> str:
    """Say that there is no absence in a year, or can be none yet."""
    if year.year > year.today.year:
        return _("{year} is still to begin.", year=str(year.year))
    return _("No absence in {year}.", year=str(year.year))


def unit_words(year: UnitYear) -> str:
    """Return the average and highest number of each month in words: `mrt gem. 2,3 max. 4 · apr …`."""
    told = (
        _("{month} avg. {average} most {most}", month=name, average=_average(mean), most=_number(most))
        for name, mean, most in _months(year)
    )
    return " · ".join(told)


def _months(year: UnitYear) -> Iterator[tuple[str, Decimal, int | None]]:
    for month in MONTHS:
        mean = year.average(month)
        if mean is not None:
            yield _month(year.year, month), mean, year.highest(month)


def _lines(
    year: int,
    today: date,
    part: Callable[[date], Part],
    titles: Sequence[str],
    sums: Callable[[int], Sequence[str]],
) -> list[Content]:
    days = "".join(f"{day:>2}" if day % 2 else "  " for day in range(1, LONGEST_MONTH + 1))
    widths = [max(len(title), SUM) for title in titles]
    heads = "".join(f" {title:>{width}}" for title, width in zip(titles, widths, strict=True))
    lines = [Content.styled(f"{days:>{LABEL - 1 + len(days)}} {heads}", "$text-muted")]
    for month in MONTHS:
        cells = [cell for day in _days(year, month) for cell in _cell(day, today, part)]
        texts = "".join(f" {text:>{width}}" for text, width in zip(sums(month), widths, strict=True))
        blank = "  " * (LONGEST_MONTH - len(cells) // 2)
        lines.append(Content.assemble((f"{_month(year, month):<{LABEL}}", "$text-muted"), *cells, blank, texts))
    return lines


SUM = 4
"""Cells of a sum behind a month at least."""


def _cell(day: date, today: date, part: Callable[[date], Part]) -> tuple[Part, Part]:
    """Return a day and what stands behind it: a blank, or the sign of today."""
    return part(day), ((TODAY, "bold $secondary") if day == today else (" ", ""))


def _days(year: int, month: int) -> list[date]:
    first = date(year, month, 1).toordinal()
    after = date(year + month // 12, month % 12 + 1, 1).toordinal()
    return [date.fromordinal(number) for number in range(first, after)]


def _count_part(year: UnitYear, day: date, most: int) -> Part:
    count = year.counts[day]
    if count is None or day in year.days_off:
        return " ", ""
    if not count:
        return NOBODY, "$text-muted"
    return (str(count) if count <= MOST_SHOWN else "+"), ("bold $secondary" if count == most else FILLED)


def _legend(parts: Sequence[tuple[Part, str]], has_today: bool) -> Content:  # noqa: FBT001 - as the year is
    shown = [*parts, *([((TODAY, "bold $secondary"), _("today"))] if has_today else [])]
    return Content("  ").join(Content.assemble(part, (f" {words}", "$text-muted")) for part, words in shown)


def _month(year: int, month: int) -> str:
    return format_month_name(f"{year}-{month:02}")


def _average(mean: Decimal | None) -> str:
    return "" if mean is None else format_decimal(mean, 1)


def _number(count: int | None) -> str:
    return "" if count is None else str(count)

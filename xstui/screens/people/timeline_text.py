"""The line of a case on the screen, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from rich.cells import cell_len
from textual.content import Content

from xstui.domain.dates import add_days
from xstui.domain.timeline import WEEKS, Cell, Sign, Spell, Timeline
from xstui.i18n import _, format_date_short, format_percent

ROOM_FOR_WEEKS = 112
"""Cells from which every week has one of its own."""
LABEL = 9
"""Cells before the line."""
NAMED_WEEKS = MappingProxyType(
    {1: (1, 6, 8, 13, 20, 26, 32, 42, 52, 65, 78, 88, 93, 104), 2: (1, 8, 26, 42, 52, 65, 78, 88, 104)}
)
"""Weeks that are named below the line, by the weeks of a cell: those in which something is due by law, and quarters."""
MONTHS_APART = MappingProxyType({1: 1, 2: 3})
HEIGHTS = ((Decimal(100), "█"), (Decimal(75), "▆"), (Decimal(50), "▄"), (Decimal(0), "▂"))
"""How high a percentage stands in a line of one row."""
TALL = 4
"""Rows of the percentages where there is room."""
LEAVE = "░"
MARKS: Mapping[Sign, tuple[str, str]] = MappingProxyType(
    {
        Sign.NONE: (" ", ""),
        Sign.DONE: ("✓", "$text-success"),
        Sign.LATER: ("○", "$text-muted"),
        Sign.OF_UWV: ("●", "$foreground"),
        Sign.END: ("■", "$foreground"),
        Sign.NOW: ("!", "bold $primary"),
        Sign.LATE: ("!", "bold $error"),
    }
)
MOST_SPELLS = 4
"""Stretches that the words of a narrow line name: the last ones."""


def timeline_lines(line: Timeline, width: int) -> list[Content]:
    """Return a case in lines of so many cells: months, percentages, tasks, weeks, today; then the same in words."""
    weeks = 1 if width >= ROOM_FOR_WEEKS else 2
    cells = line.cells(weeks)
    beside = _beside(line) if weeks == 2 else []  # noqa: PLR2004 - weeks of a cell
    rows = [
        _row("", _months(line, weeks)),
        *_percentages(line, cells, weeks),
        _row(_("tasks"), Content.assemble(*(MARKS[cell.sign] for cell in cells))),
        _row(_("week"), Content.styled(_numbers(weeks), "$text-muted")),
        _row("", _today(line, weeks)),
    ]
    for place, words in enumerate(beside[: len(rows) - 1], 1):
        rows[place] = Content.assemble(
            rows[place], " " * max(1, LABEL + len(cells) + 2 - rows[place].cell_length), words
        )
    return rows if beside else [*rows, _row(_("course"), Content(timeline_words(line)))]


def timeline_words(line: Timeline, most: int | None = None) -> str:
    """Return the percentages of a case in words: `100 % 2 mrt - 3 mei › 50 % sinds 1 jun`.

    Args:
        most: Stretches that are named at most, the last ones; all without it.
    """
    spells = _of_the_line(line)
    year, words = line.today.year, []
    for spell in spells[-(most or len(spells)) :]:
        words.append(spell_words(spell, year))
        year = (spell.last or spell.first).year
    return " › ".join(words)


def _of_the_line(line: Timeline) -> list[Spell]:
    """Return what held on days of the line: an absence that was over before is another case."""
    return [spell for spell in line.spells if spell.last is None or spell.last >= line.counted_from]


def legend() -> Content:
    """Return what the signs of the tasks mean."""
    named = ((Sign.DONE, _("done")), (Sign.NOW, _("now")), (Sign.OF_UWV, _("UWV")), (Sign.LATER, _("later")))
    return Content("  ").join(Content.assemble(MARKS[sign], (f" {words}", "$text-muted")) for sign, words in named)


def spell_words(spell: Spell, year: int) -> str:
    """Return a stretch in words, `75 % 4 mei - 31 mei`, with a year where that is not the one named before."""
    what = _("leave") if spell.is_leave else format_percent(spell.percentage)
    first = _day(spell.first, year)
    if spell.last is None:
        return _("{what} since {day}", what=what, day=first)
    return f"{what} {first} - {_day(spell.last, spell.first.year)}"


def _day(day: date, year: int) -> str:
    return format_date_short(day) if day.year == year else f"{format_date_short(day)} {day.year}"


def _beside(line: Timeline) -> list[Content]:
    """Return the last percentages, each with its first day; today's in bold."""
    spells = _with_gaps([spell for spell in _of_the_line(line) if not spell.is_leave])[-MOST_SPELLS:]
    texts = [f"{format_percent(spell.percentage):>5}  {format_date_short(spell.first)}" for spell in spells]
    return [
        Content.styled(text, "bold $secondary" if spell.covers(line.today) else "")
        for text, spell in zip(texts, spells, strict=True)
    ]


def _with_gaps(spells: Sequence[Spell]) -> list[Spell]:
    """Return stretches of absence with the days between them, on which there was none."""
    found: list[Spell] = []
    for spell in spells:
        if found and (last := found[-1].last) is not None and add_days(last, 1) < spell.first:
            found.append(Spell(add_days(last, 1), add_days(spell.first, -1), Decimal(0)))
        found.append(spell)
    return found


def _row(label: str, content: Content) -> Content:
    return Content.assemble((f"{label:<{LABEL}}", "$text-muted"), content)


def _percentages(line: Timeline, cells: Sequence[Cell], weeks: int) -> Iterable[Content]:
    rows = TALL if weeks == 1 else 1
    here = (line.week - 1) // weeks
    for row in range(rows, 0, -1):
        shown = [_height(cell, row, rows, is_here=place == here) for place, cell in enumerate(cells)]
        yield _row(_("sick %") if row == rows else "", Content.assemble(*shown))


def _height(cell: Cell, row: int, rows: int, *, is_here: bool) -> tuple[str, str]:
    """Return one cell of the percentages, in a row that is counted from below."""
    if not cell.past:
        return ("·", "$border-blurred") if row == 1 else (" ", "")
    colour = "$secondary" if is_here else "$accent"
    if cell.spell is None:
        return ("│", "$secondary") if is_here and row > 1 else (" ", "")
    if cell.spell.is_leave:
        return (LEAVE, "$text-muted") if row == 1 else (" ", "")
    if rows == 1:
        sign = next(sign for least, sign in HEIGHTS if cell.spell.percentage >= least)
    else:
        sign = "█" if cell.spell.percentage * rows > (row - 1) * 100 else "│" if is_here else " "
    return (sign, f"{colour} on {colour}") if sign == "█" else (sign, colour)


def _months(line: Timeline, weeks: int) -> Content:
    """Return the names of the months where they begin, with the year where it is another one."""
    text, shown_year = "", 0
    for place in range(WEEKS // weeks):
        first = line.first_day(place * weeks + 1)
        begun = _first_of_month_in(first, weeks * 7)
        months = (begun.year * 12 + begun.month) if begun else 0
        if place == 0:
            begun = first
        elif begun is None or (months - (line.counted_from.year * 12 + line.counted_from.month)) % MONTHS_APART[weeks]:
            continue
        name = format_date_short(begun).split(" ")[-1]
        if begun.year != shown_year:
            name += f" {begun.year % 100:02}"
        if (cell_len(text) < place or not place) and place + cell_len(name) <= WEEKS // weeks + 4:
            text = text.ljust(place) + name
            shown_year = begun.year
    return Content.styled(text, "$text-muted")


def _first_of_month_in(first: date, days: int) -> date | None:
    """Return the first day of a month among some days."""
    return next((d for d in (date.fromordinal(first.toordinal() + n) for n in range(days)) if d.day == 1), None)


def _numbers(weeks: int) -> str:
    text = ""
    for week in NAMED_WEEKS[weeks]:
        place = min((week - 1) // weeks, WEEKS // weeks - len(str(week)))
        if cell_len(text) < place or not place:
            text = text.ljust(place) + str(week)
    return text


def _today(line: Timeline, weeks: int) -> Content:
    if line.week > WEEKS:
        return Content.styled(_("after the waiting time: week {n}", n=line.week), "$primary")
    place, words = (line.week - 1) // weeks, _("today, week {n}", n=line.week)
    if place + cell_len(words) + 2 <= WEEKS // weeks + LABEL:
        return Content.assemble(" " * place, (f"▲ {words}", "$primary"))
    return Content.assemble(" " * (place - cell_len(words) - 1), (f"{words} ▲", "$primary"))

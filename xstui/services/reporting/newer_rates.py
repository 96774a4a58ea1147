"""Newer absence rates of the country, which an administrator reads from a file of the statistics office."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sqlmodel import Session, select

from xstui.domain.benchmark_line import BenchmarkTable, Rates, Span
from xstui.domain.cbs_file import read_rates
from xstui.services.context.context import Context
from xstui.services.context.file_content import text_of
from xstui.services.context.reference import Reference
from xstui.store.tables import Setting

CHANGED = "office.rates"
SETTING = "cbs_rates"
LARGEST = 4_000_000
"""Bytes of a file at most; the whole table since 1996 has a tenth of that."""


@dataclass(frozen=True, slots=True)
class NewRates:
    """What a file holds.

    Attributes:
        count: Its rates.
        differing: Those that the program does not have, or has otherwise.
        first: Of its quarters and years, as `last`.
    """

    count: int
    differing: Rates
    first: Span
    last: Span


def check_file(reference: Reference, path: Path) -> NewRates:
    """Return what is new in a file beside the table that comes with the program.

    Raises:
        Refused: As `text_of` does, or all that is wrong with it (see `read_rates`).
    """
    rates = read_rates(text_of(path, LARGEST).splitlines(), reference.benchmark_keys)
    differing = {place: rate for place, rate in rates.items() if reference.benchmark.rate(*place) != rate}
    spans = sorted({span for _, span in rates})
    return NewRates(len(rates), differing, spans[0], spans[-1])


def keep_rates(context: Context, path: Path) -> NewRates:
    """Keep what is new in a file, in the place of what was kept before.

    Raises:
        Refused: `administrators-only`, or as `check_file` does.
    """
    context.require_administrator()
    found = check_file(context.reference, path)
    text = _written(found.differing)
    with context.unit(CHANGED) as unit:
        unit.summary = {"count": len(found.differing)}
        row = unit.session.exec(select(Setting).where(Setting.name == SETTING)).first()
        if row is None:
            unit.add(Setting(name=SETTING, value=text))
        else:
            row.value = text
    return found


def benchmark_in(session: Session, reference: Reference) -> BenchmarkTable:
    """Return the country's rates: those of the program, with what the office has taken from a newer file."""
    text = session.exec(select(Setting.value).where(Setting.name == SETTING)).first()
    return reference.benchmark.with_rates(_read(text)) if text else reference.benchmark


def _written(rates: Rates) -> str:
    return "\n".join(f"{code};{span.year};{span.number};{rate}" for (code, span), rate in sorted(rates.items()))


def _read(text: str) -> Rates:
    rows = (line.split(";") for line in text.splitlines())
    return {(code, Span(int(year), int(number))): Decimal(rate) for code, year, number, rate in rows}

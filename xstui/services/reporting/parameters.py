"""What is asked of a report, as a value; and from the words of the command line or the fields of a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xstui.domain.absence import Classification
from xstui.domain.figures import Method, SafetyNet
from xstui.domain.listing import separated
from xstui.domain.problems import Problem, Refused, refuse, refuse_if
from xstui.services.context.context import Context
from xstui.services.context.organisation import Tree, Unit, tree_in

YEAR = 12
PLAIN = ("levels", "variation", "chart", "months", "reference_date", "employer", "year", "first", "last", "reference")
"""Parameters that are taken as they are given."""
MONTHLY, BY_UNIT = "months", "units"
LONGEST = 120
"""Months at most in one report."""


@dataclass(frozen=True)
class Parameters:
    """What is asked of a report; each report uses what it needs.

    Attributes:
        levels: Levels of the organisation that get a row of their own (*Te tonen niveaus*).
        unit_id: The part of the organisation; None: all that the actor is authorised for.
        unit_ids: Only these units of it (*Kies eenheden*); empty: all.
        reference_date: As of which day the staff list is (*Peildatum*).
        last_month: Any day of the last month of the figures (*Laatste rapportagemaand*).
        classifications: Only these; empty: all (*Verzuimclassificaties*).
        detail_id: A part of that part (*Detailleer keuze*); None: all of it.
        variation: Only employers with this *Protocolvariatie*; `standard`: those without one; empty: all.
        chart: Whether the chart shows the months or the units (*Detail niveau grafiek*).
        employer: Name or code, in the insurer's reports (*Werkgevers*); empty where there is one.
        year: Of the participants.
        month: Any day of the month of the claims.
        first: First day of the payouts, up to `last`.
        reference: Only the payouts of this number (*Uitkeringskenmerk*).
    """

    name: str
    reference_date: date
    last_month: date
    levels: int = 2
    unit_id: int | None = None
    unit_ids: tuple[int, ...] = ()
    months: int = YEAR
    method: Method = Method.CALENDAR_DAYS
    safety_net: SafetyNet = SafetyNet.INCLUDED
    classifications: tuple[Classification, ...] = ()
    detail_id: int | None = None
    variation: str = ""
    chart: str = MONTHLY
    employer: str = ""
    year: int = date.min.year
    month: date = date.min
    first: date = date.min
    last: date = date.max
    reference: str = ""


def defaults(context: Context, name: str) -> Parameters:
    """Return what a report asks when nothing else is said: today, and the year up to last month."""
    past_month = date.fromordinal(context.today.replace(day=1).toordinal() - 1)
    last_year = context.today.year - 1
    return Parameters(
        name,
        context.today,
        past_month,
        year=last_year,
        month=past_month,
        first=date(last_year, 1, 1),
        last=context.today,
    )


def parameters_from(context: Context, name: str, given: Mapping[str, Any]) -> Parameters:
    """Return parameters from the words of the command line; what is not given stays at its default.

    Raises:
        Refused: All that is wrong together: `unknown-unit`, `unit-ambiguous`, `month-unreadable`, `month-to-come`,
            `unknown-classification`, `too-many-months` or `no-levels`, each at its parameter.
    """
    with context.reading() as session:
        units = tree_in(session, context)
    found: dict[str, Any] = {k: given[k] for k in PLAIN if given.get(k) is not None}
    problems: list[Problem] = []
    for field, (attribute, read) in _readers(units, context.today).items():
        if given.get(field):
            try:
                found[attribute] = read(given[field])
            except Refused as refused:
                problems += refused.problems
    parameters = replace(defaults(context, name), **found)
    refuse_if([*problems, *_numbers(parameters)])
    return parameters


def _readers(units: Tree, today: date) -> dict[str, tuple[str, Callable[[Any], object]]]:
    """Return, by parameter, what it fills and what reads its words."""
    return {
        "unit": ("unit_id", lambda name: _unit_named(units, name, "unit")),
        "detail": ("detail_id", lambda name: _unit_named(units, name, "detail")),
        "units": ("unit_ids", lambda names: _units_named(units, names)),
        "last_month": ("last_month", lambda text: _begun(read_month(text), today)),
        "month": ("month", lambda text: read_month(text, "month")),
        "method": ("method", Method),
        "safety_net": ("safety_net", SafetyNet),
        "classifications": ("classifications", _classifications),
    }


def check(parameters: Parameters) -> None:
    """Refuse numbers that no report can be made of.

    Raises:
        Refused: `too-many-months` or `no-levels`.
    """
    refuse_if(_numbers(parameters))


def _numbers(parameters: Parameters) -> Iterator[Problem]:
    if not 1 <= parameters.months <= LONGEST:
        yield Problem("too-many-months", "months", {"most": LONGEST})
    if parameters.levels < 1:
        yield Problem("no-levels", "levels")


def read_month(text: str, field: str = "last_month") -> date:
    """Return the first day of a month written as `2026-05`.

    Raises:
        Refused: `month-unreadable` at `field`.
    """
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise refuse("month-unreadable", field) from None


def _begun(month: date, today: date) -> date:
    if month > today:
        raise refuse("month-to-come", "last_month")
    return month


def _classifications(names: Sequence[str]) -> tuple[Classification, ...]:
    try:
        return tuple(Classification(name) for text in names for name in separated(text, lambda _: False))
    except ValueError:
        raise refuse(
            "unknown-classification", "classifications", known=tuple(c.value for c in Classification)
        ) from None


def _units_named(units: Tree, given: Sequence[str]) -> tuple[int, ...]:
    """Return the units that are named: a name each, or several in one text as the screen takes them."""
    names = [name for text in given for name in separated(text, lambda name: bool(_fitting(units, name)))]
    refuse_if(problem for name in names if (problem := _no_one_unit(units, name, "units")))
    return tuple(dict.fromkeys(_unit_named(units, name, "units") for name in names))


def _unit_named(units: Tree, name: str, field: str) -> int:
    problem = _no_one_unit(units, name, field)
    if problem is not None:
        raise Refused(problem)
    return _fitting(units, name)[0].unit_id


def _no_one_unit(units: Tree, name: str, field: str) -> Problem | None:
    """Return why a name is not that of one unit."""
    found = _fitting(units, name)
    if not found:
        return Problem("unknown-unit", field, {"name": name})
    if len(found) > 1:
        known = "; ".join(units.names[unit.unit_id] for unit in found)
        return Problem("unit-ambiguous", field, {"name": name, "known": known})
    return None


def _fitting(units: Tree, name: str) -> list[Unit]:
    """Return the units that a text may mean: the one whose full name it is, else all of that name or code."""
    wanted = name.strip().casefold()
    exact = [unit for unit in units.units if units.names[unit.unit_id].casefold() == wanted]
    return exact or [unit for unit in units.units if wanted in {unit.name.casefold(), unit.code.casefold()}]

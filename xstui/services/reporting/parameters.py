"""What is asked of a report, as a value; and from the words of the command line or the fields of a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xstui.domain.absence import Classification
from xstui.domain.figures import Method, SafetyNet
from xstui.domain.listing import separated
from xstui.domain.problems import Problem, refuse, refuse_if
from xstui.services.desk import Desk
from xstui.services.organisation import Tree, Unit, tree_in

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


def defaults(desk: Desk, name: str) -> Parameters:
    """Return what a report asks when nothing else is said: today, and the year up to last month."""
    past_month = date.fromordinal(desk.today.replace(day=1).toordinal() - 1)
    last_year = desk.today.year - 1
    return Parameters(
        name,
        desk.today,
        past_month,
        year=last_year,
        month=past_month,
        first=date(last_year, 1, 1),
        last=desk.today,
    )


def parameters_from(desk: Desk, name: str, given: Mapping[str, Any]) -> Parameters:
    """Return parameters from the words of the command line; what is not given stays at its default.

    Raises:
        Refused: `unknown-unit`, `month-unreadable` or `month-to-come`, by parameter.
    """
    with desk.reading() as session:
        units = tree_in(session, desk)
    parameters = defaults(desk, name)
    plain = {k: given[k] for k in PLAIN if given.get(k) is not None}
    parameters = replace(parameters, **plain)
    if given.get("unit"):
        parameters = replace(parameters, unit_id=_unit_named(units, given["unit"]).unit_id)
    if given.get("detail"):
        parameters = replace(parameters, detail_id=_unit_named(units, given["detail"], "detail").unit_id)
    if given.get("units"):
        parameters = replace(parameters, unit_ids=_units_named(units, given["units"]))
    if given.get("last_month"):
        parameters = replace(parameters, last_month=_begun(read_month(given["last_month"]), desk.today))
    if given.get("month"):
        parameters = replace(parameters, month=read_month(given["month"], "month"))
    if given.get("method"):
        parameters = replace(parameters, method=Method(given["method"]))
    if given.get("safety_net"):
        parameters = replace(parameters, safety_net=SafetyNet(given["safety_net"]))
    if given.get("classifications"):
        parameters = replace(parameters, classifications=_classifications(given["classifications"]))
    return parameters


def check(parameters: Parameters) -> None:
    """Refuse numbers that no report can be made of.

    Raises:
        Refused: `too-many-months` or `no-levels`.
    """
    problems = []
    if not 1 <= parameters.months <= LONGEST:
        problems.append(Problem("too-many-months", "months", {"most": LONGEST}))
    if parameters.levels < 1:
        problems.append(Problem("no-levels", "levels"))
    refuse_if(problems)


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
        raise refuse("unknown-classification", "classifications", known=", ".join(Classification)) from None


def _units_named(units: Tree, given: Sequence[str]) -> tuple[int, ...]:
    """Return the units that are named: a name each, or several in one text as the screen takes them."""
    names = [name for text in given for name in separated(text, lambda name: _found(units, name) is not None)]
    return tuple(dict.fromkeys(_unit_named(units, name, "units").unit_id for name in names))


def _unit_named(units: Tree, name: str, field: str = "unit") -> Unit:
    unit = _found(units, name)
    if unit is None:
        raise refuse("unknown-unit", field, name=name)
    return unit


def _found(units: Tree, name: str) -> Unit | None:
    wanted = name.strip().casefold()
    return next((unit for unit in units.units if wanted in {unit.name.casefold(), unit.code.casefold()}), None)

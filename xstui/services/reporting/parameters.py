"""What is asked of a report, as a value; and from the words of the command line or the fields of a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xstui.domain.absence import Classification
from xstui.domain.figures import Method, SafetyNet
from xstui.domain.problems import refuse
from xstui.services.desk import Desk
from xstui.services.organisation import Tree, Unit, tree_in

YEAR = 12
PLAIN = ("levels", "variation", "chart", "months", "reference_date", "employer", "year", "first", "last", "reference")
"""Parameters that are taken as they are given."""
MONTHLY, BY_UNIT = "months", "units"


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
        parameters = replace(parameters, unit_ids=tuple(_unit_named(units, u, "units").unit_id for u in given["units"]))
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
        return tuple(Classification(name) for name in names)
    except ValueError:
        raise refuse("unknown-classification", "classifications", known=", ".join(Classification)) from None


def _unit_named(units: Tree, name: str, field: str = "unit") -> Unit:
    for unit in units.units:
        if name.casefold() in {unit.name.casefold(), unit.code.casefold()}:
            return unit
    raise refuse("unknown-unit", field, name=name)

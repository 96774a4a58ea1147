"""Whether a wage is likely: compared with the minimum wage of age and hours, and with the maximum daily wage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xstui.domain import cautions
from xstui.domain.contract_type import ContractType
from xstui.domain.dates import age
from xstui.domain.problems import Problem, Refused
from xstui.domain.wages import (
    MONTHS_IN_YEAR,
    WageBasis,
    annual_wage,
    lowest_minimum,
    minimum_month,
    minimum_wage,
    monthly_wage,
    nearest_maximum,
    rounded,
)
from xstui.services.context.reference import Reference

WITHOUT_MINIMUM = frozenset({ContractType.INTERN, ContractType.DIRECTOR})
"""Contracts that the minimum wage does not hold for: no employment contract (WML article 2)."""


def unlikely_wage(  # noqa: PLR0913 - a wage, and all that makes it likely
    reference: Reference,
    wage: Decimal,
    basis: WageBasis,
    *,
    hours: Decimal,
    day: date,
    born: date | None = None,
    contract_type: ContractType = ContractType.PERMANENT,
    field: str = "wage",
) -> list[Problem]:
    """Return what is unlikely of a wage; nothing is refused for it.

    Args:
        reference: Where the amounts are.
        wage: As it is typed.
        basis: What it covers.
        hours: Of the contract, a week.
        day: From when it holds.
        born: Date of birth; None where it is not known yet: the youngest have the lowest minimum wage.
        contract_type: Kind of contract.
        field: Which field holds the wage.
    """
    table = reference.minimum_wage
    years = min(table.youth) if born is None else max(age(born, day), min(table.youth))
    try:
        hourly, is_known = minimum_wage(day, years, table), True
    except Refused:
        hourly, is_known = lowest_minimum(day, years, table), False
    return cautions.of_wage(
        rounded(annual_wage(wage, basis) / MONTHS_IN_YEAR),
        hours,
        field,
        minimum=Decimal(0) if contract_type in WITHOUT_MINIMUM else minimum_month(hourly, hours),
        maximum=monthly_wage(nearest_maximum(day, reference.maximum_daily_wage)),
        is_known=is_known,
    )

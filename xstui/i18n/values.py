"""Values of the store's columns, as the form that asks them would show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from xstui.domain.absence import CaseKind, Classification, EndReason
from xstui.domain.contract_type import ContractType
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import Gender, NameOrder
from xstui.domain.roles import Role
from xstui.domain.settlement import Exclusion
from xstui.domain.wages import WageBasis
from xstui.i18n.catalogue import _
from xstui.i18n.dates import format_date, format_moment
from xstui.i18n.labels import label
from xstui.i18n.numbers import format_decimal

CHOICES: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "absence_case.kind": CaseKind,
        "absence_case.protocol": CaseKind,
        "absence_case.end_reason": EndReason,
        "employment.end_reason": LeavingReason,
        "exclusion": Exclusion,
        "account.role": Role,
        "classification": Classification,
        "gender": Gender,
        "name_order": NameOrder,
        "contract_type": ContractType,
        "wage_basis": WageBasis,
    }
)
"""Column to the choices that it holds one of."""


def value_text(table: str, column: str, value: object) -> str:
    """Return a value as the form that asks it would show it."""
    if isinstance(value, datetime):
        return format_moment(value)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_decimal(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    kind = CHOICES.get(f"{table}.{column}") or CHOICES.get(column)
    if kind is not None and value in set(kind):
        return label(kind(str(value)))
    return "" if value is None else str(value)

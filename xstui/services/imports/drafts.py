"""Reading the cells of a row: each value by the rule that its field on the screen goes by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from xstui.domain.absence import CaseKind, Classification
from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.employment import ContractType, check_hours
from xstui.domain.names import Gender
from xstui.domain.percentages import parse_amount, parse_hours, parse_percentage
from xstui.domain.policies import INSURED_KINDS
from xstui.domain.problems import Problem, Refused, refuse
from xstui.domain.search import fold
from xstui.domain.wages import WageBasis
from xstui.services.identifiers import CHECKS

LONGEST = 200
WITH_YEAR = re.compile(
    r"\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}\W+\d{1,2}\W+(\d{2}|\d{4})|\d{6}|\d{8}"
    r"|\d{1,2}\W*[^\W\d]+\W*(\d{2}|\d{4})",
    re.ASCII,
)
"""Dates that name their year: in a file nobody is there to see which one was taken for it."""
SERIAL = re.compile(r"[1-6]\d{4}", re.ASCII)
"""Days since `SERIAL_START`, from 1927 to 2091: how Excel counts, and what is left of a date that lost its format."""
SERIAL_START = date(1899, 12, 30)
_GENDERS = {"m": Gender.MALE, "man": Gender.MALE, "male": Gender.MALE, "dhr": Gender.MALE, "v": Gender.FEMALE}
_GENDERS |= {"vrouw": Gender.FEMALE, "f": Gender.FEMALE, "female": Gender.FEMALE, "mevr": Gender.FEMALE}
_CONTRACTS = {
    "onbepaald": ContractType.PERMANENT,
    "onbepaalde tijd": ContractType.PERMANENT,
    "vast": ContractType.PERMANENT,
    "permanent": ContractType.PERMANENT,
    "bepaald": ContractType.TEMPORARY,
    "bepaalde tijd": ContractType.TEMPORARY,
    "tijdelijk": ContractType.TEMPORARY,
    "temporary": ContractType.TEMPORARY,
    "oproep": ContractType.ON_CALL,
    "nulurencontract": ContractType.ON_CALL,
    "uitzend": ContractType.AGENCY,
    "stage": ContractType.INTERN,
    "dga": ContractType.DIRECTOR,
}
_CLASSIFICATIONS = {
    "ziek": Classification.SICK,
    "ziek t g v arbeidsongeval": Classification.WORK_ACCIDENT,
    "ziek t g v ongeval met regresmogelijkheid": Classification.RECOURSE,
    "ziek t g v orgaandonatie": Classification.ORGAN_DONATION,
    "ziek i c m vangnet": Classification.SAFETY_NET,
}
_INSURANCES = {"verzuim": CaseKind.ABSENCE, "verzuimverzekering": CaseKind.ABSENCE}
_INSURANCES |= {"ziektewet": CaseKind.SICKNESS_ACT, "zw": CaseKind.SICKNESS_ACT, "zw erd": CaseKind.SICKNESS_ACT}
_INSURANCES |= {"ziektewet erd": CaseKind.SICKNESS_ACT, "wga erd": CaseKind.WGA}
_BASES = {
    "bruto maandloon": WageBasis.GROSS_MONTH,
    "bruto maandloon incl vakantietoeslag": WageBasis.GROSS_MONTH_HOLIDAY,
    "bruto 4 wekenloon": WageBasis.GROSS_FOUR_WEEKS,
    "sv loon": WageBasis.SV_YEAR,
    "sv loon per jaar": WageBasis.SV_YEAR,
    "fiscaal jaarloon": WageBasis.FISCAL_YEAR,
}


def _choices(words: Mapping[str, Enum], usual: Enum) -> dict[str, Any]:
    """Return what each folded word means: nothing is the usual choice, and a choice's own value is itself."""
    own = {fold(member.value): member for member in type(usual)}
    return {"": usual} | own | {fold(word): member for word, member in words.items()}


CHOICES = {
    "gender": _choices(_GENDERS, Gender.OTHER),
    "contract_type": _choices(_CONTRACTS, ContractType.PERMANENT),
    "classification": _choices(_CLASSIFICATIONS, Classification.SICK),
    "insurance_type": {
        word: kind for word, kind in _choices(_INSURANCES, CaseKind.ABSENCE).items() if kind in INSURED_KINDS
    },
    "wage_basis": _choices(_BASES, WageBasis.GROSS_MONTH),
}


@dataclass
class RowReader:
    """The cells of one row by field; problems are gathered, not raised."""

    cells: Mapping[str, str]
    today: date
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str, *, required: bool = False) -> str:
        """Return a text of reasonable length without control characters."""
        text = self.cells.get(name, "")
        if not text and required:
            self.problems.append(Problem("required", name))
        if len(text) > LONGEST:
            self.problems.append(Problem("too-long", name, {"limit": LONGEST}))
        if not text.isprintable():
            self.problems.append(Problem("text-control-characters", name))
        return text

    def day(self, name: str, *, required: bool = False, birth: bool = False) -> date | None:
        """Return a whole date; shorthands such as `v` mean nothing in a file."""
        text = self.text(name, required=required)
        day: date | None = self._read(name, text, lambda t: _whole_date(t, self.today, birth=birth))
        return day

    def hours(self, name: str) -> Decimal | None:
        """Return hours a week."""
        value: Decimal | None = self._read(name, self.text(name, required=True), parse_hours)
        if value is not None:
            self.problems += check_hours(value)
        return value

    def amount(self, name: str) -> Decimal | None:
        """Return an amount of money."""
        value: Decimal | None = self._read(name, self.text(name), parse_amount)
        return value

    def percentage(self, name: str) -> Decimal:
        """Return a percentage; a hundred where the cell is empty."""
        entry = self._read(name, self.text(name), lambda t: parse_percentage(t, None))
        return entry.value if entry else Decimal(100)

    def number(self, name: str, *, required: bool = True) -> int | None:
        """Return a whole number above 0."""
        text = self.text(name, required=required)
        if text and not (text.isascii() and text.isdigit() and int(text[:12]) > 0 and len(text) < 12):  # noqa: PLR2004
            self.problems.append(Problem("number-unreadable", name))
            return None
        return int(text) if text else None

    def checked(self, name: str) -> str:
        """Return a value with a check of its own, such as a BSN."""
        return self._read(name, self.text(name), CHECKS[name]) or ""

    def choice(self, name: str) -> Any:  # noqa: ANN401 - one of several enumerations
        """Return a choice, such as gender or kind of contract; the usual one where the cell is empty."""
        text = self.text(name)
        words = CHOICES[name]
        chosen = words.get(fold(text) if text else "")
        if chosen is None:
            self.problems.append(Problem("choice-unknown", name, {"value": text}))
        return words[""] if chosen is None else chosen

    def _read(self, name: str, text: str, parse: Any) -> Any:  # noqa: ANN401
        if not text:
            return None
        try:
            return parse(text)
        except Refused as refused:
            self.problems += [Problem(p.code, name, {"value": text, **p.details}) for p in refused.problems]
            return None


@lru_cache(maxsize=100_000)
def _whole_date(text: str, today: date, *, birth: bool) -> date:
    plain = text.split("T", maxsplit=1)[0].split(" 00:", maxsplit=1)[0]
    if SERIAL.fullmatch(plain):
        return SERIAL_START + timedelta(days=int(plain))
    if not WITH_YEAR.fullmatch(plain):
        raise refuse("date-unreadable")
    days = parse_date(plain, today=today, direction=Direction.BIRTH if birth else Direction.PAST)
    if len(days) > 1:
        raise refuse("date-ambiguous", days=days)
    return days[0]

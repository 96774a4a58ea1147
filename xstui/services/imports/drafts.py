"""Reading the cells of a row: each value by the rule that its field on the screen goes by."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from xstui.domain.absence import CaseKind, Classification, EndReason
from xstui.domain.contract_type import ContractType
from xstui.domain.employment import check_hours
from xstui.domain.names import Gender
from xstui.domain.percentages import parse_amount, parse_hours, parse_percentage
from xstui.domain.policies import INSURED_KINDS
from xstui.domain.problems import Problem, Refused
from xstui.domain.sane_years import EARLIEST, latest
from xstui.domain.search import fold
from xstui.domain.visible import has_signs
from xstui.domain.wages import WageBasis
from xstui.services.context.identifiers import CHECKS
from xstui.services.imports.cells import damage
from xstui.services.imports.days import END_FIELDS, read_day, says_no_end

LONGEST = 200
DATE_FIELDS = frozenset({"birth_date", "start_date", "first_sick_day", "valid_from", "starts_on", "period_start"})
DATE_FIELDS |= END_FIELDS | {"period_end"}
WHOLE = re.compile(r"(\d+)(?:[.,]0+)?", re.ASCII)
"""A whole number, also as a program writes it that knows only broken ones: `563168.0`."""
MOST_DIGITS = 11
LOST_NOUGHT = re.compile(r"[1-9]\d{8}", re.ASCII)
"""A phone number whose first nought a spreadsheet dropped."""
FOREIGN_POSTCODE = re.compile(r"(?!\d{4} ?[A-Za-z]{2}$)[A-Za-z-]{0,3}\d{2,5}[\w -]{0,6}", re.ASCII)
UNLIKELY_PERCENTAGE = 1
"""Nobody is absent for one per cent or less: it stands for a part of 1, or for a typing error."""
_GENDERS = {"m": Gender.MALE, "man": Gender.MALE, "male": Gender.MALE, "dhr": Gender.MALE, "v": Gender.FEMALE}
_GENDERS |= {"vrouw": Gender.FEMALE, "f": Gender.FEMALE, "female": Gender.FEMALE, "mevr": Gender.FEMALE}
_GENDERS |= {"heer": Gender.MALE, "de heer": Gender.MALE, "mr": Gender.MALE, "mevrouw": Gender.FEMALE}
_GENDERS |= {"mw": Gender.FEMALE, "ms": Gender.FEMALE, "mrs": Gender.FEMALE, "woman": Gender.FEMALE}
_GENDERS |= dict.fromkeys(("x", "o", "onbekend", "anders", "unknown", "anders of onbekend"), Gender.OTHER)
_CONTRACTS = {
    **dict.fromkeys(("onbepaald", "onbepaalde tijd", "vast", "vast contract"), ContractType.PERMANENT),
    **dict.fromkeys(("voor onbepaalde tijd", "contract voor onbepaalde tijd"), ContractType.PERMANENT),
    **dict.fromkeys(("bepaald", "bepaalde tijd", "tijdelijk", "tijdelijk contract"), ContractType.TEMPORARY),
    **dict.fromkeys(("voor bepaalde tijd", "contract voor bepaalde tijd", "fixed term"), ContractType.TEMPORARY),
    **dict.fromkeys(("oproep", "oproepkracht", "oproepcontract", "nulurencontract"), ContractType.ON_CALL),
    **dict.fromkeys(("nul uren", "0 uren", "0 urencontract"), ContractType.ON_CALL),
    **dict.fromkeys(("uitzend", "uitzendkracht", "uitzendcontract"), ContractType.AGENCY),
    **dict.fromkeys(("stage", "stagiair", "stagiaire", "internship"), ContractType.INTERN),
    **dict.fromkeys(("dga", "directeur grootaandeelhouder", "director shareholder"), ContractType.DIRECTOR),
}
_CLASSIFICATIONS = {
    **dict.fromkeys(("ziek", "ziekte", "ziekteverzuim", "ziekmelding", "ziek afas"), Classification.SICK),
    **dict.fromkeys(("verzuim", "regulier", "sickness", "sick leave", "sick"), Classification.SICK),
    **dict.fromkeys(("ziek t g v arbeidsongeval", "arbeidsongeval", "bedrijfsongeval"), Classification.WORK_ACCIDENT),
    **dict.fromkeys(("sick by an accident at work", "work accident"), Classification.WORK_ACCIDENT),
    **dict.fromkeys(("ziek t g v ongeval met regresmogelijkheid", "regres"), Classification.RECOURSE),
    "sick by an accident with possible recourse": Classification.RECOURSE,
    **dict.fromkeys(("ziek t g v orgaandonatie", "orgaandonatie"), Classification.ORGAN_DONATION),
    "sick by an organ donation": Classification.ORGAN_DONATION,
    **dict.fromkeys(("ziek i c m vangnet", "vangnet", "sick with safety net"), Classification.SAFETY_NET),
}
_END_REASONS = {
    **dict.fromkeys(("hersteld", "herstel", "volledig hersteld", "volledig herstel", "beter"), EndReason.RECOVERED),
    **dict.fromkeys(("fully recovered", "recovery", "hersteld gemeld"), EndReason.RECOVERED),
    **dict.fromkeys(("uit dienst", "einde dienstverband", "left the employer"), EndReason.LEFT),
    **dict.fromkeys(("einde wachttijd", "104 weken", "einde wachttijd 104 weken"), EndReason.WAITING_TIME),
    "end of the waiting time 104 weeks": EndReason.WAITING_TIME,
    **dict.fromkeys(("pensioen", "aow", "aow leeftijd bereikt", "state pension age reached"), EndReason.PENSION),
    **dict.fromkeys(("overleden", "overlijden"), EndReason.DECEASED),
    **dict.fromkeys(("overgedragen", "overgedragen aan ziektewet erd"), EndReason.TRANSFERRED),
    "handed over to sickness benefits act or self insurer": EndReason.TRANSFERRED,
    **dict.fromkeys(("overig", "overige", "anders"), EndReason.OTHER),
}
NOT_OFFERED = frozenset(EndReason) - frozenset(_END_REASONS.values())
"""Ends that a file can't tell: a mistake is not an absence, and a leave begins with the report of a pregnancy."""
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


def _choices(words: Mapping[str, Enum], usual: Enum) -> dict[str, Enum]:
    """Return what each folded word means: nothing is the usual choice, and a choice's own value is itself."""
    own = {fold(member.value): member for member in type(usual) if member not in NOT_OFFERED}
    return {"": usual} | own | {fold(word): member for word, member in words.items()}


CHOICES: dict[str, dict[str, Enum]] = {
    "gender": _choices(_GENDERS, Gender.OTHER),
    "contract_type": _choices(_CONTRACTS, ContractType.PERMANENT),
    "classification": _choices(_CLASSIFICATIONS, Classification.SICK),
    "end_reason": _choices(_END_REASONS, EndReason.RECOVERED),
    "insurance_type": {
        word: kind for word, kind in _choices(_INSURANCES, CaseKind.ABSENCE).items() if kind in INSURED_KINDS
    },
    "wage_basis": _choices(_BASES, WageBasis.GROSS_MONTH),
}


CHOICES["absence_kind"] = CHOICES["classification"]
"""Words of a column for every kind of absence; what is none of them is not sickness."""


T = TypeVar("T")


@dataclass
class RowReader:
    """The cells of one row by field; problems are gathered, not raised."""

    cells: Mapping[str, str]
    today: date
    problems: list[Problem] = field(default_factory=list)
    shares: frozenset[str] = frozenset()
    """Fields whose column holds parts of 1 in the place of percentages."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What the user said to the questions that a file of this kind can raise."""

    def text(self, name: str, *, required: bool = False) -> str:
        """Return a text of reasonable length without control characters; "" for what a spreadsheet has lost."""
        text = self.cells.get(name, "")
        if not text:
            if required:
                self.problems.append(Problem("required", name))
            return ""
        if lost := damage(text, name, is_date=name in DATE_FIELDS):
            self.problems.append(lost)
            return ""
        if len(text) > LONGEST:
            self.problems.append(Problem("too-long", name, {"limit": LONGEST}))
        if not text.isprintable() or has_signs(text):  # such as a file of rejected rows has them
            self.problems.append(Problem("text-control-characters", name))
        return text

    def day(self, name: str, *, required: bool = False, birth: bool = False) -> date | None:
        """Return a whole date of a likely year; shorthands such as `v` mean nothing in a file."""
        text = self.text(name, required=required)
        if says_no_end(name, text):
            return None
        day: date | None = self._read(name, text, lambda t: read_day(t, self.today, birth=birth))
        if day is not None and not birth and not EARLIEST <= day <= latest(self.today):
            details = {"value": text, "earliest": EARLIEST, "latest": latest(self.today)}
            self.problems.append(Problem("date-unlikely", name, details))
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
        """Return a percentage above one; a hundred where the cell is empty."""
        text = self.text(name)
        value: Decimal | None = self._read(name, text, lambda t: self._percents(name, t))
        if value == 0:
            self.problems.append(Problem("percentage-out-of-range", name))
        elif value is not None and value <= UNLIKELY_PERCENTAGE:
            self.problems.append(Problem("percentage-share", name, {"value": text.rstrip(" %")}))
        return Decimal(100) if value is None else value

    def part(self, name: str) -> Decimal:
        """Return a percentage that may be nought, and is where the cell is empty."""
        text = self.text(name).removesuffix("%").strip()
        value: Decimal | None = (
            None if text.strip("0") == "" else self._read(name, text, lambda t: self._percents(name, t))
        )
        return Decimal(0) if value is None else value

    def _percents(self, name: str, text: str) -> Decimal:
        value = parse_percentage(text, None).value if name not in self.shares else None
        return Decimal(text.replace(",", ".")) * 100 if value is None else value

    def number(self, name: str, *, required: bool = True) -> int | None:
        """Return a whole number above 0."""
        text = self.text(name, required=required)
        if not text:
            return None
        found = WHOLE.fullmatch(text)
        if not found or len(found[1]) > MOST_DIGITS or not int(found[1]):
            self.problems.append(Problem("number-not-whole", name, {"value": text}))
            return None
        return int(found[1])

    def checked(self, name: str) -> str:
        """Return a value with a check of its own, such as a BSN."""
        text = self.text(name)
        if name == "phone" and LOST_NOUGHT.fullmatch(text):
            text = f"0{text}"
        if name == "postcode" and FOREIGN_POSTCODE.fullmatch(text):
            self.problems.append(Problem("postcode-foreign", name, {"value": text}))
            return ""
        return self._read(name, text, CHECKS[name]) or ""

    def choice(self, name: str) -> Any:  # noqa: ANN401 - one of several enumerations
        """Return a choice, such as gender or kind of contract; the usual one where the cell is empty."""
        text = self.text(name)
        words = CHOICES[name]
        chosen = words.get(fold(text) if text else "")
        if chosen is None:
            known = tuple(dict.fromkeys(words.values()))
            self.problems.append(Problem("choice-not-listed", name, {"value": text, "known": known}))
        return words[""] if chosen is None else chosen

    def _read(self, name: str, text: str, parse: Callable[[str], T]) -> T | None:
        if not text:
            return None
        try:
            return parse(text)
        except Refused as refused:
            self.problems += [Problem(p.code, name, {"value": text, **p.details}) for p in refused.problems]
            return None

"""The kinds of files that are taken over: what each holds, and who may take it over.

A kind is declared here, and read and written by the module of its name in `services/imports`; the command line, the
rights, the receipts, what undo asks and how a file is understood follow from the declaration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from xstui.domain.contract_type import ContractType
from xstui.domain.roles import Right
from xstui.domain.texts import N_

TAKE, LEAVE = "take", "leave"
HIDDEN_ROWS: Mapping[str, tuple[str, ...]] = MappingProxyType({"hidden_rows": (TAKE, LEAVE)})
"""What is asked of any file of which a sheet hides rows."""


@dataclass(frozen=True, kw_only=True)
class EndColumns:
    """How the columns are known that tell when something ended.

    Attributes:
        first: The field of the first day.
        ends: The fields of the end.
        stems: Parts of headers, folded, by which a column that means nothing else may be that of the end.
        question: The code of the question whether it is.
    """

    first: str
    ends: tuple[str, ...]
    stems: tuple[str, ...]
    question: str


@dataclass(frozen=True, kw_only=True)
class ImportKind:
    """A kind of file.

    Attributes:
        name: On the command line; also of the module that reads it, and of its use case.
        words: What the rows are called, marked for the catalogues.
        receipt: What the receipt says of `{count}` rows taken over, marked for the catalogues.
        right: What taking it over asks, and taking that back.
        fields: The columns that it may have.
        required: Those that it needs.
        missing: The codes of what is said of a column that is missing, where that is more than that it is.
        by_name: The columns that together make up for a missing number.
        key_days: Days that every row has, and a total never.
        unique: The column by which two rows are known to be about one thing; empty where rows may be alike.
        ends: How the end of what a row is about is recognised; None where it isn't asked.
        answers: The questions about the whole file that can be asked, with the answers of each.
        is_of_sickness: Each row is an absence: only sickness is taken over, and no column that tells its cause.
    """

    name: str
    words: str
    receipt: str
    right: Right
    fields: tuple[str, ...]
    required: tuple[str, ...]
    missing: Mapping[str, str] = field(default_factory=dict)
    by_name: tuple[str, ...] = ()
    key_days: tuple[str, ...]
    unique: str = ""
    ends: EndColumns | None = None
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: HIDDEN_ROWS)
    is_of_sickness: bool = False

    @property
    def use_case(self) -> str:
        """The name of taking it over, in the journal."""
        return f"import.{self.name}"


EMPLOYEES = ImportKind(
    name="employees",
    words=N_("employees"),
    receipt=N_("Employees taken over: {count}"),
    right=Right.EMPLOYEE_CHANGES,
    fields=(
        *("dossier_no", "initials", "first_name", "prefix", "surname", "birth_date", "gender"),
        *("start_date", "end_date", "department", "job", "contract_type", "hours", "wage"),
        *("email", "phone", "street", "house_number", "postcode", "city", "bsn", "iban"),
    ),
    required=("dossier_no", "surname", "birth_date", "start_date", "department", "hours"),
    # A staff list may well have no numbers: how to get them is said.
    missing={"dossier_no": "column-missing-number"},
    key_days=("birth_date", "start_date"),
    unique="dossier_no",
    ends=EndColumns(
        first="start_date",
        ends=("end_date",),
        # The last day there, or the day after it.
        stems=("uit dienst", "uitdienst", "laatste werkdag", "vertrek", "left", "leaving", "last working day"),
        question="column-tells-leaving",
    ),
    answers={"contract_type": tuple(ContractType), **HIDDEN_ROWS, "namesakes": (TAKE,)},
)
ABSENCES = ImportKind(
    name="absences",
    words=N_("absences"),
    receipt=N_("Absences taken over: {count}"),
    right=Right.ABSENCE_REPORTS,
    fields=(
        *("dossier_no", "surname", "birth_date", "first_sick_day", "last_sick_day", "recovered_on"),
        *("valid_from", "percentage", "part_recovered", "classification", "absence_kind", "end_reason"),
    ),
    required=("dossier_no", "first_sick_day"),
    by_name=("surname", "birth_date"),
    key_days=("first_sick_day",),
    unique="first_sick_day",
    ends=EndColumns(
        first="first_sick_day",
        ends=("last_sick_day", "recovered_on"),
        # The first day back at work, or the last one of sickness.
        stems=("herstel", "beter", "weer aan", "hervat", "recover", "back at work", "back to work", "resum"),
        question="column-tells-recovery",
    ),
    is_of_sickness=True,
)
POLICIES = ImportKind(
    name="policies",
    words=N_("policies"),
    receipt=N_("Policies taken over: {count}"),
    right=Right.INSURANCE,
    fields=(
        *("employer", "policy_no", "insurance_type", "starts_on", "ends_on", "wage_basis", "waiting_days"),
        *("insured_percentage", "maximum_wage", "estimated_wage_sum", "premium_percentage", "cover"),
    ),
    required=("policy_no", "starts_on", "cover"),
    key_days=("starts_on",),
)
PAYOUTS = ImportKind(
    name="payouts",
    words=N_("payout lines"),
    receipt=N_("Payout lines taken over: {count}"),
    right=Right.CLAIMS,
    fields=(
        *("employer", "dossier_no", "employee_name", "payout_reference", "policy_no", "insurance_type"),
        *("first_sick_day", "period_start", "period_end", "benefit"),
    ),
    required=("payout_reference", "policy_no", "period_start", "period_end", "benefit"),
    key_days=("period_start", "period_end"),
)
KINDS: tuple[ImportKind, ...] = (EMPLOYEES, ABSENCES, POLICIES, PAYOUTS)


def kind_named(name: str) -> ImportKind:
    """Return the kind of a name; a name that nobody declared is a fault of the program."""
    return next(kind for kind in KINDS if kind.name == name)

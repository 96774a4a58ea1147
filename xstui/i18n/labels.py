"""What people read for each choice in the rules: the manual's own labels, in the Dutch catalogue.

The tables name the members by text, so that this module loads none of the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from xstui.i18n.catalogue import N_, NP_, _, pgettext_

LABELS: Mapping[str, str] = MappingProxyType(
    {
        # The five classifications (the manual, 5.1).
        "Classification.SICK": N_("Sick"),
        "Classification.WORK_ACCIDENT": N_("Sick by an accident at work"),
        "Classification.RECOURSE": N_("Sick by an accident with possible recourse"),
        "Classification.ORGAN_DONATION": N_("Sick by an organ donation"),
        "Classification.SAFETY_NET": N_("Sick with safety net"),
        # The protocols (the manual, 4.4).
        "CaseKind.ABSENCE": N_("Absence"),
        "CaseKind.PREGNANCY": N_("Pregnancy"),
        "CaseKind.SICKNESS_ACT": N_("Sickness Benefits Act"),
        "CaseKind.WGA": N_("WGA"),
        # Why a case ended; the manual (5.2, 5.4) names the first two.
        "EndReason.RECOVERED": N_("Fully recovered"),
        "EndReason.LEFT": N_("Left the employer"),
        "EndReason.WAITING_TIME": N_("End of the waiting time (104 weeks)"),
        "EndReason.PENSION": N_("State pension age reached"),
        "EndReason.DECEASED": N_("Deceased"),
        "EndReason.LEAVE": N_("Start of pregnancy or maternity leave"),
        "EndReason.TRANSFERRED": N_("Handed over to Sickness Benefits Act or self-insurer"),
        "EndReason.MISTAKEN": N_("Reported by mistake"),
        "EndReason.BORN": N_("Child born"),
        "EndReason.OTHER": N_("Other"),
        "EndReason.WITHDRAWN": N_("Withdrawn before the leave began"),
        # Why an employment ended: the ways of the law, and nothing about health.
        "LeavingReason.CONTRACT_ENDED": N_("Contract ended by itself"),
        "LeavingReason.EMPLOYEE": N_("Notice by the employee"),
        "LeavingReason.EMPLOYER": N_("Notice by the employer"),
        "LeavingReason.AGREED": N_("By mutual agreement"),
        "LeavingReason.PENSION": N_("Pension"),
        "LeavingReason.DECEASED": N_("Deceased"),
        "LeavingReason.OTHER": N_("Other reason"),
        # The manual, 6.1; the other states are xstui's own words.
        "TaskState.OVERDUE": N_("Overdue"),
        "TaskState.DUE_NOW": N_("Do now"),
        "TaskState.FUTURE": N_("Future"),
        "TaskState.DONE": N_("Done"),
        "TaskState.DEVIATED": N_("Deviated (with reasons)"),
        "TaskState.LAPSED": N_("Lapsed"),
        # What a term would do (xstui's own words).
        "Effect.SAME": N_("stays"),
        "Effect.SHIFTS": N_("shifts"),
        "Effect.LAPSES": N_("lapses"),
        "Effect.ANEW": N_("starts again"),
        "Gender.MALE": N_("Man"),
        "Gender.FEMALE": N_("Woman"),
        "Gender.OTHER": N_("Other or unknown"),
        # The manual, 4.2, shows the first; the others are what contracts there are.
        "NameOrder.OWN": N_("Own name"),
        "NameOrder.PARTNER": N_("Partner's name"),
        "NameOrder.PARTNER_OWN": N_("Partner's - own name"),
        "NameOrder.OWN_PARTNER": N_("Own - partner's name"),
        "ContractType.PERMANENT": N_("Permanent"),
        "ContractType.TEMPORARY": N_("Fixed term"),
        "ContractType.ON_CALL": N_("On call"),
        "ContractType.AGENCY": N_("Agency"),
        "ContractType.INTERN": N_("Internship"),
        "ContractType.DIRECTOR": N_("Director-shareholder"),
        # The manual, 5.3, shows the first; the others are what policies insure.
        "WageBasis.GROSS_MONTH": N_("Gross monthly wage"),
        "WageBasis.GROSS_MONTH_HOLIDAY": N_("Gross monthly wage incl. holiday allowance"),
        "WageBasis.GROSS_FOUR_WEEKS": N_("Gross wage per four weeks"),
        "WageBasis.SV_YEAR": N_("Social insurance wage per year"),
        "WageBasis.FISCAL_YEAR": N_("Taxable yearly wage"),
        # Why a wage is not insured, or a case not paid (domain rules, 5.3 and 10).
        "Exclusion.INTERNSHIP": N_("Intern"),
        "Exclusion.DIRECTOR": N_("Director-shareholder"),
        "Exclusion.NO_RISK": N_("No-risk"),
        "Unpaid.WAGE_UNKNOWN": N_("the wage at the start of the sickness is unknown"),
        "Unpaid.OTHER_BASIS": N_("the wage basis differs from that of the policy"),
        "Unpaid.SAFETY_NET": N_("the benefits agency pays (safety net)"),
        "Unpaid.EXCLUDED": N_("excluded from the insurance"),
        "Unpaid.SICK_AT_START": N_("sick already when the insurance began"),
        # How figures are worked out (the manual, 8).
        "Method.CALENDAR_DAYS": N_("Calendar days"),
        "Method.WORKING_DAYS": N_("Working days"),
        "Method.HOURS": N_("Hours"),
        "ChartBy.MONTHS": N_("by month"),
        "ChartBy.UNITS": N_("by unit"),
        "SafetyNet.INCLUDED": N_("including safety net"),
        "SafetyNet.EXCLUDED": N_("excluding safety net"),
        "Keeping.ORDINARY": N_("kept two years"),
        "Keeping.SICKNESS_ACT": N_("own risk ZW: kept five years"),
        "Keeping.WGA": N_("own risk WGA: kept ten years"),
        "Subject.PERSON": N_("Whole dossier"),
        "Subject.CASE": N_("Content of a case"),
        "Subject.UNDONE": N_("Undone hire"),
        "Right.HOME": N_("Home page and messages"),
        "Right.EMPLOYEES": N_("Find and see employees"),
        "Right.EMPLOYEE_CHANGES": N_("Add and edit employees"),
        "Right.EMPLOYMENT_CHANGES": N_("Employment and wage"),
        "Right.ABSENCE_REPORTS": N_("Absence and recovery"),
        "Right.TASKS": N_("Tasks"),
        "Right.CASE_FILES": N_("Case files"),
        "Right.ABSENCE_FIGURES": N_("Absence figures"),
        "Right.STAFF_LIST": N_("Staff list"),
        "Right.CLAIMS": N_("Payouts and claims"),
        "Right.PARTICIPANTS": N_("Participant register"),
        "Right.INSURANCE": N_("Insurance"),
        "Right.MASTER_DATA": N_("Master data"),
        # The seven roles (the manual, 1.3).
        "Role.COMBI": N_("Employer | Combi (incl. invoices and claims)"),
        "Role.COMBI_WITHOUT_CLAIMS": N_("Employer | Combi (excl. invoices and claims)"),
        "Role.VIEWER": N_("Employer | Viewer (excl. invoices and claims)"),
        "Role.CLAIMS_VIEWER": N_("Employer | Invoices and claims only"),
        "Role.REPORTER_WITH_EMPLOYEES": N_("Employer | Absence reporter (with employee changes)"),
        "Role.REPORTER": N_("Employer | Absence reporter (no employee changes)"),
        "Role.PAYROLL": N_("Employer | Payroll"),
        # What an amount depends on, as a sentence (the rules, 14.10).
        "Unsettled.MAXIMUM": N_("The maximum daily wage of {day} was not found in a publication."),
        "Unsettled.LIMIT_AT_PART": N_(
            "How the maximum daily wage and the minimum wage count at partial absence is not settled: they limit the "
            "whole month here."
        ),
        "Unsettled.WAITING_ON_HOLIDAY": N_(
            "Whether a public holiday can be a waiting day is not settled: see the contract or collective agreement."
        ),
    }
)
SIDE_BAR: Mapping[str, str] = MappingProxyType(
    {
        "CaseKind.ABSENCE": N_("Regular (absence)"),
        "CaseKind.SICKNESS_ACT": N_("ZW"),
    }
)
ACTORS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "WG": NP_("who does a task", "employer"),
        "WN": NP_("who does a task", "employee"),
        "WG+WN": NP_("who does a task", "both"),
        "arbodienst": NP_("who does a task", "OHS"),
    }
)
SALUTATIONS: Mapping[str, str] = MappingProxyType({"Gender.MALE": N_("Mr"), "Gender.FEMALE": N_("Ms")})


def label(member: Enum) -> str:
    """Return the label of a choice in the user's language; a member without one shows its value."""
    return _(LABELS.get(_name(member), str(member.value)))


def side_bar_label(kind: Enum) -> str:
    """Return the label of a kind of case in the home screen's side bar (the manual, 4.6)."""
    marked = SIDE_BAR.get(_name(kind))
    return label(kind) if marked is None else _(marked)


def actor_label(actor: str) -> str:
    """Return who does a task, in ten cells at most; who is not of a shipped protocol stays as the file has it."""
    marked = ACTORS.get(actor)
    return actor if marked is None else pgettext_(*marked)


def salutation(gender: Enum) -> str:
    """Return `Dhr.` or `Mevr.` (the manual, 4.4); "" where neither fits."""
    marked = SALUTATIONS.get(_name(gender))
    return "" if marked is None else _(marked)


def _name(member: Enum) -> str:
    return f"{type(member).__name__}.{member.name}"

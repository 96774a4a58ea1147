"""What is said with a sick report beside days and percentage: what the regulator lets an employer ask, nothing more.

That is the day of the report, how long it is expected to take, and how the employee can be reached meanwhile
(AP, Beleidsregels De zieke werknemer).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from xstui.domain.absence import check_said
from xstui.domain.problems import Problem, Refused
from xstui.domain.search import plain
from xstui.services.context import identifiers
from xstui.services.context.context import Context
from xstui.services.context.privacy import health_problems
from xstui.store.tables import AbsenceCase, SicknessContact
from xstui.store.unit import UnitOfWork

PLACES_OF_CARE = ("ziekenhuis", "kliniek", "polikliniek", "verpleeghuis", "hospital", "clinic")
"""Words that an address where somebody is nursed may begin with; on their own they say nothing of what somebody has."""


@dataclass(frozen=True)
class ReportDetails:
    """What was said with a report; empty where it was not.

    Attributes:
        expected_until: The last day of absence that is expected.
        phone: Where the employee can be called, if not on the number of the dossier.
        address: Where the employee is nursed, if not at the address of the dossier.
    """

    reported_on: date | None = None
    expected_until: date | None = None
    phone: str = ""
    address: str = ""


NOTHING_SAID = ReportDetails()


def problems_of(context: Context, details: ReportDetails, first_sick_day: date) -> list[Problem]:
    """Return what is wrong with what was said, by field."""
    problems = check_said(details.reported_on, details.expected_until, first_sick_day, today=context.today)
    return [*problems, *phone_problems(details.phone), *address_problems(context, details.address)]


def phone_problems(phone: str) -> list[Problem]:
    """Return what is wrong with a phone number; nothing is with none."""
    try:
        _tidy_phone(phone)
    except Refused as refused:
        return list(refused.problems)
    return []


def _tidy_phone(phone: str) -> str:
    return identifiers.phone(phone) if phone.strip() else ""


def address_problems(context: Context, address: str) -> list[Problem]:
    """Return what an address says of somebody's health; that it is a hospital's is no reason to refuse it."""
    places = [word for word in plain(address).split() if word.startswith(PLACES_OF_CARE)]
    return health_problems(context, "address", address, *places)


def details_of(session: Session, case: AbsenceCase) -> ReportDetails:
    """Return what was said with the report of a case."""
    contact = contacts_of(session, [case.key]).get(case.key)
    return as_details(case, contact)


def as_details(case: AbsenceCase, contact: SicknessContact | None) -> ReportDetails:
    """Return the rows of a case as what was said with its report."""
    reach = (contact.phone, contact.address) if contact else ("", "")
    return ReportDetails(case.reported_on, case.expected_until, *reach)


def contacts_of(session: Session, case_ids: Iterable[int]) -> dict[int, SicknessContact]:
    """Return how people can be reached, by case."""
    query = select(SicknessContact).where(col(SicknessContact.case_id).in_(list(case_ids)))
    return {row.case_id: row for row in session.exec(query).all()}


def write_details(unit: UnitOfWork, case: AbsenceCase, details: ReportDetails, *, is_new: bool = False) -> None:
    """Write what was said with the report of a case, in the place of what stood there.

    Args:
        is_new: Whether nothing was said of the case before, and nothing need be looked for.
    """
    case.reported_on, case.expected_until = details.reported_on, details.expected_until
    reach = _tidy_phone(details.phone), details.address.strip()
    contact = None if is_new else contacts_of(unit.session, [case.key]).get(case.key)
    if contact is not None and any(reach):
        contact.phone, contact.address = reach
    elif contact is not None:
        unit.session.delete(contact)
    elif any(reach):
        unit.add(SicknessContact(case_id=case.key, phone=reach[0], address=reach[1]))
    unit.session.flush()

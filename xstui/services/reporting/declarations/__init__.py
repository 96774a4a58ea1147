"""The reports, each declared in a module of its own; what makes them is imported when one is made."""

from xstui.domain.problems import refuse
from xstui.services.reporting.declarations.claims import CLAIMS
from xstui.services.reporting.declarations.figures import FIGURES
from xstui.services.reporting.declarations.participants import PARTICIPANTS
from xstui.services.reporting.declarations.payouts import PAYOUTS
from xstui.services.reporting.declarations.staff import STAFF_LIST
from xstui.services.reporting.declarations.year_calendar import YEAR_CALENDAR
from xstui.services.reporting.parameters import Report

REPORTS = (FIGURES, STAFF_LIST, PARTICIPANTS, CLAIMS, PAYOUTS, YEAR_CALENDAR)


def report_named(name: str) -> Report:
    """Return a report.

    Raises:
        Refused: `unknown-report`.
    """
    for report in REPORTS:
        if report.name == name:
            return report
    raise refuse("unknown-report", name=name)


__all__ = ["CLAIMS", "FIGURES", "PARTICIPANTS", "PAYOUTS", "REPORTS", "STAFF_LIST", "YEAR_CALENDAR", "report_named"]

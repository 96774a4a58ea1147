"""The fields for the parameters of each report, with the labels of the manual (sections 4.5, 7.2 and 8)."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult

from xstui.domain.absence import Classification
from xstui.domain.date_entry import Direction
from xstui.domain.figures import Method, SafetyNet
from xstui.i18n import _, format_month, label
from xstui.screens.reporting.insurance_fields import TITLES, insurance_fields
from xstui.services import reporting
from xstui.services.reporting import Parameters
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.lookup_field import LookupField
from xstui.widgets.many_field import ManyField
from xstui.widgets.number_fields import DaysField
from xstui.widgets.text_field import TextField

FIGURES = "verzuimcijfers"


def report_fields(name: str, start: Parameters, today: date) -> ComposeResult:
    """Yield the fields of a report, filled with what it asks when nothing else is said."""
    if name in TITLES:
        yield from insurance_fields(name, start, today)
    elif name == FIGURES:
        yield from _figures_fields(start)
    else:
        yield from _staff_fields(start, today)


def _figures_fields(start: Parameters) -> ComposeResult:
    yield _unit_choice()
    yield TextField(id="last_month", label=_("Last report month"), raw=format_month(start.last_month), required=True)
    yield DaysField(id="months", label=_("Number of report months"), raw=str(start.months), required=True)
    yield ChoiceField(
        id="method", label=_("Method of calculation"), options=[(m, label(m)) for m in Method], value=start.method
    )
    yield ChoiceField(
        id="safety_net",
        label=_("Selection safety net"),
        options=[(s, label(s)) for s in SafetyNet],
        value=start.safety_net,
    )
    yield _levels(start)
    yield from _unit_choices()
    yield ManyField(
        id="classifications",
        label=_("Absence classifications"),
        options=[(c, label(c)) for c in Classification],
        unknown="unknown-classification",
    )
    yield LookupField(id="variation", label=_("Protocol variation"))
    yield ChoiceField(
        id="chart",
        label=_("Detail level of chart"),
        options=[(reporting.MONTHLY, _("by month")), (reporting.BY_UNIT, _("by unit"))],
        value=start.chart,
    )


def _staff_fields(start: Parameters, today: date) -> ComposeResult:
    yield _unit_choice()
    yield DateField(
        id="reference_date",
        label=_("Reference date"),
        today=today,
        direction=Direction.NEAREST,
        value=start.reference_date,
        required=True,
    )
    yield _levels(start)
    yield from _unit_choices()


def _unit_choice() -> LookupField[str]:
    return LookupField(id="unit", label=_("Choose organisation part"), unknown="unknown-unit")


def _levels(start: Parameters) -> DaysField:
    return DaysField(id="levels", label=_("Levels shown"), raw=str(start.levels), required=True)


def _unit_choices() -> ComposeResult:
    yield LookupField(id="detail", label=_("Detail choice"), unknown="unknown-unit")
    yield ManyField(id="units", label=_("Choose units"), options=[], unknown="unknown-unit")

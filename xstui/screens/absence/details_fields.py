"""The fields of what is said with a sick report: on the report itself, and where that is corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from textual.widget import Widget

from xstui.domain.absence import check_said
from xstui.domain.date_entry import Direction
from xstui.domain.problems import Problem
from xstui.i18n import _
from xstui.screens.base.form_page import FormPage
from xstui.services.cases.details import (
    NOTHING_SAID,
    ReportDetails,
    address_problems,
    phone_problems,
)
from xstui.services.context.context import Context
from xstui.widgets.date_field import DateField
from xstui.widgets.expected_field import ExpectedField
from xstui.widgets.section import SectionTitle
from xstui.widgets.text_field import TextField

DETAILS = ("phone", "address", "expected_until", "reported_on")
"""The names of the fields, in order."""


def details_fields(
    context: Context, begins: Callable[[], date | None], said: ReportDetails = NOTHING_SAID
) -> Iterator[Widget]:
    """Yield a title and the fields.

    Args:
        begins: Returns the first sick day, where one stands on the form.
        said: What the fields open with.
    """
    yield SectionTitle(_("During the sickness"), _("may stay empty"), id="details")
    yield TextField(id="phone", label=_("Phone"), room=16, raw=said.phone, checks=phone_problems)
    address = partial(address_problems, context)
    yield TextField(id="address", label=_("(Nursing) address"), raw=said.address, checks=address)
    yield ExpectedField(
        id="expected_until",
        label=_("Expected duration"),
        today=context.today,
        begins=begins,
        value=said.expected_until,
        checks=lambda day: _check(context, begins, expected_until=day),
    )
    yield DateField(
        id="reported_on",
        label=_("Reported on"),
        today=context.today,
        direction=Direction.PAST,
        value=said.reported_on,
        checks=lambda day: _check(context, begins, reported_on=day),
    )


def _check(
    context: Context,
    begins: Callable[[], date | None],
    reported_on: date | None = None,
    expected_until: date | None = None,
) -> Sequence[Problem]:
    return check_said(reported_on, expected_until, begins() or date.min, today=context.today)


def details_given(form: FormPage) -> ReportDetails:
    """Return what stands in the fields."""
    phone, address, expected_until, reported_on = map(form.given, DETAILS)
    return ReportDetails(reported_on, expected_until, phone or "", address or "")

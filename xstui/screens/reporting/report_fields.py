"""The fields for the parameters of a report, with the labels of the manual (sections 4.5, 7.2 and 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from xstui.domain.absence import Classification
from xstui.domain.date_entry import Direction
from xstui.i18n import _, format_month, label
from xstui.services.reporting.parameters import Asked, Kind, Parameters, Report
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.lookup_field import LookupField
from xstui.widgets.many_field import ManyField
from xstui.widgets.number_fields import DaysField
from xstui.widgets.text_field import TextField

Field = (
    LookupField[str] | ManyField[str] | ManyField[Classification] | ChoiceField[str] | TextField | DaysField | DateField
)


def report_fields(report: Report, start: Parameters, today: date) -> Iterator[Field]:
    """Yield the fields of a report, filled with what it asks when nothing else is said."""
    for asked in report.asked:
        yield _FIELDS[asked.kind](asked, getattr(start, asked.attribute), today)


def _unit(asked: Asked, _value: object, _today: date) -> LookupField[str]:
    return LookupField(id=asked.name, label=_(asked.label), unknown="unknown-unit")


def _units(asked: Asked, _value: object, _today: date) -> ManyField[str]:
    return ManyField(id=asked.name, label=_(asked.label), options=[], unknown="unknown-unit")


def _month(asked: Asked, value: date, _today: date) -> TextField:
    return TextField(id=asked.name, label=_(asked.label), raw=format_month(value), required=True)


def _day(asked: Asked, value: date, today: date) -> DateField:
    return DateField(
        id=asked.name, label=_(asked.label), today=today, direction=Direction.NEAREST, value=value, required=True
    )


def _year(asked: Asked, value: int, _today: date) -> TextField:
    return TextField(id=asked.name, label=_(asked.label), raw=str(value), required=True)


def _count(asked: Asked, value: int, _today: date) -> DaysField:
    return DaysField(id=asked.name, label=_(asked.label), raw=str(value), required=True)


def _choice(asked: Asked, value: str, _today: date) -> ChoiceField[str]:
    members = asked.enum() if asked.enum else ()
    return ChoiceField(id=asked.name, label=_(asked.label), options=[(m, label(m)) for m in members], value=value)


def _classifications(asked: Asked, _value: object, _today: date) -> ManyField[Classification]:
    options = [(c, label(c)) for c in Classification]
    return ManyField(id=asked.name, label=_(asked.label), options=options, unknown="unknown-classification")


def _variation(asked: Asked, _value: object, _today: date) -> LookupField[str]:
    return LookupField(id=asked.name, label=_(asked.label))


def _text(asked: Asked, value: str, _today: date) -> TextField:
    return TextField(id=asked.name, label=_(asked.label), raw=value)


_FIELDS: dict[Kind, Callable[..., Field]] = {
    Kind.UNIT: _unit,
    Kind.UNITS: _units,
    Kind.MONTH: _month,
    Kind.DAY: _day,
    Kind.YEAR: _year,
    Kind.COUNT: _count,
    Kind.CHOICE: _choice,
    Kind.CLASSIFICATIONS: _classifications,
    Kind.VARIATION: _variation,
    Kind.TEXT: _text,
}

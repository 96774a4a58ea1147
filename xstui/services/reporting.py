"""Making reports and writing them to files; the screen and the command line both come here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from xstui.domain.absence import CaseKind, Classification
from xstui.domain.employment import ContractType, fte
from xstui.domain.figures import (
    AbsenceSpan,
    CaseSpan,
    EmploymentSpan,
    Method,
    Period,
    SafetyNet,
    UnitFigures,
    absence_figures,
    absence_figures_by_period,
    month_periods,
    roll_up,
    total,
    whole_period,
)
from xstui.domain.names import list_name
from xstui.domain.problems import refuse
from xstui.domain.roles import Right
from xstui.i18n import _, format_date, format_month, label
from xstui.i18n.labels import salutation
from xstui.reports.definitions import absence_figures as figures_report
from xstui.reports.definitions import staff_list as staff_report
from xstui.reports.definitions.absence_figures import FiguresRow
from xstui.reports.definitions.staff_list import StaffRow
from xstui.reports.files import Progress
from xstui.reports.formats import ExportFormat, writer_for
from xstui.reports.table import ReportHead, ReportTable
from xstui.services import insurance_reports
from xstui.services.benchmark import benchmark_notes
from xstui.services.desk import Desk
from xstui.services.organisation import Tree, Unit, tree_in
from xstui.services.search import name_of
from xstui.store.queries import employees
from xstui.store.queries import figures as queries
from xstui.store.queries.employees import Scope
from xstui.store.tables import ProtocolVariation

YEAR = 12
SAFETY_NETS = frozenset({Classification.ORGAN_DONATION, Classification.SAFETY_NET})
EVERYBODY = 10_000_000
PLAIN = ("levels", "variation", "chart", "months", "reference_date", "employer", "year", "first", "last", "reference")
"""Parameters that are taken as they are given."""
MONTHLY, BY_UNIT = "months", "units"
STANDARD = "standard"
LONGEST = 120
"""Months at most in one report."""


@dataclass(frozen=True)
class Parameters:
    """What is asked of a report; each report uses what it needs.

    Attributes:
        levels: Levels of the organisation that get a row of their own (*Te tonen niveaus*).
        unit_id: The part of the organisation; None: all that the actor is authorised for.
        unit_ids: Only these units of it (*Kies eenheden*); empty: all.
        reference_date: As of which day the staff list is (*Peildatum*).
        last_month: Any day of the last month of the figures (*Laatste rapportagemaand*).
        classifications: Only these; empty: all (*Verzuimclassificaties*).
        detail_id: A part of that part (*Detailleer keuze*); None: all of it.
        variation: Only employers with this *Protocolvariatie*; `standard`: those without one; empty: all.
        chart: Whether the chart shows the months or the units (*Detail niveau grafiek*).
        employer: Name or code, in the insurer's reports (*Werkgevers*); empty where there is one.
        year: Of the participants.
        month: Any day of the month of the claims.
        first: First day of the payouts, up to `last`.
        reference: Only the payouts of this number (*Uitkeringskenmerk*).
    """

    name: str
    reference_date: date
    last_month: date
    levels: int = 2
    unit_id: int | None = None
    unit_ids: tuple[int, ...] = ()
    months: int = YEAR
    method: Method = Method.CALENDAR_DAYS
    safety_net: SafetyNet = SafetyNet.INCLUDED
    classifications: tuple[Classification, ...] = ()
    detail_id: int | None = None
    variation: str = ""
    chart: str = MONTHLY
    employer: str = ""
    year: int = date.min.year
    month: date = date.min
    first: date = date.min
    last: date = date.max
    reference: str = ""


@dataclass(frozen=True)
class Spans:
    """The rows that figures are worked out from."""

    employments: Sequence[EmploymentSpan]
    absences: Sequence[AbsenceSpan]
    cases: Sequence[CaseSpan]


def defaults(desk: Desk, name: str) -> Parameters:
    """Return what a report asks when nothing else is said: today, and the year up to last month."""
    past_month = date.fromordinal(desk.today.replace(day=1).toordinal() - 1)
    last_year = desk.today.year - 1
    return Parameters(
        name,
        desk.today,
        past_month,
        year=last_year,
        month=past_month,
        first=date(last_year, 1, 1),
        last=desk.today,
    )


def parameters_from(desk: Desk, name: str, given: Mapping[str, Any]) -> Parameters:
    """Return parameters from the words of the command line; what is not given stays at its default.

    Raises:
        Refused: `unknown-unit` or `month-unreadable`, by parameter.
    """
    with desk.reading() as session:
        units = tree_in(session, desk)
    parameters = defaults(desk, name)
    plain = {k: given[k] for k in PLAIN if given.get(k) is not None}
    parameters = replace(parameters, **plain)
    if given.get("unit"):
        parameters = replace(parameters, unit_id=_unit_named(units, given["unit"]).unit_id)
    if given.get("detail"):
        parameters = replace(parameters, detail_id=_unit_named(units, given["detail"], "detail").unit_id)
    if given.get("units"):
        parameters = replace(parameters, unit_ids=tuple(_unit_named(units, u, "units").unit_id for u in given["units"]))
    if given.get("last_month"):
        parameters = replace(parameters, last_month=read_month(given["last_month"]))
    if given.get("month"):
        parameters = replace(parameters, month=read_month(given["month"], "month"))
    if given.get("method"):
        parameters = replace(parameters, method=Method(given["method"]))
    if given.get("safety_net"):
        parameters = replace(parameters, safety_net=SafetyNet(given["safety_net"]))
    if given.get("classifications"):
        parameters = replace(parameters, classifications=_classifications(given["classifications"]))
    return parameters


def read_month(text: str, field: str = "last_month") -> date:
    """Return the first day of a month written as `2026-05`.

    Raises:
        Refused: `month-unreadable` at `field`.
    """
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise refuse("month-unreadable", field) from None


def _classifications(names: Sequence[str]) -> tuple[Classification, ...]:
    try:
        return tuple(Classification(name) for name in names)
    except ValueError:
        raise refuse("unknown-classification", "classifications", known=", ".join(Classification)) from None


def _unit_named(units: Tree, name: str, field: str = "unit") -> Unit:
    for unit in units.units:
        if name.casefold() in {unit.name.casefold(), unit.code.casefold()}:
            return unit
    raise refuse("unknown-unit", field, name=name)


def make(desk: Desk, parameters: Parameters) -> ReportTable:
    """Return a report as data.

    Raises:
        Refused: `not-allowed`, `unknown-unit`, `unknown-report` or `too-many-months`.
    """
    makers = {figures_report.NAME: _figures, staff_report.NAME: _staff, **_INSURANCE}
    if parameters.name not in makers:
        raise refuse("unknown-report", name=parameters.name)
    return makers[parameters.name](desk, parameters)


_INSURANCE: dict[str, Callable[[Desk, Parameters], ReportTable]] = {
    "deelnemersregistratie": lambda desk, p: insurance_reports.participants_table(desk, p.year, p.employer),
    "claimspecificatie": lambda desk, p: insurance_reports.claims_table(desk, p.month, p.employer),
    "uitkeringsspecificaties": lambda desk, p: insurance_reports.payouts_table(
        desk, p.first, p.last, p.employer, p.reference
    ),
}


def export(desk: Desk, table: ReportTable, export_format: str, path: Path, progress: Progress | None = None) -> None:
    """Write a report to a file, and note in the journal that it left the store.

    Raises:
        Refused: `file-unwritable`.
    """
    writer_for(ExportFormat(export_format))(table, path, progress)
    with desk.unit("reports.export", kind="note", undoable=False) as unit:
        unit.summary = {"report": table.name, "format": export_format, "rows": len(table.rows)}


def _figures(desk: Desk, parameters: Parameters) -> ReportTable:
    desk.require(Right.ABSENCE_FIGURES)
    if not 1 <= parameters.months <= LONGEST:
        raise refuse("too-many-months", "months", most=LONGEST)
    periods = month_periods(parameters.last_month, parameters.months)
    period = whole_period(periods)
    with desk.reading() as session:
        units = tree_in(session, desk)
        chosen = chosen_units(units, parameters) & _of_variation(session, units, parameters.variation)
        spans = spans_of(session, period, chosen, parameters)
    parents = {unit.unit_id: unit.parent_id for unit in units.units}
    options = {"method": parameters.method, "safety_net": parameters.safety_net, "as_of": desk.today}
    own = absence_figures(spans.employments, spans.absences, spans.cases, period, **options)  # type: ignore[arg-type]
    rolled = roll_up(own, parents)
    monthly = absence_figures_by_period(
        spans.employments,
        spans.absences,
        spans.cases,
        periods,
        **options,  # type: ignore[arg-type]
    )
    rows = [
        _row(rolled[unit.unit_id], unit.name, unit.code, unit.level, unit.unit_id)
        for unit in units.units
        if unit.unit_id in rolled and unit.level < parameters.levels
    ]
    everything = total(own.values())
    months = [(p.first, _percentage(total(found.values()))) for p, found in zip(periods, monthly, strict=True)]
    shown = [
        *_unit_parameters(units, parameters),
        (_("Last report month"), format_month(parameters.last_month)),
        (_("Number of report months"), str(parameters.months)),
        (_("Method of calculation"), label(parameters.method)),
        (_("Selection safety net"), label(parameters.safety_net)),
        (_("Classifications"), ", ".join(label(c) for c in parameters.classifications) or _("all")),
    ]
    shown.append((_("Protocol variation"), _variation_text(parameters.variation)))
    summed = _row(everything, _("Total"), "", 0) if everything else None
    table = figures_report.build(rows, summed, months, shown, _head(desk, (period.first, period.last)))
    if parameters.chart == BY_UNIT:
        table = replace(table, chart=figures_report.unit_chart(rows))
    beside = _benchmark(desk, parameters, chosen, everything.average_employees if everything else Decimal(0))
    return replace(table, notes=(*table.notes, *beside))


def _variation_text(variation: str) -> str:
    return {"": _("all"), STANDARD: _("standard")}.get(variation, variation)


def variations(desk: Desk) -> list[str]:
    """Return the names of the protocol variations in use for absence."""
    with desk.reading() as session:
        query = select(ProtocolVariation.name).where(ProtocolVariation.kind == CaseKind.ABSENCE.value)
        return sorted(set(session.exec(query).all()))


def _of_variation(session: Session, units: Tree, variation: str) -> frozenset[int]:
    """Return the units of the employers that go by a variation of the protocol."""
    everything = frozenset(unit.unit_id for unit in units.units)
    if not variation:
        return everything
    query = select(ProtocolVariation).where(ProtocolVariation.kind == CaseKind.ABSENCE.value)
    own = {row.employer_id: row.name for row in session.exec(query).all()}
    tops = (unit.unit_id for unit in units.units if unit.parent_id is None or unit.parent_id not in everything)
    wanted = [top for top in tops if own.get(units.employer_of(top).unit_id, STANDARD) == variation]
    return frozenset[int]().union(*(units.below(top) for top in wanted))


def _benchmark(desk: Desk, parameters: Parameters, chosen: frozenset[int], employees: Decimal) -> tuple[str, ...]:
    """Return the lines that set the own quarters beside the country's."""
    with desk.reading() as session:

        def own(quarter: Period) -> Decimal | None:
            spans = spans_of(session, quarter, chosen, parameters)
            found = absence_figures(
                spans.employments,
                spans.absences,
                spans.cases,
                quarter,
                method=parameters.method,
                safety_net=parameters.safety_net,
                as_of=desk.today,
            )
            return _percentage(total(found.values()))

        return tuple(benchmark_notes(session, desk.reference, parameters.last_month, employees, own))


def _percentage(figures: UnitFigures | None) -> Decimal | None:
    return figures.absence_percentage if figures else None


def spans_of(session: Session, period: Period, chosen: frozenset[int], parameters: Parameters) -> Spans:
    """Return the rows that the figures of some units are worked out from."""
    kind = [CaseKind.ABSENCE.value]
    wanted = {c.value for c in parameters.classifications or Classification}
    cases = [
        CaseSpan(case, employment, person, first, last, Classification(sort) in SAFETY_NETS, True)  # noqa: FBT003
        for case, employment, person, first, last, sort in queries.case_spans(session, period.first, period.last, kind)
        if sort in wanted
    ]
    kept = {case.case_id for case in cases}
    absences = queries.step_spans(session, period.first, period.last, kind)
    employments = queries.employment_spans(session, period.first, period.last)
    return Spans(
        [EmploymentSpan(*row) for row in employments if row[2] in chosen],
        [AbsenceSpan(*row) for row in absences if row[0] in kept],
        cases,
    )


def _row(figures: UnitFigures, name: str, code: str, level: int, unit_id: int | None = None) -> FiguresRow:
    return FiguresRow(
        label=name,
        code=code,
        level=level,
        average_employees=figures.average_employees,
        absence_percentage=figures.absence_percentage,
        class_percentages=figures.class_percentages,
        reports=figures.reports,
        report_frequency=figures.report_frequency,
        mean_duration=figures.mean_duration,
        zero_absence=figures.zero_absence,
        hours_per_employee=figures.hours_per_average_employee,
        unit_id=unit_id,
    )


def chosen_units(units: Tree, parameters: Parameters) -> frozenset[int]:
    """Return the units that a report is about."""
    everything = frozenset(unit.unit_id for unit in units.units)
    chosen = units.below(units.by_id(parameters.unit_id).unit_id) if parameters.unit_id else everything
    if parameters.detail_id:
        chosen &= units.below(units.by_id(parameters.detail_id).unit_id)
    if parameters.unit_ids:
        chosen &= frozenset[int]().union(*(units.below(unit_id) for unit_id in parameters.unit_ids))
    return chosen


def _unit_parameters(units: Tree, parameters: Parameters) -> list[tuple[str, str]]:
    part = units.by_id(parameters.unit_id).name if parameters.unit_id else _("all")
    names = ", ".join(units.by_id(unit_id).name for unit_id in parameters.unit_ids) or _("all")
    return [
        (_("Levels shown"), str(parameters.levels)),
        (_("Organisation part"), part),
        (_("Units"), names),
    ]


def _staff(desk: Desk, parameters: Parameters) -> ReportTable:
    desk.require(Right.STAFF_LIST)
    with desk.reading() as session:
        units = tree_in(session, desk)
        chosen = chosen_units(units, parameters)
        scope = Scope(parameters.reference_date, False, chosen)  # noqa: FBT003 - a named tuple's field
        rows = list(_staff_rows(session, scope, units))
    shown = [
        *_unit_parameters(units, parameters),
        (_("Reference date"), format_date(parameters.reference_date)),
    ]
    return staff_report.build(rows, shown, _head(desk, None))


def _staff_rows(session: Session, scope: Scope, units: Tree) -> Iterable[StaffRow]:
    codes = {unit.unit_id: unit.code for unit in units.units}
    for row in employees.everybody(session, scope, EVERYBODY, 0):
        if row.start_date > scope.day:
            continue
        name = name_of(row)
        hours = Decimal(row.hours) / 100
        yield StaffRow(
            dossier_no=row.dossier_no,
            name=list_name(name),
            gender=salutation(name.gender),
            birth_date=row.birth_date,
            unit=row.unit_name,
            code=codes.get(row.unit_id, ""),
            job=row.job_name,
            contract_type=label(ContractType(row.contract_type)),
            start_date=row.start_date,
            end_date=row.end_date,
            hours=hours,
            fte=fte(hours, Decimal(row.full_time_hours) / 100),
        )


def _head(desk: Desk, period: tuple[date, date] | None) -> ReportHead:
    return ReportHead(
        snapshot_at=desk.clock.now(),
        asked_at=desk.clock.now(),
        user=desk.actor.full_name,
        explanation=_("Only employees for whom the user who signed in is authorised are shown."),
        period=period,
    )

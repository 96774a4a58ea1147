"""The staff list (*Werknemersbestand*, manual section 4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlmodel import Session

from xstui.domain.contract_type import ContractType
from xstui.domain.employment import exact_fte
from xstui.domain.names import list_name
from xstui.i18n import _, format_date, label
from xstui.i18n.labels import salutation
from xstui.reports.definitions import staff_list
from xstui.reports.definitions.staff_list import StaffRow
from xstui.reports.table import ReportTable
from xstui.services.context.context import Context
from xstui.services.context.organisation import Tree, tree_in
from xstui.services.people.people import name_of_person
from xstui.services.reporting.choosing import chosen_units, unit_parameters
from xstui.services.reporting.head import report_head
from xstui.store.queries import employees
from xstui.store.queries.employees import Scope

if TYPE_CHECKING:
    from xstui.services.reporting.declarations.staff import StaffParameters

EVERYBODY = 10_000_000


def staff_table(context: Context, parameters: StaffParameters) -> ReportTable:
    """Return the people employed on the reference date.

    Raises:
        Refused: `unknown-unit`.
    """
    with context.reading() as session:
        units = tree_in(session, context)
        chosen = chosen_units(session, units, parameters)
        scope = Scope(parameters.reference_date, False, chosen)  # noqa: FBT003 - a named tuple's field
        rows = list(_staff_rows(session, scope, units))
    shown = [
        *unit_parameters(units, parameters),
        (_("Reference date"), format_date(parameters.reference_date)),
    ]
    return staff_list.build(rows, shown, report_head(context))


def _staff_rows(session: Session, scope: Scope, units: Tree) -> Iterable[StaffRow]:
    codes = {unit.unit_id: unit.code for unit in units.units}
    for row in employees.everybody(session, scope, EVERYBODY, 0):
        if row.start_date > scope.day:
            continue
        name = name_of_person(row)
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
            hours=row.hours,
            fte=exact_fte(row.hours, row.full_time_hours),
        )

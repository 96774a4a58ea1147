"""The staff list."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests.company import TODAY
from xstui.domain.names import PersonName
from xstui.reports.table import shown
from xstui.services import reporting
from xstui.services.employment import hiring
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.people import people, search
from xstui.services.reporting.declarations.staff import StaffParameters

DAY = timedelta(days=1)


def test_who_starts_after_the_reference_date_is_not_on_the_staff_list_yet(context):
    person = PersonData(PersonName("N.", "", "Straks"), date(1990, 1, 1))
    hiring.add_employee(context, NewEmployee(person, 2, TODAY + 30 * DAY, "42200", Decimal(36)))
    for day, there in ((TODAY, False), (TODAY + 30 * DAY, True)):
        table = reporting.make(context, StaffParameters(reference_date=day))
        assert ("Straks, N." in {row.cells[0] for row in table.rows}) is there
    card = people.dossier_of(context, search.find(context, "straks")[0].person_id).employment
    assert card.years == 0, "who has still to begin has no years, and not one less than none"


def test_everybody_who_is_employed_is_on_the_list_with_the_terms_of_the_day(context):
    table = reporting.make(context, StaffParameters(reference_date=TODAY))
    rows = [[shown(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)] for row in table.rows]
    assert [row[0] for row in rows] == [
        *("Berg, J. van den", "[bold]O'Brien-De Wit, B.", "Çelik-Ünal, Z.", "Jansen, A.", "Polis, V."),
        *("Vries, K. de", "Vries, L. de"),
    ]
    assert {"Inkomen", "001", "01-05-2025", "42200"} <= set(rows[4])
    assert ("Peildatum", "08-06-2026") in table.parameters
    kantoor = reporting.make(context, StaffParameters(reference_date=TODAY, unit_ids=(3,)))
    assert len(kantoor.rows) == 4
    assert ("Kies eenheden", "Kantoor") in kantoor.parameters
    assert ("Kies eenheden", "alle") in table.parameters


def test_the_full_time_equivalents_are_exact_and_so_their_total_is_that_of_the_hours(context):
    table = reporting.make(context, reporting.defaults(context, "werknemersbestand"))
    hours, total = (table.totals.cells[n] for n in (10, 11))
    assert abs(total - hours / Decimal("36.86")) < Decimal("1e-20")

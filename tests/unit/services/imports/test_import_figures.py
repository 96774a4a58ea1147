"""The figures of a payroll that was taken over, beside a count day by day of the payroll's own rows.

The reference reads the rows as a person would and knows neither the import nor the store, so a fault in either shows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from tests import company, payroll
from tests.unit.domain.figures_by_day import Counts, count
from tests.unit.domain.figures_company import Company
from xstui.domain.figures import ClassEdges, Method, Period, SafetyNet
from xstui.services import reporting
from xstui.services.imports import running

LAST, DAYS_IN_YEAR = date(2026, 5, 31), 365
FULL_TIME = 3686
DEPARTMENT = {"001": "Inkomen", "1": "Inkomen", "inkomen": "Inkomen", "Kantoor": "Kantoor"}
HOURS = {"36": 3600, "36,86": 3686, "24.0": 2400, "32,5": 3250}
PERCENTAGE = {"100": 10_000, "100,00": 10_000, "": 10_000, "100 %": 10_000, "62,5": 6250, "50": 5000}
SHOWN = ("average_employees", "absence_percentage", "reports", "report_frequency", "mean_duration", "zero_absence")


def test_the_figures_of_a_dirty_payroll_are_those_counted_day_by_day(context, tmp_path):
    made = payroll.make(200)
    for kind, raw in (("employees", made.employees), ("absences", made.absences)):
        path = tmp_path / "payroll.csv"
        path.write_bytes(raw)
        running.carry_out(context, running.plan_import(context, kind, path, {}), rejects=tmp_path / "rest.csv")
    _compare(context, made, Method.CALENDAR_DAYS, 36, date(2023, 6, 1))
    _compare(context, made, Method.WORKING_DAYS, 24, date(2024, 6, 1))


def _compare(context, made, method, months, first):
    asked = replace(reporting.defaults(context, "verzuimcijfers"), method=method, months=months)
    table = reporting.make(context, asked)
    places = [[column.key for column in table.columns].index(key) for key in SHOWN]
    shown = {row.cells[0]: [row.cells[n] for n in places] for row in (*table.rows, table.totals)}
    period = Period(first, LAST)
    found = _by_day([*_own_people(), *_people_of(made)], period, method)
    found["Totaal"] = found["TESTBEDRIJF_Voorbeeld"] = _together(*found.values())
    assert shown == {unit: _figures(counts, (LAST - first).days + 1) for unit, counts in found.items()}
    assert min(counts.reports for counts in found.values()) > 30, "too few cases to tell right from wrong"


def _own_people():
    """Yield the people that were there before the import; the first of them runs since 2 March."""
    for number, (*_name, _gender, _born, unit, hours) in enumerate(company.PEOPLE, start=1):
        one = Company()
        one.employ(number, "2025-05-01", hours=int(Decimal(hours) * 100), unit=unit, full_time=FULL_TIME)
        if number == 1:
            one.sick(number, "2026-03-02")
        yield one


def _people_of(made):
    """Yield each person of the payroll as a company of one: what is counted day by day has few rows to look at."""
    cases = defaultdict(list)
    for number, *case in made.cases:
        cases[int(number)].append(case)
    for row in made.people:
        number, one = int(row[0]), Company()
        one.employ(number, _iso(row[5]), hours=HOURS[row[8]], unit=DEPARTMENT[row[6]], full_time=FULL_TIME)
        for first, last, percentage in cases[number]:
            one.sick(number, _iso(first), _iso(last), percentage=PERCENTAGE[percentage])
        yield one


def _iso(written):
    return datetime.strptime(written, "%d-%m-%Y").date().isoformat()  # noqa: DTZ007 - a day has no zone


def _by_day(people, period, method):
    """Return the counts of each department."""
    found = {"Inkomen": Counts(), "Kantoor": Counts()}
    choice = {"method": method, "safety_net": SafetyNet.INCLUDED}
    for one in people:
        for unit, counts in count(one, period, **choice, edges=ClassEdges().days, as_of=company.TODAY).items():
            found[unit] = _together(found[unit], counts)
    return found


def _together(one, other):
    return Counts(
        days=one.days | other.days,
        available=one.available + other.available,
        absent={kind: one.absent.get(kind, 0) + other.absent.get(kind, 0) for kind in range(4)},
        people=one.people | other.people,
        sick=one.sick | other.sick,
        reports=one.reports + other.reports,
        ended=one.ended + other.ended,
    )


def _figures(counts, days):
    """Return what the report shows of a unit over so many days, by the words of the standard."""
    people, sick = len(counts.people), len(counts.sick)
    return [
        Fraction(len(counts.days), days),
        Fraction(100 * sum(counts.absent.values())) / counts.available,
        counts.reports,
        Fraction(counts.reports * DAYS_IN_YEAR, len(counts.days)),
        Fraction(sum(counts.ended), len(counts.ended)),
        Fraction(100 * (people - sick), people),
    ]

"""The absence figures: the published example, the edges of the rules, and a second way to the same counts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.figures_by_day import count
from tests.unit.domain.figures_company import (
    Q2_2026,
    UNIT,
    Company,
    absence_figures,
    absence_figures_by_period,
    cbs_company,
    counted,
    day,
    random_company,
)
from xstui.domain.figures import (
    ClassEdges,
    EmploymentSpan,
    Method,
    Period,
    SafetyNet,
    explain,
    month_periods,
    months_before,
    percentage_over,
    roll_up,
    rounded,
    total,
    whole_period,
)
from xstui.domain.figures.headcount import days_covered

LATER = date(2030, 1, 1)
MAY = Period(date(2026, 5, 1), date(2026, 5, 31))


def figures(company, period=Q2_2026, unit=UNIT, as_of=LATER, **parameters):
    return absence_figures(*company.spans, period, as_of=as_of, **parameters)[unit]


class TestThePublishedExample:
    def test_percentage_of_calendar_days(self):
        found = figures(cbs_company())
        assert found.absent_time == Fraction("37.75")
        assert found.available_time == Fraction("864.5")
        assert rounded(found.absence_percentage) == Decimal("4.37")

    def test_percentage_of_working_days(self):
        found = figures(cbs_company(), method=Method.WORKING_DAYS)
        assert (found.absent_time, found.available_time) == (Fraction("25.75"), Fraction("617.5"))
        assert rounded(found.absence_percentage) == Decimal("4.17")

    def test_half_sick_counts_half(self):
        found = figures(cbs_company(first_percentage=5000))
        assert found.absent_time == Fraction("33.75")
        assert rounded(found.absence_percentage) == Decimal("3.90")

    def test_report_frequency_per_year(self):
        assert rounded(figures(cbs_company()).report_frequency, 2) == Decimal("1.60")

    def test_mean_duration_ignores_hours_and_percentage(self):
        assert rounded(figures(cbs_company(first_percentage=5000)).mean_duration, 1) == Decimal("11.0")

    def test_zero_absence(self):
        assert rounded(figures(cbs_company()).zero_absence, 2) == Decimal("60.00")

    def test_average_employees_counts_heads(self):
        assert rounded(figures(cbs_company()).average_employees, 1) == Decimal("10.0")

    def test_hours(self):
        found = figures(cbs_company(), method=Method.HOURS)
        assert found.absence_hours == Decimal("206.00")
        assert found.hours_per_average_employee == Decimal("20.6")
        assert found.available_time == Fraction("617.5") * 8


def test_one_whole_year_and_one_half_make_one_and_a_half_employees():
    company = Company()
    company.employ(1)
    company.employ(2, "2025-07-02", "2026-06-30")
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    assert rounded(figures(company, year).average_employees, 1) == Decimal("1.5")


def test_part_timer_two_weeks_off_lasts_fourteen_days():
    company = Company()
    company.employ(1, hours=2400)
    company.sick(1, "2026-05-04", "2026-05-17")
    found = figures(company)
    assert found.mean_duration == 14
    assert figures(company, method=Method.WORKING_DAYS).mean_duration == 14


def test_a_report_that_is_left_out_of_the_frequency():
    company = Company()
    company.employ(1)
    for number, first in enumerate(("2026-04-01", "2026-05-01", "2026-06-01")):
        company.sick(1, first, first, counts=number != 1)
    assert figures(company).reports == 2


def test_days_before_the_period_count_in_the_duration_but_not_in_the_percentage():
    company = Company()
    company.employ(1)
    company.sick(1, "2026-03-22", "2026-04-05")
    found = figures(company)
    assert (found.mean_duration, found.absent_time, found.reports) == (15, 5, 0)


@pytest.mark.parametrize(("days", "kind"), [(7, 0), (8, 1), (42, 1), (43, 2), (365, 2), (366, 3)])
def test_class_goes_by_the_length_of_the_case_not_by_the_days_in_the_period(days, kind):
    company = Company()
    company.employ(1)
    last = date(2026, 4, 3)
    company.sick(1, (last - timedelta(days=days - 1)).isoformat(), last.isoformat())
    found = figures(company)
    assert [bool(missed) for missed in found.absent] == [n == kind for n in range(4)]


def test_a_case_that_runs_on_is_classed_by_its_length_at_the_end_of_each_period():
    company = Company()
    company.employ(1)
    company.sick(1, "2026-04-28", "2026-12-31")
    april, may, june = absence_figures_by_period(*company.spans, month_periods(date(2026, 6, 1), 3), as_of=LATER)
    assert [f[UNIT].absent.index(max(f[UNIT].absent)) for f in (april, may, june)] == [0, 1, 2]


def test_other_edges_make_other_classes():
    found = figures(cbs_company(), edges=ClassEdges((14, 91, 365)))
    assert sum(map(bool, found.absent)) == 2


def test_absence_counts_for_730_days():
    company = Company()
    company.employ(1)
    company.sick(1, "2024-05-03")
    assert figures(company, MAY).absent_time == 2


@pytest.mark.parametrize(("last", "counted"), [("2026-05-01", 1), ("2026-05-02", 2), ("2026-05-03", 2)])
def test_the_730th_day_is_the_last_that_counts(last, counted):
    company = Company()
    company.employ(1)
    company.sick(1, "2024-05-03", last)
    assert figures(company, MAY).absent_time == counted


def test_each_class_is_rounded_by_itself():
    found = replace(figures(cbs_company()), available=100, absent=(15_000, 25_500, 6_555, 0))
    assert [rounded(part) for part in found.class_percentages] == [
        Decimal("1.50"),
        Decimal("2.55"),
        Decimal("0.66"),
        Decimal("0.00"),
    ]


def test_a_day_belongs_to_the_unit_of_the_terms_on_that_day():
    company = Company()
    company.employ(1, last="2026-05-10", unit=1)
    company.employ(1, "2026-05-11", unit=2)
    company.sick(1, "2026-05-09", "2026-05-14")
    found = absence_figures(*company.spans, MAY, as_of=LATER)
    assert (found[1].absent_time, found[2].absent_time) == (2, 4)
    assert (found[1].reports, found[2].reports) == (1, 0)
    assert (found[1].ended, found[2].ended) == (0, 1)


def test_who_moved_between_units_is_one_person_in_the_sum():
    company = Company()
    company.employ(1, last="2026-05-10", unit=1)
    company.employ(1, "2026-05-11", unit=2)
    company.employ(2, unit=2)
    company.sick(1, "2026-05-09", "2026-05-10")
    found = absence_figures(*company.spans, MAY, as_of=LATER)
    assert (found[1].zero_absence, found[2].zero_absence) == (0, 100)
    whole = found[1] + found[2]
    assert (whole.employees, whole.absent_employees, whole.zero_absence) == (2, 1, 50)


def test_sick_outside_employment_counts_nowhere():
    company = Company()
    company.employ(1, "2026-05-04", "2026-05-10")
    company.sick(1, "2026-05-01", "2026-05-31")
    company.sick(99, "2026-05-01", "2026-05-31")
    found = figures(company, MAY)
    assert (found.absent_time, found.reports, found.ended) == (7, 0, 0)


def test_the_safety_net_leaves_out_cases_not_employees():
    company = Company()
    company.employ(1)
    company.employ(2)
    company.sick(1, "2026-05-01", "2026-05-31", safety_net=True)
    company.sick(2, "2026-05-01", "2026-05-10")
    with_all = figures(company, MAY)
    without = figures(company, MAY, safety_net=SafetyNet.EXCLUDED)
    assert with_all.available == without.available
    assert (with_all.absent_time, without.absent_time) == (41, 10)
    assert (with_all.reports, without.reports, without.absent_employees) == (2, 1, 1)


@pytest.mark.parametrize(("hours", "full_time"), [(0, 4000), (4000, 0)])
def test_without_a_part_of_a_full_week_there_is_no_percentage(hours, full_time):
    company = Company()
    company.employ(1, hours=hours, full_time=full_time)
    company.sick(1, "2026-05-01", "2026-05-10")
    found = figures(company, MAY)
    assert (found.absence_percentage, found.class_percentages) == (None, None)
    assert found.report_frequency == Fraction(365, 31)


def test_a_weekend_has_no_working_days():
    weekend = Period(date(2026, 6, 6), date(2026, 6, 7))
    assert figures(cbs_company(), weekend, method=Method.WORKING_DAYS).absence_percentage is None


def test_no_days_after_the_day_the_figures_are_of():
    company = Company()
    company.employ(1)
    company.sick(1, "2026-05-05")
    found = figures(company, MAY, as_of=date(2026, 5, 8))
    assert (found.days, found.available_time, found.absent_time) == (8, 8, 4)
    assert found.absence_percentage == 50


def test_a_month_that_has_not_begun_has_no_figures():
    may, june = absence_figures_by_period(
        *cbs_company().spans, month_periods(date(2026, 6, 1), 2), as_of=date(2026, 5, 31)
    )
    assert may[UNIT].days == 31
    later = june[UNIT]
    assert (later.days, later.average_employees, later.absence_percentage) == (0, 0, None)
    assert (later.report_frequency, later.mean_duration) == (None, None)
    assert (later.zero_absence, later.hours_per_average_employee) == (None, None)


def test_nothing_at_all_before_the_first_period():
    assert absence_figures(*cbs_company().spans, MAY, as_of=date(2026, 4, 1)) == {}


def test_a_whole_year_of_reports_is_not_stretched():
    company = Company()
    company.employ(1)
    company.sick(1, "2024-02-29", "2024-02-29")
    leap_year = Period(date(2024, 1, 1), date(2024, 12, 31))
    assert figures(company, leap_year).report_frequency == 1


def test_months_of_the_report():
    months = month_periods(date(2026, 5, 17), 12)
    assert whole_period(months) == Period(date(2025, 6, 1), date(2026, 5, 31))
    assert months[8] == Period(date(2026, 2, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("first", "months"), [("2026-03-31", 2), ("2025-05-01", 12), ("2026-05-02", 0), ("2027-01-01", 0)]
)
def test_months_that_are_only_compared_with(first, months):
    before = months_before(MAY, date.fromisoformat(first))
    assert len(before) == months
    assert month_periods(MAY.first, months + 1) == (*before, MAY)


def test_periods_that_do_not_follow_on_each_other_are_a_mistake():
    for wrong in ((), (MAY, MAY)):
        with pytest.raises(ValueError, match="follow"):
            absence_figures_by_period([], [], wrong, as_of=LATER)


def test_figures_of_different_periods_do_not_add_up():
    with pytest.raises(ValueError, match="add up"):
        figures(cbs_company()) + figures(cbs_company(), MAY)


def test_total_of_nothing_is_nothing():
    assert total([]) is None


def test_roll_up_adds_each_unit_to_all_above_it():
    company = Company()
    for number, unit in ((1, 10), (2, 11), (3, 11), (4, 1)):
        company.employ(number, unit=unit)
    company.sick(2, "2026-05-01", "2026-05-31")
    rolled = roll_up(absence_figures(*company.spans, MAY, as_of=LATER), {10: 1, 11: 1, 1: None})
    assert {unit: f.average_employees for unit, f in rolled.items()} == {1: 4, 10: 1, 11: 2}
    assert rolled[1].absence_percentage == 25
    assert rolled[11].absence_percentage == 50


SECOND_WAY = [
    (Method.CALENDAR_DAYS, SafetyNet.INCLUDED),
    (Method.WORKING_DAYS, SafetyNet.EXCLUDED),
    (Method.HOURS, SafetyNet.INCLUDED),
]


@pytest.mark.parametrize("block", range(10))
def test_a_thousand_companies_counted_day_by_day_agree(block):
    for seed in range(block * 100, block * 100 + 100):
        method, safety_net = SECOND_WAY[seed % 3]
        periods = month_periods(date(2026, 1 + seed % 12, 1), 2)
        company = random_company(seed, periods[0].first.toordinal(), 60)
        as_of = periods[-1].last - timedelta(days=seed % 40)
        parameters = {"method": method, "safety_net": safety_net, "as_of": as_of}
        found = absence_figures_by_period(*company.spans, periods, **parameters)
        for period, units in zip(periods, found, strict=True):
            by_day = count(company, period, **parameters, edges=ClassEdges().days)
            assert set(by_day) <= set(units)
            for unit, mine in units.items():
                _agree(mine, by_day[unit])
            whole, people = total(units.values()), set().union(*(c.people for c in by_day.values()))
            assert (whole.employees if whole else 0) == len(people), seed
            assert (whole.employment_days if whole else 0) == len(set().union(*(c.days for c in by_day.values()))), seed


def _agree(mine, by_day):
    assert mine.employment_days == len(by_day.days)
    assert mine.available_time == by_day.available
    for kind, missed in enumerate(mine.absent):
        assert Fraction(missed, mine.scale * 10_000) == by_day.absent[kind]
    assert mine.absence_hours == by_day.hours
    assert mine.employees == len(by_day.people)
    assert mine.absent_employees == len(by_day.sick)
    assert mine.reports == by_day.reports
    assert (mine.ended, mine.ended_days) == (len(by_day.ended), sum(by_day.ended))


seeds = st.integers(10_000, 10**9)


@given(seeds, st.sampled_from(Method))
def test_months_add_up_to_the_percentage_of_the_whole(seed, method):
    periods = month_periods(date(2026, 1 + seed % 12, 1), 3)
    spans = random_company(seed, periods[0].first.toordinal(), 90).spans
    whole = total(absence_figures(*spans, whole_period(periods), as_of=LATER, method=method).values())
    months = counted(*spans, periods, as_of=LATER).shares(method=method)
    assert percentage_over(months) == (whole and whole.absence_percentage)


@given(seeds, st.sampled_from(Method), st.sampled_from(SafetyNet))
def test_the_share_of_a_month_is_that_of_its_units_together(seed, method, safety_net):
    choice = {"method": method, "safety_net": safety_net, "units": {1, 3}}
    count = counted(*_random(seed).spans, month_periods(date(2026, 6, 1), 3), as_of=LATER)
    for share, month in zip(count.shares(**choice), count.figures(**choice), strict=True):
        assert share.available == sum(found.available_time for found in month.values())
        assert share.absent == sum(found.absent_time for found in month.values())


@given(seeds, st.sampled_from(Method), st.integers(0, 5), st.sampled_from((LATER, date(2026, 5, 20))))
def test_months_from_any_on_are_that_stretch_counted_by_itself(seed, method, first, as_of):
    spans, months = _random(seed).spans, month_periods(date(2026, 6, 1), 6)
    over = counted(*spans, months, as_of=as_of, classed_at_end=True).over(first)
    alone = counted(*spans, [whole_period(months[first:])], as_of=as_of)
    (mine,), (theirs,) = over.figures(method=method), alone.figures(method=method)
    assert mine.keys() == theirs.keys()
    for unit, found in mine.items():
        assert derived(found) == derived(theirs[unit])
    assert derived(total(mine.values())) == derived(total(theirs.values()))


def derived(found):
    """Return all that a report shows of a unit, and what it is taken from, whatever the scale."""
    if found is None:
        return None
    return (
        [getattr(found, name) for name in NAMED],
        (found.available_time, [Fraction(part, found.scale) for part in found.absent]),
        (found.people, found.movers, found.absent_people, found.absent_movers, found.lost, found.days),
    )


NAMED = (
    "absence_percentage",
    "class_percentages",
    "average_employees",
    "report_frequency",
    "mean_duration",
    "zero_absence",
    "absence_hours",
)


def test_periods_that_class_cases_by_their_own_ends_are_not_added_up():
    with pytest.raises(ValueError, match="add up"):
        counted([], [], month_periods(date(2026, 6, 1), 6), as_of=LATER).over(1)


def test_the_percentage_over_nothing_is_none():
    assert percentage_over([]) is None


@given(seeds, st.sampled_from(Method))
def test_classes_add_up_to_the_percentage(seed, method):
    for found in absence_figures(*_random(seed).spans, MAY, as_of=LATER, method=method).values():
        if found.absence_percentage is not None:
            assert sum(found.class_percentages) == found.absence_percentage
            assert min(found.class_percentages) >= 0


@given(seeds, st.sampled_from(Method))
def test_units_together_are_the_company_as_one_unit(seed, method):
    company = _random(seed)
    apart = total(absence_figures(*company.spans, MAY, as_of=LATER, method=method).values())
    company.employments = [span._replace(unit_id=1) for span in company.employments]
    whole = absence_figures(*company.spans, MAY, as_of=LATER, method=method).get(1)
    assert (apart and apart.absence_percentage) == (whole and whole.absence_percentage)
    assert (apart and apart.zero_absence) == (whole and whole.zero_absence)
    assert (apart and apart.report_frequency) == (whole and whole.report_frequency)


@given(seeds)
def test_with_the_same_full_week_hours_weigh_as_working_days_do(seed):
    company = _random(seed)
    company.employments = [span._replace(full_time=3686) for span in company.employments]
    hours = absence_figures(*company.spans, MAY, as_of=LATER, method=Method.HOURS)
    days = absence_figures(*company.spans, MAY, as_of=LATER, method=Method.WORKING_DAYS)
    for unit, found in hours.items():
        assert found.absence_percentage == days[unit].absence_percentage


@given(seeds)
def test_months_together_are_the_whole_period(seed):
    company = _random(seed)
    months = month_periods(date(2026, 7, 1), 4)
    by_month = absence_figures_by_period(*company.spans, months, as_of=LATER)
    for unit, whole in absence_figures(*company.spans, whole_period(months), as_of=LATER).items():
        assert sum(month[unit].absent_time for month in by_month) == whole.absent_time
        assert sum(month[unit].available_time for month in by_month) == whole.available_time
        assert sum(month[unit].reports for month in by_month) == whole.reports


@given(seeds, st.sampled_from(Method), st.sampled_from(SafetyNet))
def test_the_lines_explain_the_percentage_exactly(seed, method, safety_net):
    company = _random(seed)
    parameters = {"as_of": LATER, "method": method, "safety_net": safety_net}
    for unit, found in absence_figures(*company.spans, MAY, **parameters).items():
        told = explain(*company.spans, MAY, **parameters, units={unit})
        assert (told.absent, told.available) == (found.absent_time, found.available_time)
        assert told.percentage == found.absence_percentage
        by_class = [told.of_class(number).absent for number in range(4)]
        assert by_class == [Fraction(missed, found.scale * 10_000) for missed in found.absent]
        assert (len(told.people), told.zero_absence) == (found.employees, found.zero_absence)


def _random(seed):
    return random_company(seed, MAY.first.toordinal(), 31)


def test_a_line_shows_the_working():
    told = explain(*cbs_company().spans, Q2_2026, as_of=LATER)
    assert [line.contribution for line in told.lines] == [8, Fraction("18.75"), 2, 9]
    line = told.lines[1]
    assert (line.first, line.last, line.days) == (date(2026, 4, 18), date(2026, 5, 12), 25)
    assert (line.percentage, line.factor, line.person_id) == (100, Fraction(3, 4), 9)
    assert rounded(told.percentage) == Decimal("4.37")


def test_one_employment_after_another_counts_in_the_heads_as_it_is():
    spans = [
        EmploymentSpan(1, 1, UNIT, day("2026-01-01"), day("2026-05-10"), 4000, 4000),
        EmploymentSpan(2, 1, UNIT, day("2026-05-12"), day("2026-05-20"), 4000, 4000),
    ]
    found = absence_figures(spans, [], MAY, as_of=LATER)[UNIT]
    assert (found.employees, found.employment_days) == (1, 19)


def test_terms_of_the_same_unit_in_one_month_are_one_person():
    spans = [
        EmploymentSpan(1, 1, UNIT, day("2026-01-01"), day("2026-05-10"), 4000, 4000),
        EmploymentSpan(1, 1, UNIT, day("2026-05-11"), day("2026-05-20"), 2000, 4000),
        EmploymentSpan(2, 1, UNIT, day("2026-05-01"), day("2026-05-05"), 2000, 4000),
    ]
    found = absence_figures(spans, [], MAY, as_of=LATER)[UNIT]
    assert (found.employees, found.employment_days) == (1, 20)


def test_two_employments_at_once_are_one_head_in_each_unit_and_in_the_sum():
    company = Company()
    company.employ(1, unit=1, person=7)
    company.employ(2, "2026-05-11", unit=2, person=7)
    company.employ(3, "2026-05-11", unit=1, person=7)
    company.employ(4, unit=2)
    found = absence_figures(*company.spans, MAY, as_of=LATER)
    assert {unit: one.average_employees for unit, one in found.items()} == {1: 1, 2: 1 + Fraction(21, 31)}
    assert total(found.values()).average_employees == 2


def test_days_that_stretches_of_one_person_share_are_covered_once():
    assert days_covered([(1, 10, 19), (1, 15, 24), (1, 30, 30), (2, 12, 13)]) == 15 + 1 + 2
    assert days_covered([]) == 0


@pytest.mark.parametrize(("first", "months"), [("2024-05-01", 24), ("2024-12-31", 17), ("2026-04-30", 1)])
def test_months_of_earlier_years_are_counted_too(first, months):
    found = months_before(MAY, date.fromisoformat(first))
    assert (len(found), found[0].first) == (months, date.fromisoformat(first).replace(day=1))
    assert found[-1].last == MAY.first - timedelta(days=1)

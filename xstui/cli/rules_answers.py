"""The answers of `xstui rules`: as rows for people, with each rule's source, and as facts for programs."""

from __future__ import annotations

import argparse
import calendar
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from xstui.domain.absence import CaseTimes, LeaveDays, contested, counted_from, joins, recovered_days
from xstui.domain.dates import add_months, workdays
from xstui.domain.leave import WEEKS_BEFORE, leave_plan
from xstui.domain.pension import parse_pension_table, pension_date
from xstui.domain.percentages import absence_percentage, parse_amount, parse_hours, parse_percentage
from xstui.domain.problems import Refused, refuse
from xstui.domain.protocol import Protocol, TaskRule, TermInputs, plan
from xstui.domain.protocol_file import parse_protocol
from xstui.domain.wages import (
    ADULT,
    BOTH_YEARS,
    FIRST_YEAR,
    FULL,
    LEAST_PERCENTAGE,
    MinimumTable,
    PayDuty,
    SickPay,
    highest_minimum,
    maximum_is_settled,
    minimum_month,
    minimum_wage,
    parse_maximum_table,
    parse_minimum_table,
    pay_due,
    pay_duty,
    pay_ends,
    waiting_days,
)
from xstui.domain.what_if import Scenario, Situation
from xstui.domain.what_if import what_if as try_out
from xstui.i18n import _, actor_label, format_date, format_money, format_percentage, format_weekday, in_language, label
from xstui.services.context.calendar import day_off

BW = "BW 7:629"
WAZO = "WAZO 3:1"

Row = tuple[str, str, str]
"""What it is, what it comes to, and the source of the rule."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says: for people and for programs."""

    rows: list[Row]
    facts: dict[str, Any]


def deadlines(args: argparse.Namespace, data_dir: Path) -> Answer:
    """Return the tasks of a case up to the end of the waiting time, informational ones included."""
    start = args.first_sick_day + timedelta(days=args.recovered_days)
    protocol = parse_protocol(_toml(data_dir / "protocols" / "absence.toml"))
    tasks = _deadlines(protocol, start)
    rows = [(f"{t['code']} {t['label']} ({actor_label(t['actor'])})", _due(t), t["source"]) for t in tasks]
    last_paid = pay_ends(start, late_days=args.late_days) - timedelta(days=1)
    rows.append((_("Last day of wage payment"), format_date(last_paid), BW))
    facts = {
        "first_sick_day": args.first_sick_day,
        "counted_from": start,
        "deadlines": tasks,
        "last_wage_day": last_paid,
        "last_wage_day_source": BW,
    }
    return Answer(rows, facts)


def _deadlines(protocol: Protocol, start: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    rules = {rule.code: rule for rule in protocol.rules}
    grounds = TermInputs(start)
    found = [(task.due, task.code, task.sequence) for task in plan(protocol, grounds, horizon=start + BOTH_YEARS)]
    told = (rule for rule in protocol.rules if rule.informational and rule.applies_to(grounds.classification))
    found += [(start + timedelta(days=rule.offset_days), rule.code, 0) for rule in told]
    return [
        {
            "code": code,
            "sequence": sequence,
            "label": in_language(rules[code].label_nl, rules[code].label_en),
            "actor": rules[code].actor,
            "due": due,
            "day_off": _off(due),
            "source": _source(rules[code]),
        }
        for due, code, sequence in sorted(found)
    ]


def _source(rule: TaskRule) -> str:
    return in_language(rule.source, rule.source_en)


def _source_of(raw: dict[str, Any]) -> str:
    """Return where the numbers of a data file come from."""
    return in_language(str(raw["source"]), str(raw["source_en"]))


def _paragraph(article: str, number: str) -> str:
    return _("{article} paragraph {number}", article=article, number=number)


def _off(day: date) -> str | None:
    """Return why a day is no working day (R1.4); None for one that is."""
    off = day_off(day)
    if off is None:
        return None
    name = in_language(off.label_nl, off.label_en)
    return name or format_weekday(day)


def _due(term: dict[str, Any]) -> str:
    return f"{format_date(term['due'])} ({term['day_off']})" if term["day_off"] else format_date(term["due"])


def pension(args: argparse.Namespace, data_dir: Path) -> Answer:
    """Return the legal pension date; a projection says so."""
    raw = _toml(data_dir / "aow.toml")
    found = pension_date(args.birth_date, parse_pension_table(raw))
    source = _source_of(raw)
    sure = _("Fixed by law") if found.fixed else _("Not fixed yet")
    rows = [
        (_("Legal pension date"), format_date(found.day), source),
        (
            _("Pension age"),
            _("{years} years and {months} months").format(years=found.years, months=found.months),
            source,
        ),
        (_("Status"), sure, source),
    ]
    facts = {
        "birth_date": args.birth_date,
        "day": found.day,
        "fixed": found.fixed,
        "years": found.years,
        "months": found.months,
        "source": source,
    }
    return Answer(rows, facts)


def leave(args: argparse.Namespace, _data_dir: Path) -> Answer:
    """Return the days of a pregnancy and maternity leave."""
    weeks = args.weeks if args.weeks is not None else WEEKS_BEFORE[args.multiple][1]
    found = leave_plan(
        args.due,
        weeks_before=weeks,
        multiple=args.multiple,
        born=args.born,
        hospital_days=args.hospital_days,
        sick=[CaseTimes(first, last, ()) for first, last in args.sick],
    )
    days = [
        ("earliest", _("Earliest start"), found.earliest, _paragraph(WAZO, "2")),
        ("latest", _("Latest start"), found.latest, _paragraph(WAZO, "2")),
        ("employer_latest", _("Tell the employer by"), found.employer_latest, "WAZO 3:3"),
        ("uwv_latest", _("Application at UWV by"), found.uwv_latest, "WAZO 3:11"),
        ("last_workday", _("Last working day"), found.last_workday, _paragraph(WAZO, "2")),
        ("start", _("Leave starts"), found.start, _paragraph(WAZO, "2")),
        ("end", _("Leave ends"), found.end, _paragraph(WAZO, "3-5" if found.extra_days or args.sick else "3")),
    ]
    spread = found.spread
    days += [
        ("spread_from", _("Rest may be spread from"), spread.first, _paragraph(WAZO, "6")),
        ("spread_latest", _("Rest may be spread until"), spread.latest, _paragraph(WAZO, "6")),
        ("spread_ask_latest", _("Ask the employer to spread by"), spread.ask_latest, _paragraph(WAZO, "6")),
    ]
    rows = [(text, format_date(day), source) for _name, text, day, source in days]
    facts = {name: day for name, _text, day, _source in days} | {
        "due": args.due,
        "weeks_before": weeks,
        "multiple": args.multiple,
        "after_birth_days": found.after_birth_days,
        "hospital_extra_days": found.extra_days,
        "days": found.days,
        "spread_days": spread.days,
        "sources": {name: source for name, _text, _day, source in days if source},
    }
    return Answer(rows, facts)


def join(args: argparse.Namespace, _data_dir: Path) -> Answer:
    """Return whether a case joins an earlier one, and what its terms count from."""
    if args.last_sick_day < args.first_sick_day:
        raise refuse("end-before-start", "last_sick_day")
    if args.new_first <= args.last_sick_day:
        raise refuse("case-overlap", "new_first", since=args.first_sick_day)
    earlier = CaseTimes(args.first_sick_day, args.last_sick_day, ())
    later = CaseTimes(args.new_first, None, ())
    leaves = [LeaveDays(first, last) for first, last in args.leave]
    joined = joins(args.last_sick_day, args.new_first, leaves)
    recovered = recovered_days(args.last_sick_day, args.new_first, leaves)
    start = counted_from((earlier, later) if joined else (later,))
    source = _paragraph(BW, "10")
    doubtful = contested(args.last_sick_day, args.new_first, leaves)
    told = _("check: worked between sickness, leave and sickness") if doubtful else _("Yes") if joined else _("No")
    rows = [
        (_("Recovered days in between"), str(recovered), source),
        (_("Counts as one case"), told, source),
        (_("Terms count from"), format_date(start), source),
        *([(_("Terms count from, if apart"), format_date(args.new_first), source)] if doubtful else []),
        (_("104 weeks are over on"), format_date(start + BOTH_YEARS), _paragraph("WIA 23", "1")),
    ]
    facts = {
        "recovered_days": recovered,
        "joined": joined,
        "contested": doubtful,
        "counted_from": start,
        "counted_from_apart": args.new_first,
        "two_years_over": start + BOTH_YEARS,
        "source": source,
    }
    return Answer(rows, facts)


def what_if(args: argparse.Namespace, data_dir: Path) -> Answer:
    """Return what becomes of each term of a case that somebody recovers from, and perhaps falls ill again after."""
    first = args.first_sick_day
    protocol = parse_protocol(_toml(data_dir / "protocols" / "absence.toml"))
    situation = Situation(CaseTimes(first, None, ()), TermInputs(first), protocol)
    outcome = try_out(situation, Scenario(args.recovered, args.sick_again))
    join_source = _paragraph(BW, "10")
    shifts = [
        {
            "code": shift.rule.code,
            "sequence": shift.sequence,
            "label": in_language(shift.rule.label_nl, shift.rule.label_en),
            "before": shift.before,
            "after": shift.after,
            "effect": shift.effect.value,
            "source": _source(shift.rule),
        }
        for shift in outcome.shifts
    ]
    rows = [
        (
            f"{s.rule.code} {fact['label']}",
            f"{_shown(s.before)} -> {_shown(s.after)}  {label(s.effect)}",
            _source(s.rule),
        )
        for s, fact in zip(outcome.shifts, shifts, strict=True)
    ]
    if outcome.joined is not None:
        rows = [(_("Counts as one case"), _("Yes") if outcome.joined else _("No"), join_source), *rows]
    facts = {
        "joined": outcome.joined,
        "recovered_days": outcome.recovered_days,
        "counted_from": outcome.counted_from,
        "joined_source": join_source,
        "terms": shifts,
    }
    return Answer(rows, facts)


def _shown(day: date | None) -> str:
    return format_date(day) if day else "-"


def pay(args: argparse.Namespace, data_dir: Path) -> Answer:
    """Return what is due of a month's wage at a percentage of absence, between minimum and maximum."""
    wage, share = parse_amount(args.wage), parse_percentage(args.percentage).value
    maximum = parse_maximum_table(_toml(data_dir / "max_daily_wage.toml"))
    raw = _toml(data_dir / "minimum_wage.toml")
    hours = parse_hours(args.hours) if args.hours else None
    since = args.since or args.day
    if args.day < since:
        raise refuse("before-first-sick-day", "day", first=since)
    floor = at_most = None
    if hours is not None and args.day < since + FIRST_YEAR:
        floor, at_most = _minimum(args.day, args.age, parse_minimum_table(raw), hours)
    ends = pay_ends(since, pension=args.pension)
    agreed = parse_percentage(args.agreed).value if args.agreed else LEAST_PERCENTAGE
    duty = pay_duty(
        wage,
        args.day,
        counted_from=since,
        table=maximum,
        minimum_wage=floor,
        minimum_at_most=at_most,
        ends=ends,
        agreed=SickPay(agreed, agreed),
    )
    waiting = waiting_days([(since, None)], SickPay(waiting_days=args.waiting_days))
    due = pay_due(wage, share, duty.amount)
    worked, missed = format_percentage(FULL - share), format_percentage(share)
    rows = [
        (_("For a month that is missed as a whole"), format_money(duty.amount), BW),
        (_("At {percentage} absence").format(percentage=missed), format_money(due), BW),
        (_("Worked out"), f"{worked} × {format_money(wage)} + {missed} × {format_money(duty.amount)}", BW),
    ]
    if args.day <= duty.last_day:
        rows.append((_("Last day of wage payment"), format_date(duty.last_day), BW))
    if waiting:
        rows.append((_("Waiting days without pay"), ", ".join(map(format_date, waiting)), BW))
    rows += _minimum_rows(args, raw, duty, floor)
    if duty.capped and not maximum_is_settled(args.day, maximum):
        rows.append((_("Maximum daily wage"), _("of {day}: not found in a publication", day=format_date(args.day)), BW))
    facts = {
        "wage": wage,
        "percentage": share,
        "day": args.day,
        "since": since,
        "duty": duty.amount,
        "due": due,
        "last_day": duty.last_day,
        "capped": duty.capped,
        "floor": duty.floor,
        "minimum_wage": floor,
        "below_minimum": floor is not None and wage < floor,
        "floor_unknown": duty.floor_unknown,
        "agreed": duty.agreed,
        "waiting_days": waiting,
        "source": BW,
    }
    return Answer(rows, facts)


def _minimum(day: date, years: int, table: MinimumTable, hours: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Return the minimum wage of a month; where it is not known, what it is not above."""
    try:
        return minimum_month(minimum_wage(day, years, table), hours), None
    except Refused:
        return None, minimum_month(highest_minimum(day, years, table), hours)


def _minimum_rows(args: argparse.Namespace, raw: dict[str, Any], duty: PayDuty, floor: Decimal | None) -> list[Row]:
    """Return what there is to say of the minimum wage."""
    rows: list[Row] = []
    source = _source_of(raw)
    below = floor is not None and parse_amount(args.wage) < floor
    if floor is not None and (below or duty.floor is not None):
        rows.append((_("Minimum wage of the first 52 weeks"), format_money(floor), source))
    if below:
        rows.append((_("Wage"), _("! lies below the minimum wage"), source))
    if floor is not None and args.age < ADULT:
        rows.append((_("Minimum wage by age"), _("the lower rates of BBL are not applied"), source))
    if duty.floor_unknown:
        missing = _("of {day}: not in this program; the amount may be too low", day=format_date(args.day))
        rows.append((_("Minimum wage"), missing if args.hours else _("not counted: give --hours"), BW))
    return rows


def percentage(args: argparse.Namespace, _data_dir: Path) -> Answer:
    """Return the absence percentage of who is productive for some of the contract hours."""
    contract, productive = parse_hours(args.contract_hours), parse_hours(args.productive_hours)
    found = absence_percentage(contract, productive)
    source = _("Manual 5.3")
    rows = [(_("Absence percentage"), format_percentage(found), source)]
    if found:
        working = parse_percentage(f"{args.productive_hours}/{args.contract_hours}").working
        rows.append((_("Worked out"), working, source))
    facts = {
        "contract_hours": contract,
        "productive_hours": productive,
        "absence_percentage": found,
        "source": source,
    }
    return Answer(rows, facts)


def month_workdays(args: argparse.Namespace, _data_dir: Path) -> Answer:
    """Return the Mondays to Fridays of a month, public holidays included."""
    first: date = args.month
    last = add_months(first, 1) - timedelta(days=1)
    found = workdays(first, last)
    source = "Dagloonbesluit"
    length = calendar.monthrange(first.year, first.month)[1]
    rows = [(_("Working days (Monday to Friday)"), str(found), source), (_("Calendar days"), str(length), source)]
    facts = {
        "month": f"{first:%Y-%m}",
        "first": first,
        "last": last,
        "workdays": found,
        "days": length,
        "source": source,
    }
    return Answer(rows, facts)


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)

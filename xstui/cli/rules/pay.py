"""`xstui rules pay`: what the law has an employer pay of a month's wage during absence."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.cli.parsing import day
from xstui.cli.rules.answer import BW, Answer, Row, rule_command, source_of_file, toml
from xstui.i18n import N_, _, format_date, format_money, format_percentage, label

if TYPE_CHECKING:
    from xstui.domain.unsettled import Unsettled
    from xstui.domain.wages import MaximumTable, MinimumTable, PayDuty


def _options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("wage", metavar=_("WAGE"), help=_("of a month, in euros"))
    sub.add_argument("percentage", metavar=_("PERCENTAGE"), help=_("of absence"))
    sub.add_argument("day", type=day, metavar=_("DAY"), help=_("on which it is judged"))
    sub.add_argument("--since", type=day, metavar=_("DATE"), help=_("first sick day (default: DAY)"))
    sub.add_argument("--agreed", metavar=_("PERCENTAGE"), help=_("what was agreed to pay in that year (default: 70)"))
    waiting = _("working days without pay, as agreed (default: 0)")
    sub.add_argument("--waiting-days", type=int, choices=(0, 1, 2), default=0, help=waiting)
    sub.add_argument("--hours", metavar="N", help=_("contract hours a week, for the minimum wage"))
    sub.add_argument("--age", type=int, default=21, metavar="N", help=_("for the minimum wage (default: 21)"))
    sub.add_argument("--pension", type=day, metavar=_("DATE"), help=_("legal pension date, where it has been reached"))


def pay(args: argparse.Namespace, data_dir: Path) -> Answer:
    """Return what is due of a month's wage at a percentage of absence, between minimum and maximum."""
    from xstui.domain.percentages import parse_amount, parse_percentage
    from xstui.domain.problems import refuse
    from xstui.domain.wages import (
        SickPay,
        maximum_is_settled,
        parse_maximum_table,
        pay_due,
        waiting_days,
    )

    wage, share = parse_amount(args.wage), parse_percentage(args.percentage).value
    maximum = parse_maximum_table(toml(data_dir / "max_daily_wage.toml"))
    raw = toml(data_dir / "minimum_wage.toml")
    since = args.since or args.day
    if args.day < since:
        raise refuse("before-first-sick-day", "day", first=since)
    duty, floor = _duty(args, wage, since, maximum, raw)
    waiting = waiting_days([(since, None)], SickPay(waiting_days=args.waiting_days))
    due = pay_due(wage, share, duty.amount)
    rows = _due_rows(wage, share, duty, due, waiting, args.day)
    rows += _minimum_rows(args, raw, duty, floor)
    unsettled = _unsettled(duty, share, waiting, maximum_is_settled=maximum_is_settled(args.day, maximum))
    rows += [(_("Not settled"), label(what).format(day=format_date(args.day)), BW) for what in unsettled]
    asked = {"wage": wage, "percentage": share, "day": args.day, "since": since}
    facts = {"due": due, "waiting_days": waiting, "unsettled": unsettled, "source": BW}
    return Answer(rows, asked | facts | _duty_facts(wage, duty, floor))


def _duty(
    args: argparse.Namespace, wage: Decimal, since: date, maximum: MaximumTable, raw: Mapping[str, object]
) -> tuple[PayDuty, Decimal | None]:
    """Return what is due of a month that is missed as a whole, and the minimum wage where it counts and is known."""
    from xstui.domain.percentages import parse_hours, parse_percentage
    from xstui.domain.wages import FIRST_YEAR, LEAST_PERCENTAGE, SickPay, parse_minimum_table, pay_duty, pay_ends

    hours = parse_hours(args.hours) if args.hours else None
    floor = at_most = None
    if hours is not None and args.day < since + FIRST_YEAR:
        floor, at_most = _minimum(args.day, args.age, parse_minimum_table(raw), hours)
    agreed = parse_percentage(args.agreed).value if args.agreed else LEAST_PERCENTAGE
    duty = pay_duty(
        wage,
        args.day,
        counted_from=since,
        table=maximum,
        minimum_wage=floor,
        minimum_at_most=at_most,
        ends=pay_ends(since, pension=args.pension),
        agreed=SickPay(agreed, agreed),
    )
    return duty, floor


def _unsettled(
    duty: PayDuty, share: Decimal, waiting: Sequence[date], *, maximum_is_settled: bool
) -> tuple[Unsettled, ...]:
    """Return what the amount depends on and is not settled."""
    from xstui.domain.unsettled import of_pay
    from xstui.services.context.calendar import is_holiday

    on_holiday = any(is_holiday(day) for day in waiting)
    return tuple(of_pay(duty, share, maximum_is_settled=maximum_is_settled, waits_on_holiday=on_holiday))


def _duty_facts(wage: Decimal, duty: PayDuty, floor: Decimal | None) -> dict[str, object]:
    return {
        "duty": duty.amount,
        "last_day": duty.last_day,
        "capped": duty.capped,
        "floor": duty.floor,
        "minimum_wage": floor,
        "below_minimum": floor is not None and wage < floor,
        "floor_unknown": duty.floor_unknown,
        "agreed": duty.agreed,
    }


def _due_rows(  # noqa: PLR0913 - what is due, and what it follows from
    wage: Decimal, share: Decimal, duty: PayDuty, due: Decimal, waiting: Sequence[date], day: date
) -> list[Row]:
    """Return what is due, how that follows, and until when."""
    from xstui.domain.wages import FULL

    worked, missed = format_percentage(FULL - share), format_percentage(share)
    rows: list[Row] = [
        (_("For a month that is missed as a whole"), format_money(duty.amount), BW),
        (_("At {percentage} absence").format(percentage=missed), format_money(due), BW),
        (_("Worked out"), f"{worked} × {format_money(wage)} + {missed} × {format_money(duty.amount)}", BW),
    ]
    if day <= duty.last_day:
        rows.append((_("Last day of wage payment"), format_date(duty.last_day), BW))
    if waiting:
        rows.append((_("Waiting days without pay"), ", ".join(map(format_date, waiting)), BW))
    return rows


def _minimum(day: date, years: int, table: MinimumTable, hours: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """Return the minimum wage of a month; where it is not known, what it is not above."""
    from xstui.domain.problems import Refused
    from xstui.domain.wages import highest_minimum, minimum_month, minimum_wage

    try:
        return minimum_month(minimum_wage(day, years, table), hours), None
    except Refused:
        return None, minimum_month(highest_minimum(day, years, table), hours)


def _minimum_rows(
    args: argparse.Namespace, raw: Mapping[str, object], duty: PayDuty, floor: Decimal | None
) -> list[Row]:
    """Return what there is to say of the minimum wage."""
    from xstui.domain.percentages import parse_amount
    from xstui.domain.wages import ADULT

    rows: list[Row] = []
    source = source_of_file(raw)
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


COMMAND = rule_command("pay", N_("what the law has an employer pay of a month's wage during absence"), pay, _options)

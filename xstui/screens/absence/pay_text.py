"""What is to be paid on during absence, in words and with its working (domain rules, 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from xstui.domain.wages import LEAST_PERCENTAGE
from xstui.i18n import _, format_date, format_money, format_percentage, label, ngettext_
from xstui.services.absence.pay import Pay


def pay_text(found: Pay | None, day: date) -> str:
    """Return the sum on a day, and what limits it; where it is not known, which amount is missing."""
    if found is None:
        return _("Wage payment: the maximum daily wage of {day} is not in this program.", day=format_date(day))
    last = format_date(found.duty.last_day)
    if found.over:
        return _("Wage payment: the duty ended on {day} (BW 7:629).", day=last)
    until = _("to be paid up to and including {day}", day=last)
    if found.late_days:
        until += " " + ngettext_(
            "({n} day later: reported late to UWV)", "({n} days later: reported late to UWV)", found.late_days
        )
    unsettled = [label(what).format(day=format_date(found.step.valid_from)) for what in found.unsettled]
    lines = [_sum(found), f"{_limit(found)}; {until}", *_minimum(found), _waiting(found), *unsettled]
    return "\n".join(filter(None, lines))


def _sum(found: Pay) -> str:
    return _(
        "Wage payment: {worked} of {month} + {missed} of {duty} = at least {due} a month (BW 7:629)",
        worked=format_percentage(Decimal(100) - found.step.percentage),
        month=format_money(found.month),
        missed=format_percentage(found.step.percentage),
        duty=format_money(found.duty.amount),
        due=format_money(found.due),
    )


def _limit(found: Pay) -> str:
    if found.duty.floor is not None and not found.below_minimum:
        return _("{duty} is the minimum wage: it holds in the first 52 weeks", duty=format_money(found.duty.floor))
    unknown = ""
    if found.duty.floor_unknown:
        unknown = _("the minimum wage of {day} is not in this program", day=format_date(found.step.valid_from))
    return f"{format_money(found.duty.amount)}: " + "; ".join(filter(None, [_share(found), unknown]))


def _minimum(found: Pay) -> Iterator[str]:
    """Return what is to be said of the minimum wage."""
    if found.below_minimum and found.minimum is not None:
        told = {"wage": format_money(found.month), "minimum": format_money(found.minimum)}
        yield _("! The wage of {wage} lies below the minimum wage of {minimum} a month (WML).", **told)
    if found.youth and found.minimum is not None:
        yield _("The minimum wage is that of the age; the lower rates of BBL are not applied.")


def _share(found: Pay) -> str:
    if found.duty.agreed is not None:
        return _("{share} of the wage, as agreed", share=format_percentage(found.duty.agreed))
    if found.duty.floor is not None:
        return _("the wage itself")
    share = format_percentage(LEAST_PERCENTAGE)
    if found.duty.capped:
        return _("{share} of the maximum daily wage", share=share)
    return _("{share} of the wage", share=share)


def _waiting(found: Pay) -> str:
    days = ", ".join(format_date(day) for day in found.waiting)
    return _("Waiting days without pay: {days}", days=days) if days else ""

"""What is to be paid on during absence, in words and with its working (domain rules, 5.2)."""

from __future__ import annotations

from decimal import Decimal

from xstui.domain.wages import LEAST_PERCENTAGE
from xstui.i18n import _, format_date, format_money, format_percentage, ngettext_
from xstui.services.pay import Pay


def pay_text(found: Pay | None) -> str:
    """Return the sum, and what limits it."""
    if found is None:
        return _("Wage payment: the amounts of this day are not known to the program.")
    last = format_date(found.duty.last_day)
    if found.over:
        return _("Wage payment: the duty ended on {day} (BW 7:629).", day=last)
    until = _("to be paid up to and including {day}", day=last)
    if found.late_days:
        until += " " + ngettext_(
            "({n} day later: reported late to UWV)", "({n} days later: reported late to UWV)", found.late_days
        )
    return "\n".join(filter(None, [_sum(found), f"{_limit(found)}; {until}", _waiting(found)]))


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
    if found.duty.floor is not None:
        return _("{duty} is the minimum wage: it holds in the first 52 weeks", duty=format_money(found.duty.floor))
    unknown = _("the minimum wage of this day is not known to the program") if found.duty.floor_unknown else ""
    return f"{format_money(found.duty.amount)}: " + "; ".join(filter(None, [_share(found), unknown]))


def _share(found: Pay) -> str:
    if found.duty.agreed is not None:
        return _("{share} of the wage, as agreed", share=format_percentage(found.duty.agreed))
    share = format_percentage(LEAST_PERCENTAGE)
    if found.duty.capped:
        return _("{share} of the maximum daily wage", share=share)
    return _("{share} of the wage", share=share)


def _waiting(found: Pay) -> str:
    days = ", ".join(format_date(day) for day in found.waiting)
    return _("Waiting days without pay: {days}", days=days) if days else ""

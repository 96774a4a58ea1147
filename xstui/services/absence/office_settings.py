"""What an administrator sets for all who use the store: when it locks, and what the employer agreed to pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, select

from xstui.domain.problems import Problem, Refused, refuse
from xstui.domain.wages import FULL, LEAST_PERCENTAGE, MOST_WAITING_DAYS, SickPay
from xstui.services.context.context import Context
from xstui.services.context.settings import LOCK_MINUTES, LOCK_RANGE, number_set
from xstui.store.tables import Setting

PAY_RANGE = int(LEAST_PERCENTAGE), int(FULL)
WAITING_RANGE = 0, MOST_WAITING_DAYS
CHANGED = "office.change"


@dataclass(frozen=True)
class OfficeSettings:
    """The settings of the store that people choose.

    Attributes:
        lock_minutes: Minutes without a key after which the program locks itself.
        sick_pay: What the employer agreed to pay during sickness.
    """

    lock_minutes: int
    sick_pay: SickPay


def settings(context: Context) -> OfficeSettings:
    """Return what is set.

    Raises:
        Refused: `administrators-only`.
    """
    context.require_administrator()
    with context.reading() as session:
        return _settings_in(session)


def sick_pay(session: Session) -> SickPay:
    """Return what the employer agreed to pay during sickness; what the law asks where nothing is set."""
    legal = SickPay()
    return SickPay(
        number_set(session, "sick_pay_first_year", PAY_RANGE, legal.first_year),
        number_set(session, "sick_pay_second_year", PAY_RANGE, legal.second_year),
        int(number_set(session, "waiting_days", WAITING_RANGE, legal.waiting_days)),
    )


def change_settings(context: Context, wanted: OfficeSettings, *, seen: OfficeSettings) -> None:
    """Change the settings.

    Args:
        context: An administrator's.
        wanted: What is to hold.
        seen: What was set when it was read: no other's change is overwritten.

    Raises:
        Refused: `administrators-only`, all that is wrong, by field, or `changed-since`.
    """
    context.require_administrator()
    problems = list(_problems(wanted))
    if problems:
        raise Refused(*problems)
    values = {
        "lock_minutes": str(wanted.lock_minutes),
        "sick_pay_first_year": str(wanted.sick_pay.first_year),
        "sick_pay_second_year": str(wanted.sick_pay.second_year),
        "waiting_days": str(wanted.sick_pay.waiting_days),
    }
    with context.unit(CHANGED) as unit:
        if _settings_in(unit.session) != seen:
            raise refuse("changed-since")
        known = {row.name: row for row in unit.session.exec(select(Setting)).all()}
        for name, value in values.items():
            if name not in known:
                unit.add(Setting(name=name, value=value))
            elif known[name].value != value:
                known[name].value = value


def _settings_in(session: Session) -> OfficeSettings:
    minutes = number_set(session, "lock_minutes", LOCK_RANGE, LOCK_MINUTES)
    return OfficeSettings(int(minutes), sick_pay(session))


def _problems(wanted: OfficeSettings) -> Iterator[Problem]:
    pay = wanted.sick_pay
    for field, number, (low, high) in (
        ("lock_minutes", wanted.lock_minutes, LOCK_RANGE),
        ("first_year", pay.first_year, PAY_RANGE),
        ("second_year", pay.second_year, PAY_RANGE),
        ("waiting_days", pay.waiting_days, WAITING_RANGE),
    ):
        if not low <= number <= high:
            yield Problem("number-outside", field, {"low": low, "high": high})

"""What an administrator sets for all who use the store: when it locks, and what the employer agreed to pay."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, select

from xstui.domain.problems import Problem, Refused
from xstui.domain.wages import MOST_WAITING_DAYS, SickPay
from xstui.services.desk import Desk
from xstui.services.settings import LOCK_MINUTES
from xstui.store.tables import Setting

MOST_MINUTES = 60
"""Minutes without a key after which the program locks itself at the latest: health data are on the screen."""
CHANGED = "office.change"


@dataclass(frozen=True)
class Office:
    """The settings of the store that people choose.

    Attributes:
        lock_minutes: Minutes without a key after which the program locks itself.
        sick_pay: What the employer agreed to pay during sickness.
    """

    lock_minutes: int
    sick_pay: SickPay


def office(desk: Desk) -> Office:
    """Return what is set.

    Raises:
        Refused: `administrators-only`.
    """
    desk.require_administrator()
    with desk.reading() as session:
        minutes = _value(session, "lock_minutes", LOCK_MINUTES)
        return Office(int(minutes), sick_pay(session))


def sick_pay(session: Session) -> SickPay:
    """Return what the employer agreed to pay during sickness; what the law asks where nothing is set."""
    legal = SickPay()
    return SickPay(
        Decimal(_value(session, "sick_pay_first_year", legal.first_year)),
        Decimal(_value(session, "sick_pay_second_year", legal.second_year)),
        int(_value(session, "waiting_days", legal.waiting_days)),
    )


def change_office(desk: Desk, wanted: Office) -> None:
    """Set anew.

    Raises:
        Refused: `administrators-only`, or all that is wrong, by field.
    """
    desk.require_administrator()
    problems = list(_problems(wanted))
    if problems:
        raise Refused(*problems)
    values = {
        "lock_minutes": str(wanted.lock_minutes),
        "sick_pay_first_year": str(wanted.sick_pay.first_year),
        "sick_pay_second_year": str(wanted.sick_pay.second_year),
        "waiting_days": str(wanted.sick_pay.waiting_days),
    }
    with desk.unit(CHANGED) as unit:
        known = {row.name: row for row in unit.session.exec(select(Setting)).all()}
        for name, value in values.items():
            if name not in known:
                unit.add(Setting(name=name, value=value))
            elif known[name].value != value:
                known[name].value = value


def _problems(wanted: Office) -> list[Problem]:
    pay = wanted.sick_pay
    found = []
    if not 1 <= wanted.lock_minutes <= MOST_MINUTES:
        found.append(Problem("number-outside", "lock_minutes", {"low": 1, "high": MOST_MINUTES}))
    least = SickPay()
    for name, percentage, low in (
        ("first_year", pay.first_year, least.first_year),
        ("second_year", pay.second_year, least.second_year),
    ):
        if not low <= percentage <= 100:  # noqa: PLR2004 - the whole wage
            found.append(Problem("number-outside", name, {"low": int(low), "high": 100}))
    if not 0 <= pay.waiting_days <= MOST_WAITING_DAYS:
        found.append(Problem("number-outside", "waiting_days", {"low": 0, "high": MOST_WAITING_DAYS}))
    return found


def _value(session: Session, name: str, otherwise: object) -> str:
    return session.exec(select(Setting.value).where(Setting.name == name)).first() or str(otherwise)

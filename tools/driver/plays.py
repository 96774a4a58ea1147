"""What the clerks do: random operations as data, so that a script of them can be shortened and played again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

DAY = timedelta(days=1)
CLERKS = {"a": 10, "b": 8, "c": 4, **dict.fromkeys("defghi", 1)}
"""Who works, and how much; `office` tells what each may do."""
KINDS = {
    "hire": 3,
    "sick": 14,
    "sick_several": 3,
    "percentage": 6,
    "recovery": 9,
    "end": 3,
    "correct": 8,
    "move": 4,
    "leave_firm": 3,
    "close_task": 6,
    "pregnancy": 2,
    "undo": 9,
    "redo": 5,
    "draft": 1,
    "arrive": 2,
    "reply": 3,
    "read": 2,
    "payout": 2,
    "policy": 1,
    "login_add": 1,
    "login_reset": 2,
    "login_end": 2,
    "login_narrow": 1,
    "new_password": 3,
    "sign_in": 8,
    "work": 5,
    "rename": 2,
    "import": 2,
    "wipe": 2,
    "later": 9,
}
"""How often each is tried, of their sum."""
PERCENTAGES = (100, 100, 100, 75, 50, 20, 0, 101)
CLASSES = ("sick", "sick", "sick", "safety-net", "organ-donation")


@dataclass(frozen=True)
class Play:
    """One operation: who, what, and the numbers that say on whom and when.

    Attributes:
        who: Picks the person, of those that there are.
        which: Picks the case, task or department.
        days: Days back from today; below 0 for days to come.
        length: A second number of days, from the first.
        percentage: Of absence.
        flag: A yes or no that some operations ask.
    """

    clerk: str
    kind: str
    who: int = 0
    which: int = 0
    days: int = 0
    length: int = 0
    percentage: int = 100
    flag: bool = False

    def day(self, today: date) -> date:
        """Return the day that is meant."""
        return today - DAY * self.days

    @property
    def share(self) -> Decimal:
        """Return the percentage as the program takes it."""
        return Decimal(self.percentage)


def random_play(rng: random.Random) -> Play:
    """Return some operation; most could be meant, some can't be right."""
    (clerk,) = rng.choices(list(CLERKS), list(CLERKS.values()))
    (kind,) = rng.choices(list(KINDS), list(KINDS.values()))
    return Play(
        clerk,
        kind,
        who=rng.randrange(6),
        which=rng.randrange(6),
        days=_days(rng, kind),
        length=rng.choice([0, 1, 3, 10, 27, 28, 60]),
        percentage=rng.choice(PERCENTAGES),
        flag=rng.random() < 0.3,  # noqa: PLR2004 - less often than not
    )


def _days(rng: random.Random, kind: str) -> int:
    if kind == "later":
        return rng.choice([1, 1, 3, 7, 20, 27, 28, 60, 200, 800])
    if kind == "hire":
        return rng.randrange(0, 800)
    if kind in {"move", "leave_firm"}:
        return rng.randrange(-60, 200)
    return rng.choice([0, 0, 1, 2, 5, 12, 27, 28, 40, 90, -1])

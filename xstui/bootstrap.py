"""The one composition root: store, clock, reference data and app are put together here."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.clock import Clock, FixedClock, SystemClock
from xstui.domain.problems import refuse

if TYPE_CHECKING:
    from xstui.services.desk import Actor, Desk
    from xstui.services.reference import Reference
    from xstui.services.sign_in import Door
    from xstui.store.store import Store


def default_folder() -> Path:
    """Return the folder for stores: the user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("xstui", appauthor=False)


def store_path(given: Path | None, *, demo: bool = False) -> Path:
    """Return which store is meant: the one given, that of `XSTUI_STORE`, or the user's own."""
    named = os.environ.get("XSTUI_STORE")
    if given or named:
        return given or Path(named or "")
    return default_folder() / ("demo.db" if demo else "xstui.db")


@dataclass
class Program:
    """A store path and a clock, from which the rest is made when it is first needed.

    Attributes:
        fixed_today: Another day than the machine's; for demo stores only.
    """

    path: Path
    fixed_today: date | None = None
    system_clock: Clock = field(default_factory=SystemClock)

    @cached_property
    def clock(self) -> Clock:
        """The clock that everything goes by."""
        return FixedClock(self.fixed_today, self.system_clock) if self.fixed_today else self.system_clock

    @cached_property
    def store(self) -> Store:
        """The open store.

        Raises:
            Refused: It is missing, damaged, locked or newer than the program; or `today-demo-only`.
        """
        from xstui.services.settings import is_demo
        from xstui.store.opening import open_store

        store = open_store(self.path, self.system_clock.now())
        if self.fixed_today and not is_demo(store):
            raise refuse("today-demo-only")
        return store

    @cached_property
    def reference(self) -> Reference:
        """Law, insurer and statistics, from the data files."""
        from xstui.services.reference import Reference, data_folder

        return Reference(data_folder())

    @property
    def door(self) -> Door:
        """What signing in needs."""
        from xstui.services.sign_in import Door

        return Door(self.store, self.clock)

    def desk(self, actor: Actor) -> Desk:
        """Return the desk of somebody who has signed in."""
        from xstui.services.desk import Desk

        return Desk(self.store, self.clock, actor, self.reference)

"""One letter on the row of an employee: the same on every list of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from xstui.i18n import _
from xstui.screens.base import routes
from xstui.screens.base.command import Command
from xstui.screens.base.commands import (
    ACTIONS,
    ADD_EMPLOYEE,
    EDIT,
    EMPLOYMENT,
    LEAVING,
    PARTIAL,
    PREGNANCY,
    RECOVERY,
    REPORT_SICK,
    TASKS,
)
from xstui.screens.base.place import Place
from xstui.services.people import people, search
from xstui.widgets.rows import RowList


class PersonKeys(Place):
    """A list of people. Letters act on the row under the cursor, once the list has the focus.

    Reporting sick, recovered or another percentage is for all marked rows at once; the rest is asked one at a time.
    """

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        REPORT_SICK,
        RECOVERY,
        ADD_EMPLOYEE.in_footer,
        ACTIONS.in_footer,
        PARTIAL.in_footer,
        PREGNANCY,
        LEAVING,
        EMPLOYMENT,
        EDIT,
        TASKS.but(does="person_tasks", route=None),
    )
    ON_ROWS: ClassVar[frozenset[str]] = frozenset(
        {
            *("report_sick", "report_recovery", "partial", "pregnancy", "leaving"),
            *("employment", "edit", "person_tasks", "add_employee"),
        }
    )

    BESIDE_ROWS = Place.BESIDE_ROWS | {"add_employee"}

    _left = False

    def on_screen_suspend(self) -> None:
        """Take note that another screen may change what this one shows."""
        super().on_screen_suspend()
        self._left = True

    def on_screen_resume(self) -> None:
        """Show what other screens have changed."""
        super().on_screen_resume()
        if self._left and self.is_mounted:
            self._left = False
            self.load()

    def person_at(self, index: int) -> int | None:
        """Return the row number of the person in a row of the list."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave letters to the typing while the list has not the focus."""
        if action in self.ON_ROWS and self.is_mounted and not self.query_one(RowList).has_focus:
            return False
        return super().check_action(action, parameters)

    @property
    def chosen_people(self) -> list[int]:
        """The people of the marked rows, else of the row under the cursor; each once."""
        found = [self.person_at(index) for index in self.query_one(RowList).chosen_indexes]
        return list(dict.fromkeys(person for person in found if person is not None))

    def chosen_person(self) -> int | None:
        """Return the person that a form for one is about; with several marked, say that it takes one."""
        chosen = self.chosen_people
        if len(chosen) > 1:
            self.app.bell()
            self.warn(_("This goes one person at a time: take the marks away with Space."))
        return chosen[0] if len(chosen) == 1 else None

    def action_report_sick(self) -> None:
        """Report the chosen people sick; several in a list."""
        if self.chosen_people:
            self.do(self._report_sick, self.chosen_people)

    async def _report_sick(self, person_ids: Sequence[int]) -> None:
        if len(person_ids) > 1:
            await self.go(routes.ReportList("sick", tuple(person_ids)))
        else:
            await self.go(routes.SickReport(await self.host.call(search.by_id, person_ids[0])))

    def action_report_recovery(self) -> None:
        """Report the person (partially) recovered; several in a list."""
        self._recover("recovered")

    def action_partial(self) -> None:
        """Change the percentage of the person's absence; of several in a list."""
        self._recover("changed")

    def _recover(self, situation: str) -> None:
        if len(chosen := self.chosen_people) > 1:
            self.do(self.go, routes.ReportList(situation, tuple(chosen)))
            return
        person_id = self.chosen_person()
        if person_id is not None:
            self.do(self._report_recovery, person_id, situation)

    async def _report_recovery(self, person_id: int, situation: str) -> None:
        dossier = await self.host.call(people.dossier_of, person_id)
        if dossier.open_case is None:
            self.app.bell()
            self.warn(_("{name} is not reported sick.", name=dossier.list_name))
        else:
            await self.go(routes.Recovery(person_id, situation))

    async def _go_for(self, route: Callable[[int], routes.Route]) -> None:
        """Open what is about the person of the row."""
        person_id = self.chosen_person()
        if person_id is not None:
            await self.go(route(person_id))

    async def action_person_tasks(self) -> None:
        """Show the tasks of the person's dossier."""
        await self._go_for(lambda person_id: routes.Dossier(person_id, "tasks"))

    async def action_edit(self) -> None:
        """Change the person's data (*Bewerken*)."""
        await self._go_for(routes.Employee)

    async def action_employment(self) -> None:
        """Change or correct the person's employment (*Wijzigen dienstverband*)."""
        await self._go_for(routes.Employment)

    async def action_pregnancy(self) -> None:
        """Report the person pregnant, or what becomes of the leave."""
        await self._go_for(routes.Pregnancy)

    async def action_leaving(self) -> None:
        """Report that the person leaves."""
        await self._go_for(routes.Leaving)

    async def action_add_employee(self) -> None:
        """Add an employee."""
        await self.go(routes.Employee())

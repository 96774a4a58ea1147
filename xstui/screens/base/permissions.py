"""What each command asks of a role: what somebody may not do is not offered, wherever it has a key.

The services refuse it in any case; this table is for footer, menu, palette, help page, and the word about a key
that is not offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xstui.domain.roles import Right, Role, allows

SEE, WRITE = False, True
_NEEDS: Mapping[str, tuple[Right, bool]] = MappingProxyType(
    {
        "undo": (Right.HOME, WRITE),
        "redo": (Right.HOME, WRITE),
        "report_sick": (Right.ABSENCE_REPORTS, WRITE),
        "report_recovery": (Right.ABSENCE_REPORTS, WRITE),
        "report_chosen_sick": (Right.ABSENCE_REPORTS, WRITE),
        "partial": (Right.ABSENCE_REPORTS, WRITE),
        "correct_case": (Right.ABSENCE_REPORTS, WRITE),
        "pregnancy": (Right.ABSENCE_REPORTS, WRITE),
        "add_employee": (Right.EMPLOYEE_CHANGES, WRITE),
        "edit": (Right.EMPLOYEE_CHANGES, WRITE),
        "leaving": (Right.EMPLOYMENT_CHANGES, WRITE),
        "employment": (Right.EMPLOYMENT_CHANGES, WRITE),
        "history": (Right.EMPLOYEES, SEE),
        "done": (Right.TASKS, WRITE),
        "close": (Right.TASKS, WRITE),
        "close_task": (Right.TASKS, WRITE),
        "person_tasks": (Right.TASKS, SEE),
        "tasks": (Right.TASKS, SEE),
        "what_if": (Right.TASKS, SEE),
        "tab('tasks')": (Right.TASKS, SEE),
        "tab('file')": (Right.CASE_FILES, SEE),
        "tab('messages')": (Right.CASE_FILES, SEE),
        "tab('insurance')": (Right.INSURANCE, SEE),
        "search": (Right.EMPLOYEES, SEE),
        "employees": (Right.EMPLOYEES, SEE),
        "running": (Right.EMPLOYEES, SEE),
        "recent": (Right.EMPLOYEES, SEE),
        "organisation": (Right.MASTER_DATA, SEE),
        "claims": (Right.CLAIMS, SEE),
        "report('verzuimcijfers')": (Right.ABSENCE_FIGURES, SEE),
        "report('werknemersbestand')": (Right.STAFF_LIST, SEE),
        "report('deelnemersregistratie')": (Right.PARTICIPANTS, SEE),
        "report('uitkeringsspecificaties')": (Right.CLAIMS, SEE),
    }
)
"""Action, as a binding calls it, to the right that it takes; any other is everybody's."""


def may_start(role: Role, action: str) -> bool:
    """Tell whether a command is offered to a role."""
    need = _NEEDS.get(action)
    return need is None or allows(role, need[0], write=need[1])


def is_guarded(action: str) -> bool:
    """Tell whether a command is offered to some roles only."""
    return action in _NEEDS

"""Two clerks, one row: what the other changed beside what was typed here, and the choice what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from xstui.domain.absence import CaseKind, Classification, EndReason
from xstui.domain.employment import ContractType
from xstui.domain.leaving import LeavingReason
from xstui.domain.names import Gender, NameOrder
from xstui.domain.problems import Problem
from xstui.domain.protocol import TaskState
from xstui.domain.settlement import Exclusion
from xstui.domain.wages import WageBasis
from xstui.i18n import N_, _, format_date, format_decimal, format_moment, label, problem_text
from xstui.services.context.conflicts import FieldChange
from xstui.widgets.cells import harmless
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.rows import ListedRows, Row, RowColumn, RowList


class Decision(StrEnum):
    """What a clerk does about a change of somebody else."""

    MINE = "mine"
    THEIRS = "theirs"
    FORM = "form"


LABELS = MappingProxyType(
    {
        "last_sick_day": N_("Last sick day *"),
        "end_reason": N_("Reason *"),
        "classification": N_("Classification"),
        "percentage": N_("Absence percentage *"),
        "valid_from": N_("Date *"),
        "surname": N_("Surname *"),
        "initials": N_("Initials"),
        "birth_date": N_("Date of birth *"),
        "gender": N_("Gender *"),
        "first_name": N_("First name"),
        "partner_surname": N_("Partner's surname"),
        "name_order": N_("Name shown"),
        "phone": N_("Phone"),
        "email": N_("E-mail"),
        "street": N_("Street"),
        "house_number": N_("House number"),
        "postcode": N_("Postcode"),
        "city": N_("City"),
        "bsn": N_("BSN"),
        "iban": N_("IBAN"),
        "sector": N_("Sector"),
        "end_date": N_("End date"),
        "hours": N_("Number of hours *"),
        "wage": N_("Wage"),
        "contract_type": N_("Contract type *"),
        "wage_basis": N_("Wage basis"),
        "kind": N_("Kind"),
        "first_sick_day": N_("First sick day"),
        "counted_from": N_("Counted from"),
        "join_declined": N_("Reason not to combine"),
        "join_confirmed": N_("Reason to combine"),
        "wage_at_start": N_("Wage at start of sickness"),
        "wage_verified": N_("Wage data verified"),
        "due_date": N_("Due date"),
        "weeks_before": N_("Weeks of leave before it"),
        "multiple": N_("Multiple birth"),
        "born_on": N_("Day of birth"),
        "starts_on": N_("Leave from"),
        "ends_on": N_("Leave until"),
        "hospital_days": N_("Days in hospital"),
        "spread_until": N_("Spread until"),
        "prefix": N_("Prefix"),
        "partner_prefix": N_("Partner's prefix"),
        "country": N_("Country"),
        "label": N_("Tag"),
        "start_date": N_("Start date *"),
        "exclusion": N_("Not insured because"),
        "full_time_hours": N_("Full-time hours"),
        "due": N_("Deadline"),
        "closed_as": N_("State"),
        "closed_on": N_("Date *"),
        "remark": N_("Reason *"),
        "insured_absence": N_("Absence"),
        "insured_sickness_act": N_("Sickness Benefits Act"),
        "insured_wga": N_("WGA"),
    }
)
"""What a form calls a column."""
CHOICES: Mapping[str, tuple[type[StrEnum], ...]] = MappingProxyType(
    {
        "kind": (CaseKind,),
        "end_reason": (EndReason, LeavingReason),
        "classification": (Classification,),
        "gender": (Gender,),
        "name_order": (NameOrder,),
        "contract_type": (ContractType,),
        "wage_basis": (WageBasis,),
        "closed_as": (TaskState,),
        "exclusion": (Exclusion,),
    }
)
NAMES = 21
"""Cells for the names of the values."""
AROUND = 6
"""Cells before the first column and after each of the four."""
FIELD_OF = MappingProxyType({"end_reason": "reason"})
"""Fields of a form that have another name than their column."""


def typed_field(change: FieldChange) -> str:
    """Return the name that the field of a column has on a form."""
    return FIELD_OF.get(change.field, change.field)


def shown(change: FieldChange, value: object) -> str:
    """Return a value as the form that asks it would show it."""
    if isinstance(value, datetime):
        return format_moment(value)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_decimal(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    kind = next((kind for kind in CHOICES.get(change.field, ()) if value in set(kind)), None)
    if kind is not None:
        return label(kind(str(value)))
    return "" if value is None else str(value)


def _columns(width: int) -> list[RowColumn]:
    """Share out a width: what was typed may be a choice of some words, and gets half of what the names leave."""
    room = width - NAMES - AROUND
    part = room // 4
    headings = ("", NAMES), (_("Was"), part), (_("Now"), part), (_("You typed"), room - 2 * part)
    return [RowColumn(heading, cells) for heading, cells in headings]


class MergeScreen(ModalScreen[Decision]):
    """The other's change, value by value, with what was typed; a digit or Escape decides.

    Args:
        problem: The `changed-since` problem of a service.
        typed: Label and typing of each field of the form that the clerk has a wish about, by its name.
        against: What the rules have against what was typed, on top of that change: then it can't be chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "decide('mine')", N_("Mine, on top of theirs"), id="merge.mine"),
        Binding("2", "decide('theirs')", N_("Theirs"), id="merge.theirs"),
        Binding("3,escape,f3", "decide('form')", N_("Back to the form"), id="merge.form", key_display="3"),
    ]
    AUTO_FOCUS = "RowList"

    def __init__(self, problem: Problem, typed: Mapping[str, tuple[str, str]], against: Sequence[Problem] = ()) -> None:
        super().__init__()
        self._problem = problem
        self._typed = typed
        self._against = against

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what the rules would refuse: in the footer too, and its key does nothing."""
        return not (self._against and (action, *parameters) == ("decide", "mine"))

    def compose(self) -> ComposeResult:
        """Lay out who and when, the table, and the three ways on."""
        yield Static(" " + _("Changed in the meantime"), id="head", markup=False)
        yield Static(Content(self._story()), id="story")
        yield RowList(_columns(self.app.size.width), ListedRows(self._rows()))
        yield Static(Content("\n".join(self._choices())), id="choices")
        yield KeyFooter()

    def _choices(self) -> list[str]:
        why = " ".join(problem_text(problem) for problem in self._against)
        mine = _("! What you typed does not fit that change. {why}", why=harmless(why))
        return [
            mine if self._against else _("1  Keep what I typed, on top of that change"),
            _("2  Leave it as it is now; what I typed goes"),
            _("3  Back to the form, with what I typed"),
        ]

    def on_resize(self) -> None:
        """Share out the width anew."""
        listed = self.query_one(RowList)
        listed.columns = _columns(self.app.size.width)
        listed.refresh()

    def _story(self) -> str:
        from xstui.i18n.deeds import DONE

        details: Mapping[str, Any] = self._problem.details
        who, when = details["who"], format_moment(details["when"])
        known = DONE.get(str(details["use_case"]))
        if known is None:
            return _("{who} changed this on {when}.", who=who, when=when)
        return _("{deed} by {who} on {when}.", deed=_(known).partition(":")[0], who=who, when=when)

    def _rows(self) -> Sequence[Row]:
        changes: tuple[FieldChange, ...] = self._problem.details["changes"]  # type: ignore[assignment]
        left = dict(self._typed)
        rows: list[Row] = []
        for change in changes:
            _label, typed = left.pop(typed_field(change), ("", ""))
            name = _(LABELS.get(change.field, change.field)).rstrip(" *")
            rows.append((name, shown(change, change.before), shown(change, change.after), typed))
        rows.extend((name.rstrip(" *"), "", "", typed) for name, typed in left.values() if typed.strip())
        return rows

    def action_decide(self, choice: str) -> None:
        """Close with the clerk's decision."""
        self.dismiss(Decision(choice))

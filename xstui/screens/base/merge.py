"""Two clerks, one row: what the other changed beside what was typed here, and the choice what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen

from xstui.domain.problems import Problem
from xstui.domain.unchecked import Unchecked
from xstui.i18n import N_, _, format_moment, problem_text
from xstui.i18n.column_names import column_text
from xstui.i18n.values import value_text
from xstui.screens.base.command import Command, Commanded
from xstui.services.context.conflicts import FieldChange
from xstui.widgets.cells import harmless
from xstui.widgets.head import Head
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, Row, RowColumn, RowList


class Decision(StrEnum):
    """What a clerk does about a change of somebody else."""

    MINE = "mine"
    THEIRS = "theirs"
    FORM = "form"


NAMES = 21
"""Cells for the names of the values."""
AROUND = 6
"""Cells before the first column and after each of the four."""
FIELD_OF = MappingProxyType({"end_reason": "reason"})
"""Fields of a form that have another name than their column."""


def typed_field(change: FieldChange) -> str:
    """Return the name that the field of a column has on a form."""
    return FIELD_OF.get(change.field, change.field)


def _columns(width: int) -> list[RowColumn]:
    """Share out a width: what was typed may be a choice of some words, and gets half of what the names leave."""
    room = width - NAMES - AROUND
    part = room // 4
    headings = ("", NAMES), (_("Was"), part), (_("Now"), part), (_("You typed"), room - 2 * part)
    return [RowColumn(heading, cells) for heading, cells in headings]


class MergeScreen(Commanded, ModalScreen[Decision]):
    """The other's change, value by value, with what was typed; a digit or Escape decides.

    Args:
        problem: The `changed-since` problem of a service.
        typed: Label and typing of each field of the form that the clerk has a wish about, by its name.
        against: What the rules have against what was typed, on top of that change: then it can't be chosen.
    """

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("merge.mine", "1", N_("Mine, on top of theirs"), does="decide('mine')", shown=True),
        Command("merge.theirs", "2", N_("Theirs"), does="decide('theirs')", shown=True),
        Command("merge.form", "3,escape,f3", N_("Back to the form"), does="decide('form')", shown=True),
    )
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
        yield Head(_("Changed in the meantime"), id="head")
        yield Paragraph(Content(self._story()), id="story")
        yield RowList(_columns(self.app.size.width), ListedRows(self._rows()))
        yield Paragraph(Content("\n".join(self._choices())), id="choices")
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
        """Share out the width again."""
        listed = self.query_one(RowList)
        listed.columns = _columns(self.app.size.width)
        listed.refresh()

    def _story(self) -> str:
        from xstui.i18n.registrations import DONE, registration_name

        details: Unchecked = self._problem.details
        who, when = details["who"], format_moment(details["when"])
        if details["use_case"] not in DONE:
            return _("{who} changed this on {when}.", who=who, when=when)
        return _(
            "{registration} by {who} on {when}.",
            registration=registration_name(details["use_case"]),
            who=who,
            when=when,
        )

    def _rows(self) -> Sequence[Row]:
        changes: tuple[FieldChange, ...] = self._problem.details["changes"]  # type: ignore[assignment]
        left = dict(self._typed)
        rows: list[Row] = []
        for change in changes:
            _label, typed = left.pop(typed_field(change), ("", ""))
            was, now = (value_text(change.table, change.field, one) for one in (change.before, change.after))
            rows.append((column_text(change.table, change.field), was, now, typed))
        rows.extend((name.rstrip(" *"), "", "", typed) for name, typed in left.values() if typed.strip())
        return rows

    def action_decide(self, choice: str) -> None:
        """Close with the clerk's decision."""
        self.dismiss(Decision(choice))

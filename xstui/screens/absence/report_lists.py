"""The lists of reports that there are: sick, recovered, another percentage."""

from __future__ import annotations

from xstui.screens.absence.list_kinds import ChangedKind, ListKind, RecoveredKind, SickKind
from xstui.screens.absence.report_list import ReportListForm
from xstui.services.absence.absence import SickReport
from xstui.services.absence.batch import Change


class SickListScreen(ReportListForm[SickReport]):
    """Sick reports of several people."""

    def kind(self) -> ListKind[SickReport]:
        """Return that these are sick reports."""
        return SickKind()


class RecoveredListScreen(ReportListForm[Change]):
    """Recoveries of several people."""

    def kind(self) -> ListKind[Change]:
        """Return that these are recoveries."""
        return RecoveredKind()


class ChangedListScreen(ReportListForm[Change]):
    """Other percentages of several people."""

    def kind(self) -> ListKind[Change]:
        """Return that these are other percentages."""
        return ChangedKind()

"""Writing a report to a file (manual section 8): format, place, and a bar while it is written."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import ProgressBar

from xstui.domain.problems import Refused, refuse
from xstui.i18n import N_, _, format_decimal
from xstui.reports.formats import ExportFormat
from xstui.reports.table import ReportTable
from xstui.screens.base.command import Command
from xstui.screens.base.commands import SAVE
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.form_page import FormPage
from xstui.services import reporting
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.form_field import FormField
from xstui.widgets.text_field import TextField


class ExportScreen(FormPage):
    """Format and file; a digit picks the format, Enter or F2 writes."""

    PURPOSE = N_("Write the report to a file. Nobody else can see it until you share it.")

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE.but(label=N_("Write")),)
    format = FieldOf(ChoiceField[ExportFormat])
    out = FieldOf(TextField)
    AUTO_FOCUS = "#format *"

    def __init__(self, table: ReportTable) -> None:
        super().__init__()
        self._table = table
        self._replaces: Path | None = None

    def heading(self) -> str:
        """Return the title."""
        return _("Export")

    def compose_body(self) -> ComposeResult:
        """Lay out the two fields and the bar."""
        yield ChoiceField(
            id="format",
            label=_("Format"),
            options=[(choice, choice.label) for choice in ExportFormat],
            value=ExportFormat.XLSX,
            required=True,
        )
        yield TextField(id="out", label=_("File"), raw=str(self._file(ExportFormat.XLSX)), required=True, room=52)
        yield ProgressBar(show_eta=False)

    def on_mount(self) -> None:
        """Show the bar only while something is written."""
        super().on_mount()
        self.query_one(ProgressBar).display = False
        self.format.focus()

    def _file(self, export_format: ExportFormat) -> Path:
        day = f"{self.context.today:%Y%m%d}"
        return Path.cwd() / f"{self._table.name}-{day}{export_format.suffix}"

    @on(FormField.Changed, "#format")
    def follow_format(self) -> None:
        """Give the file the ending of the format."""
        chosen = self.format.value
        path = self.out
        if chosen is not None:
            path.raw = str(Path(path.raw).with_suffix(chosen.suffix)) if path.raw.strip() else str(self._file(chosen))

    def on_key(self, event: events.Key) -> None:
        """Write on Enter in the choice of format: the file's name is filled in."""
        if event.key in {"enter", "ctrl+j"} and self.format.has_focus_within:
            event.stop()
            self.action_save()

    def _checked(self, typed: str, suffix: str) -> Path:
        """Return the file; what is there already is replaced once that was asked for.

        Raises:
            Refused: It can't be, or is not yet to be, written.
        """
        path = Path(typed).expanduser()
        if path.is_dir():
            raise refuse("file-is-folder", "out")
        if path.suffix.lower() != suffix:
            raise refuse("file-suffix", "out", suffix=suffix)
        if path.exists() and path != self._replaces:
            self._replaces = path
            raise refuse("file-there", "out", name=path.name)
        return path

    async def save(self) -> None:
        """Write the file, in a thread, with the bar going along."""
        chosen = self.format.given
        path = await self.host.gate.in_thread(self._checked, self.out.given, chosen.suffix)
        bar = self.query_one(ProgressBar)
        bar.display = True

        def tell(done: int, total: int) -> None:
            self.app.call_from_thread(bar.update, total=total, progress=done)

        try:
            remark = await self.host.call(reporting.export, self._table, chosen, path, tell)
        except Refused as refused:
            if any(problem.code == "file-there" for problem in refused.problems):
                self._replaces = path  # it came there while this one was written: now that was asked
            raise
        finally:
            bar.display = False
        written = _(
            "Written: {path} ({rows} rows)", path=path.absolute(), rows=format_decimal(len(self._table.rows), 0)
        )
        await self.finish(f"{remark}  {written}" if remark else written)

"""The overview of a dossier: who somebody is, where they work, and the 104 weeks of the running case."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from xstui.domain.timeline import Timeline
from xstui.i18n import _, format_date, format_weekday
from xstui.screens.absence.task_text import task_label, task_short
from xstui.screens.people.dossier_text import employment_facts, pension_fact, person_facts
from xstui.screens.people.timeline_text import legend, timeline_lines
from xstui.services.absence.tasks import TaskLine
from xstui.services.people.people import Dossier
from xstui.widgets.facts import Facts
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.section import Hint, Section

PERSON_LABELS, EMPLOYMENT_LABELS, PENSION_LABELS = 15, 18, 38
"""Cells of the labels of each card."""


class Overview(Vertical):
    """Two cards of facts, and below them the line of the running case."""

    def __init__(self) -> None:
        super().__init__(id="overview")
        self._dossier: Dossier | None = None
        self._line: Timeline | None = None
        self._next: TaskLine | None = None

    def compose(self) -> ComposeResult:
        """Lay out the cards and the line."""
        with Horizontal(id="cards"):
            yield Section(Facts(label_width=PERSON_LABELS, id="person-facts"), id="person")
            yield Section(Facts(label_width=EMPLOYMENT_LABELS, id="employment-facts"), id="employment")
        yield Facts(label_width=PENSION_LABELS, id="pension", classes="narrow")
        yield Section(Paragraph(id="timeline-lines", markup=False), id="timeline")

    def show(self, dossier: Dossier, wide: bool, edit: Sequence[Hint], change: Sequence[Hint]) -> None:  # noqa: FBT001 - as the screen is
        """Show the cards.

        Args:
            wide: Whether there is room for all in the cards.
            edit: How the person's data are changed.
            change: How the employment is changed.
        """
        self._dossier = dossier
        self.query_one("#person", Section).show(_("Person"), *edit)
        self.query_one("#employment", Section).show(_("Employment"), *change)
        self.query_one("#person-facts", Facts).show(person_facts(dossier, wide=wide))
        self.query_one("#employment-facts", Facts).show(employment_facts(dossier.employment))
        self.query_one("#pension", Facts).show([pension_fact(dossier)])

    def show_line(self, line: Timeline | None, following: TaskLine | None, kind: str) -> None:
        """Show the line of a case with the task that comes next; None takes it away."""
        self._line, self._next = line, following
        section = self.query_one("#timeline", Section)
        section.set_class(line is None, "-none")
        self.set_class(line is not None, "-line")
        if line is not None:
            title = _("Case {no}", no=line.case_no)
            section.show(title, kind, _("waiting time until {day}", day=format_date(line.end)))
        self._draw()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual's signature
        """Draw in the new width; a wide screen has more on its cards."""
        if self._dossier is not None:
            self.query_one("#person-facts", Facts).show(
                person_facts(self._dossier, wide=self.screen.has_class("-wide"))
            )
        self._draw()

    def _draw(self) -> None:
        if self._line is None:
            return
        lines = self.query_one("#timeline-lines", Paragraph)
        width = lines.content_size.width or self.size.width
        shown = timeline_lines(self._line, width)
        if self._next is not None:
            shown.append(_following(self._next, width))
        lines.update(Content("\n").join(shown))


def _following(task: TaskLine, width: int) -> Content:
    """Return the task that comes next with what the signs mean: its name in short where that gives room for both."""
    due = f"{format_weekday(task.due)} {format_date(task.due)}"
    names = task_label(task), task_short(task)
    in_full, in_short = (Content.assemble((_("Next") + "  ", "$text-muted"), f"{name} {due}") for name in names)
    both = [Content.assemble(words, "   ", legend()) for words in (in_full, in_short)]
    return next((line for line in (*both, in_full) if line.cell_length <= width), in_short)

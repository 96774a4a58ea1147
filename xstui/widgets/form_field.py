"""A field of a form: its label, its editor, and under them what was understood or what is wrong."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from xstui.domain.problems import Problem, Refused
from xstui.i18n import _, problem_text
from xstui.widgets.cells import fit, harmless
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.themes import TERMINAL

T = TypeVar("T")


AnyField: TypeAlias = "FormField[Any]"
"""A field, whatever its value."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of the content of a field.

    Attributes:
        beside: How it was understood, where that finds room in the field's own row.
        below: What is wrong or asked, and what finds no room beside the field.
        refused: Whether anything is wrong.
    """

    beside: str = ""
    below: str = ""
    refused: bool = False


class FieldRow(Horizontal):
    """The row of a field: the label and what was understood are painted on it, the editor lies between them."""

    DEFAULT_CSS = """
    FieldRow { height: 1; color: $text-muted; }
    FieldRow:focus-within { color: $foreground; }
    """

    def __init__(self, label: str, editor: Widget) -> None:
        super().__init__(editor, classes="field--row")
        self._label = label
        self._editor = editor
        self.beside = ""

    @property
    def room_beside(self) -> int:
        """Cells behind the editor; before the first layout as many as anything could need."""
        return self.size.width - self._start - self._editor.outer_size.width - 2 if self.size.width else 1000

    @property
    def _start(self) -> int:
        return self._editor.styles.margin.left

    def show_beside(self, words: str) -> None:
        """Show what was understood behind the editor."""
        if words != self.beside:
            self.beside = words
            self.refresh()

    def render(self) -> Content:
        """Return the label, with a mark before it while the field has the focus, and what was understood."""
        focused, plain = self.has_focus_within, self.app.theme == TERMINAL.name
        edge = Content.styled("▌" if focused else " ", "$primary")
        label = Content.styled(fit(self._label, self._start - 3), self._label_style(focused=focused, plain=plain))
        gap = " " * (self._editor.outer_size.width + 3 if self.beside else 0)
        return Content.assemble(edge, " ", label, gap, Content.styled(self.beside, "not bold $text-muted"))

    def _label_style(self, *, focused: bool, plain: bool) -> str:
        if not focused:
            return "$text-muted"
        return "bold reverse" if plain else "bold $foreground"


class FormField(Widget, Generic[T]):
    """A label, an editor as wide as what belongs in it, and beside it how that was understood.

    The echo of a good value shows at once, and a problem below the field as soon as that is left; a problem
    that is on show follows the typing until it is solved. What was typed is never changed or thrown away.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "", show=False, id="field.previous"),
    ]

    DEFAULT_CSS = """
    FormField { height: auto; width: 1fr; layout: vertical; }
    /* Textual follows the focus only below a node that has a rule of its own for it. */
    FormField:focus-within { color: $foreground; }
    FormField .field--editor { width: 1fr; max-width: 100%; margin-left: 21; }
    FormField .field--hint { display: none; height: auto; padding-left: 21; color: $text-muted; }
    FormField .field--hint.-shown { display: block; min-height: 1; }
    FormField.-asking .field--hint { padding-left: 4; color: $text-warning; text-style: bold; }
    FormField.-refused .field--hint { padding-left: 4; color: $text-error; text-style: bold; }
    """

    @dataclass
    class Changed(Message):
        """The content changed, by typing or by a choice."""

        field: AnyField

        @property
        def control(self) -> AnyField:
            """The field."""
            return self.field

    @dataclass
    class Submitted(Message):
        """Enter was pressed, and the content allows to go on."""

        field: AnyField

        @property
        def control(self) -> AnyField:
            """The field."""
            return self.field

    @dataclass
    class Interrupted(Message):
        """The field asks something back: keys typed ahead were not meant for it, so the app drops them."""

        field: AnyField

        @property
        def control(self) -> AnyField:
            """The field."""
            return self.field

    def __init__(self, *, id: str, label: str, required: bool = False) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.label = label
        self.required = required
        self._given: Problem | None = None
        self._nags = False
        self._asked_about: str | None = None
        self._shown = Said()

    @abstractmethod
    def editor(self) -> Widget:
        """Return the widget that takes the keys."""

    @property
    @abstractmethod
    def raw(self) -> str:
        """What was typed, as it was typed."""

    @abstractmethod
    def put_back(self, raw: str) -> None:
        """Put back what `raw` gave before."""

    @abstractmethod
    def read(self) -> T:
        """Return the value that stands in the field, which is not empty.

        Raises:
            Refused: It is no value.
        """

    def check(self, value: T) -> Sequence[Problem]:  # noqa: ARG002 - for fields with checks of their own
        """Return what is wrong with a value that can be read."""
        return ()

    def caution(self, value: T) -> Sequence[Problem]:  # noqa: ARG002 - for fields with cautions of their own
        """Return what is unusual about a good value, so that it asks for one more Enter."""
        return ()

    def echo(self, value: T) -> str:  # noqa: ARG002 - for fields with an echo
        """Return how the value was understood."""
        return ""

    def reading(self) -> str:
        """Return how a content was understood that is refused, where that is not plain to see."""
        return ""

    def echo_of_none(self) -> str:
        """Return how a content was understood that gives no value."""
        return ""

    def is_blank(self) -> bool:
        """Tell whether the content says nothing, so that the field has no value."""
        return not self.raw.strip()

    def compose(self) -> ComposeResult:
        """Put the parts in place."""
        yield FieldRow(harmless(self.label), self.editor())
        yield Paragraph(classes="field--hint", markup=False)

    @property
    def value(self) -> T | None:
        """The value, or None if the field is empty or refused."""
        return self._judged()[0]

    @property
    def given(self) -> T:
        """The value, where the field must have one.

        Raises:
            Refused: What is wrong with the content, or `required`.
        """
        value, problems = self._judged()
        if value is None:
            raise Refused(*(problems or (Problem("required", self.id or ""),)))
        return value

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the content now, by the field's own checks."""
        return self._judged()[1]

    @property
    def remark(self) -> str:
        """What is said to be wrong, or is asked about, in full; empty where nothing is."""
        return self._shown.below if self._shown.refused or self._asked_about == self.raw else ""

    @property
    def said(self) -> str:
        """All that is said of the content now, beside the field and below it."""
        return "\n".join(filter(None, (self._shown.beside, self._shown.below)))

    def validate_now(self) -> bool:
        """Show the field's problems, if there are any, and tell whether there are none."""
        self._nags = True
        self._show_hint()
        return not self.problems

    def asks(self) -> bool:
        """Ask once about an unusual value, and tell whether the field does so now.

        A second Enter, or a second save, goes on; another content is asked about again.
        """
        if self._asked_about == self.raw or not self._cautions():
            return False
        self._asked_about = self.raw
        self._show_hint()
        self.post_message(self.Interrupted(self))
        return True

    def show_problem(self, problem: Problem | None) -> None:
        """Show a problem that another found, say a service, until the content changes; None takes it away."""
        self._given = problem
        self._show_hint()

    def focus(self, scroll_visible: bool = True) -> FormField[T]:  # noqa: FBT001, FBT002 - Textual's signature
        """Put the focus in the editor."""
        self.query_one(".field--editor").focus(scroll_visible)
        return self

    @property
    def _focus_sort_key(self) -> tuple[int, int]:
        """Where Tab finds the field: one that just came into sight is not laid out yet, and follows those before it."""
        if self.virtual_region or self.parent is None:
            return super()._focus_sort_key
        before = self.parent.children[: self.parent.children.index(self)]
        return max((one.virtual_region.y for one in before), default=0), self.app.size.width

    def point_out(self) -> None:
        """Take the focus with the text selected, and bring what is said of it into sight once that is laid out."""
        self.focus()
        if isinstance(editor := self.editor(), Input):
            editor.select_all()  # also where the focus was there already: the first letter takes the text's place
        self.call_after_refresh(self.scroll_visible, animate=False)  # fields above it may have grown

    def on_resize(self) -> None:
        """Say beside the field what finds room there; keep all in sight that is said of a field with the focus."""
        self._show_hint()
        if self.has_focus_within:
            self.scroll_visible(animate=False)

    def on_mount(self) -> None:
        """Show what is understood of the first content."""
        self._show_hint()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:  # noqa: ARG002 - Textual's signature
        """Check the content, once the focus has left the whole field."""
        self.call_later(self._check_if_left)

    def changed(self) -> None:
        """Take note that the content changed: what was asked about it before is asked again."""
        self._given = self._asked_about = None
        self._show_hint()
        self.post_message(self.Changed(self))

    def _check_if_left(self) -> None:
        if not self.has_focus_within and self.app.app_focus:
            self.left()
            self.validate_now()

    def hold(self) -> None:
        """Take note that a save was refused for what stands here: it is said until the content changes."""

    def left(self) -> None:
        """Do what has to be done when the focus has left the field."""

    def _judged(self) -> tuple[T | None, tuple[Problem, ...]]:
        """Return the value and the problems of the content: never both."""
        if self.is_blank():
            return None, (Problem("required", self.id or ""),) if self.required else ()
        try:
            value = self.read()
        except Refused as refused:
            return None, refused.problems
        problems = tuple(self.check(value))
        return (None, problems) if problems else (value, ())

    def _cautions(self) -> Sequence[Problem]:
        value = self.value
        return () if value is None else self.caution(value)

    def _questions(self) -> str:
        """Return the questions about an unusual value, a line each."""
        asked = [f"? {problem_text(problem)}" for problem in self._cautions()] if self._asked_about == self.raw else []
        if asked:
            asked[-1] += " " + _("Is it right? The same key goes on.")
        return "\n".join(map(harmless, asked))

    def _show_hint(self) -> None:
        """Show the problem given by others, else the field's own, else what was understood."""
        value, problems = self._judged()
        wrong = [self._given] if self._given else list(problems) if self._nags else []
        refusal = harmless(" ".join(f"! {problem_text(problem)}" for problem in wrong))
        understood = self.reading() if wrong else self.echo_of_none() if value is None else self.echo(value)
        if understood == self.raw.strip():
            understood = ""  # the field says so itself
        said = self._placed(harmless(understood), refusal or self._questions(), refused=bool(wrong))
        if said != self._shown:
            before, self._shown = self._shown, said
            self._paint(before, said)

    def _placed(self, understood: str, below: str, *, refused: bool) -> Said:
        """Return what is said with its place: what was understood goes below where it finds no room in the row."""
        rooms = [row.room_beside for row in self.query(FieldRow)]
        if "\n" not in understood and cell_len(understood) <= min(rooms, default=0):
            return Said(understood, below, refused=refused)
        return Said("", "\n".join(filter(None, (understood, below))), refused=refused)

    def _paint(self, before: Said, said: Said) -> None:
        """Paint what is said; the form is laid out again only where it takes more or fewer rows than before."""
        self.set_class(said.refused, "-refused")
        self.set_class(not said.refused and said.below.startswith("? "), "-asking")
        for row in self.query(FieldRow):
            row.show_beside(said.beside)
        for line in self.query(".field--hint").results(Paragraph):
            rows = self._rows_of(before.below, line), self._rows_of(said.below, line)
            line.update(Content(said.below), layout=rows[0] != rows[1] or max(rows) > 1)
            line.set_class(bool(said.below), "-shown")

    def _rows_of(self, hint: str, line: Paragraph) -> int:
        """Return the rows that a hint takes at least: enough to tell one row from more, where words are wrapped."""
        width = max(line.content_size.width, 1)
        return sum(max(1, -(-cell_len(part) // width)) for part in hint.split("\n")) if hint else 0

"""A screen with a form: Enter goes on, F2 saves from anywhere, all problems show at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from xstui.domain.problems import Problem, Refused
from xstui.domain.unchecked import Unchecked
from xstui.i18n import N_, _
from xstui.i18n.lists import all_of
from xstui.i18n.values import value_text
from xstui.screens.base.beside import Beside
from xstui.screens.base.command import Command
from xstui.screens.base.commands import BACK, HELP_IN_TEXT, PAGE_DOWN, PAGE_UP, PUT_BACK_DRAFT, SAVE, UNDO
from xstui.screens.base.drafting import Drafting
from xstui.screens.base.field_of import FieldOf
from xstui.screens.base.merge import Decision, MergeScreen, typed_field
from xstui.screens.base.page import Page
from xstui.screens.base.person_field import PersonField
from xstui.screens.base.routes import Route
from xstui.services.context.conflicts import FieldChange
from xstui.services.context.context import Rehearsed, rehearsal
from xstui.widgets.form_field import AnyField, FormField
from xstui.widgets.head import Head
from xstui.widgets.key_footer import KeyFooter
from xstui.widgets.status_line import StatusLine
from xstui.widgets.text_field import InputField


class FormBody(VerticalScroll, can_focus=False):
    """The fields; what is said of the one with the focus stays in sight where the form loses rows to a message."""

    def on_resize(self) -> None:
        """Bring the field with the focus into sight, once all is laid out."""
        self.call_after_refresh(self._show_focused)

    def _show_focused(self) -> None:
        for field in self.query("FormField"):
            if field.has_focus_within:
                field.scroll_visible(animate=False)


class FormPage(Page):
    """A form; `save` carries out the use case.

    Attributes:
        FIELDS: The names of the fields in order: those declared on the class, where they are not known only later.
    """

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SAVE,
        BACK.but(keys="escape,f3,f12", label=N_("Cancel")),
        HELP_IN_TEXT.in_footer,
        PAGE_UP.but(does="scroll_form(-1)"),
        PAGE_DOWN.but(keys="f8,pagedown", does="scroll_form(1)", shown=True),
        UNDO.but(keys="ctrl+z", label="", short="", needs=None, does="typing_alone"),
        PUT_BACK_DRAFT,
    )
    FIELDS: tuple[str, ...] = ()
    SHOWS_STORED: ClassVar[bool] = False
    """Whether the form opens with what is stored."""
    KEEPS_DRAFT: ClassVar[bool] = True

    def __init_subclass__(cls, **options: bool) -> None:
        """Take the fields in the order in which they are declared."""
        super().__init_subclass__(**options)
        if declared := tuple(name for name, kept in vars(cls).items() if isinstance(kept, FieldOf)):
            cls.FIELDS = declared

    def compose(self) -> ComposeResult:
        """Lay out the form so that it scrolls between head and status line."""
        yield Head(id="head")
        with Horizontal(id="sheet"):
            with FormBody(id="form"):
                yield from self.compose_body()
            if self.has_class("-wide"):
                yield Beside()
        yield StatusLine()
        yield KeyFooter()

    def field(self, name: str) -> AnyField:
        """Return a field by its name; each is looked up once, as all are asked at each key."""
        found = self._fields.get(name)
        if found is None:
            found = self._fields[name] = cast("AnyField", self.query_one(f"#{name}"))
        return found

    @cached_property
    def _fields(self) -> dict[str, AnyField]:
        return {}

    def shows_stored(self, name: str) -> bool:  # noqa: ARG002 - for forms where fields differ
        """Tell whether a field opens with what is stored, so that leaving it alone is no wish of the clerk."""
        return self.SHOWS_STORED

    def shows_row(self, change: FieldChange) -> bool:  # noqa: ARG002 - for forms that show one row of several
        """Tell whether the form shows the row in which somebody else changed a value."""
        return True

    def overwrites(self, changes: Sequence[FieldChange]) -> Sequence[Problem]:  # noqa: ARG002 - for forms that do
        """Return what speaks against saving over changes that the form would put back as they were, unseen."""
        return ()

    def fields_in_words(self) -> tuple[tuple[str, str], ...]:
        """Return the fields in sight, with the first that there is to know of each."""
        from xstui.screens.base.field_help import help_on

        shown = [self.field(name) for name in self.FIELDS if self.field(name).display]
        return tuple((field.label, help_on(field)[0]) for field in shown)

    def given(self, name: str) -> Any:  # noqa: ANN401 - each field has a value of its own kind
        """Return the value of a field that was checked before."""
        return self.field(name).value

    @property
    def has_typed_work(self) -> bool:
        """Whether something was typed here that is not saved, a name that was not taken yet among it."""
        return self._typed or bool(self.typed_name())

    @property
    def has_typed_fields(self) -> bool:
        """Whether a field holds something else than when the form opened, or than the program filled in."""
        return any(self.field(name).raw != self._first.get(name) for name in self.FIELDS)

    seen: int | None = None
    """Version of what the form changes, as it was when the form read it; handed to the service by `save`."""
    _typed = False
    _first: Mapping[str, object] = MappingProxyType({})

    @cached_property
    def drafting(self) -> Drafting:
        """What is done about the draft."""
        return Drafting(self)

    opened_for: tuple[int, ...] = ()
    """The people whom the form was opened for, where they were known."""

    @property
    def draft_name(self) -> str:
        """The name that the draft is kept under: what was typed for one person is not offered for another."""
        return self.drafting.name

    def typing(self) -> dict[str, object]:
        """Return what stands on the form, for its draft."""
        return {name: self.field(name).raw for name in self.FIELDS}

    def typed_name(self) -> str:
        """Return the name that is typed where a person is looked for, and nobody was taken for it yet."""
        return next((field.text for field in self.query(PersonField) if field.display), "").strip()

    async def put_back(self, content: Unchecked) -> None:
        """Fill the form with what `typing` and `typed_name` returned."""
        for person in self.query(PersonField):
            person.put(str(content.get("name") or ""))
        for name in self.FIELDS:
            if name in content:
                self.field(name).put_back(str(content[name]))

    async def on_resize(self) -> None:
        """Explain the field beside the form once there is room for it."""
        if self.has_class("-wide") and not self.query(Beside) and self.query("#sheet"):
            await self.query_one("#sheet").mount(Beside())
            self._explain()

    @on(events.DescendantFocus)
    def _explain(self) -> None:
        """Say beside the form what belongs in the field with the focus."""
        field = next((self.field(name) for name in self.FIELDS if self.field(name).has_focus_within), None)
        for beside in self.query(Beside):
            beside.show_field(field)

    def on_mount(self) -> None:
        """Offer the draft that was left, behind the typing."""
        super().on_mount()
        self.start_clean()
        self.watch(self.query_one("#form"), "show_vertical_scrollbar", self.refresh_bindings, init=False)
        if self.KEEPS_DRAFT:
            self.run_worker(self.drafting.offer())

    def start_clean(self) -> None:
        """Take the form as it stands for untouched: it was filled by the program."""
        self._first, self._typed = self.typing(), False
        if isinstance(self.focused, Input):
            self.focused.select_all()  # the first letter takes the place of what stands there, as in any other field

    def action_typing_alone(self) -> None:
        """Take back no registration while a form is open: Ctrl+Z there is about the typing, and this is no field."""
        self.app.bell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to scroll a form that is longer than the screen, and to put back what was typed where that is kept."""
        if action == "put_back_draft" and not self.KEEPS_DRAFT:
            return False
        if action == "scroll_form" and not (self.is_mounted and self.query_one("#form").show_vertical_scrollbar):
            return False
        return super().check_action(action, parameters)

    def action_scroll_form(self, pages: int) -> None:
        """Bring what lies above or below into sight; the focus stays."""
        form = self.query_one("#form", VerticalScroll)
        form.scroll_relative(y=pages * max(1, form.size.height - 1), animate=False)

    def begin(self) -> None:
        """Put the focus in the first field that is typed in: what follows a name is a value, never a choice."""
        shown = [self.field(name) for name in self.FIELDS if self.field(name).display]
        next((field for field in shown if isinstance(field, InputField)), shown[0]).focus()

    def action_put_back_draft(self) -> None:
        """Put back what was typed and not saved, in the place of what stands here."""
        self.do(self._put_back)

    async def _put_back(self) -> None:
        if await self.drafting.put_back():
            self._typed = True
        else:
            self.app.bell()

    async def keep_draft(self) -> bool:
        """Keep what stands on the form; tell whether that could be done."""
        return self.KEEPS_DRAFT and await self.drafting.keep()

    @on(FormField.Changed)
    def note_typing(self) -> None:
        """Remember that there is something to lose, once anything differs from how the form opened."""
        if self.typing() != self._first:
            self._typed = True
            if self.KEEPS_DRAFT:
                self.drafting.typed()

    def action_back(self) -> None:
        """Close the form; what was typed is kept for the next time."""
        self.do(self._leave)

    async def _leave(self) -> None:
        typed, below = self._typed, self.below
        kept = typed and await self.keep_draft()
        super().action_back()
        if kept and isinstance(below, Page):
            below.call_after_refresh(below.tell_kept, _("Not saved, but kept: open the form again for it."))
        elif typed and not self.KEEPS_DRAFT and isinstance(below, Page):
            below.call_after_refresh(below.tell_kept, _("Not saved, and not kept."))

    @on(FormField.Interrupted)
    def drop_keys(self) -> None:
        """Drop what was typed ahead: it was not meant for the question that a field asks."""
        self.interrupt()

    @on(FormField.Submitted)
    def go_on(self, event: FormField.Submitted) -> None:
        """Go to the next field; from the last one, save."""
        shown = [name for name in self.FIELDS if self.field(name).display]
        place = shown.index(event.field.id or "") if event.field.id in shown else len(shown) - 1
        if place + 1 < len(shown):
            self.field(shown[place + 1]).focus()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Check all fields; with none refused, carry out the use case. Keys behind a refused save were for later."""
        wrong = [n for n in self.FIELDS if self.field(n).display and not self.field(n).validate_now()]
        if wrong:
            self.interrupt()
            self._sum_up(wrong)
            for name in wrong:
                self.field(name).hold()
            self.field(wrong[0]).point_out()
        elif not self._asks():
            self.do(self.save)

    def _sum_up(self, wrong: Sequence[str]) -> None:
        """Name the fields that are not right, where there are several: some may lie out of sight."""
        if len(wrong) > 1:
            names = all_of([self.field(name).label.rstrip(" *") for name in wrong])
            self.warn(_("{n} fields are not right: {names}.", n=len(wrong), names=names))
        else:
            self.query_one(StatusLine).clear()

    def _asks(self) -> bool:
        """Ask once about what is unlikely, and tell whether anything is asked now: a second save goes on."""
        asked = [n for n in self.FIELDS if self.field(n).display and self.field(n).asks()]
        if asked:
            self.field(asked[0]).point_out()
        return bool(asked)

    async def save(self) -> None:
        """Carry out the use case."""

    def show_refusal(self, refused: Refused) -> None:
        """Put each problem beside its field, and the focus on the first; the typing stays.

        Where somebody else was first, the clerk decides with both in view.
        """
        if (other := _change_of_another(refused)) is not None:
            self.do(self._merge, other)
            return
        placed = [p for p in refused.problems if p.field in self.FIELDS and self.field(p.field).display]
        for problem in reversed(placed):
            self.field(problem.field).show_problem(problem)
        self.drop_keys()
        self._sum_up(sorted({problem.field for problem in placed}, key=self.FIELDS.index))
        if placed:
            self.field(min((problem.field for problem in placed), key=self.FIELDS.index)).point_out()
        if len(placed) < len(refused.problems):
            super().show_refusal(Refused(*(p for p in refused.problems if p not in placed)))

    async def _merge(self, other: Problem) -> None:
        """Show what somebody else changed beside what was typed, with what the rules say of both together.

        Keys typed ahead were not meant for that.
        """
        typed = {
            name: (self.field(name).label, self.field(name).raw)
            for name in self.FIELDS
            if self.field(name).display and not self._is_left_alone(name)
        }
        self._take_over(other)
        changes: tuple[FieldChange, ...] = other.details["changes"]  # type: ignore[assignment]
        against = self.overwrites(changes) or await self._rehearse(cast("int", other.details["version"]))

        def decided(decision: Decision | None) -> None:
            if decision is Decision.MINE:
                self.seen = cast("int", other.details["version"])
                self.do(self.save)
            elif decision is Decision.THEIRS:
                self.do(self.finish, _("Nothing was saved: it stays as {who} left it.", who=other.details["who"]))
            elif against:
                self.show_refusal(Refused(*against))

        self.drop_keys()
        self.app.push_screen(MergeScreen(other, typed, against), decided)

    def _is_left_alone(self, name: str) -> bool:
        return self.shows_stored(name) and self.field(name).raw == self._first.get(name)

    def _take_over(self, other: Problem) -> None:
        """Give fields that were left alone the value that the other gave them: the clerk has no wish about those."""
        changes: tuple[FieldChange, ...] = other.details["changes"]  # type: ignore[assignment]
        for change in changes:
            name = typed_field(change)
            told = change.before is not None and name in self.FIELDS and self.shows_row(change)
            if told and self._is_left_alone(name):
                self.field(name).put_back(value_text(change.table, change.field, change.after))
                self._first = {**self._first, name: self.field(name).raw}

    async def _rehearse(self, version: int) -> tuple[Problem, ...]:
        """Return what the rules have against what was typed, on top of a version that somebody else made."""
        seen, self.seen = self.seen, version
        try:
            with rehearsal():
                await self.save()
        except Rehearsed:
            return ()
        except Refused as refused:
            return tuple(problem for problem in refused.problems if problem.code != "changed-since")
        finally:
            self.seen = seen
        return ()

    async def lead_on(self, route: Route) -> None:
        """Close the form for another one, which takes over what was typed."""
        below, host = self.below, self.host
        self.start_clean()
        await self.drafting.drop()
        self.dismiss()
        below.call_after_refresh(host.go, route)

    async def finish(self, receipt: str) -> None:
        """Close the form, with the receipt on the screen below."""
        self._typed = False
        await self.drafting.drop()
        below = self.below
        if isinstance(below, Page):
            below.receipt_of = self.context.last_registered  # undo may be typed ahead of the picture
        self.dismiss()
        if isinstance(below, Page):
            below.call_after_refresh(below.receipt, receipt)


def _change_of_another(refused: Refused) -> Problem | None:
    """Return the problem that somebody else was first, where the service could tell who."""
    return next((p for p in refused.problems if p.code == "changed-since" and "changes" in p.details), None)

"""Fields: what is typed stays, what it means is shown, what is wrong is said when the field is left."""

from datetime import date
from decimal import Decimal

import pytest
from textual import events, on
from textual.app import App, ComposeResult
from textual.keys import _character_to_key

from tests.ui.test_widgets_themes import with_or_without_colour
from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.problems import Problem
from xstui.widgets import date_field
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.number_fields import AmountField, HoursField, PercentageField
from xstui.widgets.pick_list import PickList, option_for_key
from xstui.widgets.text_field import TextField
from xstui.widgets.themes import register_themes

TODAY = date(2026, 6, 9)
HOSTILE = ["[bold]O'Brien-De Wit", "[@click=app.quit]x[/]", "=cmd|'/c calc'!A0", "../../etc/passwd", "😀é"]


class Form(App[None]):
    def __init__(self, *fields: FormField) -> None:
        super().__init__()
        register_themes(self)
        self.fields = fields
        self.submitted: list[str] = []
        self.interrupted = 0

    def compose(self) -> ComposeResult:
        yield from self.fields
        yield TextField(id="last", label="Laatste")

    @on(FormField.Submitted)
    def _submitted(self, event: FormField.Submitted) -> None:
        self.submitted.append(event.control.id)

    @on(FormField.Interrupted)
    def _interrupted(self) -> None:
        self.interrupted += 1


def hint(field: FormField) -> str:
    return field.said


def lines(app: App) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def day_field(**options) -> DateField:
    return DateField(id="day", label="Eerste ziektedag", today=TODAY, direction=Direction.PAST, **options)


def running(*fields):
    return Form(*fields).run_test(size=(80, 24))


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_and_kept_as_typed(text):
    field = TextField(id="name", label=text, raw=text)
    async with running(field) as pilot:
        await pilot.pause()
        assert field.raw == field.value == text
        label, content = text[:16], lines(pilot.app)[0].lstrip("▌ ")
        assert content.startswith(label)
        assert text in content.removeprefix(label)


async def test_control_characters_are_refused_with_the_reason():
    field = TextField(id="name", label="Naam")
    async with running(field) as pilot:
        from textual import events

        for text in ("a\x1b[31m", "a\x00b", "a\u202eb"):
            pilot.app.post_message(events.Paste(text))
            await pilot.pause()
            assert field.raw == ""
            assert hint(field).startswith("! ")


async def test_a_text_that_is_too_long_is_kept_and_refused():
    field = TextField(id="name", label="Naam", max_length=3, raw="vier")
    async with running(field):
        assert field.problems == (Problem("too-long", "name", {"limit": 3}),)
        assert (field.value, field.raw) == (None, "vier")


async def test_a_field_nags_only_when_left_and_then_follows_the_typing():
    field = TextField(id="name", label="Naam", required=True)
    async with running(field) as pilot:
        assert hint(field) == ""
        await pilot.press("tab")
        assert hint(field).startswith("! ")
        await pilot.press("up", "a")
        assert hint(field) == ""


async def test_a_problem_of_a_service_stays_until_the_content_changes():
    field = TextField(id="name", label="Naam")
    async with running(field) as pilot:
        field.show_problem(Problem("bsn-invalid", "name"))
        assert "BSN" in hint(field)
        await pilot.press("a")
        assert hint(field) == ""


@pytest.mark.parametrize("key", ["enter", "ctrl+j"])
async def test_enter_submits_the_field(key):
    async with running(TextField(id="name", label="Naam")) as pilot:
        await pilot.press(key)
        assert pilot.app.submitted == ["name"]


async def test_a_date_is_echoed_at_once():
    field = day_field()
    async with running(field) as pilot:
        await pilot.press("minus", "1")
        assert field.value == date(2026, 6, 8)
        assert field.raw == "-1"
        assert "08-06-2026 ·" in hint(field)


async def test_signs_step_behind_a_full_date_only():
    field = day_field()
    async with running(field) as pilot:
        await pilot.press(*"08-06-2026", "plus")
        assert field.raw == "09-06-2026"
        await pilot.press("minus", "minus")
        assert field.value == date(2026, 6, 7)


async def test_typing_over_a_given_date_replaces_it():
    field = day_field(value=date(2026, 6, 5))
    async with running(field) as pilot:
        await pilot.press("minus", "1")
        assert (field.raw, field.value) == ("-1", date(2026, 6, 8))


async def test_signs_alone_count_from_the_day_that_stood_there():
    field = day_field(value=date(2026, 6, 5))
    async with running(field) as pilot:
        await pilot.press("minus", "minus")
        assert field.value == date(2026, 6, 3)


async def test_stepping_stops_at_the_end_of_the_calendar():
    field = day_field(value=date.max)
    async with running(field) as pilot:
        await pilot.press("end", "plus")
        assert field.raw == "31-12-9999"


async def test_an_impossible_full_date_does_not_step():
    field = day_field()
    async with running(field) as pilot:
        await pilot.press(*"31-02-2026", "plus")
        assert (field.raw, field.value) == ("31-02-2026", None)


@pytest.fixture
def two_eighths(monkeypatch):
    """An eighth that may be of this month or of the next."""
    days = {"8": (date(2026, 6, 8), date(2026, 7, 8))}
    monkeypatch.setattr(date_field, "parse_date", lambda text, **how: days.get(text) or parse_date(text, **how))


async def test_an_ambiguous_date_opens_a_list_and_a_digit_picks(two_eighths):
    field = day_field()
    async with running(field) as pilot:
        await pilot.press("8", "enter")
        assert pilot.app.interrupted == 1
        assert pilot.app.submitted == []
        await pilot.press("2")
        await pilot.pause()
        assert (field.raw, field.value) == ("08-07-2026", date(2026, 7, 8))
        assert not pilot.app.screen.query(PickList)
        await pilot.press("enter")
        assert pilot.app.submitted == ["day"]


async def test_escape_leaves_the_list_and_keeps_the_typing(two_eighths):
    field = day_field()
    async with running(field) as pilot:
        await pilot.press("8", "f4", "down", "escape")
        await pilot.pause()
        assert (field.raw, field.value) == ("8", None)
        assert field.query_one(".field--editor").has_focus


async def test_the_forms_own_checks_refuse_a_day():
    field = day_field(checks=lambda day: [Problem("date-in-future", "day", {"latest": TODAY})] if day > TODAY else [])
    async with running(field) as pilot:
        await pilot.press("plus", "1", "tab")
        assert field.value is None
        assert "09-06-2026" in hint(field)


async def test_an_unusual_day_asks_for_one_more_enter_and_says_why():
    long_ago = Problem("date-in-future", "day", {"latest": TODAY})
    field = day_field(cautions=lambda day: [long_ago] if day.year < 2026 else [])
    async with running(field) as pilot:
        await pilot.press(*"08-06-2025", "enter")
        assert (pilot.app.submitted, pilot.app.interrupted) == ([], 1)
        assert "08-06-2025 ·" in hint(field)
        assert "? " in hint(field)
        assert field.value == date(2025, 6, 8)
        await pilot.press("enter")
        assert pilot.app.submitted == ["day"]
        await pilot.press("minus", "enter")
        assert (pilot.app.submitted, pilot.app.interrupted) == (["day"], 2)
        assert not day_field().caution(TODAY)


async def test_a_percentage_shows_its_working():
    field = PercentageField(id="part", label="Percentage", contract_hours=Decimal(40))
    async with running(field) as pilot:
        await pilot.press(*"10/40")
        assert field.value.value == Decimal(75)
        assert "10/40 × 100 = 75,00 %" in hint(field)


async def test_amounts_and_hours_are_echoed_in_full():
    amount, hours = AmountField(id="wage", label="Loon"), HoursField(id="hours", label="Uren", required=True)
    async with running(amount, hours) as pilot:
        await pilot.press(*"4000,5", "tab", *"veel", "tab")
        assert hint(amount) == "€ 4.000,50"
        assert hours.problems == (Problem("hours-unreadable"),)
        assert hours.raw == "veel"


def choice(*labels: str, **options) -> ChoiceField:
    return ChoiceField(id="kind", label="Soort", options=list(enumerate(labels)), **options)


async def test_a_digit_or_a_first_letter_picks_at_once():
    field = choice("Ziek", "Ongeval", "Orgaandonatie")
    async with running(field) as pilot:
        picks = []
        for key in ("2", "right", "z", "left", "o", "o", "o", "right", "left", "space"):
            await pilot.press(key)
            picks.append(field.value)
        assert picks == [1, 2, 0, 2, 1, 2, 1, 2, 1, 2]
        assert "● 3 Orgaandonatie" in lines(pilot.app)[0]


@pytest.mark.parametrize("typed", ["15", "1505", "9", "0806", "1-6", "3 jun", "2.5", "+7", "-1", "zi 7", "oz", "ma"])
async def test_what_is_no_choice_picks_nothing_and_stops_the_next_save(typed):
    field = choice("Ziek", "Ongeval", "Orgaandonatie", value=1)
    async with running(field) as pilot:
        for key in typed:
            pilot.app.post_message(events.Key(_character_to_key(key), key))
        await pilot.pause()
        assert (field._choices.chosen, field.problems) == (
            1,
            (Problem("choice-unfit", "kind", {"typed": typed, "count": 3}),),
        )
        await pilot.press("enter")
        assert pilot.app.submitted == []
        await pilot.press("backspace", "3")
        assert (field.value, field.problems) == (2, ())


@pytest.mark.parametrize(("typed", "picked"), [("orga", 2), ("Zie", 0), ("oo", 2), ("ooo", 1)])
async def test_the_beginning_of_a_label_picks_and_a_letter_again_goes_on(typed, picked):
    field = choice("Ziek", "Ongeval", "Orgaandonatie", value=2)
    async with running(field) as pilot:
        await pilot.press(*typed)
        assert (field.value, field.problems) == (picked, ())


@pytest.mark.parametrize(
    ("typed", "picked", "typed_wrong"),
    [("9", 1, ""), ("8", 2, ""), ("10", 0, ""), ("1", 0, ""), ("15", 1, "15"), ("2", 1, "2")],
)
async def test_choices_that_begin_with_figures_are_picked_by_those(typed, picked, typed_wrong):
    labels = ("10 weken", "9 weken", "8 weken")
    field = choice(*labels, value=1)
    async with running(field) as pilot:
        await pilot.pause()
        assert "○ 10 weken  ● 9 weken  ○ 8 weken" in lines(pilot.app)[0]
        await pilot.press(*typed)
        unlike = Problem("choice-unlike", "kind", {"typed": typed_wrong, "known": list(labels)})
        assert (field._choices.chosen, field.problems) == (picked, (unlike,) if typed_wrong else ())


async def test_the_list_of_choices_that_begin_with_figures_shows_no_other_figure():
    field = choice("geen", "1 dag", "2 dagen")
    async with running(field) as pilot:
        await pilot.press("f4")
        assert "▸geen" in "\n".join(lines(pilot.app))
        await pilot.press("2")
        await pilot.pause()
        assert field.value == 2


async def test_choices_that_do_not_fit_stand_below_each_other_and_open_as_a_list():
    field = choice("[bold]x[/]" * 3, "[@click=app.quit]y[/]", "Vangnet " * 4)
    async with running(field) as pilot:
        await pilot.pause()
        assert "○ 2 [@click=app.quit]y[/]" in lines(pilot.app)[1]
        await pilot.press("f4", "down", "enter")
        await pilot.pause()
        assert field.value == 1
        await pilot.press("enter")
        assert pilot.app.submitted == ["kind"]


async def test_a_choice_can_be_given_and_a_missing_one_is_refused():
    given, missing = (
        choice("a", "b", value=1),
        ChoiceField(id="m", label="M", options=[(0, "a")], required=True),
    )
    async with running(given, missing):
        assert given.value == 1
        assert missing.problems == (Problem("required", "m"),)


def test_a_key_that_fits_no_option_picks_nothing():
    assert option_for_key(["a"], "0", None) is None
    assert option_for_key(["a"], "²", None) is None
    assert option_for_key(["a"], "", None) is None


@pytest.mark.parametrize("no_color", [False, True])
@pytest.mark.parametrize("theme", ["xstui-dark", "xstui-light", "xstui-contrast", "xstui-terminal"])
async def test_the_focus_is_seen_without_colour(theme, no_color, monkeypatch):
    with_or_without_colour(monkeypatch, no_color)
    async with running(choice("a", "b", value=0)) as pilot:
        pilot.app.theme = theme
        await pilot.pause()
        strip = pilot.app.screen._compositor.render_strips()[0]
        assert "".join(part.text for part in strip).startswith("▌ Soort")
        bold = "".join(part.text for part in strip if part.style and part.style.bold)
        assert "Soort" in bold
        assert "● 1 a" in bold

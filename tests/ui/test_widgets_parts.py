"""The parts that screens are made of: badges, titles that run into a rule, paths, cards of facts, columns and trends."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.company import HOSTILE
from tests.ui.test_widgets_display import Shown, lines
from xstui.widgets.badge import Badge, BadgeLine, Tone
from xstui.widgets.cells import harmless
from xstui.widgets.column_chart import AXIS, Column, ColumnChart, column_rows, top_of
from xstui.widgets.facts import Fact, Facts
from xstui.widgets.head import Crumbs, Head
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.section import Section, SectionTitle, titled
from xstui.widgets.spark import spark, weeks_line
from xstui.widgets.themes import CONTRAST, DARK, LIGHT, TERMINAL

THEMES_AND_BADGE = [
    (DARK.name, " ziek 50 % "),
    (LIGHT.name, " ziek 50 % "),
    (CONTRAST.name, "[ziek 50 %]"),
    (TERMINAL.name, "[ziek 50 %]"),
]


@pytest.mark.parametrize(("theme", "shown"), THEMES_AND_BADGE)
def test_a_badge_has_a_ground_or_brackets_and_takes_the_same_cells(theme, shown):
    for tone in Tone:
        badge = Badge("ziek 50 %", tone)
        assert badge.content(theme).plain == shown
        assert badge.content(theme).cell_length == badge.width == 11


@pytest.mark.parametrize("name", [HOSTILE, "[@click=app.quit]x[/]", "a\x1b[2Jb"])
async def test_hostile_names_are_shown_as_typed_in_every_part(name):
    parts = Head(), Crumbs(), BadgeLine(), SectionTitle(name, name, ("t", name)), Facts(label_width=15)
    async with Shown(*parts).run_test(size=(120, 24)) as pilot:
        head, crumbs, badges, _title, facts = parts
        head.show(name, name, Badge(name))
        crumbs.show([name, name], (".", name))
        badges.show(name, [Badge(name)])
        facts.show([Fact("Naam", name)])
        await pilot.pause()
        shown = harmless(name)
        rows = lines(pilot.app)[:5]
        assert [row.count(shown) for row in rows] == [3, 3, 2, 3, 1]
        assert "\x1b" not in "".join(rows)


async def test_without_colour_the_badges_of_a_name_stand_in_brackets():
    line = BadgeLine()
    async with Shown(line).run_test(size=(80, 24)) as pilot:
        line.show("Mevr. V. Polis", [Badge("ziek 50 %", Tone.SICK), Badge("week 15 van 104")])
        await pilot.pause()
        assert lines(pilot.app)[0] == " Mevr. V. Polis    ziek 50 %   week 15 van 104"
        pilot.app.theme = TERMINAL.name
        await pilot.pause()
        assert lines(pilot.app)[0] == " Mevr. V. Polis   [ziek 50 %] [week 15 van 104]"


async def test_the_head_gives_up_what_stands_at_the_right_before_its_title():
    head = Head()
    async with Shown(head).run_test(size=(80, 24)) as pilot:
        head.show("Startpagina", "ma 8 jun 2026 · Sam Voorbeeld", Badge("DEMO", Tone.WARN))
        for width, shown in (
            (80, " Startpagina  DEMO                                ma 8 jun 2026 · Sam Voorbeeld"),
            (40, " Startpagina  DEMO"),
            (15, " Startpagina"),
            (10, " Startpa…"),
        ):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert lines(pilot.app)[0] == shown


async def test_a_path_keeps_its_key_at_the_right_as_long_as_there_is_room():
    crumbs = Crumbs()
    async with Shown(crumbs).run_test(size=(51, 24)) as pilot:
        crumbs.show(["TESTBEDRIJF_Demo", "Inkomen", "Polis, V."], (".", "Acties"))
        await pilot.pause()
        assert lines(pilot.app)[0] == " TESTBEDRIJF_Demo › Inkomen › Polis, V. . Acties ⋯"
        await pilot.resize_terminal(44, 24)
        await pilot.pause()
        assert lines(pilot.app)[0] == " TESTBEDRIJF_Demo › Inkomen › Polis, V."


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, "Taken ───── 21 te laat · t Naar de taken"),
        (32, "Taken ─────────── 21 te laat · t"),
        (20, "Taken ─── 21 te laat"),
        (12, "Taken ──────"),
        (6, "Taken "),
    ],
)
def test_a_title_fills_its_width_and_the_last_hints_give_way_their_words_before_their_key(width, shown):
    assert titled("Taken", width, "21 te laat", ("t", "Naar de taken")).plain == shown


async def test_a_section_is_a_titled_line_or_a_box_with_the_same_words():
    section = Section(Paragraph("inhoud"), title="")
    async with Shown(section).run_test(size=(40, 24)) as pilot:
        section.show("Taken", ("t", "Naar de taken"))
        await pilot.pause()
        assert lines(pilot.app)[0] == "Taken ────────────────── t Naar de taken"
        section.styles.border = ("round", "white")
        await pilot.pause()
        assert lines(pilot.app)[0].startswith("╭─ Taken ─")
        assert "─ t Naar de taken ─╯" in lines(pilot.app)[3]


async def test_a_value_that_does_not_fit_goes_on_below_itself_and_a_long_label_has_a_row_of_its_own():
    facts = Facts(label_width=10)
    async with Shown(facts).run_test(size=(28, 24)) as pilot:
        facts.show(
            [
                Fact("Adres", "Vlasserijstraat 12 b, 8011 AA Zwolle"),
                Fact("E-mail", "een.zeer.lang.adres@voorbeeld.example"),
                Fact("Wettelijke pensioendatum", "01-11-2050"),
                Fact("Telefoon", "onbekend", known=False),
            ]
        )
        await pilot.pause()
        assert lines(pilot.app)[:8] == [
            "Adres      Vlasserijstraat",
            "           12 b, 8011 AA",
            "           Zwolle",
            "E-mail     een.zeer.lang.adr",
            "           es@voorbeeld.exam",
            "           ple",
            "Wettelijke pensioendatum",
            "           01-11-2050",
        ]
        assert facts.size.height == 9


async def test_no_letter_of_a_value_in_wide_characters_is_lost():
    facts = Facts(label_width=4)
    async with Shown(facts).run_test(size=(13, 24)) as pilot:
        facts.show([Fact("Naam", "山田太郎花子")])
        await pilot.pause()
        assert "".join(row.removeprefix("Naam").strip() for row in lines(pilot.app)) == "山田太郎花子"


def columns(*values):
    return [Column(f"m{n}", None if v is None else Decimal(v), "" if v is None else v) for n, v in enumerate(values)]


def chart(found, height=4):
    return [row.plain.rstrip() for row in column_rows(found, height, "%")]


def test_a_column_is_as_high_as_its_value_and_stands_over_its_label_and_value():
    assert chart(columns("0", "5", "10", None)) == [
        "  10 %┤           ███",
        "      │           ███",
        "      │      ███  ███",
        "      │      ███  ███",
        "     0┴─────────────────────",
        "        m0   m1   m2   m3",
        "        0    5    10",
    ]


def test_the_least_value_is_seen_and_nothing_is_none():
    rows = chart(columns("0.01", "100", "0"))
    assert rows[3].removeprefix("      │ ") == "▁▁▁  ███"


@pytest.mark.parametrize(("most", "top"), [("0", 1), ("1", 1), ("1.01", 2), ("24.14", 30), ("100", 100), ("250", 250)])
def test_the_axis_ends_at_a_round_number_that_no_value_passes(most, top):
    assert top_of([Decimal(most)]) == top


def test_what_a_month_is_compared_with_is_a_dash_at_its_height():
    rows = chart([Column("mei", Decimal(2), "2,0", beside=Decimal(9))])
    assert rows[0] == "  10 %┤ ╌╌╌"


@pytest.mark.parametrize("count", [1, 12, 13, 24, 25, 36])
async def test_all_months_that_fit_are_shown_the_last_ones_first(count):
    widget = ColumnChart()
    async with Shown(widget).run_test(size=(72, 24)) as pilot:
        widget.show(columns(*["7"] * (count - 1), "9"), "%")
        await pilot.pause()
        drawn = lines(pilot.app)
        assert max(map(len, drawn)) <= 72
        assert drawn[widget.size.height - 4].rstrip()[-1] == "█"
        fitting = min(count, (72 - AXIS) // (5 if count <= 12 else 3 if count <= 24 else 2))
        assert drawn[0].count("┤") == 1
        assert len(drawn[5].removeprefix("     0┴")) == fitting * (5 if count <= 12 else 3 if count <= 24 else 2) + 1


async def test_a_chart_of_nothing_or_without_room_is_blank():
    widget = ColumnChart()
    async with Shown(widget).run_test(size=(72, 24)) as pilot:
        widget.show([], "%")
        await pilot.pause()
        assert "".join(lines(pilot.app)) == ""
        widget.show(columns("5"), "%")
        widget.styles.height = 3
        await pilot.pause()
        assert "".join(lines(pilot.app)) == ""


def test_a_label_that_does_not_fit_is_its_first_letter_and_shown_as_typed():
    rows = chart([Column("[bold]O'Brien", Decimal(1), "1"), Column("jun", Decimal(1), "1000")])
    assert rows[-2:] == ["        [    jun", "        1    1000"]


def test_a_trend_is_a_cell_for_each_value_and_a_blank_for_none():
    values = [Decimal(v) for v in (0, 1, 4, 8)]
    assert spark([*values, None]) == "▁▂▅█ "
    assert spark(values, Decimal(16)) == "▁▁▃▅", "rows of one table compare"
    assert spark([]) == spark([None]).strip() == ""
    assert spark([Decimal(0)]) == "▁"


@pytest.mark.parametrize(
    ("weeks", "done", "ahead"), [(0, 1, 6), (1, 1, 6), (15, 1, 6), (52, 4, 3), (104, 7, 0), (150, 7, 0)]
)
def test_the_weeks_behind_and_ahead_fill_the_line(weeks, done, ahead):
    assert weeks_line(weeks, 104, 7) == ("━" * done, "─" * ahead)

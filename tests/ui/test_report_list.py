"""Several people in one list: rows with days of their own, judged as they are left, saved whole or what is right."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from textual import events

from tests.company import PASSWORD, TODAY
from tests.ui.clerk import NARROW, WIDE, at_home
from xstui.domain.absence import Classification
from xstui.domain.names import PersonName
from xstui.screens.absence.report_lists import ChangedListScreen, RecoveredListScreen, SickListScreen
from xstui.screens.home import HomeScreen
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.context import drafts
from xstui.services.employment import hiring
from xstui.services.employment.hiring import NewEmployee, PersonData
from xstui.services.people import people
from xstui.widgets.grid import Grid
from xstui.widgets.pick_list import PickList

POLIS, JANSEN, BERG, OBRIEN, KVRIES, LVRIES, CELIK = range(1, 8)
YESTERDAY = TODAY - timedelta(days=1)
MONDAY = date(2026, 6, 1)


def cases(clerk, person_id):
    return people.dossier_of(clerk.app.context, person_id).cases


def days_of(clerk, *person_ids):
    return [(case.first_sick_day, case.last_sick_day) for one in person_ids for case in cases(clerk, one)]


def hire_four(clerk):
    for surname in ("Smit", "Amrani", "Bakker", "Meijer"):
        person = PersonData(PersonName("N.", "", surname), date(1990, 1, 1))
        hiring.add_employee(clerk.app.context, NewEmployee(person, 3, date(2025, 1, 1), "42200", Decimal(36)))


async def paste(clerk, text):
    clerk.pressed += 1
    clerk.app.post_message(events.Paste(text))
    await clerk.press()


def row(clerk, number):
    """Return a row of the list as it stands on the screen."""
    return next(line for line in clerk.screen.splitlines()[2:] if line.lstrip(" ▸!?").startswith(f"{number} "))


async def test_F33_eight_reports_with_one_day_take_no_more_than_45_keys(company_path):
    async with at_home(company_path) as clerk:
        hire_four(clerk)
        await clerk.burst(
            "z", "jans;", "berg;", "obri;", "celi;", "smit;", "amra;", "bakk;", "meij", "enter", "-1", "f2"
        )
        assert clerk.pressed <= 45, clerk.pressed
        clerk.sees("Ziek gemeld: 8 mensen per 07-06-2026, 100,00 % · u = ongedaan maken", "Regulier (verzuim)     9")
        await clerk.press("u")
        clerk.sees("Regulier (verzuim)     1")


async def test_F33_eight_reports_with_three_days_one_of_them_wrong_take_no_more_than_60_keys(company_path):
    async with at_home(company_path) as clerk:
        hire_four(clerk)
        await clerk.press("z", "jans;", "poli;", "berg;", "obri;", "celi;", "smit;", "amra;", "bakk", "enter")
        await clerk.press("-1", *["down"] * 3, "-3", "down", "down", "ma", "f2")
        assert isinstance(clerk.app.screen.query_one(PickList).labels, list)  # today is a Monday: which one is meant?
        await clerk.press("2", "f2")
        clerk.says("! Al ziek gemeld, sinds 02-03-2026. Wijzig of beëindig eerst dat traject.")
        clerk.says("1 rij kan niet: rij 2. Ctrl+D haalt een rij eruit. Nog eens F2 slaat de andere 7 op.")
        assert row(clerk, 2).lstrip().startswith("▸!")
        await clerk.press("meij", "f2")
        assert clerk.pressed <= 60, clerk.pressed
        clerk.sees("Ziek gemeld: 8 mensen, 01-06-2026 t/m 07-06-2026 · u = ongedaan maken")
        assert [day for day, _last in days_of(clerk, JANSEN, BERG, OBRIEN, CELIK, 8, 9, 10, 11)] == [
            *[YESTERDAY] * 2, *[date(2026, 6, 5)] * 2, *[MONDAY] * 3, YESTERDAY,
        ]  # fmt: skip
        await clerk.press("u")
        assert days_of(clerk, JANSEN, BERG, OBRIEN, CELIK, 8, 9, 10, 11) == []


async def test_F33_eight_reports_that_are_pasted_take_no_more_than_12_keys(company_path):
    async with at_home(company_path) as clerk:
        hire_four(clerk)
        await clerk.press("z")
        await paste(clerk, "Jansen, A.\nJ. van den Berg\nObrien\nÇelik\nSmit\nAmrani\nBakker\nMeijer\n")
        await clerk.press("-1", "f2")
        assert clerk.pressed <= 12, clerk.pressed
        clerk.sees("Ziek gemeld: 8 mensen per 07-06-2026")


async def test_rows_of_a_spreadsheet_are_taken_and_what_is_not_understood_is_marked_in_its_cell(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z")
        await paste(
            clerk,
            "Naam\tEerste ziektedag\tLaatste ziektedag\tPercentage\tDiagnose\n"
            "Jansen\t01-06-2026\t03-06-2026\t\tgriep\nBerg\tvrijdag?\t\t50\t\nQqqq\t02-06-2026\t\t\t\n",
        )
        clerk.says("Niet overgenomen: Diagnose. Wat iemand heeft, hoort hier nooit.")
        clerk.says("3 rijen · 1 goed · 2 fout", "! Dit is geen datum.", "Niemand past bij 'Qqqq'.")
        assert "griep" not in clerk.screen
        assert "vrijdag?" in row(clerk, 2)
        await clerk.press("v", "down", "shift+tab", "celi", "f2")
        clerk.sees("Ziek gemeld: 3 mensen, 01-06-2026 t/m 08-06-2026")
        assert days_of(clerk, JANSEN, BERG, CELIK) == [
            (MONDAY, date(2026, 6, 3)), (TODAY, None), (date(2026, 6, 2), None),
        ]  # fmt: skip
        assert cases(clerk, BERG)[0].percentage == 50


async def test_what_is_right_is_saved_and_what_is_wrong_stays_and_is_kept(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans;", "poli;", "berg", "f2")
        assert cases(clerk, JANSEN) == ()
        await clerk.press("f2")
        clerk.says("Opgeslagen: 2. 1 rij blijft staan.")
        assert "Polis, V." in row(clerk, 1)
        assert days_of(clerk, JANSEN, BERG) == [(TODAY, None)] * 2
        await clerk.press("escape")
        clerk.sees("Ziek gemeld: 2 mensen per 08-06-2026, 100,00 % · u = ongedaan maken")
        await clerk.press("u")
        assert days_of(clerk, JANSEN, BERG) == []
        await clerk.press("z", ";", "ctrl+r")
        assert "Polis, V." in row(clerk, 1)


async def test_a_row_has_day_class_and_percentage_of_its_own_and_carries_day_and_class_down(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("z", "jans;", "berg;", "celi", "enter")
        await clerk.press("-3", "tab", "10/40", "tab", "5", "tab", "-2", "down", "f2")
        first, second, third = (cases(clerk, one)[0] for one in (JANSEN, BERG, CELIK))
        assert (first.first_sick_day, first.last_sick_day, first.percentage) == (date(2026, 6, 5), date(2026, 6, 6), 75)
        assert (second.first_sick_day, second.last_sick_day, second.percentage) == (date(2026, 6, 5), None, 100)
        assert {one.classification for one in (first, second, third)} == {Classification.SAFETY_NET}


async def test_namesakes_are_asked_in_the_row_and_keys_typed_ahead_are_dropped(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("z", "jans;", "vries;", "f2", "f2")
        clerk.sees("Vries, K. de · Kantoor · 01-01-2000", "Vries, L. de", "Wat al verder getypt was")
        await clerk.press("2", "vries", "enter")
        clerk.sees("al in rij 2")
        await clerk.press("1", "enter", "f2")
        assert days_of(clerk, JANSEN, KVRIES, LVRIES) == [(TODAY, None)] * 3


async def test_one_person_twice_on_the_same_days_is_told_with_the_row(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans;", "jans", "enter")
        clerk.says("! Deze persoon staat al in rij 1, voor dezelfde dagen.")
        await clerk.press("down", "-9", *["tab"] * 3, "-7", "f2")
        assert days_of(clerk, JANSEN) == [(TODAY, None), (date(2026, 5, 30), date(2026, 6, 1))]


async def test_a_row_is_taken_out_and_what_is_typed_in_the_others_stays(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans;", "poli;", "berg", "enter", "-1", "down", "ctrl+d")
        assert "Berg" in row(clerk, 2)
        await clerk.press("f9", "f2")
        clerk.sees("Ziek gemeld: 2 mensen per 07-06-2026")


async def test_what_is_unlikely_is_asked_about_once(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans;", "berg", "enter", "-60", "f2")
        clerk.says("? Eerste dag: Dat is 60 dagen geleden.", "Klopt het? Rij 1, 2. Nog eens F2 slaat alles op.")
        assert days_of(clerk, JANSEN) == []
        await clerk.press("f2")
        clerk.sees("Ziek gemeld: 2 mensen per 09-04-2026")


async def test_the_question_points_at_the_cell_and_goes_once_the_cell_is_changed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans;", "berg", "enter", "-3", "down", "-60", "f2")
        clerk.says("Klopt het? Rij 2.")
        await clerk.press("3105")
        assert "Klopt het?" not in clerk.screen
        await clerk.press("f2")
        assert days_of(clerk, JANSEN, BERG) == [(date(2026, 6, 5), None), (date(2026, 5, 31), None)]


async def test_a_day_that_can_not_be_read_is_carried_into_no_row_below(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans;", "berg", "enter", "xx", "f2")
        clerk.says("Wat in de rij erboven staat, kan niet gelezen worden.", "2 rijen kunnen niet: rij 1, 2.")
        await clerk.press("f2")
        assert days_of(clerk, JANSEN, BERG) == []


async def test_marked_rows_of_a_list_of_people_are_the_rows_of_the_list(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("w", "down", "space", "space", "z")
        assert isinstance(clerk.app.screen, SickListScreen)
        assert len([one for one in clerk.app.screen.query_one(Grid).rows if one.cells[0].text]) == 2


async def test_recoveries_open_with_who_is_ill_and_a_row_counts_once_something_is_typed_in_it(company_path):
    async with at_home(company_path) as clerk:
        for one in (JANSEN, BERG, CELIK):
            absence.report_sick(clerk.app.context, SickReport(one, MONDAY))
        await clerk.press("h", ";")
        assert isinstance(clerk.app.screen, RecoveredListScreen)
        clerk.sees("Berg, J. van den", "Çelik-Ünal, Z.", "Jansen, A.", "Polis, V.", "0 rijen")
        await clerk.press("-1", "down", "down", "f9", "-2", "f2")
        clerk.sees("Hersteld gemeld: 2 mensen, 06-06-2026 t/m 07-06-2026 · u = ongedaan maken")
        assert days_of(clerk, BERG, CELIK, JANSEN) == [
            (MONDAY, YESTERDAY), (MONDAY, None), (MONDAY, date(2026, 6, 6)),
        ]  # fmt: skip
        await clerk.press("u")
        assert days_of(clerk, BERG, JANSEN) == [(MONDAY, None)] * 2


async def test_other_percentages_of_several_each_from_a_day_of_its_own(company_path):
    async with at_home(company_path) as clerk:
        absence.report_sick(clerk.app.context, SickReport(JANSEN, MONDAY))
        await clerk.press("d", "jans;", "poli;", "celi", "enter")
        assert isinstance(clerk.app.screen, ChangedListScreen)
        await clerk.press("-1", "tab", "50", "down", "15u", "down", "60", "f2")
        clerk.says("Çelik-Ünal, Z. is niet ziek gemeld.")
        await clerk.press("ctrl+d", "f2")
        clerk.sees("Gewijzigd: 2 mensen per 07-06-2026")
        assert [cases(clerk, one)[0].percentage for one in (JANSEN, POLIS)] == [50, Decimal("58.33")]


TYPED = ("z", "jans;", "berg", "enter", "-3", "tab", "50")


async def test_what_is_typed_in_a_list_is_kept_and_put_back_with_the_cell_that_was_not_left(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press(*TYPED, "escape")
        assert isinstance(clerk.app.screen, HomeScreen)
        clerk.sees("Niet opgeslagen, wel bewaard")
        await clerk.press("z", ";", "ctrl+r")
        clerk.sees("Jansen, A.", "vr 05-06-2026", "Berg, J. van den")
        await clerk.press("f2")
        clerk.sees("Ziek gemeld: 2 mensen per 05-06-2026")
        assert [cases(clerk, one)[0].percentage for one in (JANSEN, BERG)] == [50, 100]


async def test_a_list_outlives_the_lock(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press(*TYPED, "ctrl+l")
        assert "Jansen" not in clerk.screen
        await clerk.press(PASSWORD, "enter")
        assert "50" in row(clerk, 1)
        await clerk.press("f2")
        assert [cases(clerk, one)[0].percentage for one in (JANSEN, BERG)] == [50, 100]


async def test_a_list_is_kept_before_the_program_is_left(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press(*TYPED, "ctrl+q")
        clerk.sees("Nog niet opgeslagen, wel bewaard")
        kept = drafts.draft_of(clerk.app.context, "SickListScreen").content
        assert [(one["person"], one.get("percentage")) for one in kept["rows"]] == [(JANSEN, "50"), (BERG, None)]
        assert kept["people"] == [JANSEN, BERG]


async def test_a_kept_list_is_offered_on_the_form_and_a_name_of_several_asks_in_it_again(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans;")
        await paste(clerk, "Qqqq\nVries")
        clerk.says("'Vries' past op meer mensen.")
        await clerk.press("escape", "z")
        clerk.says("Er is een lijst bewaard van", "; en dan Ctrl+R = terugzetten")
        await clerk.press("jans", "enter")
        assert "lijst bewaard" not in clerk.screen
        await clerk.press("escape", "z", ";", "ctrl+r")
        clerk.says("'Vries' past op meer mensen. Kies met F4.", "Niemand past bij 'Qqqq'.")
        await clerk.press("f4")
        clerk.says("Er is niemand te kiezen: geen naam past bij wat hier staat.")
        await clerk.press("down", "f4")
        clerk.sees("Vries, K. de · Kantoor", "Vries, L. de")


async def test_names_as_in_a_mail_are_read_and_a_first_name_that_is_not_known_is_asked_about(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z")
        await paste(clerk, "mevr. A. Jansen\nde heer Obrien (werkplaats)\nJoop van den Berg\nMw. Vries")
        clerk.sees("Jansen, A.", "Gelezen uit 'mevr. A. Jansen'.", "Gelezen uit 'de heer Obrien (werkplaats)'.")
        clerk.sees("'Joop van den Berg' kan Berg, J. van den zijn. Kies met F4.", "'Mw. Vries' past op meer mensen.")
        clerk.sees("4 rijen · 2 goed · 2 fout")


async def test_help_in_a_list_tells_of_its_columns_and_its_keys(company_path):
    async with at_home(company_path, (120, 60)) as clerk:
        await clerk.press("z", "jans;", "f1")
        clerk.sees("Tab, Shift+Tab", "Volgende cel", "Achter een naam: nog een naam", "Keuzes van de cel")
        clerk.sees("Als de cel erboven", "Rij eruit halen", "Velden", "Een naam of een deel daarvan")
        await clerk.press("pagedown")
        clerk.says("Hoe ziek: 50, 10/40 of 15u.", "Alleen als het verzuim voorbij is: de laatste dag.")

"""F33 to F38 by keyboard, with the keys counted (quality: keys per task)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.company import HOSTILE, TODAY
from tests.ui.clerk import NARROW, at_home
from xstui.domain.absence import Classification
from xstui.domain.leave import Around
from xstui.domain.problems import refuse
from xstui.domain.roles import Role
from xstui.screens.absence.sick_text import around_text
from xstui.screens.base.person_field import PersonField
from xstui.screens.home import HomeScreen
from xstui.services.absence import absence, pregnancy
from xstui.services.absence.absence import SickReport
from xstui.services.absence.on_leave import SickAround
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.cases.details import ReportDetails
from xstui.services.context import drafts
from xstui.services.people import people
from xstui.widgets.rows import RowList

JANSEN = 2


def cases(clerk, person_id):
    return people.dossier_of(clerk.app.context, person_id).cases


@pytest.mark.parametrize("keys", [("z", "jans", "enter", "-1", "f2"), ("z", "janse", "enter", "g", "f2")])
async def test_F33_a_sick_report_takes_nine_keys(company_path, keys):
    async with at_home(company_path) as clerk:
        await clerk.press(*keys)
        assert clerk.pressed == 9
        clerk.sees("Ziek gemeld: Jansen, A. per 07-06-2026, 100,00 % · u = ongedaan maken", "Regulier (verzuim)     2")
        assert cases(clerk, 2)[0].first_sick_day == date(2026, 6, 7)
        await clerk.press("u")
        clerk.sees("Ongedaan gemaakt", "Regulier (verzuim)     1")
        assert cases(clerk, 2) == ()
        await clerk.press("ctrl+y")
        clerk.sees("Regulier (verzuim)     2")


async def test_F33_an_absence_that_is_over_takes_no_more_than_14_keys(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "-12", "enter", "-10", "f2")
        assert clerk.pressed <= 14, clerk.pressed
        clerk.sees("Ziek gemeld: Jansen, A. van 27-05-2026 tot en met 29-05-2026, 100,00 %")
        (case,) = cases(clerk, 2)
        assert (case.first_sick_day, case.last_sick_day) == (date(2026, 5, 27), date(2026, 5, 29))
        await clerk.press("u")
        assert cases(clerk, 2) == ()
        await clerk.press("z", "jans", "enter", "-3", "enter", "-4", "f2")
        clerk.says("Dit is voor de eerste ziektedag, 05-06-2026. Typ die dag of een latere.")
        await clerk.press("+1", "f2")
        clerk.says("Deze datum ligt in de toekomst. De laatste dag die kan is 08-06-2026.")


async def test_what_is_said_with_a_report_stands_below_the_case_and_is_corrected(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(
            "z", "jans", "enter", "-1", *["enter"] * 4, "06 12345678", "enter", "Ziekenhuis Isala", "enter", "2w"
        )
        clerk.sees("za 20-06-2026")
        await clerk.press("enter", "v", "enter")
        said = cases(clerk, 2)[0].said
        assert said == ReportDetails(TODAY, date(2026, 6, 20), "0612345678", "Ziekenhuis Isala")
        await clerk.press("slash", "jans", "enter")
        clerk.says(
            "gemeld op 08-06-2026 · verwacht tot en met 20-06-2026 · telefoon 0612345678 · verblijft op Ziekenhuis Isala"
        )
        await clerk.press("c", *["enter"] * 5, "ctrl+u", "f2")
        assert cases(clerk, 2)[0].said == replace(said, address="")


async def test_F33_right_after_the_name_f2_takes_the_person_and_saves(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "f2")
        clerk.sees("Ziek gemeld: Jansen, A. per 08-06-2026")


async def test_a_name_that_fits_two_people_opens_the_list_and_drops_the_keys_behind(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "vries", "enter")
        clerk.sees("Vries, K. de", "Vries, L. de", "meer mensen")
        assert isinstance(clerk.app.focused, RowList)
        await clerk.press("down", "enter", "g", "f2")
        clerk.sees("Ziek gemeld: Vries, L. de")


async def test_a_name_that_fits_nobody_says_so(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "qqqq", "enter")
        clerk.sees("Niemand")
        await clerk.press("f2")
        assert not isinstance(clerk.app.screen, HomeScreen)


def test_sick_right_after_a_leave_says_what_the_law_makes_of_it():
    after = SickAround(Around.AFTER, since=date(2026, 9, 29), report_by=date(2026, 10, 2), leave_ends=date(2026, 9, 28))
    assert around_text("Jansen, A.", after, date(2026, 9, 29)) == (
        "! Jansen, A.: aansluitend op het verlof. Vangnet als het door zwangerschap of bevalling komt (ZW 29a): meld het "
        "uiterlijk 02-10-2026 bij UWV. De Ziektewet betaalt dan opnieuw 104 weken; de wachttijd voor de WIA loopt door."
    )


async def test_what_is_typed_behind_a_name_that_fits_nobody_is_dropped_in_words(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("z", "qqqq", "enter", "-1", "f2", "slash", "jans", "enter")
        clerk.sees("Niemand gevonden die in dienst is", "Wat al verder getypt was, is niet gebruikt.")
        assert clerk.app.screen.query_one(PersonField).text == "qqqq"
        assert clerk.app.screen.field("first_sick_day").raw == "08-06-2026"
        await clerk.press("escape")
        await clerk.burst("slash", "qqqq", "enter", "z", "-1", "f2")
        clerk.sees("Niemand gevonden", "Wat al verder getypt was, is niet gebruikt.")
        await clerk.burst("escape", "z", "jans", "enter", "+9", "f2", "k", "2")
        clerk.sees("! Wat al verder getypt was, is niet gebruikt.")
        assert clerk.app.screen.field("first_sick_day").raw == "+9"


async def test_without_a_name_nothing_is_saved(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "f2")
        clerk.sees("Wie is ziek?")


async def test_a_wrong_day_stays_typed_with_its_message_beside_it(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "31-02-2026", "f2")
        clerk.sees("31-02-2026", "Deze dag staat niet op de kalender")
        await clerk.press("escape")
        assert cases(clerk, 2) == ()


async def test_who_is_sick_already_is_refused_with_the_reason(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "polis", "enter", "g", "f2")
        assert len(cases(clerk, 1)) == 1
        assert not isinstance(clerk.app.screen, HomeScreen)


async def test_F33_partially_sick_with_a_classification(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "g", "enter", "enter", "2", "enter", "2", "enter")
        await clerk.press("10/40", "f2")
        (case,) = cases(clerk, 2)
        assert (case.percentage, case.classification) == (75, "work-accident")


async def test_the_key_f9_takes_over_the_day_of_the_report_before(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "eg", "f2", "z", "celi", "enter", "f9", "f2")
        assert cases(clerk, 7)[0].first_sick_day == date(2026, 6, 6)


async def test_F34_recovery_takes_seven_keys(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("h", "poli", "enter", "f2")
        assert clerk.pressed == 7
        clerk.sees("Hersteld gemeld: Polis, V.", "07-06-2026")
        assert cases(clerk, 1)[0].last_sick_day == date(2026, 6, 7)


async def test_F37_F38_partial_recovery_takes_twelve_keys(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "poli", "enter", "enter", "50", "f2")
        assert clerk.pressed <= 12
        assert cases(clerk, 1)[0].percentage == 50


async def test_F38_the_working_is_shown_while_typing(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "poli", "enter", "enter", "15u")
        clerk.sees("58,33 %", "€ 4.000,00")


async def test_F35_a_case_ends_for_another_reason(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("h", "poli", "enter", "up", "3", "enter", "enter", "2", "f2")
        clerk.sees("Traject beëindigd")
        assert cases(clerk, 1)[0].end_reason == "waiting-time"


async def test_leaving_as_the_end_of_a_case_is_the_leaving_of_the_employment(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("h", "poli", "enter", "up", "3", "enter", "enter", "1")
        clerk.sees("Gaat ziek uit dienst: traject 100001", "uiterlijk vr 05-06-2026 bij UWV", "Naar uit dienst")
        await clerk.press("f2")
        clerk.sees("Uit dienst melden", "Polis, V.", "07-06-2026")
        await clerk.press("1", "f2")
        clerk.sees("Uit dienst gemeld: Polis, V., laatste dag 07-06-2026")
        assert cases(clerk, 1)[0].end_reason == "left"
        assert people.dossier_of(clerk.app.context, 1).employment.end_date == date(2026, 6, 7)


@pytest.mark.parametrize(("key", "reason"), [("3", "pension"), ("4", "deceased")])
async def test_death_and_pension_as_the_end_of_a_case_lead_on_to_the_end_of_the_employment(company_path, key, reason):
    async with at_home(company_path) as clerk:
        await clerk.press("h", "poli", "enter", "up", "3", "enter", "enter", key)
        clerk.sees("Naar uit dienst", "Het traject eindigt met het dienstverband:")
        await clerk.press("f2", "f2")
        clerk.sees("Uit dienst gemeld: Polis, V., laatste dag 07-06-2026")
        assert cases(clerk, 1)[0].end_reason == reason
        assert people.dossier_of(clerk.app.context, 1).employment.end_date == date(2026, 6, 7)


async def test_who_may_not_change_employments_reports_the_end_by_pension_alone(company_path):
    async with at_home(company_path) as clerk:
        context = clerk.app.context
        clerk.app._signed_in = replace(context, actor=replace(context.actor, role=Role.REPORTER))
        await clerk.press("h", "poli", "enter", "up", "3", "enter", "enter", "3", "f2")
        clerk.sees("Traject beëindigd")
        assert people.dossier_of(context, 1).cases[0].end_reason == "pension"


async def test_who_may_not_change_employments_is_told_who_reports_leaving(company_path):
    async with at_home(company_path) as clerk:
        context = clerk.app.context
        clerk.app._signed_in = replace(context, actor=replace(context.actor, role=Role.REPORTER))
        await clerk.press("h", "poli", "enter", "up", "3", "enter", "enter", "1", "f2")
        clerk.sees("Uw rol mag geen dienstverband wijzigen", "traject 100001")
        assert cases(clerk, 1)[0].last_sick_day is None


async def test_recovery_of_who_is_not_sick_says_so(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("h", "f2", "jans", "enter")
        clerk.sees("Jansen, A. is niet ziek gemeld")


@pytest.mark.parametrize(
    ("typed", "shown"), [("eg", "za 06-06-2026"), ("-3", "vr 05-06-2026"), ("0106", "ma 01-06-2026")]
)
async def test_F34_what_is_typed_after_the_person_is_the_day(company_path, typed, shown):
    async with at_home(company_path) as clerk:
        await clerk.burst("h", "polis", "enter", typed)
        clerk.sees(shown, "● 1 Werknemer meldt zich volledig hersteld")
        assert clerk.app.screen.field("last_sick_day").has_focus_within


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("h", "polis", "enter"), "last_sick_day"),
        (("d", "polis", "enter"), "valid_from"),
        (("z", "jans", "enter"), "first_sick_day"),
        (("l", "jans", "enter"), "last_day"),
        (("g", "jans", "enter"), "due_date"),
        (("t", "a"), "closed_on"),
        (("slash", "polis", "enter", "k"), "valid_from"),
    ],
)
async def test_every_day_typed_after_a_name_is_that_day(company_path, keys, name):
    async with at_home(company_path) as clerk:
        await clerk.press(*keys)
        field = clerk.app.screen.field(name)
        every = range(1, 32) if name == "last_sick_day" else (1, 2, 3, 12)
        for typed in [*map(str, every), "1505", "-3", "g", "3 jun"]:
            field.raw = ""
            await clerk.burst(typed)
            assert (field.raw, field.has_focus_within) == (typed, True)


async def test_F37_another_percentage_begins_at_its_day(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst("d", "polis", "enter", "g", "enter", "10/36", "f2")
        clerk.sees("Gewijzigd: Polis, V. per 07-06-2026")


@pytest.mark.parametrize("typed", ["15", "2-6"])
async def test_F34_a_number_that_began_as_a_choice_is_told_and_saves_nothing(company_path, typed):
    async with at_home(company_path) as clerk:
        await clerk.burst("h", "polis", "enter", "up", typed, "f2")
        clerk.says("is niet een van de keuzes. Kies met de pijlen, of met Backspace en dan 1 tot en met 3.")
        assert cases(clerk, 1)[0].last_sick_day is None


async def test_F34_enter_in_the_middle_never_saves(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "polis", "enter", "g", "enter", "50", "enter")
        assert clerk.app.screen.field("classification").has_focus_within


async def test_a_draft_about_somebody_else_is_not_put_back_on_whom_was_chosen(company_path):
    async with at_home(company_path) as clerk:
        absence.report_sick(clerk.app.context, SickReport(2, TODAY))
        await clerk.press("d", "polis", "enter", "g", "enter", "30", "escape")
        await clerk.press("h", "jans", "enter")
        assert "Ctrl+R" not in clerk.screen
        await clerk.press("ctrl+r")
        clerk.sees("Jansen, A.", "● 1 Werknemer meldt zich volledig hersteld")
        await clerk.press("escape", "h", "ctrl+r")
        clerk.sees("Polis, V.", "30,00 %")


async def test_F36_from_the_dossier(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter", "d")
        clerk.sees("Polis, V.", "100001")
        await clerk.press("g", "enter", "62,5", "f2")
        clerk.sees("62,50 %")
        await clerk.press("u")
        clerk.sees("100,00 %")
        await clerk.press("h", "enter", "f2")
        await clerk.press("h")
        clerk.sees("Er loopt geen traject")
        await clerk.press("z", "v", "f2")
        assert len(cases(clerk, 1)) == 2


async def test_a_hostile_name_shows_as_it_was_typed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "obri", "enter", "g", "f2")
        clerk.sees(f"Ziek gemeld: {HOSTILE}, B.")


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_what_is_typed_is_kept_and_named_before_the_program_is_left(company_path, key):
    """Escape keeps it too; Ctrl+C copies elsewhere, and never ends the program."""
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", key)
        clerk.sees("Nog niet opgeslagen, wel bewaard: F2 slaat op, Esc sluit, Ctrl+Q stopt.")
        assert drafts.draft_of(clerk.app.context, "ReportSickScreen").content["name"] == "jans"
        await clerk.press("enter", "-3", key, "escape", "ctrl+c")
        clerk.sees("Ctrl+Q sluit het programma af.")
        await clerk.press("z", "poli", key, "backspace", "ctrl+r")
        clerk.sees("Jansen, A.", "05-06-2026")
        assert clerk.app.return_code is None
        await clerk.press("escape", "ctrl+q")
        assert clerk.app.return_code == 0


async def test_the_key_that_quits_does_so_once_it_was_told_that_the_typing_is_kept(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(
            "z", "jans", "enter", "-3", "ctrl+q", "escape", "z", "jans", "enter", "ctrl+q", "tab", "ctrl+q"
        )
        clerk.sees("Nog niet opgeslagen, wel bewaard")
        assert clerk.app.return_code is None
        await clerk.press("ctrl+q")
        assert clerk.app.return_code == 0
        assert drafts.draft_of(clerk.app.context, "ReportSickScreen").content["first_sick_day"] == "-3"


@pytest.mark.parametrize("store", ["whole", "unwritable"])
async def test_the_key_that_quits_tells_of_typing_that_is_not_kept_once_and_then_quits(
    company_path, monkeypatch, store
):
    """The form for a password keeps no draft; a store that can't be written keeps none either."""
    form = ("i", "1") if store == "whole" else ("z", "jans", "enter")
    if store == "unwritable":
        monkeypatch.setattr(drafts, "keep_drafts", lambda *_args: refused())
    async with at_home(company_path) as clerk:
        await clerk.press(*form, "1", "ctrl+q")
        clerk.sees("! Nog niet opgeslagen, en niet bewaard: F2 slaat op, Esc sluit, Ctrl+Q stopt.")
        await clerk.press("backspace", "ctrl+q")
        assert clerk.app.return_code is None
        await clerk.press("ctrl+q")
        assert clerk.app.return_code == 0


def refused():
    raise refuse("store-read-only")


async def test_a_name_that_was_typed_is_put_back(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("h", "poli", "ctrl+q", "escape", "h", "ctrl+r")
        assert clerk.app.screen.query_one(PersonField).text == "poli"


async def test_F37_the_wage_at_the_start_is_mended_and_verified_with_the_change(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "polis", "enter", "-1", "enter", "10/36")
        clerk.sees("Loon bij ingang ziekte", "4.000,00", "Loonbegrip", "Verifieer loongegevens")
        screen = clerk.app.screen
        screen.field("wage_at_start").put_back("4250,50")
        screen.field("wage_verified").put_back("ja")
        await clerk.press("f2")
        clerk.sees("Gewijzigd: Polis, V.")
        (case,) = cases(clerk, 1)
        assert (case.wage_at_start, case.wage_basis, case.wage_verified) == (Decimal("4250.50"), "gross-month", True)
        await clerk.press("u")
        (case,) = cases(clerk, 1)
        assert (case.wage_at_start, case.wage_verified) == (Decimal("4000.00"), False)


async def test_what_is_paid_on_is_shown_with_its_working_while_typing(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "poli", "enter", "g", "enter", "75")
        clerk.sees("25,00 % van € 4.000,00 + 75,00 % van € 2.800,00 = ten minste", "€ 3.100,00 per maand")
        clerk.sees("€ 2.800,00: 70,00 % van het loon; door te betalen tot en met 27-02-2028")
        await clerk.press("backspace", "backspace", "62,5")
        clerk.sees("€ 3.250,00 per maand")
        await clerk.press("f3")
        assert "Loondoorbetaling" not in clerk.screen


async def test_F37_the_classification_stands_on_the_form_and_can_be_mended(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "polis", "enter", "-1", "enter", "10/36")
        clerk.sees("Verzuimclassificatie *   Ziek")
        await clerk.press("tab", "ctrl+u", "vangnet", "f2")
        clerk.sees("Gewijzigd: Polis, V.")
        (case,) = cases(clerk, 1)
        assert case.classification is Classification.SAFETY_NET
        await clerk.press("t")
        clerk.sees("Vangnet aan UWV")
        await clerk.press("u", "u")
        (case,) = cases(clerk, 1)
        assert case.classification is Classification.SICK
        assert "vangnet" not in clerk.screen


async def test_F33_a_first_day_in_the_future_names_the_last_day_that_can_be(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "+9", "enter")
        clerk.sees("08-06-2026.", "toekomst")


async def test_F33_who_is_sick_already_is_told_as_soon_as_she_is_chosen(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "polis", "enter")
        clerk.sees("Polis, V. · ! is al ziek gemeld, 100,00 %")


async def test_F33_a_name_with_a_typing_error_asks_who_is_meant(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jamsen", "enter", "f2")
        clerk.sees("Niemand heet precies zo", "Jansen, A.")
        await clerk.press("enter", "f2")
        clerk.sees("Ziek gemeld: Jansen, A.")


async def test_F33_the_whole_is_no_part(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "tab", "tab", "tab", "2", "tab", "100", "f2")
        clerk.sees("Wie 100 % ziek is, is volledig ziek.")


async def test_F38_hours_that_are_not_of_her_contract_are_told(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("d", "polis", "enter", "tab", "10/40")
        clerk.sees("= 75,00 %", "? contract: 36,00 uur")
        await clerk.press("ctrl+u", "9/36")
        assert "contract:" not in clerk.screen


async def test_a_receipt_below_goes_once_there_is_a_newer_one(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter", "f2")
        clerk.sees("Ziek gemeld: Jansen, A.")
        await clerk.press("t", "a", "f2")
        clerk.sees("uitgevoerd")
        await clerk.press("escape")
        assert "Ziek gemeld" not in clerk.screen


EXPLAINED = (
    "Gewoon ziek: geen ongeval, orgaandonatie of vangnet",
    "Het verzuim komt door een ongeval tijdens het werk",
    "Een ongeval waarvoor",
    "Valt onder de no-riskpolis",
    "functionele beperking. Welke, wordt niet vastgelegd",
)


async def test_all_classifications_are_explained_while_one_is_chosen_and_the_chosen_one_after_that(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("z", "jans", "enter", "enter", "enter")
        for number, text in enumerate(EXPLAINED, start=1):
            await clerk.press(str(number))
            clerk.says(*EXPLAINED, "F2 Opslaan")
            clerk.sees("zoals ziek door", "zwangerschap of bevalling")
            await clerk.press("tab")
            assert [other for other in EXPLAINED if other in clerk.screen] == [text]
            await clerk.press("shift+tab")


async def test_sick_in_the_weeks_before_her_leave_is_told_to_be_safety_net(company_path):
    async with at_home(company_path, NARROW) as clerk:
        pregnancy.report_pregnancy(clerk.app.context, JANSEN, Pregnancy(date(2026, 7, 10), 4))
        await clerk.press("z", "jans", "enter", "05062026")
        clerk.sees("! Jansen, A.: vangnet, want ziek in de weken voor het", "verlof, wat de oorzaak ook is (ZW 29a)")
        clerk.sees("uiterlijk 08-06-2026 bij UWV. Het verlof eindigt nu", "28-09-2026.")
        await clerk.press("f2", "slash", "jans", "enter", "g")
        clerk.sees("verlof 13-06-2026 t/m 28-09-2026", "t/m ma 28-09-2026")


async def test_sick_since_before_those_weeks_is_safety_net_only_if_she_still_is_then(company_path):
    async with at_home(company_path, NARROW) as clerk:
        pregnancy.report_pregnancy(clerk.app.context, JANSEN, Pregnancy(date(2026, 7, 10), 4))
        await clerk.press("z", "jans", "enter", "29052026")
        clerk.says(
            "! Jansen, A.: als zij op 30-05-2026, in de weken voor het verlof, nog ziek is, is het vanaf dan vangnet, wat "
            "de oorzaak ook is (ZW 29a). Meld het dan uiterlijk 02-06-2026 bij UWV."
        )
        await clerk.press("ctrl+u", "30052026")
        clerk.says("! Jansen, A.: vangnet, want ziek in de weken voor het verlof,")


async def test_who_has_no_leave_is_told_nothing_of_safety_net(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("z", "jans", "enter", "05062026")
        assert "want ziek in de weken voor" not in clerk.screen


async def test_what_is_typed_past_an_open_list_takes_nobody_and_takes_nothing_back(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "vries", "enter", "enter", "f2")
        clerk.sees("Ziek gemeld: Vries, K. de")
        await clerk.press("z", "jamsen", "enter", "vr", "f2", "z", "vissu", "enter", "za", "f2")
        assert isinstance(clerk.app.focused, RowList)
        clerk.reads("niet overgenomen: kies eerst met de pijlen, of Backspace")
        await clerk.press("escape", "r")
        clerk.sees("Vries, K. de")
        assert "Jansen" not in clerk.screen


async def test_an_arrow_shows_that_the_list_was_seen_and_backspace_goes_back_to_the_name(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "vries", "enter", "g", "down", "enter")
        clerk.sees("Vries, L. de · ")
        await clerk.press("escape", "z", "vries", "enter", "g", "backspace", "end", " k", "enter", "g", "f2")
        clerk.sees("Ziek gemeld: Vries, K. de per 07-06-2026")


async def test_the_save_key_on_a_name_that_fits_two_people_saves_only_after_the_day_was_seen(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "vries", "f2", "enter")
        clerk.sees("Ziekmelden", "Vries, K. de · ")
        await clerk.press("g", "f2")
        clerk.sees("Ziek gemeld: Vries, K. de per 07-06-2026")


async def test_enter_stays_at_a_day_that_is_none_and_drops_what_was_typed_behind_it(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z", "jans", "enter")
        await clerk.burst("xx", "enter", "2", "f2")
        clerk.sees("! Dit is geen datum", "Wat al verder getypt was, is niet gebruikt.")
        assert clerk.screen.count("Wat al verder getypt was") == 1
        await clerk.burst("yy", "enter", "2")
        assert clerk.screen.count("Wat al verder getypt was") == 1
        await clerk.press("0506", "f2")
        clerk.sees("Ziek gemeld: Jansen, A. per 05-06-2026")

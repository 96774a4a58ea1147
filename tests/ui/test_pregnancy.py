"""F41 by keyboard: the leave's days while typing, the birth, another end, and a running absence."""

from __future__ import annotations

from datetime import date

from tests.company import TODAY
from tests.ui.clerk import NARROW, WIDE, at_home
from xstui.domain.absence import EndReason
from xstui.screens.people.dossier import DossierScreen
from xstui.services.absence import absence, pregnancy
from xstui.services.absence.pregnancy import Pregnancy
from xstui.services.people import people

POLIS, JANSEN = 1, 2


def cases(clerk, person_id):
    return people.dossier_of(clerk.app.context, person_id).cases


async def test_F41_the_leave_shows_while_the_due_date_is_typed(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await clerk.press("g", "jans", "enter", "15092026")
        clerk.sees("wo 05-08-2026 t/m di 24-11-2026, 16 weken", "Laatste werkdag       di 04-08-2026")
        clerk.sees("aanvragen uiterlijk wo 22-07-2026", "wo 05-08-2026 t/m wo 19-08-2026", "uiterlijk wo 15-07-2026")
        await clerk.press("enter", "enter", "4")
        clerk.sees("wo 19-08-2026 t/m di 08-12-2026, 16 weken")
        await clerk.press("f2")
        clerk.sees("Zwanger gemeld: Jansen, A., verlof 19-08-2026 t/m 08-12-2026")
        assert cases(clerk, JANSEN)[0].first_sick_day == date(2026, 8, 19)
        await clerk.press("slash", "jans", "enter")
        clerk.sees("19 aug 2026 -           over 72 dagen")
        await clerk.press("u", "u")
        assert cases(clerk, JANSEN) == ()


async def test_F41_several_children_have_weeks_of_their_own(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("g", "jans", "enter", "15092026", "enter", "2")
        clerk.sees("10 weken", "8 weken", "wo 08-07-2026 t/m di 24-11-2026, 20 weken")
        await clerk.press("f2")
        assert pregnancy.current_leave(clerk.app.context, JANSEN).pregnancy == Pregnancy(
            date(2026, 9, 15), 10, multiple=True
        )


async def at_dossier_of_jansen(clerk, due=date(2026, 6, 15)):
    """Report her pregnant, and open her dossier."""
    pregnancy.report_pregnancy(clerk.app.context, JANSEN, Pregnancy(due, 6))
    await clerk.press("slash", "jans", "enter")
    assert isinstance(clerk.app.screen, DossierScreen)


async def test_3_1_6_the_rest_of_the_leave_is_spread_and_taken_back(company_path):
    async with at_home(company_path, NARROW) as clerk:
        await at_dossier_of_jansen(clerk)
        await clerk.press("g", "up", "2", "enter", "1/6", "enter", "enter")
        clerk.sees("Te spreiden           42 dagen, van di 14-07-2026 t/m ma 08-02-2027 (WAZO 3:1)")
        clerk.sees("Werknemer vraagt      uiterlijk di 23-06-2026")
        await clerk.press("1/3/2027", "f2")
        clerk.says("dag van 25-08-2026 t/m 08-02-2027")
        await clerk.press("home", *["delete"] * 8, "31/12/2026", "f2")
        assert cases(clerk, JANSEN)[0].last_sick_day == date(2026, 12, 31)
        await clerk.press("g", "up", "2", "enter", "enter", "enter")
        clerk.sees("Rest gespreid t/m", "31-12-2026")
        await clerk.press("escape", "u", "u")
        assert cases(clerk, JANSEN)[0].last_sick_day is None


async def test_F41_the_birth_settles_the_leave_from_the_dossier(company_path):
    async with at_home(company_path) as clerk:
        await at_dossier_of_jansen(clerk)
        await clerk.press("g", "up", "2", "enter", "1/6", "enter", "28")
        clerk.sees("Ziekenhuis telt       dag 22 t/m 84 van het verblijf (WAZO 3:1)")
        clerk.sees("Waarvan na bevalling  84 dagen: 112 min 28 ervoor en 0 ziektedagen (WAZO 3:1)")
        clerk.sees("traject 100002", "Waarvan ziekenhuis    7 dagen", "ma 31-08-2026, 17 weken")
        await clerk.press("f2")
        clerk.says("? Dat is meer dan de 8 dagen sinds de bevalling: de rest komt nog. Klopt dat?")
        assert cases(clerk, JANSEN)[0].end_reason is None
        await clerk.press("f2")
        clerk.sees("Verlof gewijzigd: Jansen, A.", "Zwangerschap")
        assert cases(clerk, JANSEN)[0].end_reason is EndReason.BORN


async def test_F41_it_ends_for_another_reason_of_which_there_are_two(company_path):
    async with at_home(company_path) as clerk:
        await at_dossier_of_jansen(clerk)
        await clerk.press("g", "up", "3", "enter")
        clerk.sees("Uit dienst", "Overig")
        assert "Miskraam" not in clerk.screen
        await clerk.press("enter", "2", "f2")
        clerk.sees("Zwangerschapstraject beëindigd: Jansen, A.")
        assert cases(clerk, JANSEN)[0].end_reason is EndReason.OTHER


async def test_leaving_as_the_end_of_a_leave_is_the_leaving_of_the_employment(company_path):
    async with at_home(company_path) as clerk:
        await at_dossier_of_jansen(clerk)
        await clerk.press("g", "up", "3", "enter", "enter", "1", "f2")
        clerk.sees("Uit dienst melden", "Jansen, A.", "08-06-2026")
        await clerk.press("1", "f2")
        clerk.sees("Uit dienst gemeld: Jansen, A., laatste dag 08-06-2026")
        assert cases(clerk, JANSEN)[0].end_reason is EndReason.LEFT
        assert people.dossier_of(clerk.app.context, JANSEN).employment.end_date == date(2026, 6, 8)


async def test_a_leave_over_sick_days_is_asked_about_once(company_path):
    async with at_home(company_path) as clerk:
        absence.report_recovery(clerk.app.context, cases(clerk, POLIS)[0].case_id, date(2026, 6, 5))
        await clerk.press("g", "poli", "enter", "01072026", "f2")
        clerk.reads_wrapped("Het verlof begon 18 dagen geleden, op 21-05-2026.")
        assert len(cases(clerk, POLIS)) == 1
        await clerk.press("f2")
        assert len(cases(clerk, POLIS)) == 2


async def test_sick_days_on_days_of_the_leave_are_asked_about(company_path):
    async with at_home(company_path) as clerk:
        absence.report_recovery(clerk.app.context, cases(clerk, POLIS)[0].case_id, TODAY)
        await clerk.press("g", "poli", "enter", "19072026", "f2")
        clerk.reads_wrapped("Traject 100001 valt op dagen van het verlof vanaf 08-06-2026. Klopt dat?")
        assert len(cases(clerk, POLIS)) == 1


async def test_a_leave_that_has_not_begun_is_withdrawn_and_no_ground_is_asked(company_path):
    async with at_home(company_path) as clerk:
        pregnancy.report_pregnancy(clerk.app.context, JANSEN, Pregnancy(date(2026, 9, 15), 6))
        await clerk.press("slash", "jans", "enter", "g", "up", "3")
        clerk.says("Het verlof is nog niet begonnen (per 05-08-2026)", "voor 24 weken (voor 26-05-2026): geen verlof")
        clerk.sees("zestien weken verlof")
        assert "Laatste dag" not in clerk.screen
        assert "Reden" not in clerk.screen
        await clerk.press("f2")
        clerk.sees("Zwangerschapstraject beëindigd: Jansen, A.", "Ingetrokken voor het verlof begon")
        assert cases(clerk, JANSEN)[0].end_reason is EndReason.WITHDRAWN


async def test_a_running_absence_and_a_leave_to_come_bring_a_task(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("g", "poli", "enter", "15092026")
        clerk.sees("beëindig het", "de dag ervoor; een taak herinnert u")
        await clerk.press("f2", "slash", "poli", "enter", "2", "f")
        clerk.sees("Verzuim beëindigen voor het verlof", "04-08-2026")


async def test_F41_correcting_starts_from_what_is_known(company_path):
    async with at_home(company_path) as clerk:
        await at_dossier_of_jansen(clerk)
        await clerk.press("g")
        clerk.sees("15-06-2026", "Bevallen", "Meerling")
        await clerk.press("22062026", "f2")
        assert pregnancy.current_leave(clerk.app.context, JANSEN).pregnancy.due_date == date(2026, 6, 22)


async def test_F41_a_running_absence_may_end_where_the_leave_begins(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("g", "poli", "enter", "15092026")
        assert "Lopend verzuim" not in clerk.screen
        await clerk.press("tab", "shift+tab", "15062026")
        clerk.says("Lopend verzuim", "Traject 100001 sinds 02-03-2026 · verlof per 05-05-2026")
        await clerk.press("f2")
        clerk.reads_wrapped("Het verlof begon 34 dagen geleden, op 05-05-2026. Klopt dat?")
        await clerk.press("f2")
        sick = cases(clerk, POLIS)[-1]
        assert (sick.last_sick_day, sick.end_reason) == (date(2026, 5, 4), EndReason.LEAVE)


async def test_F41_or_it_goes_on(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("g", "poli", "enter", "15062026", "enter")
        await clerk.press("enter", "enter", "enter", "2", "f2")
        assert people.dossier_of(clerk.app.context, POLIS).open_case.case_no == 100001
        await clerk.press("r")
        clerk.sees("Zwangerschap")
        await clerk.press("home", "h")
        clerk.sees("traject 100002 · verlof")


async def test_what_is_wrong_stays_typed_and_nothing_is_saved(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("g", "f2")
        clerk.sees("Zwanger melden")
        await clerk.press("jans", "enter", "f2")
        clerk.sees("Vul dit veld in")
        await clerk.press("01012028", "f2")
        clerk.sees("01012028", "hooguit 42 weken")
        assert cases(clerk, JANSEN) == ()


async def test_what_was_typed_can_be_put_back(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("g", "jans", "enter", "15092026", "escape", "g", "ctrl+r")
        clerk.sees("Jansen, A.", "15092026", "di 24-11-2026")

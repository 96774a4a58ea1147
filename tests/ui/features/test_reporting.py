"""F33 to F41: sick, partly recovered, recovered, pregnant and leaving (manual section 5)."""

from __future__ import annotations

import pytest

from tests.ui.clerk import NARROW, WIDE, at_home
from xstui.screens.home import HomeScreen

CLASSIFICATIONS = (
    ("Ziek", "Gewoon ziek: geen ongeval, orgaandonatie of vangnet."),
    ("Ziek t.g.v. arbeidsongeval", "ongeval tijdens het werk"),
    ("Ziek t.g.v. ongeval met regresmogelijkheid", "verhalen"),
    ("Ziek t.g.v. orgaandonatie", "UWV"),
    ("Ziek i.c.m. vangnet", "No-riskpolis"),
)


async def test_F33_a_sick_report_goes_from_name_to_receipt_in_nine_keys(demo):
    async with at_home(demo) as clerk:
        await clerk.press("z", "jans", "enter", "-1", "f2")
        assert clerk.pressed == 9
        clerk.reads("Ziek gemeld: Jansen, A. per 07-06-2026, 100,00 %", "Regulier (verzuim)     7")
        await clerk.press("slash", "jans", "enter")
        clerk.reads("840381 Verzuim      07 jun 2026 -           2 Dagen", "100,00 %")
        await clerk.press("3")
        clerk.reads("Overzicht voortgang", "Ziek gemeld: Jansen, A. per 07-06-2026")
        await clerk.press("2", "f")
        clerk.reads("14-06-2026 * Ziekmelding aan arbodienst", "02-08-2026 * Plan van aanpak", "valt op een zondag")
        await clerk.press("escape", "escape", "u", "u")
        clerk.reads("Ongedaan gemaakt: Ziek gemeld: Jansen, A.", "Regulier (verzuim)     6", "Te laat 21")


async def test_F33_the_five_classifications_explain_themselves(demo):
    async with at_home(demo, NARROW) as clerk:
        await clerk.press("z", "jans", "enter", "g", "enter", "enter")
        clerk.reads("Eerste ziektedag", "zo 07-06-2026 · gisteren", "Verzuimclassificatie")
        for number, (name, explained) in enumerate(CLASSIFICATIONS, start=1):
            await clerk.press(*([str(number)] if number == 1 else ["right"]))
            clerk.reads(f"● {number} {name}\n")
            clerk.says(explained)


async def test_F33_partly_sick_asks_the_percentage_as_the_manual_writes_it(demo):
    async with at_home(demo) as clerk:
        await clerk.press("z", "jans", "enter", "g", "enter", "enter", "enter")
        clerk.reads("● 1 Volledig ziek", "2 Gedeeltelijk ziek")
        assert "Verzuimpercentage *" not in clerk.screen
        await clerk.press("2", "enter", "75,00 %")
        clerk.reads("Verzuimpercentage *   75,00 %")
        await clerk.press("f2")
        clerk.reads("Ziek gemeld: Jansen, A. per 07-06-2026, 75,00 %")


async def test_F34_recovery_asks_the_last_sick_day_and_ends_the_case(demo):
    async with at_home(demo) as clerk:
        await clerk.press("h", "poli", "enter")
        clerk.reads("Polis, V. · traject 840359 sinds 02-03-2026, 14 Weken 1 Dag · 100,00 %")
        clerk.reads(
            "1 Werknemer meldt zich volledig hersteld", "hoger/lager percentage ziek", "om andere reden beëindigen"
        )
        clerk.reads("Laatste ziektedag *      07-06-2026")
        await clerk.press("-3", "f2")
        clerk.reads("Hersteld gemeld: Polis, V., laatste ziektedag 05-06-2026", "Nu uitvoeren 0")
        await clerk.press("slash", "poli", "enter")
        clerk.reads("840359 Verzuim      02 mrt 2026 05 jun 2026 13 Weken 5 Dagen")
        await clerk.press("2", "f")
        clerk.reads("Vervallen")


async def test_F34_who_has_left_and_is_still_ill_recovers_as_well(demo):
    async with at_home(demo) as clerk:
        await clerk.press("h", "laan", "enter", "f2")
        clerk.reads("Hersteld gemeld: Laan, W. van der", "ZW                     0")


async def test_F35_a_case_ends_for_another_reason_that_is_asked(demo):
    async with at_home(demo) as clerk:
        await clerk.press("h", "smit", "enter", "up", "3", "enter", "enter")
        clerk.reads("Reden *", "Uit dienst")
        await clerk.press("f2")
        clerk.reads("Vul dit veld in")
        assert not isinstance(clerk.app.screen, HomeScreen)
        await clerk.press("1")
        clerk.reads("F2 Naar uit dienst")
        await clerk.press("right", "f2")
        clerk.reads("Traject beëindigd: Smit, B.", "Regulier (verzuim)     5")
        await clerk.press("u")
        clerk.reads("Regulier (verzuim)     6")


async def test_F36_the_dossier_offers_both_without_asking_who(demo):
    offered = {
        "h": ("● 1 Werknemer meldt zich volledig hersteld", "Laatste ziektedag *"),
        "d": ("● 2 Werknemer meldt zich voor een hoger/lager percentage ziek", "Verzuimpercentage *"),
    }
    async with at_home(demo) as clerk:
        await clerk.press("slash", "horst", "enter")
        for key, seen in offered.items():
            await clerk.press(key)
            clerk.reads("Horst, P. ter · traject 840366", *seen)
            await clerk.press("escape")
            clerk.reads("Dossier: Horst, P. ter")


async def test_F37_several_changes_the_oldest_first_with_all_fields_of_the_manual(demo):
    async with at_home(demo, NARROW) as clerk:
        await clerk.press("slash", "polis", "enter", "d")
        clerk.reads("Datum *", "Verzuimpercentage *", "Loon bij ingang ziekte   € 4.000,00", "Loonbegrip")
        clerk.reads("● 1 Bruto maandloon", "Verifieer loongegevens", "Verzuimclassificatie")
        await clerk.press("01052026", "enter", "75", "f2")
        clerk.reads("Gewijzigd: Polis, V. per 01-05-2026, 75,00 % ziek")
        await clerk.press("d", "01062026", "enter", "50", "f2")
        clerk.reads("Gewijzigd: Polis, V. per 01-06-2026", "50,00 %")
        await clerk.press("d", "15052026", "enter", "60", "f2")
        clerk.reads("01-06-2026")
        assert "Gewijzigd" not in clerk.screen, "a change before the last one is refused, with the reason"
        await clerk.press("escape", "u", "u", "u", "u")
        clerk.reads("100,00 %")


async def test_F37_the_classification_is_mended_with_the_change(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("slash", "polis", "enter", "d", "v", "enter", "50", *["tab"])
        clerk.reads("Verzuimclassificatie * Ziek ")
        await clerk.press("f4", "2", "f2")
        clerk.reads("Gewijzigd: Polis, V.")
        await clerk.press("d")
        clerk.reads("Verzuimclassificatie * Ziek t.g.v. arbeidsongeval")
        await clerk.press("escape", "u", "u", "d")
        clerk.reads("Verzuimclassificatie * Ziek ")


async def test_F38_the_percentage_is_worked_out_from_productive_hours(demo):
    async with at_home(demo) as clerk:
        await clerk.press("slash", "polis", "enter", "d", "v", "enter")
        for typed, working in (("10/40", "100 − 10/40 × 100 = 75,00 %"), ("15/40", "= 62,50 %"), ("15u", "58,33 %")):
            await clerk.press(typed)
            clerk.reads(working)
            await clerk.press("ctrl+u")


@pytest.mark.parametrize("keys", [("l", "viss", "enter"), ("slash", "viss", "enter", "l")])
async def test_F39_leaving_is_reported_from_home_and_from_the_dossier(demo, keys):
    async with at_home(demo) as clerk:
        await clerk.press(*keys)
        clerk.reads("Uit dienst melden", "Visser, D.", "Laatste dag *", "Reden *")
        await clerk.press("30062026", "enter", "2", "f2")
        clerk.reads("Uit dienst gemeld: Visser, D., laatste dag 30-06-2026")
        while not isinstance(clerk.app.screen, HomeScreen):
            await clerk.press("escape")
        await clerk.press("u")
        if "Nog eens u" in clerk.screen:  # the receipt stood in the dossier
            await clerk.press("u")
        clerk.reads("Ongedaan gemaakt: Uit dienst gemeld: Visser, D.")


async def test_F40_with_cover_nothing_ends_and_the_request_becomes_a_task(demo):
    async with at_home(demo) as clerk:
        await clerk.press("l", "smit", "enter", "30062026")
        clerk.reads("Gaat ziek uit dienst: traject 840380", "Ziektewet ERD verzekerd: het traject loopt door")
        await clerk.press("enter", "2", "f2", "slash", "smit", "enter")
        clerk.reads("Laatste dag 30-06-2026", "840380 Verzuim      18 mei 2026 -")
        await clerk.press("2", "f")
        clerk.reads("30-06-2026")


async def test_F41_the_leave_is_worked_out_while_the_due_date_is_typed(demo):
    async with at_home(demo) as clerk:
        await clerk.press("g", "jans", "enter", "15092026")
        clerk.reads("Uitgerekende datum *", "wo 05-08-2026 t/m di 24-11-2026, 16 weken")
        await clerk.press("f2")
        clerk.reads("Zwanger gemeld: Jansen, A., verlof 05-08-2026 t/m 24-11-2026", "Regulier (verzuim)     6")
        await clerk.press("slash", "jans", "enter")
        clerk.reads("Zwangerschap 05 aug 2026")

"""Settings: own sign-ins, the roles, and what only an administrator sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.ui.clerk import WIDE, at_home
from xstui.domain.roles import MATRIX, Right, Role
from xstui.screens.base.merge import MergeScreen
from xstui.screens.office.retention import RetentionScreen, WipeScreen
from xstui.screens.office.roles import SIGNS
from xstui.screens.office.settings import SettingsScreen
from xstui.services.access import sign_in_history
from xstui.services.reporting import sectors
from xstui.store.tables import Employment, OrgUnit
from xstui.store.unit import EntryMeta


async def test_F52_settings_lead_to_every_screen(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("i")
        clerk.sees("Instellingen", "Wachtwoord", "Inloggeschiedenis", "Rollen", "Inlogs", "Bewaartermijnen", "⏎ Openen")
        for downs, title in enumerate(("Een ander wachtwoord", "Inloggeschiedenis", "Rollen", "Inlogs", "Sleutels")):
            await clerk.press("home", *["down"] * downs, "enter")
            clerk.sees(title)
            await clerk.press("escape")
            await clerk.press(str(downs + 1))
            clerk.sees(title)
            await clerk.press("escape")
        clerk.sees("Instellingen")


async def test_who_is_no_administrator_sees_the_first_three(company_path):
    async with at_home(company_path) as clerk:
        clerk.app._signed_in = replace(clerk.app.context, actor=replace(clerk.app.context.actor, administrator=False))
        await clerk.press("i")
        clerk.sees("Rollen")
        assert "Inlogs" not in clerk.screen
        assert "Bewaartermijnen" not in clerk.screen
        await clerk.press("4")
        assert isinstance(clerk.app.screen, SettingsScreen)


async def test_F52_the_office_sets_when_it_locks_and_what_is_paid(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("i", "end", "enter")
        clerk.sees("Kantoorinstellingen", "10", "70,00 %")
        await clerk.press("end", "ctrl+u", "99", "tab", "ctrl+u", "100", "f2")
        clerk.sees("Typ een getal van 1 tot en met 60.")
        await clerk.press("ctrl+u", "4", "f2")
        clerk.sees("Kantoorinstellingen gewijzigd")
        assert clerk.app.lock_after == 240
        await clerk.press("u")
        assert clerk.app.lock_after == 600
        await clerk.press("ctrl+y", "u", "enter")
        clerk.sees("10", "70,00 %")


async def test_F52_an_administrator_sets_the_sector_and_the_figures_follow(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("v")
        clerk.sees("Er is geen sector ingesteld")
        await clerk.press("escape", "i", *["down"] * 6, "enter")
        clerk.says("Sector", "Leeg: alleen naar grootte.")
        clerk.reads("wat het CBS van deze", "sector publiceert.")
        assert "Werkgever " not in clerk.screen
        await clerk.press("x", "y", "f2")
        clerk.sees("Het CBS kent geen sector xy")
        await clerk.press("ctrl+u", *"welzijnsz", "f4")
        clerk.sees("1 Q Gezondheids- en welzijnszorg", "2 88 Welzijnszorg zonder overnachting")
        await clerk.press("1", "f2")
        clerk.sees("Sector van TESTBEDRIJF_Voorbeeld ingesteld: Q")
        await clerk.press("escape", "v")
        clerk.sees("Kwartaal 2025-1: eigen –, Gezondheids- en", "welzijnszorg 8,10 %")
        await clerk.press("escape", "u", "u", "v")
        clerk.sees("Er is geen sector ingesteld")


async def test_a_second_administrator_sees_what_the_first_set(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("i", *["down"] * 6, "enter", "q")
        context = clerk.app.context
        (found,) = sectors.employer_sectors(context)
        sectors.change_sector(context, found.employer_id, "F", seen=found.version)
        await clerk.press("f2")
        assert isinstance(clerk.app.screen, MergeScreen)
        clerk.sees("Sector", "F")
        await clerk.press("1")
        assert sectors.employer_sectors(context)[0].sector == "Q"


async def test_each_of_several_employers_keeps_its_own_sector(company_path):
    async with at_home(company_path) as clerk:
        with clerk.app.context.unit("test") as unit:
            key = unit.add(OrgUnit(kind="employer", name="Ander")).key
        actor = clerk.app.context.actor
        clerk.app._signed_in = replace(clerk.app.context, actor=replace(actor, unit_ids=actor.unit_ids | {key}))
        await clerk.press("i", *["down"] * 6, "enter", "f", "f2")
        clerk.sees("Sector van Ander ingesteld: F")
        await clerk.press("enter", "shift+tab", *"testbedrijf", "tab", "q", "f2")
        clerk.sees("Sector van TESTBEDRIJF_Voorbeeld ingesteld: Q")
        assert [one.sector for one in sectors.employer_sectors(clerk.app.context)] == ["F", "Q"]


async def test_F7_the_matrix_is_shown_with_the_own_role_first(company_path):
    async with at_home(company_path, WIDE) as clerk:
        await clerk.press("i", "down", "down", "enter")
        clerk.sees("Werknemers toevoegen, bewerken", "1 WG | Combi (incl. factuur- en claimspecificaties)  ◂ uw rol")
        (line,) = [line for line in clerk.screen.splitlines() if "Trajectendossiers" in line]
        shown = line.split("Trajectendossiers")[1].split()
        assert shown == [SIGNS[MATRIX[Right.CASE_FILES][role]] for role in Role]
        clerk.sees("Geautoriseerd voor: TESTBEDRIJF_Voorbeeld, Inkomen, Kantoor")


async def test_own_sign_ins_are_listed_with_those_refused(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("ctrl+l", "fout", "enter", "een lang genoeg wachtwoord", "enter")
        await clerk.press("i", "down", "enter")
        clerk.sees("combi · Sam Voorbeeld", "token van de app", "!! 08-06-2026", "geweigerd")
        last, refused = sign_in_history.last_before_this(clerk.app.context)
        assert last is None
        assert refused == 1


async def test_what_is_past_its_term_is_marked_and_wiped_after_a_word(company_path, clock):
    from xstui.store.opening import open_store

    store = open_store(company_path, clock.now())
    with store.unit(EntryMeta("test", "test", clock.now(), undoable=False)) as unit:
        for number in (2, 3):
            unit.session.get_one(Employment, number).end_date = date(2024, 5, 31)
            unit.session.get_one(Employment, number).start_date = date(2020, 5, 1)
    store.close()
    async with at_home(company_path) as clerk:
        await clerk.app.push_screen(RetentionScreen())
        await clerk.press()
        clerk.sees("Jansen, A.", "Berg, J. van den", "Heel dossier", "01-06-2026")
        await clerk.press("delete")
        clerk.sees("Markeer eerst")
        await clerk.press("ctrl+a", "ctrl+a", "home", "space")
        clerk.sees("1 gemarkeerd", "■")
        await clerk.press("delete", "zomaar", "f2")
        assert isinstance(clerk.app.screen, WipeScreen)
        clerk.says('! Typ "voorgoed wissen" om te wissen; er is nog niets gedaan.')
        clerk.app.screen.field("word").put_back("Voorgoed wissen")
        await clerk.press("f2")
        clerk.sees("Gewist. Certificaat: certificaat-", "Jansen, A.")
        assert "Berg, J. van den" not in clerk.screen
        (certificate,) = (company_path.parent / "backups").glob("certificaat-*.txt")
        text = certificate.read_text("utf-8")
        assert "563168" in text
        assert "Berg" not in text
        assert "Werknemers " in text

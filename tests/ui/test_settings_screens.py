"""Settings: own sign-ins, the roles, and what only an administrator sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.ui.clerk import WIDE, at_home
from xstui.domain.roles import MATRIX, Right, Role
from xstui.screens.retention import RetentionScreen, WipeScreen
from xstui.screens.roles import SIGNS
from xstui.services import sign_in_history
from xstui.store.tables import Employment
from xstui.store.unit import Deed


async def test_F52_settings_lead_to_every_screen(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("i")
        clerk.sees("Instellingen", "Wachtwoord", "Inloggeschiedenis", "Rollen", "Inlogs", "Bewaartermijnen", "⏎ Openen")
        for downs, title in enumerate(("Een ander wachtwoord", "Inloggeschiedenis", "Rollen", "Inlogs", "Sleutels")):
            await clerk.press("home", *["down"] * downs, "enter")
            clerk.sees(title)
            await clerk.press("escape")
        clerk.sees("Instellingen")


async def test_who_is_no_administrator_sees_the_first_three(company_path):
    async with at_home(company_path) as clerk:
        clerk.app._desk = replace(clerk.app.desk, actor=replace(clerk.app.desk.actor, administrator=False))
        await clerk.press("i")
        clerk.sees("Rollen")
        assert "Inlogs" not in clerk.screen
        assert "Bewaartermijnen" not in clerk.screen


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
        last, refused = sign_in_history.last_before_this(clerk.app.desk)
        assert last is None
        assert refused == 1


async def test_what_is_past_its_term_is_marked_and_wiped_after_a_word(company_path, clock):
    from xstui.store.opening import open_store

    store = open_store(company_path, clock.now())
    with store.unit(Deed("test", "test", clock.now(), undoable=False)) as unit:
        for number in (2, 3):
            unit.session.get_one(Employment, number).end_date = date(2024, 5, 31)
            unit.session.get_one(Employment, number).start_date = date(2020, 5, 1)
    store.close()
    async with at_home(company_path) as clerk:
        await clerk.app.push_screen(RetentionScreen())
        await clerk.press()
        clerk.sees("Jansen, A.", "Berg, J. van den", "Heel dossier", "01-06-2026")
        await clerk.press("w")
        clerk.sees("Markeer eerst")
        await clerk.press("a", "a", "home", "space")
        clerk.sees("1 gemarkeerd", "■")
        await clerk.press("w", "zomaar", "f2")
        assert isinstance(clerk.app.screen, WipeScreen)
        clerk.sees("er is niets gedaan")
        clerk.app.screen.field("word").put_back("Voorgoed wissen")
        await clerk.press("f2")
        clerk.sees("Gewist. Certificaat: certificate-", "Jansen, A.")
        assert "Berg, J. van den" not in clerk.screen
        (certificate,) = (company_path.parent / "backups").glob("certificate-*.txt")
        text = certificate.read_text("utf-8")
        assert "563168" in text
        assert "Berg" not in text
        assert "Werknemers " in text

"""F1 to F9: signing in with two factors, and what each role finds behind it (manual section 1)."""

from __future__ import annotations

import pyotp
import pytest

from tests.ui.clerk import NARROW, at_sign_in
from xstui.screens.home import HomeScreen
from xstui.services.demo.accounts import DEMO_CODE, DEMO_SECRET
from xstui.store.tables import Account
from xstui.widgets.qr_code import QrCode

USER, PASSWORD = "demo", "demo-wachtwoord-2026"


def token(clerk, secret=DEMO_SECRET):
    """Return the token of any RFC 6238 app, at the clerk's time."""
    return pyotp.TOTP(secret).at(int(clerk.app.program.clock.ticks()))


async def give_password(clerk, user=USER):
    await clerk.press(user, "enter", PASSWORD, "enter")


def field(clerk, name):
    return clerk.app.screen.query_one(f"#{name}")


async def test_F1_name_and_password_alone_open_nothing(demo):
    async with at_sign_in(demo) as clerk:
        clerk.reads("Gebruikersnaam", "Wachtwoord", "Dit is een demo: alle mensen zijn verzonnen.")
        assert clerk.app.focused.id == "username"
        await clerk.press(USER, "enter", PASSWORD)
        assert PASSWORD not in clerk.screen.split("Dit is een demo")[0], "a password is never shown while it is typed"
        await clerk.press("enter")
        assert clerk.app.focused.id == "token"
        assert not isinstance(clerk.app.screen, HomeScreen)
        await clerk.press(token(clerk), "enter")
        assert isinstance(clerk.app.screen, HomeScreen)


async def test_F1_an_unknown_user_reads_the_same_as_a_wrong_password(demo):
    said = []
    for user, password in ((USER, "verkeerd"), ("niemand", PASSWORD)):
        async with at_sign_in(demo) as clerk:
            await clerk.press(user, "enter", password, "enter")
            said.append(field(clerk, "problem").render().plain)
            assert field(clerk, "token").disabled
    assert said[0] == said[1] != ""


@pytest.fixture
def newcomer(demo):
    """The demo, whose second login has not chosen a second factor yet."""
    from tests.conftest import TODAY
    from xstui.clock import FixedClock
    from xstui.store.opening import open_store
    from xstui.store.unit import EntryMeta

    now = FixedClock(TODAY).now()
    store = open_store(demo, now)
    with store.unit(EntryMeta("test", "test", now, undoable=False)) as unit:
        unit.session.get_one(Account, 2).totp_sealed = None
    store.close()
    return demo


async def test_F2_F3_F5_the_first_sign_in_registers_an_app_and_later_ones_ask_for_it(newcomer):
    async with at_sign_in(newcomer, NARROW) as clerk:
        await give_password(clerk, "combi-zonder-claims")
        clerk.reads("Een betere beveiliging voor vertrouwelijke gegevens", "Geheime sleutel:", "Token")
        clerk.reads("Authenticatie app registreren", "Sms-code:")
        assert clerk.app.screen.query_one(QrCode).region.bottom < NARROW[1], "the code is whole at 80x24"
        groups = field(clerk, "secret").render().plain.split()
        assert {len(group) for group in groups} == {4}
        clerk.reads(" ".join(groups[:2]))
        await clerk.press("enter")
        assert not isinstance(clerk.app.screen, HomeScreen), "one factor at least is mandatory"
        await clerk.press(token(clerk, "".join(groups)), "enter")
        code = field(clerk, "code").render().plain
        clerk.reads("Back-upcode:", "Doorgaan")
        assert len(code.split()[1]) == len(code.split()[2]) == 4
        await clerk.press("enter")
        clerk.reads("Startpagina", "Noor Meander")
    async with at_sign_in(newcomer) as clerk:
        await give_password(clerk, "combi-zonder-claims")
        assert clerk.app.focused.id == "token", "the choice is remembered"


async def test_F2_going_back_from_the_first_sign_in_leaves_the_login_without_a_factor(newcomer):
    async with at_sign_in(newcomer) as clerk:
        await give_password(clerk, "combi-zonder-claims")
        await clerk.press("escape")
        assert not isinstance(clerk.app.screen, HomeScreen)
        await clerk.press("escape")
        await give_password(clerk, "combi-zonder-claims")
        clerk.reads("Geheime sleutel:")


async def test_F4_the_token_is_taken_in_two_groups_and_only_once(demo):
    async with at_sign_in(demo) as clerk:
        await give_password(clerk)
        clerk.reads("Terug naar loginpagina", "Alternatieve tweefactorauthenticatie")
        await clerk.press("123456", "enter")
        clerk.reads("Deze code klopt niet")
        used = token(clerk)
        await clerk.press(used[:3], "space", used[3:], "enter")
        clerk.reads("Startpagina")
    async with at_sign_in(demo) as clerk:
        await give_password(clerk)
        await clerk.press(used, "enter")
        assert not isinstance(clerk.app.screen, HomeScreen), "a token works once"
        await clerk.press("escape")
        assert (clerk.app.focused.id, field(clerk, "password").value) == ("username", "")


async def test_F5_what_helps_when_signing_in_does_not_work(demo):
    async with at_sign_in(demo) as clerk:
        await clerk.press("f4")
        clerk.reads("Lukt het niet?", "1 Wachtwoord kwijt", "2 Back-upcode in plaats van de token", "3 Code per sms")
        place = clerk.app.screen.query_one("#actions").region
        assert (place.x, place.width) == ((clerk.app.size.width - 64) // 2, 64)
        await clerk.press("2")
        clerk.says("Typ eerst uw gebruikersnaam en wachtwoord; daarna vervangt de back-upcode de token.")
        await clerk.press("f4", "3")
        clerk.says("Sms-code: niet beschikbaar, dit bestand heeft geen sms-verbinding. Gebruik de back-upcode.")
        await clerk.press("f4", "down", "up", "enter")
        clerk.says("Vraag een beheerder van dit gegevensbestand om een nieuw wachtwoord.")
        assert clerk.app.focused.id == "username"


async def test_F5_the_backup_code_works_once_and_is_replaced(demo):
    async with at_sign_in(demo) as clerk:
        await give_password(clerk)
        await clerk.press("f4", "2", DEMO_CODE[:4], "space", DEMO_CODE[4:], "enter")
        clerk.reads("Back-upcode:", "Doorgaan")
        fresh = "".join(field(clerk, "code").render().plain.split()[1:])
        await clerk.press("enter")
        clerk.reads("Startpagina")
    for code, opens in ((DEMO_CODE, False), (fresh, True)):
        async with at_sign_in(demo) as clerk:
            await give_password(clerk)
            await clerk.press("f4", "2", code, "enter")
            assert ("Doorgaan" in clerk.screen) is opens


@pytest.mark.parametrize(
    ("user", "offered", "missing"),
    [
        ("demo", ("Ziekmelden", "Werknemer toevoegen", "Verzuimcijfers", "Uitkeringsspecificaties"), ()),
        ("combi-zonder-claims", ("Ziekmelden", "Werknemer toevoegen"), ("Uitkeringsspecificaties",)),
        ("meekijken", ("Verzuimcijfers", "Werknemersbestand"), ("Ziekmelden", "Werknemer toevoegen")),
        ("claims", ("Uitkeringsspecificaties",), ("Ziekmelden", "Verzuimcijfers", "Polis")),
        ("melder-met-mutaties", ("Ziekmelden", "Werknemer toevoegen"), ("Verzuimcijfers",)),
        ("melder", ("Ziekmelden",), ("Werknemer toevoegen", "Verzuimcijfers", "Polis", "Inkomen")),
        ("salaris", ("Werknemer toevoegen", "Werknemersbestand"), ("Ziekmelden", "Verzuimcijfers")),
    ],
)
async def test_F7_each_role_is_offered_what_it_may_do(demo, user, offered, missing):
    async with at_sign_in(demo) as clerk:
        await give_password(clerk, user)
        await clerk.press(token(clerk), "enter")
        clerk.reads("Startpagina", *offered)
        assert [text for text in missing if text in clerk.screen] == []

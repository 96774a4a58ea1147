"""F23 and F29: adding an employee and mending her data, as a clerk meets them."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from tests.company import HOSTILE
from tests.ui.clerk import NARROW, at_home
from xstui.screens.home import HomeScreen
from xstui.screens.people.employee_form import EmployeeScreen
from xstui.store.tables import Employment, EmploymentTerms, Job, Person

NEW = (
    "n",
    "bakker",
    "enter",
    "j.p.",
    "enter",
    "2",
    "enter",
    "010290",
    "enter",
    "001",
    "enter",
    "enter",
    "42200",
    "enter",
)


def person_named(clerk, surname):
    with clerk.app.context.reading() as session:
        return session.exec(select(Person).where(Person.surname == surname)).one()


async def test_F23_a_new_employee_takes_fewer_keys_than_the_portal(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press(*NEW, "enter", "36", "f2")
        clerk.sees("Werknemer toegevoegd: Bakker, J.P.", "u = ongedaan maken")
        assert clerk.pressed <= 55, clerk.pressed
        person = person_named(clerk, "Bakker")
        assert person.birth_date == date(1990, 2, 1)
        await clerk.press("slash", "bakke", "enter")
        clerk.sees("Dossier: Bakker, J.P.", "Inkomen", "36,00 uur")
        await clerk.press("escape", "escape", "u", "u")
        clerk.sees("Ongedaan gemaakt")
        with clerk.app.context.reading() as session:
            assert session.exec(select(Person).where(Person.surname == "Bakker")).first() is None


async def test_F23_the_whole_form_in_one_burst(company_path):
    async with at_home(company_path) as clerk:
        await clerk.burst(*NEW, "enter", "36", "f2")
        clerk.sees("Werknemer toegevoegd: Bakker, J.P.")


async def test_F24_a_new_job_is_added_in_the_list_itself_with_its_group(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n", "van den boom", "enter", "enter", "enter", "010290", "enter", "kant", "enter", "enter")
        await clerk.press("Kok", "enter")
        clerk.sees("+ Toevoegen: Kok", "Functiegroep *")
        assert clerk.app.screen.field("job_group").raw == "Algemeen"
        await clerk.press("Keuken", "enter", "enter", "32", "f2")
        clerk.sees("Werknemer toegevoegd: Boom")
        with clerk.app.context.reading() as session:
            assert session.exec(select(Job).where(Job.name == "Kok")).one()
            person = session.exec(select(Person).where(Person.surname == "Boom")).one()
            assert person.prefix == "van den"
            employment = session.exec(select(Employment).where(Employment.person_id == person.id)).one()
            terms = session.exec(select(EmploymentTerms).where(EmploymentTerms.employment_id == employment.id)).one()
            assert str(terms.hours) == "32.00"


async def test_F23_all_that_is_missing_is_said_at_once_and_stays_typed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n", HOSTILE, "f2")
        clerk.sees("Vul dit veld in", HOSTILE)
        assert isinstance(clerk.app.screen, EmployeeScreen)
        assert clerk.app.focused.parent.parent.id == "birth_date"


async def test_F23_the_same_person_twice_asks_once_more(company_path):
    async with at_home(company_path) as clerk:
        keys = (
            "n",
            "polis",
            "enter",
            "v",
            "enter",
            "2",
            "enter",
            "010582",
            "enter",
            "001",
            "enter",
            "enter",
            "422",
            "enter",
        )
        await clerk.press(*keys, "enter", "36", "f2")
        clerk.sees("Polis, V. (dossier 563166) heeft deze naam")
        await clerk.press("f2")
        clerk.sees("Werknemer toegevoegd: Polis, V.")


async def test_a_department_that_fits_several_opens_the_list_and_drops_the_keys(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n", "bakker", "enter", "j", "enter", "enter", "010290", "enter")
        await clerk.burst("n", "enter", "f2")
        clerk.sees("Inkomen", "Kantoor")
        assert isinstance(clerk.app.screen, EmployeeScreen)
        await clerk.press("2")
        clerk.sees("Kantoor  002")


async def test_F29_data_are_mended_and_taken_back(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jansen", "enter", "e")
        clerk.sees("Bewerken", "Jansen", "03-02-1990")
        assert "Aantal uren" not in clerk.screen
        screen = clerk.app.screen
        screen.field("phone").put_back("06 12345678")
        screen.field("email").put_back("geen adres")
        screen.field("postcode").put_back("0123 AB")
        await clerk.press("f2")
        assert screen.field("email").problems or "e-mailadres" in clerk.screen
        screen.field("email").put_back("a.jansen@voorbeeld.nl")
        screen.field("postcode").put_back("1234ab")
        await clerk.press("f2")
        clerk.sees("Gegevens aangepast: Jansen, A.", "0612345678", "a.jansen@voorbeeld.nl", "1234 AB")
        await clerk.press("u")
        assert "0612345678" not in clerk.screen


async def test_a_dossier_without_an_address_says_so(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jansen", "enter")
        clerk.reads("Adres onbekend")


async def test_F12_F13_F14_home_offers_every_button_at_80_cells(company_path):
    async with at_home(company_path, NARROW) as clerk:
        clerk.sees("Ziekmelden", "(deel)Herstel melden", "Zwanger melden", "Werknemer toevoegen", "Uit dienst melden")
        clerk.sees("Deelnemersregistratie", "Verzuimcijfers", "Werknemersbestand", "Uitkeringsspecificaties")
        clerk.sees("Organisatiestructuur", "Mededelingen", "Welkom", "Instellingen", "naar trajecten")


async def test_home_offers_a_role_only_what_it_may_do(company_path):
    from xstui.domain.roles import Role

    async with at_home(company_path) as clerk:
        context = clerk.app.context
        from dataclasses import replace

        clerk.app._signed_in = replace(context, actor=replace(context.actor, role=Role.REPORTER))
        await clerk.press("f5")
        assert "Werknemer toevoegen" not in clerk.screen
        assert "Verzuimcijfers" not in clerk.screen
        await clerk.press("n", "v", "j")
        assert isinstance(clerk.app.screen, HomeScreen)
        clerk.sees("Ziekmelden")


async def test_F23_all_that_is_wrong_is_said_at_once_and_the_first_gets_the_focus(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n")
        for name, text in {
            "hours": "200",
            "phone": "06",
            "email": "x",
            "postcode": "0",
            "bsn": "1",
            "iban": "2",
        }.items():
            clerk.app.screen.field(name).focus()
            await clerk.press(*text)
        await clerk.press("f2")
        screen = clerk.app.screen
        wrong = {name for name in screen.FIELDS if screen.field(name).problems}
        assert wrong >= {"surname", "birth_date", "unit_id", "hours", "phone", "email", "postcode", "bsn", "iban"}
        assert screen.field("surname").has_focus_within


async def test_F29_the_first_letter_takes_the_place_of_what_stands_in_the_first_field(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "polis", "enter", "e", "Nieuw")
        assert clerk.app.screen.field("surname").raw == "Nieuw"

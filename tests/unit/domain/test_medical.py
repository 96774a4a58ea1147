"""Medical words are caught, and ordinary sentences of a personnel office are not."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xstui.domain.medical import WordList, medical_words
from xstui.services.context.reference import data_folder

RAW = tomllib.loads((data_folder() / "medical_words.toml").read_text("utf-8"))
WORDS = WordList(tuple(RAW["words"]), tuple(RAW["harmless"]))

CAUGHT = """
Ze heeft griep.
Is al een week verkouden en heeft koorts
heeft hoofdpijn en is misselijk
Burn-out volgens de huisarts
BURNOUT
moet geopereerd worden aan zijn knie
Operatie staat gepland op 3 juni
hij krijgt chemo
chemotherapie tot de zomer
Zit bij de psycholoog
diagnose volgt nog
rugklachten na verhuizing
heeft een hernia
gebroken enkel door voetbal
Been gebroken
longontsteking
keelontsteking sinds maandag
hartinfarct gehad
slikt antidepressiva
medicijnen werken niet
ligt in het ziekenhuis
depressieve klachten: depressie
migraine-aanval
hersenschudding
blindedarmontsteking
heeft borstkanker
diabetes ontregeld
psychische klachten
overspannen thuis
paniekaanvallen
verslaafd aan gokken
g r i e p
gr1ep
k.a.n.k.e.r
KANKÉR
c0vid
bronchitis
artritis
MRI-scan op dinsdag
fysiotherapie twee keer per week
miskraam gehad
She has the flu
recovering from surgery
heart attack
mild symptoms
in echtscheiding
hoge bloeddruk
revalidatie duurt nog
oorzaak van de ziekte is bekend
""".strip().splitlines()

HARMLESS = """
Graag overleg over de opbouw van uren.
Ze werkt vanaf maandag weer 4 uur per dag.
Spreekuur bij de bedrijfsarts op 12 juni.
Plan van aanpak ondertekend ontvangen.
Hartelijk dank voor uw bericht.
Operationeel manager belde.
Uw aanvraag is in behandeling.
De klachtenregeling is gewijzigd.
Kan 10 kilo tillen, niet langer dan een uur staan.
Geen grip op de planning.
Ze neemt de leiding over van Griepsma.
De griepprik is op 3 november voor alle collega's.
Opname van verlof in augustus.
Vervanging geregeld tot en met week 24.
Werkt in het hart van Amsterdam.
Zit op kantoor 3, verdieping 2.
Loonwaarde bepaald op 37,5 %.
Arbeidsdeskundig onderzoek aangevraagd.
Verwachte duur: zes weken.
Terugkeer op 1 september mogelijk.
Vangnet van toepassing: ja.
Er loopt een regreszaak.
Telefoonnummer 06 12345678.
Dossier 563166, traject 840359.
De spits begint om half negen.
Spitsuur vermijden.
Aangepast werk in het magazijn.
Mediation voorgesteld.
Werknemer belt vrijdag terug.
Heeft recht op doorbetaling van 70 %.
Evaluatie is verplaatst naar week 30.
Contract loopt af op 31 december.
Re-integratie tweede spoor gestart.
De rug van het rapport is beschadigd.
Zij is met zwangerschapsverlof.
Toestemming voor nevenwerk gegeven.
Voorziening: een verstelbaar bureau.
Rouwverlof toegekend.
Reisafstand is een uur.
Verzuimgesprek gehouden, verslag volgt.
UWV heeft de melding ontvangen.
Hij staat op de lijst van BHV'ers.
Psychosociale arbeidsbelasting staat op de agenda.
Presentatie over psychologische veiligheid.
Het virus zat in een bijlage van de e-mail.
De scheiding van taken is vastgelegd.
De stresstest van het systeem slaagde.
Champignons besteld voor de lunch.
Pijnacker is onze nieuwe vestiging.
Meneer Kuiper wil deeltijd werken.
Salaris is aangepast per 1 mei.
Overleg met de arbodienst ingepland.
Geen bijzonderheden.
Akkoord met de urenopbouw: 3 x 4 uur.
Zijn leidinggevende is op vakantie.
Let's discuss the schedule on Monday.
She returns on the first of June.
Hospitality team neemt de dienst over.
De strokenplanning is klaar.
Het diagram in bijlage 2 klopt niet.
Nieuwe laptop nodig voor thuiswerken.
Verzoek om ouderschapsverlof ontvangen.
Ze heeft een afspraak op 14-06-2026 om 10.30 uur.
""".strip().splitlines()


@pytest.mark.parametrize("text", CAUGHT)
def test_words_about_health_are_caught(text):
    assert medical_words(text, WORDS)


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_sentences_raise_no_alarm(text):
    assert medical_words(text, WORDS) == ()


def test_the_words_are_named_in_order_and_once():
    assert medical_words("Griep, koorts en nog eens griep", WORDS) == ("griep", "koorts")


def test_names_of_people_say_nothing():
    assert medical_words("De heer Koorts belde", WORDS) == ("koorts",)
    assert medical_words("De heer Koorts belde", WORDS, ["Koorts, A."]) == ()


def test_numbers_are_not_read_as_letters():
    assert medical_words("Traject 541 en dossier 3143", WORDS) == ()


def test_a_list_without_exceptions_spares_nothing():
    assert medical_words("de griepprik", WordList(("griep*",))) == ("griepprik",)


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text):
    assert all(isinstance(word, str) for word in medical_words(text, WORDS))
    assert medical_words(f"{text} griep", WORDS)


def test_letters_make_a_word_where_they_are_half_of_it_at_least():
    words = WordList(("leet", "leeet"))
    assert [medical_words(word, words) for word in ("l33t", "l333t")] == [("leet",), ()]

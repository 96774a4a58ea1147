"""The manual's own labels appear on the Dutch screens as they are written there.

The labels are those in italics in the checklist of what the manual names, by the checklist's numbers.
"""

from functools import cache

import pytest

from tools.catalogues import LABELS_TO_COME, dutch_texts, load, plain

MANUAL_LABELS = {
    "F2": ["authenticatie-app", "sms-code", "Overslaan"],
    "F3": ["Geheime sleutel", "Token", "Uitleg", "Authenticatie app registreren"],
    "F4": ["Alternatieve tweefactorauthenticatie", "Terug naar loginpagina"],
    "F5": ["Back-upcode", "Stuur een SMS met de back-upcode", "Doorgaan"],
    "F6": ["Bevestigings-sms versturen", "Mobiel telefoonnummer"],
    "F7": [
        "WG | Combi (incl. factuur- en claimspecificaties)",
        "WG | Combi (excl. factuur- en claimspecificaties)",
        "WG | Meekijken (excl. factuur- en claimspecificaties)",
        "WG | Inzage factuur- en claimspecificaties",
        "WG | Verzuimmelder (met werknemersmutaties)",
        "WG | Verzuimmelder (zonder werknemersmutaties)",
        "WG | Salarisadministratie",
    ],
    "F10": ["Startpagina"],
    "F11": ["Taken", "Te laat", "Nu uitvoeren", "Naar taken"],
    "F12": ["Verzuim en (deel)Herstel melden", "Ziekmelden", "(deel)Herstel melden", "Zwanger melden"],
    "F13": ["Organisatie", "Werknemer toevoegen", "Uit dienst melden", "Deelnemersregistratie"],
    "F14": ["Rapportages", "Verzuimcijfers", "Werknemersbestand", "Uitkeringsspecificaties"],
    "F15": [
        "Werknemer + werkgeversdossier zoeken",
        "Ook op uit dienst getreden werknemers zoeken",
        "Uitgebreid zoeken",
        "Dossier",
    ],
    "F16": ["TrajectenID"],
    "F17": ["Alle berichten"],
    "F19": ["Organisatiestructuur"],
    "F20": ["Regulier (verzuim)", "ZW", "WGA", "naar trajecten"],
    "F21": ["Stamgegevens"],
    "F23": ["Volgende"],
    "F24": [
        "Werkgever",
        "Vestiging",
        "Afdeling",
        "Startdatum",
        "Toon einddatum",
        "Functiegroep",
        "Functie",
        "Type dienstverband",
        "Aantal uren",
        "Zoeken…",
        "+ Toevoegen",
    ],
    "F25": [
        "Wijzigen dienstverband",
        "Dienstverbandgegevens corrigeren",
        "Het dienstverband gaat veranderen",
    ],
    "F26": ["Historie weergave"],
    "F27": ["Dossier ID", "Wettelijke pensioendatum (AOW)", "(Niet vastgesteld)", "Kenmerken"],
    "F28": [
        "Overzicht",
        "Trajectendossier",
        "Berichten",
        "Verzekeringen",
        "Recente trajecten",
        "Nr.",
        "TrjID.",
        "Protocol",
        "Einddatum",
        "Duur",
        "Werkuren",
        "Dienstverband type",
    ],
    "F29": ["Bewerken"],
    "F31": [
        "Overzicht Dienstverbanden - platte structuur",
        "Te tonen niveaus",
        "Kies organisatieonderdeel",
        "Detailleer keuze",
        "Kies eenheden",
        "Select all",
        "Peildatum",
    ],
    "F32": ["Regulier"],
    "F33": [
        "naar ziek melden",
        "Verzuimclassificatie",
        "Ziek",
        "Ziek t.g.v. arbeidsongeval",
        "Ziek t.g.v. ongeval met regresmogelijkheid",
        "Ziek t.g.v. orgaandonatie",
        "Ziek i.c.m. vangnet",
        "Eerste ziektedag",
        "Volledig ziek",
        "Gedeeltelijk ziek",
        "Verzuimpercentage",
    ],
    "F34": ["volledig hersteld", "Traject beëindigen"],
    "F36": ["Acties", "Ziek en deelherstel"],
    "F37": [
        "Hoger/lager percentage ziek",
        "Datum",
        "Loonbegrip",
        "Loon bij ingang ziekte",
        "Verifieer loongegevens",
    ],
    "F40": ["Ziektewet ERD"],
    "F45": ["Alle eigen taken"],
    "F46": [
        "Geïmporteerde documenten",
        "Gevalsdossier",
        "Overzichtsdocumenten",
        "Overzicht voortgang",
        "notitie toevoegen",
    ],
    "F47": [
        "Werkgevers",
        "Overzicht te tonen per",
        "Per uitkeringskenmerk",
        "Naam",
        "Bedrag",
        "Polisnummer",
        "Uitkeringskenmerk",
        "Naam werknemer",
        "Eerste ziekte dag",
        "Verzekeringstype",
        "Begin periode",
        "Einde periode",
        "Uitkering",
    ],
    "F48": [
        "Verzekerd loon",
        "Dagloon",
        "Ziekteperiode",
        "Ziekte %",
        "Verzuimende werkdagen",
        "Uitkeringsperiode",
        "Dekkings %",
        "Uitkeringsdagen",
    ],
    "F49": [
        "Verzuim per org.eenheid incl. verzuimduurcategorieën",
        "Laatste rapportagemaand",
        "Detail niveau grafiek",
        "Verzuim selectie vangnet",
        "Protocol variatie",
        "Aantal rapportagemaanden",
        "Berekeningsmethode",
        "Kalenderdagen",
        "Verzuimclassificaties",
        "Code",
        "Gemiddeld aantal werknemers",
        "Gemiddeld aantal verzuimuren",
    ],
    "F50": [
        "Word",
        "Excel",
        "PowerPoint",
        "PDF",
        "CSV (comma delimited)",
        "CSV (semicolon delimited)",
        "CSV (TAB delimited)",
    ],
    "F52": ["Instellingen"],
    "F53": ["Trajecthistorie afdrukken"],
    "F54": [
        "Upload document(en)",
        "Submap",
        "Mandaat – Algemeen",
        "Verzuim Support - Algemeen",
        "Opslaan als pdf",
        "de bestanden los opslaan en niet converteren",
    ],
    "F55": ["Veelgestelde vragen"],
}
ALL = [text for texts in MANUAL_LABELS.values() for text in texts]

# Labels of screens that are still to be built; `tools/catalogues.py` takes a label out when its text is there.
NOT_YET = frozenset(LABELS_TO_COME.read_text("utf-8").splitlines())


@cache
def dutch():
    """Return every Dutch text that the code uses, plain."""
    return dutch_texts(load("nl"))


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in MANUAL_LABELS.items() for t in texts])
def test_the_manuals_label_is_used_as_it_is_written(number, text):
    assert plain(text) in dutch() or text in NOT_YET, number


def test_no_text_is_a_manuals_label_in_other_letters():
    by_small_letters = {text.casefold(): plain(text) for text in ALL}
    labels = {text for text in dutch() if not text[1:].isupper()}  # NAAM is what the command line has filled in
    strays = {text for text in labels if by_small_letters.get(text.casefold(), text) != text}
    assert strays == set()


def test_the_list_of_labels_to_come_holds_no_label_that_is_there():
    assert [text for text in sorted(NOT_YET) if plain(text) in dutch()] == []
    assert sorted(NOT_YET - set(ALL)) == []

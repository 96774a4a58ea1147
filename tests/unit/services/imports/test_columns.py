"""Which column means what."""

from __future__ import annotations

import pytest

from tests.reading_files import CASE, CASE_HEAD, PERSON, PERSON_HEAD


class TestColumns:
    @pytest.mark.parametrize(
        ("header", "value", "contract"),
        [
            ("Contracttype", "Bepaalde tijd", "temporary"),
            ("ContractType", "Tijdelijk contract", "temporary"),
            ("Soort dienstbetrekking", "Oproepkracht", "on-call"),
            ("Soort dienstverband", "Voor onbepaalde tijd", "permanent"),
            ("Type contract", "Stagiair", "intern"),
        ],
    )
    def test_a_kind_of_contract_is_known_by_its_usual_headers(self, read, header, value, contract):
        found = read(f"{PERSON_HEAD};{header}\n{PERSON};{value}\n")
        assert ([draft.contract_type for _row, draft in found.drafts], found.ignored) == ([contract], [])

    @pytest.mark.parametrize(
        "headers",
        [
            "Persnr;Achternaam;GeboorteDatum;InDienst;Afdeling;Uren",
            "Medewerker ID;Geboortenaam;Geb. datum;Indiensttreding;Afdeling;Uren",
        ],
    )
    def test_the_headers_of_vendors_are_known(self, read, headers):
        found = read(f"{headers}\n{PERSON}\n", "employees")
        assert (found.good, found.ignored) == (1, [])

    def test_a_number_of_a_case_or_a_person_is_asked_about(self, read, refusal):
        text = f"{CASE_HEAD.replace('Personeelsnummer', 'Dossiernr')}\n{CASE}\n"
        assert refusal(text) == [
            (
                "De kolom Dossiernr kan het nummer van een persoon of van een traject zijn. Zeg welk: "
                '--map "Dossiernr=dossier_no" voor de persoon, --map "Dossiernr=" om de kolom weg te laten.'
            )
        ]
        assert read(text, mapping={"Dossiernr": "dossier_no"}).good == 1

    def test_two_columns_of_one_meaning_are_asked_about(self, read, refusal):
        text = f"Dossiernr;{CASE_HEAD}\n9;{CASE}\n"
        (asked,) = refusal(text)
        assert asked.startswith(
            "De kolommen Dossiernr en Personeelsnummer zouden allemaal dossiernummer zijn. Zeg welke het is:"
        )
        found = read(text, mapping={"Dossiernr": ""})
        assert (found.good, found.ignored) == (1, ["Dossiernr"])

    def test_a_header_that_says_little_yields(self, read):
        found = read(f"Naam;{PERSON_HEAD}\nIemand Anders;{PERSON}\n")
        ((_row, draft),) = found.drafts
        assert (draft.person["surname"], found.ignored) == ("Pluim", ["Naam"])

    @pytest.mark.parametrize("header", ["Reden verzuim", "Reden afwezigheid", "CauseCode"])
    def test_a_reason_of_the_absence_stays_medical(self, refusal, header):
        assert refusal(f"{CASE_HEAD};{header}\n{CASE};x\n") == [
            f"De kolom {header} lijkt medisch. De wet verbiedt dat te bewaren: laat haar weg."
        ]

"""Rows that are no record of their own."""

from __future__ import annotations

import pytest

from tests.reading_files import CASE, CASE_HEAD, PERSON, PERSON_HEAD, lines, notes


class TestTotals:
    @pytest.mark.parametrize(
        "title", ["Totaal", "Eindtotaal:", "Aantal: 12", "Subtotaal 001", "Total", "Totaal (20 deelnemers)"]
    )
    def test_a_total_is_no_row(self, read, title):
        found = read(f"{CASE_HEAD}\n{CASE}\n{title};;6\n{CASE_HEAD}\n")
        assert (found.good, lines(found), notes(found)) == (
            1,
            [],
            ["Totalen of koppen tussen de rijen, weggelaten: rij 3-4."],
        )

    def test_somebody_called_total_is_a_row(self, read):
        assert (
            read(
                f"Achternaam;{PERSON_HEAD.replace(';Achternaam', '')}\nTotaal;7001;11-05-1980;01-02-2015;001;36\n"
            ).good
            == 1
        )

    @pytest.mark.parametrize(
        "header", ["Verlofsoort", "Type afwezigheid", "Absence type", "AbsenceType", "Soort", "Leave code"]
    )
    def test_no_column_that_tells_the_kind_of_absence_is_passed_over(self, read, header):
        found = read(
            f"{CASE_HEAD};{header}\n{CASE};Vakantie\n563170;04-03-2024;10-03-2024;Ziek\n563171;04-03-2024;10-03-2024;\n"
        )
        assert [row for row, _draft in found.drafts] == [3]
        assert notes(found) == ["Geen ziekte, dus weggelaten: 2 rijen. Per soort, met de rijen: Vakantie (2), - (4)."]

    def test_leave_among_the_kinds_of_absence_is_left_out(self, read):
        found = read(f"{CASE_HEAD};Soort verzuim\n{CASE};Bijzonder verlof\n563170;04-03-2024;10-03-2024;Ziek\n")
        assert [row for row, _draft in found.drafts] == [3]


class TestRows:
    def test_the_same_row_twice_comes_in_once(self, read):
        found = read(f"{PERSON_HEAD}\n{PERSON}\n{PERSON}\n")
        assert (found.good, lines(found)) == (1, ["rij 3, -: Deze rij zegt hetzelfde als rij 2."])

    def test_two_people_with_one_number_are_refused_both(self, read):
        found = read(f"{PERSON_HEAD}\n{PERSON}\n{PERSON.replace('Pluim', 'Zwaan').replace('1980', '1981')}\n")
        assert (found.good, lines(found)) == (
            0,
            [
                (
                    "2 rijen (2-3), Personeelsnummer: Verschillende mensen hebben het nummer 7001: rijen 2-3. Geef elk een eigen "
                    "nummer."
                )
            ],
        )

    def test_somebody_under_two_numbers_is_asked_about(self, read):
        text = f"{PERSON_HEAD}\n{PERSON}\n{PERSON.replace('7001', '7002')}\n"
        found = read(text)
        assert (found.good, notes(found), lines(found)) == (
            1,
            [],
            [
                (
                    "rij 3, Personeelsnummer: Pluim staat in dit bestand onder verschillende nummers, met dezelfde "
                    "geboortedatum: 7001 en 7002. Laat er een weg, of zeg dat het verschillende mensen zijn: --answer "
                    "namesakes=take."
                )
            ],
        )
        found = read(text, answers={"namesakes": "take"})
        assert (found.good, notes(found)) == (
            2,
            [
                (
                    "Pluim komt voor onder verschillende nummers, met dezelfde geboortedatum: 7001 en 7002. Kijk na of dat "
                    "verschillende mensen zijn."
                )
            ],
        )

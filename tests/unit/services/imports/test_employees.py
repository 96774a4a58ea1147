"""Rows of employees: contracts, names, addresses and jobs."""

from __future__ import annotations

import pytest

from tests.reading_files import PERSON, PERSON_HEAD, lines


class TestContracts:
    def test_an_end_to_come_without_a_kind_of_contract_is_asked_once(self, read):
        head = f"{PERSON_HEAD};Datum uit dienst"
        rows = "".join(f"700{n};Pluim{n};11-05-1980;01-02-2015;001;36;31-12-2026\n" for n in range(3))
        asked = (
            "3 rijen (2-4), type dienstverband: Dit dienstverband heeft een einddatum, en nergens staat van welk type het is. Zeg "
            "het voor allemaal: --answer contract_type=temporary (bepaalde tijd), of =permanent (onbepaalde tijd)."
        )
        assert lines(read(f"{head}\n{rows}")) == [asked]
        found = read(f"{head}\n{rows}", answers={"contract_type": "temporary"})
        assert [draft.contract_type for _row, draft in found.drafts] == ["temporary"] * 3

    def test_who_has_left_already_may_have_been_permanent(self, read):
        assert read(f"{PERSON_HEAD};Datum uit dienst\n{PERSON};31-12-2020\n").good == 1

    @pytest.mark.parametrize(("prefix", "surname"), [("", "El Amrani"), ("", "van den Berg"), ("de", "Wit")])
    def test_an_empty_prefix_column_says_that_there_is_none(self, read, prefix, surname):
        found = read(f"{PERSON_HEAD};Tussenvoegsel\n{PERSON.replace('Pluim', surname)};{prefix}\n")
        ((_row, draft),) = found.drafts
        assert (draft.person["prefix"], draft.person["surname"]) == (prefix, surname)

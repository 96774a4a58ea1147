"""What only goes by the name of a table says what it is."""

from __future__ import annotations

import pytest


class TestDisguises:
    def test_a_protected_workbook_says_so(self, refusal, tmp_path):
        raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
        assert refusal(raw) == [
            (
                f"{tmp_path / 'file.csv'} is beveiligd met een wachtwoord. Open het in Excel, haal het wachtwoord eraf "
                "(Bestand, Info), en sla het op."
            )
        ]

    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            (b"%PDF-1.7\n", "is een pdf. Vraag de lijst als Excel of CSV."),
            (b"\xef\xbb\xbf<table><tr><td>Personeelsnummer</td></tr></table>", "is een webpagina"),
            (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>', "is een tabel in de XML"),
            (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(50), "is een bestand van een oude Excel (.xls)."),
        ],
    )
    def test_what_is_no_table_says_what_it_is(self, refusal, raw, said):
        (sentence,) = refusal(raw)
        assert said in sentence

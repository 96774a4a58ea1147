"""Bursts through a real terminal: what a clerk types without looking, from home to the receipt."""

import sys

import pytest
from sqlmodel import select

from tests.company import NOW
from tests.ui.terminal import Terminal
from tests.ui.test_signals_pty import PASSWORD, token
from xstui.domain.absence import EndReason
from xstui.store.opening import open_store
from xstui.store.tables import AbsenceCase, PercentageStep

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no ptys")

F2 = "\x1bOQ"
BURSTS = {
    "recovery": f"hpoli\r{F2}",
    "partial recovery": f"dpoli\rg\r10/36{F2}",
    "back from a dossier and on": f"/poli\r\x1b\x1bhpoli\r{F2}",
}


@pytest.fixture
def at_home(company_path):
    terminal = Terminal("tests.ui.signals_app", company_path)
    try:
        terminal.read_until(lambda seen: b"Gebruikersnaam" in seen)
        terminal.write(f"combi\r{PASSWORD}\r{token(company_path)}\r".encode())
        terminal.read_until(lambda seen: b"Ziekmelden" in seen)
        yield terminal
    finally:
        terminal.close()


def rows_of(path, table):
    store = open_store(path, NOW)
    try:
        with store.reading() as session:
            return [row.model_dump() for row in session.exec(select(table)).all()]
    finally:
        store.close()


@pytest.mark.parametrize("name", BURSTS)
def test_F34_F37_one_burst_of_keys_from_home_to_the_receipt(company_path, at_home, name):
    at_home.write(BURSTS[name].encode())
    receipt = "Gewijzigd: Polis" if name == "partial recovery" else "Hersteld gemeld: Polis"
    at_home.read_until(lambda seen: receipt.encode() in seen)
    (case,) = rows_of(company_path, AbsenceCase)
    if name == "partial recovery":
        assert str(rows_of(company_path, PercentageStep)[-1]["percentage"]) == "72.22"
    else:
        assert case["end_reason"] == EndReason.RECOVERED


def test_a_burst_of_keys_in_a_list_lands_in_the_cells_that_it_was_typed_for(company_path, at_home):
    down = "\x1b[B"
    at_home.write(f"zjans;berg;celi\r-1{down}-3\t50\t\t-2{down}{F2}".encode())
    at_home.read_until(lambda seen: b"Ziek gemeld: 3 mensen" in seen)
    found = [case for case in rows_of(company_path, AbsenceCase) if case["person_id"] in {2, 3, 7}]
    assert [(case["first_sick_day"].day, case["last_sick_day"] and case["last_sick_day"].day) for case in found] == [
        (7, None), (5, 6), (5, None),
    ]  # fmt: skip
    steps = rows_of(company_path, PercentageStep)[-3:]
    assert [int(step["percentage"]) for step in steps] == [100, 50, 100]

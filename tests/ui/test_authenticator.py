"""A real authenticator: the secret read from a picture of the screen, the token made by another program."""

from __future__ import annotations

import subprocess
from urllib.parse import parse_qs, urlsplit

from tests.company import PASSWORD
from tests.ui.clerk import at_sign_in
from tests.ui.scanner import needs, picture, scanned
from xstui.store.opening import open_store
from xstui.store.tables import Account
from xstui.store.unit import EntryMeta


def token_of(secret, seconds):
    """Ask oathtool for the token, as a phone would show it at that moment (RFC 6238)."""
    command = ["oathtool", "--totp", "--base32", f"--now=@{int(seconds)}", secret]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


async def test_F3_a_phone_scans_the_screen_and_its_token_signs_in(company_path, clock, tmp_path):
    needs("zbarimg", "oathtool")
    store = open_store(company_path, clock.now())
    with store.unit(EntryMeta("test", "test", clock.now(), undoable=False)) as unit:
        unit.session.get_one(Account, 2).totp_sealed = None
    store.close()
    async with at_sign_in(company_path) as clerk:
        await clerk.press("combi-without-claims", "enter", PASSWORD, "enter")
        picture(clerk.app, tmp_path / "screen.png")
        address = urlsplit(scanned(tmp_path / "screen.png"))
        assert (address.scheme, address.netloc) == ("otpauth", "totp")
        (secret,) = parse_qs(address.query)["secret"]
        token = token_of(secret, clerk.app.program.clock.ticks())
        await clerk.press(token[:3], " ", token[3:], "enter")
        clerk.sees("Back-upcode:")
        await clerk.press("enter")
        clerk.sees("Startpagina")

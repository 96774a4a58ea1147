# ruff: noqa: T201 - it reports on the command line
"""Put random inputs into every parser: it gives a value or `Refused`, and nothing else.

    python tools/fuzz.py 1000000 [--seed N] [--only PARSER]

Half of the inputs are cut and glued from what the parser knows, so that they get past its first check; the others are
any characters, or bytes of a good file with some of them changed. Exit status 1 where another exception came; the
input is printed, and comes again with the same seed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import openpyxl

from xstui.cli import output
from xstui.domain import names, percentages, search
from xstui.domain.date_entry import Direction, parse_date
from xstui.domain.import_kinds import EMPLOYEES
from xstui.domain.policies import parse_cover
from xstui.domain.problems import Problem, Refused
from xstui.domain.recovery_key import read_recovery_text, recovery_text
from xstui.i18n import problem_text
from xstui.services import reporting
from xstui.services.absence import variations
from xstui.services.context import identifiers
from xstui.services.context.reference import data_folder
from xstui.services.imports import drafts, headers
from xstui.services.imports.reading import filled_rows
from xstui.services.security import secrets
from xstui.widgets.cells import fit, harmless

TODAY = date(2026, 6, 8)
LONGEST = 40
STRANGE = (
    "\0\t\n\r\x1b\x7f\x9b\u202e\u2066\u200d\u0301\ufeff\u00a0\u2028½²٣५Ⅷ€ßıİÀǅ漢😀\U000e0041\ud800[]{}()=+-@'\"\\/%"
)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - RFC 6238's kind of example, of nobody

Parse = Callable[[str], object]


def _values(text: str) -> None:
    """Check what the screen paints of any text: no control character, and the width that was asked."""
    if any(ord(c) < ord(" ") or ord(c) == 0x7F for c in harmless(text)):  # noqa: PLR2004 - DEL
        message = "a control character is shown"
        raise AssertionError(message)
    fit(text, 12)


def _printed(text: str) -> None:
    """Check what the command line prints of any text: one line of its own, and nothing that a terminal obeys."""
    lines = (text, problem_text(Problem("unknown-column", "file", {"column": text})))
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        output.say(*lines)
        output.complain(lines[1])
        output.print_lines(text, sys.stderr)
    said = out.getvalue() + err.getvalue()
    if out.getvalue().count("\n") != len(lines) or any(c != "\n" and harmless(c) != c for c in said):
        message = "what was printed steers the terminal"
        raise AssertionError(message)
    said.encode()


def _token(text: str) -> int | None:
    return secrets.token_step(SECRET, text, 1_780_000_000)


def _cells(text: str) -> None:
    for name, parse in CELLS.items():
        reader = drafts.RowReader({name: text}, TODAY)
        parse(reader, name)


CELLS: dict[str, Callable[[drafts.RowReader, str], object]] = {
    "birth_date": lambda reader, name: reader.day(name, birth=True),
    "hours": drafts.RowReader.hours,
    "wage": drafts.RowReader.amount,
    "percentage": drafts.RowReader.percentage,
    "dossier_no": drafts.RowReader.number,
    "gender": drafts.RowReader.choice,
    "bsn": drafts.RowReader.checked,
}


@dataclass(frozen=True)
class Target:
    """A parser, pieces of good inputs for it, how many of a thousand inputs it gets, and a whole good one."""

    parse: Parse
    pieces: tuple[str, ...]
    share: int
    good: str = ""


DATES = "v,g,eg,ma,zo,+,-,-1,2w,6m,3j,8,08,0806,080626,08062026,2026-06-08,8/6,jun,mei,1,week,w,24,29-2,31,99,.,/"
NUMBERS = "1|75|62,5|10/40|15u|3*4|+4|0|00|%|€|4.000,00|-|,-|x|:|2:30|1e9|999999999|.|,|/"
NAMES = "van den |berg|O'Brien|é|-|ij|y|de| |Çelik|;|563166|01-05-1982"
TOML = "kind = 'absence'|[[task]]|code = 'WG'|days = 3|\n|[|]|{|'|=|1979-05-27|code|true|#|\"\"\"|\\u|\\|task.x|0x|inf"
TOML += f"|{'9' * 5000}|{'[' * 3000}"
PROTOCOL = (data_folder() / "protocols" / "absence.toml").read_text("utf-8")
RECOVERY = recovery_text(bytes(range(20)))
HEADERS = "dossiernummer;naam;geboortedatum;in dienst;afdeling;uren;bsn"
TARGETS: dict[str, Target] = {
    "date": Target(
        lambda t: [parse_date(t, today=TODAY, direction=d) for d in Direction], tuple(DATES.split(",")), 200
    ),
    "percentage": Target(lambda t: percentages.parse_percentage(t, Decimal("36.86")), tuple(NUMBERS.split("|")), 100),
    "amount": Target(percentages.parse_amount, tuple(NUMBERS.split("|")), 80),
    "hours": Target(percentages.parse_hours, tuple(NUMBERS.split("|")), 80),
    "cover": Target(parse_cover, ("104:70", "52:100", " ", ":", ",", "%", *NUMBERS.split("|")), 50),
    "search": Target(lambda t: search.match_rank(t, "berg", "berg van den johanna"), tuple(NAMES.split("|")), 120),
    "name": Target(lambda t: (names.split_surname(t), names.tidy_initials(t)), tuple(NAMES.split("|")), 30),
    "month": Target(reporting.read_month, ("2026", "-", "05", "1", "W", "0", " ", "12"), 50),
    "token": Target(_token, ("487", "034", " ", "0", "٣"), 10),
    "recovery": Target(read_recovery_text, ("ABCD", "O", "l", "-", " "), 60, RECOVERY),
    "bsn": Target(identifiers.bsn, ("9999", "123", ".", " ", "0", "-"), 20),
    "iban": Target(identifiers.iban, ("NL91", "ABNA", "0417", "1643", "00", " ", "GB", "-"), 20, "NL91ABNA0417164300"),
    "postcode": Target(identifiers.postcode, ("1234", "AB", " ", "nl", "0"), 20),
    "phone": Target(identifiers.phone, ("06", "+31", "00", "12345678", " ", "(", "-"), 20),
    "email": Target(identifiers.email, ("a", "@", ".", "example", "nl", " ", '"'), 20, "a.b@c.example"),
    "cell": Target(_cells, (*DATES.split(","), *NUMBERS.split("|"), "m", "vrouw"), 30),
    "printed": Target(_printed, tuple(NAMES.split("|")), 30),
    "shown": Target(_values, tuple(NAMES.split("|")), 30),
    "headers": Target(lambda t: headers.recognise(EMPLOYEES, t.split(";"), {}), ("naam", ";", "uren", "diagnose"), 10),
    "csv": Target(lambda t: list(filled_rows(_bytes(t))), ("a;b\r\n", '"', ";", ",", "\n", "sep=|\n", "\0", "'="), 34),
    "toml": Target(lambda t: list(filled_rows(_bytes(t), toml=True)), tuple(TOML.split("|")), 10),
    "protocol": Target(variations.check, tuple(TOML.split("|")), 5, PROTOCOL),
    "xlsx": Target(lambda t: list(filled_rows(_bent(t))), (), 1),
}


def _bytes(text: str) -> bytes:
    """Return a text in one of the code pages that files come in, chosen by the text itself."""
    pages = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1")
    return text.encode(pages[len(text) % len(pages)], errors="replace")


@cache
def good_workbook() -> bytes:
    """Return a small Excel file."""
    book = openpyxl.Workbook()
    for row in (["Naam", "Uren"], ["Jansen", 36.5], [TODAY, "=1+1"]):
        book.active.append(row)
    book.save(raw := io.BytesIO())
    return raw.getvalue()


def _bent(seed: str) -> bytes:
    """Return an Excel file with some bytes changed: of the whole, or of one of the parts packed in it."""
    rng = random.Random(repr(seed))  # noqa: S311 - to be repeated
    if rng.random() < 0.2:  # noqa: PLR2004 - a share
        raw = bytearray(good_workbook())
        return b"PK\x03\x04" + bytes(_changed(raw[4:], rng))
    with zipfile.ZipFile(io.BytesIO(good_workbook())) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = rng.choice([name for name in parts if "sheet" in name or "hared" in name or "styles" in name])
    parts[name] = bytes(_changed(bytearray(parts[name]), rng))
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as new:
        for part, content in parts.items():
            new.writestr(part, content)
    return packed.getvalue()


def _changed(raw: bytearray, rng: random.Random) -> bytearray:
    """Change some bytes: digits into digits mostly, so that the file stays readable."""
    digits = [place for place, byte in enumerate(raw) if byte in b"0123456789"]
    for _ in range(rng.randrange(1, 6)):
        if digits and rng.random() < 0.8:  # noqa: PLR2004 - a share
            raw[rng.choice(digits)] = rng.choice(b"0123456789")
        else:
            raw[rng.randrange(len(raw))] = rng.randrange(256)
    return raw


def any_text(rng: random.Random) -> str:
    """Return any characters, the strange ones more often than their number would have it."""
    choose: list[Callable[[], str]] = [
        lambda: rng.choice(STRANGE),
        lambda: chr(rng.randrange(32, 127)),
        lambda: chr(rng.randrange(0x3000)),
        lambda: chr(rng.randrange(0x110000)),
        lambda: rng.choice("0123456789"),
    ]
    text = "".join(rng.choice(choose)() for _ in range(rng.randrange(LONGEST)))
    return text * 250 if rng.random() < 0.002 else text  # noqa: PLR2004 - now and then 10,000 characters


def text_for(target: Target, rng: random.Random) -> str:
    """Return an input: glued from what the parser knows, that with a character changed, or anything."""
    way = rng.random()
    if way < 0.3 or not target.pieces:  # noqa: PLR2004 - a share
        return any_text(rng)
    if target.good and way < 0.6:  # noqa: PLR2004 - a share
        place = rng.randrange(len(target.good))
        change = rng.choice(["", rng.choice(target.pieces), rng.choice(STRANGE)])
        return target.good[:place] + change + target.good[place + (rng.randrange(3) if change else 0) :]
    glued = "".join(rng.choices(target.pieces, k=rng.randrange(1, 9)))
    if way < 0.7:  # noqa: PLR2004 - a share
        return glued
    place = rng.randrange(len(glued))
    return glued[:place] + rng.choice(STRANGE) + glued[place + rng.randrange(2) :]


@dataclass
class Figures:
    """What came out: inputs that were read or refused, by parser, and all other exceptions."""

    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the figures as lines."""
        lines = [f"{name:<12}{self.read[name]:>9,} read {self.refused[name]:>9,} refused" for name in TARGETS]
        total = self.read.total() + self.refused.total()
        return "\n".join([*lines, f"{total:,} inputs, {len(self.wrong)} faults"])


def fuzz(inputs: int, seed: int, only: Iterable[str] = TARGETS) -> Figures:
    """Put that many inputs into the parsers, and return the figures."""
    figures, chosen = Figures(), {name: TARGETS[name] for name in only}
    shares = sum(target.share for target in chosen.values())
    for name, target in chosen.items():
        rng = random.Random(f"{seed} {name}")  # noqa: S311 - to be repeated
        for _ in range(max(1, round(inputs * target.share / shares))):
            text = text_for(target, rng)
            try:
                target.parse(text)
            except Refused:
                figures.refused[name] += 1
            except Exception as error:  # noqa: BLE001 - what is looked for
                figures.wrong.append(f"{name}: {type(error).__name__}: {error}: {text[:200]!r}")
            else:
                figures.read[name] += 1
    return figures


def main() -> int:
    """Read the command line, fuzz, and report."""
    parser = argparse.ArgumentParser(description="Put random inputs into every parser.")
    parser.add_argument("inputs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=list(TARGETS))
    args = parser.parse_args()
    figures = fuzz(args.inputs, args.seed, args.only or TARGETS)
    print(f"seed {args.seed}\n{figures}")
    print(*figures.wrong[:50], sep="\n")
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

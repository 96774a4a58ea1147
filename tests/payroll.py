"""Makes a payroll-like pair of files, dirty in every usual way, and knows the right answers.

python -m tests.payroll FOLDER [PEOPLE]
"""

from __future__ import annotations

import csv
import io
import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 6, 8)
SURNAMES = (
    "de Jong",
    "Bakker",
    "van den Berg",
    "Çelik",
    "O'Brien-De Wit",
    "Özdemir",
    "Smit",
    "ter Horst",
    "=cmd()",
)
DEPARTMENTS = ("001", "1", "Kantoor", "inkomen")
TITLE = ["Personeelsoverzicht", "", "", "per 8-6-2026"]


@dataclass
class Payroll:
    """The two files, and what is in them."""

    employees: bytes
    absences: bytes
    good_people: int
    bad_people: int
    good_cases: int
    bad_cases: int
    sick_days: int
    """Whole calendar days of absence of the good cases up to and including today."""
    people: list[list[str]]
    """The rows of the good people, as they are in the file."""
    cases: list[list[str]]
    """The rows of the good cases, as they are in the file."""


def make(people: int = 2_000, seed: int = 1) -> Payroll:
    """Return files of so many people and their absences of three years."""
    rng = random.Random(seed)
    rows, cases = [], []
    counts = {"good_cases": 0, "days": 0}
    for n in range(people):
        number, start = 10_001 + n, TODAY - timedelta(days=rng.randint(1_200, 4_000))
        rows.append(_person(rng, number, start))
        first = TODAY - timedelta(days=1_090)
        for _ in range(rng.randint(0, 5)):
            first += timedelta(days=rng.randint(5, 200))
            last = first + timedelta(days=rng.choice((0, 1, 2, 4, 9, 30, 100)))
            if last >= TODAY:
                break
            percentage = rng.choice(("100", "100,00", "", "100 %", "62,5", "50"))
            cases.append([str(number), f"{first:%d-%m-%Y}", f"{last:%d-%m-%Y}", percentage])
            counts["good_cases"] += 1
            counts["days"] += (last - first).days + 1
            first = last + timedelta(days=1)
    bad_people, bad_cases = _bad_people(rows), _bad_cases()
    shuffled = [*cases, *bad_cases]
    rng.shuffle(shuffled)
    return Payroll(
        employees=_csv([[], PEOPLE_HEAD, *rows, *bad_people], TITLE, "cp1252", ";"),
        absences=b"\xef\xbb\xbf" + _csv(shuffled, ABSENCE_HEAD, "utf-8", ","),
        good_people=len(rows),
        bad_people=len(bad_people),
        good_cases=counts["good_cases"],
        bad_cases=len(bad_cases),
        sick_days=counts["days"],
        people=rows,
        cases=cases,
    )


PEOPLE_HEAD = [
    "Personeelsnummer",
    "Voorletters",
    "Achternaam",
    "Geb.datum",
    "Geslacht",
    "Datum in dienst",
    "Afdeling",
    "Functie",
    "Aantal uren",
    "Brutoloon",
    "E-mail",
    "Opmerking",
]
ABSENCE_HEAD = ["personeelsnummer", "Eerste ziektedag", "Laatste ziektedag", "Verzuimpercentage"]


def _person(rng, number, start):
    surname = rng.choice(SURNAMES)
    born = date(1960, 1, 1) + timedelta(days=rng.randint(0, 14_000))
    return [
        rng.choice((str(number), f" {number} ")),
        rng.choice(("A.", "B.C.", "J.")),
        rng.choice((surname, surname.upper() if surname.isascii() else surname, f"  {surname}")),
        rng.choice((f"{born:%d-%m-%Y}", born.isoformat(), f"{born.day}/{born.month}/{born.year}", _serial(born))),
        rng.choice(("M", "V", "m", "vrouw", "")),
        f"{start:%d-%m-%Y}",
        rng.choice(DEPARTMENTS),
        rng.choice(("Monteur", "Planner", "")),
        rng.choice(("36", "36,86", "24.0", "32,5")),
        rng.choice(("3.250,00", "2800", "€ 4.000,00", "")),
        rng.choice(("", f"p{number}@bedrijf.example")),
        rng.choice(("", 'zei "hallo"; vertrok', "regel 1\nregel 2")),
    ]


def _serial(day):
    """Return a day as Excel counts it."""
    return str((day - date(1899, 12, 30)).days)


def _bad_people(rows):
    """Return one row for each usual mistake."""
    bad = []
    for number, (column, value) in enumerate(
        [
            (3, "31-02-2026"),
            (3, ""),
            (6, "Bestaat niet"),
            (6, ""),
            (8, "veel"),
            (0, "abc"),
            (10, "geen adres"),
            (5, "v"),
        ]
    ):
        row = [*rows[0]]
        row[0] = str(90_000 + number)
        row[column] = value
        bad.append(row)
    bad.append([*rows[0]])
    return bad


def _bad_cases():
    return [
        [99_999_999, "01-02-2026", "03-02-2026", "100"],
        [10_001, "31-02-2026", "", ""],
        [10_001, "01-01-1980", "02-01-1980", "100"],
        [10_001, f"{TODAY + timedelta(days=3):%d-%m-%Y}", "", "100"],
        [10_002, "05-06-2026", "01-06-2026", "100"],
        [10_002, "06-06-2026", "", "140"],
        ["", "06-06-2026", "", "100"],
    ]


def _csv(rows, head, encoding, separator):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow(row)
    writer.writerow([""] * len(head))
    return out.getvalue().replace("Ö", "Ö").encode(encoding, errors="replace")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    made = make(int(sys.argv[2]) if len(sys.argv) > 2 else 2_000)
    (folder / "werknemers.csv").write_bytes(made.employees)
    (folder / "verzuim.csv").write_bytes(made.absences)

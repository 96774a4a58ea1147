"""Which column means what: by its Dutch or English header, or as the user says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import zip_longest

from xstui.domain.problems import Problem, refuse_if
from xstui.domain.search import fold

SYNONYMS: dict[str, str] = {
    "dossier_no": "dossiernummer|dossiernr|dossier id|dossier|personeelsnummer|personeelsnr|medewerkernummer|"
    "werknemernummer|pers nr|employee number|employee no|employee id|personnel number",
    "initials": "voorletters|initialen|initials",
    "first_name": "roepnaam|voornaam|first name|given name",
    "prefix": "tussenvoegsel|tussenvoegsels|voorvoegsel|voorvoegsels|prefix|infix",
    "surname": "achternaam|geboortenaam|naam|surname|last name|family name",
    "birth_date": "geboortedatum|geb datum|gebdatum|geboren|date of birth|birth date|birthdate",
    "gender": "geslacht|m v|gender|sex",
    "start_date": "startdatum|in dienst|datum in dienst|indienst|indiensttreding|begindatum|start date|hired on",
    "end_date": "einddatum|uit dienst|datum uit dienst|uitdienst|einde dienstverband|end date|left on",
    "department": "afdeling|afdelingscode|organisatie eenheid|kostenplaats|department|unit",
    "job": "functie|functienaam|job|job title|position",
    "contract_type": "type dienstverband|contractsoort|soort contract|contract|contract type",
    "hours": "uren|aantal uren|contracturen|uren per week|werkuren|hours|hours per week|contract hours",
    "wage": "loon|salaris|brutoloon|bruto maandloon|maandloon|wage|salary|gross salary",
    "email": "e mail|email|e mailadres|emailadres|mail|email address",
    "phone": "telefoon|telefoonnummer|mobiel|mobiele nummer|phone|mobile",
    "street": "straat|adres|straatnaam|street|address",
    "house_number": "huisnummer|huisnr|house number",
    "postcode": "postcode|postal code|zip",
    "city": "plaats|woonplaats|city|town",
    "bsn": "bsn|burgerservicenummer|sofinummer",
    "iban": "iban|rekeningnummer|bankrekening|bank account",
    "first_sick_day": "eerste ziektedag|eerste ziekte dag|1e ziektedag|ziek vanaf|datum ziek|aanvang verzuim|"
    "begindatum verzuim|startdatum|first sick day|sick from|start date",
    "last_sick_day": "laatste ziektedag|ziek tot en met|ziek t m|einde verzuim|einddatum verzuim|einddatum|"
    "last sick day|sick until|end date",
    "recovered_on": "hersteldatum|datum hersteld|hersteld per|hersteld|recovered on|recovery date",
    "valid_from": "wijzigingsdatum|datum wijziging|percentage vanaf|percentage per|gewijzigd per|changed on|valid from",
    "percentage": "verzuimpercentage|percentage|ziekte|ziektepercentage|absence percentage",
    "classification": "verzuimclassificatie|classificatie|soort verzuim|classification",
    "employer": "werkgever|naam|organisatie|employer",
    "policy_no": "polisnummer|polisnr|polis|policy number",
    "insurance_type": "verzekeringstype|soort verzekering|verzekering|type of insurance",
    "starts_on": "ingangsdatum|startdatum|begindatum|start date",
    "ends_on": "einddatum|end date",
    "wage_basis": "loonbegrip|wage basis",
    "waiting_days": "eigen risico|eigen risico werkdagen|wachtdagen|waiting days",
    "insured_percentage": "verzekerd|verzekerd percentage|verzekerd loonbegrip|insured percentage",
    "maximum_wage": "maximale loonsom|maximaal verzekerd loon|maximum wage",
    "estimated_wage_sum": "aangemelde loonsom|geschatte loonsom|loonsom|estimated wage sum",
    "premium_percentage": "premie|premiepercentage|premium percentage",
    "cover": "dekking|dekkingsperiodes|cover",
    "payout_reference": "uitkeringskenmerk|batchid|batch id|kenmerk|payout reference",
    "employee_name": "naam werknemer|werknemer|employee|name of employee",
    "period_start": "begin periode|periode van|start of period",
    "period_end": "einde periode|periode tot en met|periode t m|end of period",
    "benefit": "uitkering|benefit",
}
"""Headers of each field, parted by bars; case, accents and punctuation do not matter."""

FIELDS = {
    "employees": (
        *("dossier_no", "initials", "first_name", "prefix", "surname", "birth_date", "gender"),
        *("start_date", "end_date", "department", "job", "contract_type", "hours", "wage"),
        *("email", "phone", "street", "house_number", "postcode", "city", "bsn", "iban"),
    ),
    "absences": (
        *("dossier_no", "surname", "birth_date", "first_sick_day", "last_sick_day", "recovered_on"),
        *("valid_from", "percentage", "classification"),
    ),
    "policies": (
        *("employer", "policy_no", "insurance_type", "starts_on", "ends_on", "wage_basis", "waiting_days"),
        *("insured_percentage", "maximum_wage", "estimated_wage_sum", "premium_percentage", "cover"),
    ),
    "payouts": (
        *("employer", "dossier_no", "employee_name", "payout_reference", "policy_no", "insurance_type"),
        *("first_sick_day", "period_start", "period_end", "benefit"),
    ),
}
REQUIRED = {
    "employees": ("dossier_no", "surname", "birth_date", "start_date", "department", "hours"),
    "absences": ("dossier_no", "first_sick_day"),
    "policies": ("policy_no", "starts_on", "cover"),
    "payouts": ("payout_reference", "policy_no", "period_start", "period_end", "benefit"),
}
OWN_HEADERS = frozenset({"weggelaten omdat", "left out because"})
"""Headers, folded, of the column that tells in a file of left-out rows what is wrong with them."""
MEDICAL = (
    *("oorzaak", "diagnos", "klacht", "sympto", "aandoening", "ziektebeeld", "letsel", "verwonding"),
    *("medicat", "medicij", "medisch", "medical", "behandel", "treatment", "therap", "complaint", "illness"),
    *("disease", "injury", "physician", "hospital", "ziekenhuis", "beperking", "zwanger", "pregnan", "prognos"),
)
"""Parts of words that tell of what an employer may not record (AP, Beleidsregels De zieke werknemer)."""
MEDICAL_WORDS = frozenset({"arts", "huisarts", "bedrijfsarts", "specialist", "doctor", "cause", "causes", "icd"})
MEDICAL_PAIRS = (("reden", "aard", "reason", "nature"), ("ziek", "verzuim", "sick", "absence"))
"""Words that are medical together, as in *reden verzuim*; a *reden uit dienst* is not."""
MEDICAL_ALONE = frozenset({"reden", "aard", "reason", "cas code"})
"""Headers that are medical in a file of absences."""
HEADERS_WITHIN = 20
"""Filled rows among which the headers are looked for."""
BY_NAME = ("surname", "birth_date")
"""Columns by which an absence finds its person where there is no number."""


def recognise(kind: str, headers: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Return the place of each field's column.

    Args:
        kind: A key of `FIELDS`.
        headers: As they stand in the file.
        mapping: Header to field, where the user says so; an empty field leaves the column out.

    Raises:
        Refused: `medical-column` by name; `unknown-field`, `unknown-column` for a mapping that fits nothing;
            `column-missing` for each field that is needed.
    """
    said = {fold(header): field for header, field in mapping.items()}
    folded = [fold(header) for header in headers]
    problems = [
        Problem("medical-column", header, {"column": header})
        for header, plain in zip(headers, folded, strict=True)
        if _is_medical(kind, plain) and said.get(plain, "?") != ""
    ]
    unknown = [field for field in said.values() if field and field not in FIELDS[kind]]
    problems += [Problem("unknown-field", f, {"field": f, "known": FIELDS[kind]}) for f in unknown]
    problems += [Problem("unknown-column", h, {"column": h}) for h in mapping if fold(h) not in folded]
    # What the user says goes before what a header looks like.
    places = {said[plain]: place for place, plain in enumerate(folded) if said.get(plain)}
    for place, plain in enumerate(folded):
        if plain not in said:
            places.setdefault(_field_of(kind, plain), place)
    places.pop("", None)
    named = kind == "absences" and all(name in places for name in BY_NAME)
    missing = [name for name in REQUIRED[kind] if name not in places and not (named and name == "dossier_no")]
    problems += [
        Problem("column-missing", name, {"field": name, "header": SYNONYMS[name].partition("|")[0]}) for name in missing
    ]
    refuse_if(problems)
    return places


def find_headers(
    kind: str, rows: Sequence[tuple[int, Sequence[str]]], mapping: Mapping[str, str]
) -> tuple[int, list[str]]:
    """Return at which of the first rows the headers end, and the headers.

    Titles and groups of columns may stand above them, and a cell merged over several rows holds its text in the first.
    """
    said = {fold(header): field for header, field in mapping.items()}
    best, known, above = (0, list(rows[0][1])), 0, list[str]()
    for at, (_number, cells) in enumerate(rows[:HEADERS_WITHIN]):
        above = [cell or over for cell, over in zip_longest(cells, above, fillvalue="")]
        fields = {said.get(fold(header)) or _field_of(kind, fold(header)) for header in above} - {""}
        if len(fields) > known:
            best, known = (at, above), len(fields)
    return best


def _is_medical(kind: str, header: str) -> bool:
    words = set(header.split())
    whole = any(part in header for part in MEDICAL) or not words.isdisjoint(MEDICAL_WORDS)
    paired = all(any(word in header for word in group) for group in MEDICAL_PAIRS)
    return whole or paired or (kind == "absences" and header in MEDICAL_ALONE)


def _field_of(kind: str, header: str) -> str:
    return next((name for name in FIELDS[kind] if header in _headers_of(name)), "")


@cache
def _headers_of(name: str) -> frozenset[str]:
    return frozenset(map(fold, (name, *SYNONYMS[name].split("|"))))

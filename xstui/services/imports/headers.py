"""Which column means what: by its Dutch or English header, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import cache
from itertools import zip_longest

from xstui.domain.import_kinds import ImportKind
from xstui.domain.problems import Problem, refuse_if
from xstui.domain.search import fold

SYNONYMS: dict[str, str] = {
    "dossier_no": "dossiernummer|dossiernr|dossier id|dossier|personeelsnummer|personeelsnr|medewerkernummer|"
    "werknemernummer|pers nr|employee number|employee no|employee id|personnel number|intern nummer|"
    "medewerker id|persnr|employee|personeelscode|medewerkernr|werknemernr|pers no",
    "initials": "voorletters|initialen|initials|voorletter",
    "first_name": "roepnaam|voornaam|first name|given name|voornamen",
    "prefix": "tussenvoegsel|tussenvoegsels|voorvoegsel|voorvoegsels|prefix|infix",
    "surname": "achternaam|geboortenaam|naam|surname|last name|family name|name",
    "birth_date": "geboortedatum|geb datum|gebdatum|geboren|date of birth|birth date|birthdate",
    "gender": "geslacht|m v|gender|sex|aanhef|salutation",
    "start_date": "startdatum|in dienst|datum in dienst|indienst|indiensttreding|begindatum|start date|hired on|"
    "start dienstverband|ingangsdatum dienstverband|begindatum dienstverband|aanvang dienstverband|"
    "in service",
    "end_date": "einddatum|uit dienst|datum uit dienst|uitdienst|einde dienstverband|end date|left on|"
    "einddatum dienstverband|einde contract|einddatum contract|out of service",
    "department": "afdeling|afdelingscode|organisatie eenheid|kostenplaats|department|unit",
    "job": "functie|functienaam|job|job title|position",
    "contract_type": "type dienstverband|dienstverband type|contractsoort|soort contract|contract|contract type|"
    "contracttype|soort dienstbetrekking|soort dienstverband|dienstbetrekking|dienstverband|aard contract|"
    "type contract|type of contract|employment type",
    "hours": "uren|aantal uren|contracturen|uren per week|werkuren|hours|hours per week|contract hours|"
    "parttime uren|uren p w|gemiddelde uren per week|uren contract",
    "wage": "loon|salaris|brutoloon|bruto maandloon|maandloon|wage|salary|gross salary",
    "email": "e mail|email|e mailadres|emailadres|mail|email address|email prive|email werk|e mail prive|e mail werk",
    "phone": "telefoon|telefoonnummer|mobiel|mobiele nummer|phone|mobile|telefoon prive|mobiel prive|"
    "telefoon werk|mobiel werk|phone number",
    "street": "straat|adres|straatnaam|street|address|huisadres",
    "house_number": "huisnummer|huisnr|house number",
    "postcode": "postcode|postal code|zip",
    "city": "plaats|woonplaats|city|town",
    "bsn": "bsn|burgerservicenummer|sofinummer",
    "iban": "iban|rekeningnummer|bankrekening|bank account",
    "first_sick_day": "eerste ziektedag|eerste ziekte dag|1e ziektedag|ziek vanaf|datum ziek|aanvang verzuim|"
    "begindatum verzuim|startdatum|first sick day|sick from|start date",
    "last_sick_day": "laatste ziektedag|ziek tot en met|ziek t m|einde verzuim|einddatum verzuim|einddatum|"
    "last sick day|sick until|end date|lastdayabsence|last day absence|datum laatste ziektedag|einde ziekte|"
    "laatste dag ziek|laatste verzuimdag|einddatum ziekte|eind verzuim|datum einde verzuim|last day of sickness",
    "recovered_on": "hersteldatum|datum hersteld|hersteld per|hersteld|recovered on|recovery date|datum herstel|"
    "herstel per|datum hersteldmelding|beter per|hersteld op|hersteld vanaf|hersteld met ingang van|hersteld m i v|"
    "beter vanaf|beter met ingang van|eerste werkdag na herstel|recovered from|recovered per",
    "valid_from": "wijzigingsdatum|datum wijziging|percentage vanaf|percentage per|gewijzigd per|changed on|valid from",
    "percentage": "verzuimpercentage|percentage|ziekte|ziektepercentage|absence percentage|verzuim|"
    "arbeidsongeschiktheidspercentage|ziek percentage|percentage ziek|percentage verzuim",
    "classification": "verzuimclassificatie|classificatie|soort verzuim|classification|type verzuim|verzuimsoort|"
    "verzuimtype",
    "absence_kind": "soort verlof|soort afwezigheid|verlofsoort|afwezigheidssoort|verloftype|afwezigheidstype|verlof|"
    "afwezigheid|absentie|soort|type|soort absentie|soort registratie|leave type|absence type|type of leave|"
    "type of absence|kind of absence|kind|reden verlof|leave reason",
    "end_reason": "reden einde verzuim|reden einde|reden einde ziekte|reden beeindiging|reden beeindiging verzuim|"
    "reden afsluiten|reden afsluiting|afsluitreden|einde reden|end reason|reason of ending|reason for ending",
    "part_recovered": "part recovered",
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
"""Headers of each field, separated by bars; case, accents, spaces and punctuation do not matter."""

WEAK = frozenset(
    fold(header).replace(" ", "")
    for header in (
        *("naam", "name", "dossier", "werknemer", "employee", "startdatum", "begindatum", "einddatum", "start date"),
        *("end date", "contract", "percentage", "ziekte", "verzuim", "soort", "type", "kind", "verlof", "afwezigheid"),
        *("dienstverband", "salutation", "aanhef", "organisatie", "unit"),
    )
)
"""Headers that say little: they yield to another one of the same meaning."""
DOUBTFUL = frozenset({"dossiernr"})
"""Headers by which some programs number a case, and others a person."""
RECOVERY_STEMS = ("herstel", "aanwezig", "beschikbaar", "loonwaarde", "availab", "recover", "present", "presence")
"""Parts of headers of percentages that tell how far somebody is back, and not how far somebody is absent."""
EXPECTED = ("verwacht", "expected")
"""Parts of headers of days that nothing happened on yet."""
KIND_WORDS = tuple(map(fold, ("soort", "type", "kind", "categor", "code", "omschrijving")))
KIND_STEMS = ("verlof", "afwezig", "leave", "absence", "absent")
"""Parts of headers that tell together what kind of absence a row is about."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
OWN_HEADERS = frozenset({"weggelaten omdat", "left out because"})
"""Headers, folded, of the column that tells in a file of left-out rows what is wrong with them."""
MEDICAL = (
    *("oorzaak", "diagnos", "klacht", "sympto", "aandoening", "ziektebeeld", "letsel", "verwonding"),
    *("medicat", "medicij", "medisch", "medical", "behandel", "treatment", "therap", "complaint", "illness"),
    *("disease", "injury", "physician", "hospital", "ziekenhuis", "beperking", "zwanger", "pregnan", "prognos"),
)
"""Parts of words that tell of what an employer may not record (AP, Beleidsregels De zieke werknemer)."""
MEDICAL_WORDS = frozenset({"arts", "huisarts", "bedrijfsarts", "specialist", "doctor", "cause", "causes", "icd"})
MEDICAL_PAIRS = (("reden", "aard", "reason", "nature"), ("ziek", "verzuim", "afwezig", "sick", "absence"))
"""Words that are medical together, as in *reden verzuim*; a *reden uit dienst* is not."""
MEDICAL_ALONE = frozenset({"reden", "aard", "reason", "cas code"})
"""Headers that are medical in a file of absences."""
HARMLESS = frozenset({"", "absence_kind", "end_reason"})
"""What a medical column may be said to be: nothing, or one that is read by a list of values alone."""
HEADERS_WITHIN = 20
"""Filled rows among which the headers are looked for."""


def recognise(kind: ImportKind, headers: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """Return the place of each field's column.

    Args:
        kind: What the file holds.
        headers: As they stand in the file.
        mapping: Header to field, where the user says so; an empty field leaves the column out.

    Raises:
        Refused: `medical-column` by name; `unknown-field`, `unknown-column` for a mapping that fits nothing;
            `column-missing` or `column-missing-number` for each field that is needed.
    """
    said = {_plain(header): field for header, field in mapping.items()}
    folded = [_plain(header) for header in headers]
    problems = [
        Problem("medical-column", header, {"column": header})
        for header, plain in zip(headers, folded, strict=True)
        if _is_medical(kind, plain) and said.get(plain, "?") not in HARMLESS
    ]
    unknown = [field for field in said.values() if field and field not in kind.fields]
    problems += [Problem("unknown-field", f, {"field": f, "known": kind.fields}) for f in unknown]
    problems += [Problem("unknown-column", h, {"column": h}) for h in mapping if _plain(h) not in folded]
    # What the user says goes before what a header looks like.
    places = {said[plain]: place for place, plain in enumerate(folded) if said.get(plain)}
    for field, found in _by_field(kind, folded, said).items():
        if field not in places:
            places[field] = found[0]
            problems += _doubts(field, [headers[place] for place in found], kind)
    places.pop("", None)
    problems += [
        Problem(kind.missing.get(name, "column-missing"), name, {"field": name, "header": usual_header(name)})
        for name in missing_fields(kind, places)
    ]
    refuse_if(problems)
    return places


def usual_header(field: str) -> str:
    """Return what the column of a field is called by most; the field's own name where it has no column."""
    return SYNONYMS.get(field, field).partition("|")[0]


def missing_fields(kind: ImportKind, found: Container[str]) -> list[str]:
    """Return the fields that a file needs and lacks; an absence may find its person by name."""
    named = kind.by_name and all(name in found for name in kind.by_name)
    return [name for name in kind.required if name not in found and not (named and name == "dossier_no")]


def find_headers(
    kind: ImportKind, rows: Sequence[tuple[int, Sequence[str]]], mapping: Mapping[str, str]
) -> tuple[int, list[str]]:
    """Return at which of the first rows the headers end, and the headers.

    Titles and groups of columns may stand above them, and a cell merged over several rows holds its text in the first.
    """
    said = {_plain(header): field for header, field in mapping.items()}
    best, known, above = (0, list(rows[0][1])), 0, list[str]()
    for at, (_number, cells) in enumerate(rows[:HEADERS_WITHIN]):
        above = [cell or over for cell, over in zip_longest(cells, above, fillvalue="")]
        fields = {said.get(_plain(header)) or _field_of(kind, _plain(header)) for header in above} - {""}
        if len(fields) > known:
            best, known = (at, above), len(fields)
    return best


def known_fields(kind: ImportKind, headers: Sequence[str], mapping: Mapping[str, str]) -> set[str]:
    """Return the fields that headers are known for."""
    said = {_plain(header): field for header, field in mapping.items()}
    return {said.get(plain) or _field_of(kind, plain) for plain in map(_plain, headers)} - {""}


def unsaid(headers: Sequence[str], places: Mapping[str, int], mapping: Mapping[str, str]) -> list[int]:
    """Return the places of the columns that mean nothing here, and of which the user has said nothing either."""
    said = set(map(_plain, mapping))
    taken = set(places.values())
    return [at for at, header in enumerate(headers) if at not in taken and _plain(header) not in said]


def is_recovery(header: str) -> bool:
    """Tell whether a header may be that of how far somebody is back at work."""
    return any(stem in _plain(header) for stem in RECOVERY_STEMS)


def tells_end(kind: ImportKind, header: str) -> bool:
    """Tell whether a header may be that of the day on which a sickness or an employment ended."""
    plain, stems = _plain(header), kind.ends.stems if kind.ends else ()
    return any(stem in plain for stem in stems) and not any(word in plain for word in EXPECTED)


def _by_field(kind: ImportKind, folded: Sequence[str], said: Mapping[str, str]) -> dict[str, list[int]]:
    """Return the places of the columns of each field; those that say little only where there is no other."""
    found: dict[str, list[int]] = {}
    for place, plain in enumerate(folded):
        if plain not in said and (field := _field_of(kind, plain)):
            found.setdefault(field, []).append(place)
    return {
        field: [place for place in places if folded[place].replace(" ", "") not in WEAK] or places
        for field, places in found.items()
    }


def _doubts(field: str, headers: Sequence[str], kind: ImportKind) -> list[Problem]:
    """Return the question that the columns of a field raise."""
    if len(headers) > 1:
        named = {"field": field, "header": usual_header(field), "column": headers[0]}
        return [Problem("columns-same", headers[0], {"columns": headers, **named})]
    if kind.is_of_sickness and _plain(headers[0]).replace(" ", "") in DOUBTFUL:
        return [Problem("column-person-or-case", headers[0], {"column": headers[0], "field": field})]
    return []


def _plain(header: str) -> str:
    """Return a header as it is compared: `GeboorteDatum` is two words."""
    return fold(_CAMEL.sub(" ", header))


def _is_medical(kind: ImportKind, header: str) -> bool:
    if _field_of(kind, header) in HARMLESS - {""}:
        return False
    words = set(header.split())
    whole = any(part in header for part in MEDICAL) or not words.isdisjoint(MEDICAL_WORDS)
    paired = all(any(word in header for word in group) for group in MEDICAL_PAIRS)
    return whole or paired or (kind.is_of_sickness and header in MEDICAL_ALONE)


def _field_of(kind: ImportKind, header: str) -> str:
    bare = header.replace(" ", "")
    found = next((name for name in kind.fields if bare in _headers_of(name)), "")
    return found or ("absence_kind" if kind.is_of_sickness and _tells_kind(header) else "")


def _tells_kind(header: str) -> bool:
    return any(word in header for word in KIND_WORDS) and any(stem in header for stem in KIND_STEMS)


@cache
def _headers_of(name: str) -> frozenset[str]:
    return frozenset(fold(header).replace(" ", "") for header in (name, *SYNONYMS[name].split("|")))

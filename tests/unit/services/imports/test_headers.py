"""Which column means what."""

from __future__ import annotations

import pytest

from tests.reading_files import CASE, CASE_HEAD, PERSON, PERSON_HEAD
from tests.refusals import problems_of
from xstui.domain import import_kinds
from xstui.domain.problems import Problem, Refused
from xstui.domain.search import fold
from xstui.i18n import _, set_language
from xstui.services.imports import headers, running
from xstui.services.imports.headers import OWN_HEADERS


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


HEADERS = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren\n"
GOOD = HEADERS + "7001;van den Akker;01-02-1980;01-01-2020;001;36\n"


def write(tmp_path, text, name="file.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def plan_of(context, path, kind="employees", mapping=None):
    return running.plan_import(context, kind, path, mapping or {})


@pytest.mark.parametrize("header", ["Oorzaak", "Diagnose", "reden verzuim", "Naam arts", "ZIEKTEBEELD", "cause"])
def test_columns_with_medical_causes_are_refused_by_name(context, tmp_path, header):
    path = write(tmp_path, f"dossiernummer;eerste ziektedag;{header}\n563167;01-06-2026;griep\n")
    assert problems_of(plan_of, context, path, "absences") == [Problem("medical-column", header, {"column": header})]
    assert plan_of(context, path, "absences", {header: ""}).good == 1


def test_columns_are_mapped_as_the_user_says(context, tmp_path):
    path = write(tmp_path, GOOD.replace("Achternaam", "Wie"))
    missing = Problem("column-missing", "surname", {"field": "surname", "header": "achternaam"})
    assert problems_of(plan_of, context, path) == [missing]
    assert plan_of(context, path, mapping={"Wie": "surname"}).good == 1
    found = problems_of(plan_of, context, path, mapping={"Waar": "surname", "Wie": "bestaat_niet"})
    assert found == [
        Problem("unknown-field", "bestaat_niet", {"field": "bestaat_niet", "known": import_kinds.EMPLOYEES.fields}),
        Problem("unknown-column", "Waar", {"column": "Waar"}),
        missing,
    ]


def test_a_staff_list_without_numbers_is_told_how_to_get_them(context, tmp_path):
    path = write(tmp_path, GOOD.replace("Dossiernummer", "Opmerking").replace("dossiernummer", "Opmerking"))
    details = {"field": "dossier_no", "header": "dossiernummer"}
    assert problems_of(plan_of, context, path) == [Problem("column-missing-number", "dossier_no", details)]


HEAD = "Dossiernummer;Achternaam;Geboortedatum;In dienst;Afdeling;Uren"
TAIL = "01-02-1980;01-01-2020;001;36"


def plan_text(context, tmp_path, text, mapping=None):
    path = tmp_path / "employees.csv"
    path.write_text(text, encoding="utf-8")
    return running.plan_import(context, "employees", path, mapping or {})


def test_titles_and_groups_of_columns_may_stand_above_the_headers(context, tmp_path):
    above = "Personeelsoverzicht per 8-6-2026\n\nPersoon;;;Dienstverband\n"
    found = plan_text(context, tmp_path, f"{above}{HEAD}\n7001;Akker;{TAIL}\n7002;x\n")
    assert found.headers == HEAD.split(";")
    assert found.good == 1
    assert {bad.row for bad in found.problems} == {6}


def test_headers_merged_over_two_rows_are_read_from_both(context, tmp_path):
    text = f"Dossiernummer;Achternaam;Geboortedatum;Dienstverband\n;;;In dienst;Afdeling;Uren\n7001;Akker;{TAIL}\n"
    found = plan_text(context, tmp_path, text)
    assert (found.headers, found.good) == (HEAD.split(";"), 1)


def test_columns_that_mean_nothing_here_are_told(context, tmp_path):
    assert plan_text(context, tmp_path, f"{HEAD};Opmerking;\n7001;Akker;{TAIL};hallo;\n").ignored == ["Opmerking"]


def test_what_the_user_says_goes_before_what_a_header_looks_like(context, tmp_path):
    text = f"{HEAD};Wie\n7001;Fout;{TAIL};Goed\n"
    [(_row, draft)] = plan_text(context, tmp_path, text, {"Wie": "surname"}).drafts
    assert draft.person["surname"] == "Goed"


@pytest.mark.parametrize(
    "header",
    [
        *("Verzuimoorzaak", "Diagnosecode", "Klachten", "Reden ziekmelding", "Aard van de ziekte", "Huisarts"),
        *("Medicatie", "Behandelaar", "Diagnosis", "Chief complaint", "Reason for absence", "Prognose", "Zwangerschap"),
    ],
)
def test_medical_columns_are_refused_also_among_employees(context, tmp_path, header):
    found = problems_of(plan_text, context, tmp_path, f"{HEAD};{header}\n7001;Akker;{TAIL};x\n")
    assert found == [Problem("medical-column", header, {"column": header})]


@pytest.mark.parametrize("header", ["Reden uit dienst", "Kaart", "Maarten", "Aard dienstverband", "Ziek vanaf"])
def test_columns_that_only_look_alike_are_not(context, tmp_path, header):
    assert plan_text(context, tmp_path, f"{HEAD};{header}\n7001;Akker;{TAIL};x\n").good == 1


def test_the_column_of_reasons_is_known_in_both_languages():
    for language in ("nl", "en"):
        set_language(language)
        assert fold(_("Left out because")) in OWN_HEADERS
    set_language("nl")


def test_the_headers_are_the_row_of_which_most_is_known():
    rows = [(1, ["Overzicht", ""]), (3, ["Persnr", "Persoon"]), (4, ["Nr", "Achternaam"]), (5, ["12", "Jansen"])]
    at, found = headers.find_headers(import_kinds.EMPLOYEES, rows, {"Nr": "dossier_no"})
    assert (at, found) == (2, ["Nr", "Achternaam"])
    assert headers.find_headers(import_kinds.EMPLOYEES, rows[:1], {}) == (0, ["Overzicht", ""])


def test_the_first_twenty_rows_alone_may_be_headers():
    above = [(number, ["", ""]) for number in range(headers.HEADERS_WITHIN)]
    rows = [*above, (30, ["Dossiernummer", "Achternaam"])]
    assert headers.find_headers(import_kinds.EMPLOYEES, rows[1:], {})[0] == headers.HEADERS_WITHIN - 1
    assert headers.find_headers(import_kinds.EMPLOYEES, rows, {})[0] == 0


def test_what_is_known_of_headers_is_what_was_said_or_what_they_look_like():
    kind = import_kinds.ABSENCES
    assert headers.known_fields(kind, ["Wie", "Eerste ziektedag", "x"], {"Wie": "dossier_no"}) == {
        "dossier_no",
        "first_sick_day",
    }
    assert headers.unsaid(["Wie", "Wat", "Waar"], {"dossier_no": 0}, {"Waar": ""}) == [1]


@pytest.mark.parametrize(
    ("kind", "header", "tells"),
    [
        (import_kinds.ABSENCES, "Weer aan het werk", True),
        (import_kinds.ABSENCES, "Verwachte hersteldatum", False),
        (import_kinds.ABSENCES, "Vertrek", False),
        (import_kinds.EMPLOYEES, "Vertrekdatum", True),
        (import_kinds.POLICIES, "Vertrekdatum", False),
    ],
)
def test_a_header_tells_of_an_end(kind, header, tells):
    assert headers.tells_end(kind, header) is tells
    assert headers.is_recovery("Herstelpercentage")
    assert not headers.is_recovery("Percentage")


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        ({"first_sick_day"}, ["dossier_no"]),
        ({"first_sick_day", "surname"}, ["dossier_no"]),
        ({"surname", "birth_date"}, ["first_sick_day"]),
        ({"first_sick_day", "surname", "birth_date"}, []),
    ],
)
def test_an_absence_finds_its_person_by_number_or_by_name_and_birth_date(found, missing):
    assert headers.missing_fields(import_kinds.ABSENCES, found) == missing


def test_two_columns_of_one_meaning_are_asked_about_with_both():
    with pytest.raises(Refused) as refused:
        headers.recognise(import_kinds.ABSENCES, ["Persnr", "Medewerkernummer", "Ziek vanaf"], {})
    details = {
        "columns": ["Persnr", "Medewerkernummer"],
        "field": "dossier_no",
        "header": "dossiernummer",
        "column": "Persnr",
    }
    assert refused.value.problems == (Problem("columns-same", "Persnr", details),)
    said = {"Persnr": "", "Medewerkernummer": "dossier_no"}
    assert headers.recognise(import_kinds.ABSENCES, ["Persnr", "Medewerkernummer", "Ziek vanaf"], said) == {
        "dossier_no": 1,
        "first_sick_day": 2,
    }

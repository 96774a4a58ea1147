"""Importing absences: who is meant, further percentages, joins with what stood in the store, and the wage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from tests.company import context_of
from tests.reading_files import CASE, CASE_HEAD, lines, problems
from tests.refusals import problems_of
from xstui.domain.absence import EndReason
from xstui.domain.leaving import LeavingReason
from xstui.domain.problems import Problem
from xstui.i18n import label
from xstui.services.absence import absence
from xstui.services.absence.absence import SickReport
from xstui.services.employment import leaving
from xstui.services.imports import running
from xstui.services.imports.tables import Choices
from xstui.services.people import people, search
from xstui.store.tables import AbsenceCase, PercentageStep, Task

HEAD = "dossiernummer;eerste ziektedag;laatste ziektedag;wijzigingsdatum;percentage\n"
JANSEN = 563167
NOBODY = "Er is hier niemand in dienst met deze achternaam en geboortedatum."


def plan(context, tmp_path, text):
    path = tmp_path / "absences.csv"
    path.write_text(text, encoding="utf-8")
    return running.plan_import(context, "absences", path, {})


def cases_of(context, person_id=2):
    with context.reading() as session:
        query = select(AbsenceCase).where(AbsenceCase.person_id == person_id)
        return sorted(session.exec(query).all(), key=lambda case: case.first_sick_day)


def steps_of(context, case):
    with context.reading() as session:
        rows = session.exec(select(PercentageStep).where(PercentageStep.case_id == case.key)).all()
    return [(step.valid_from, step.percentage) for step in rows]


def write(tmp_path, text, name="file.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def plan_of(context, path, kind="employees", mapping=None):
    return running.plan_import(context, kind, path, mapping or {})


FILL_IN = "Vul dit veld in."
NO_NUMBER_HERE = "Er is hier niemand in dienst met dit dossiernummer."


@pytest.mark.parametrize(
    ("head", "who"),
    [
        ("naam;geboortedatum", "Jansen;03-02-1990"),
        ("achternaam;geboortedatum", "JANSEN;1990-02-03"),
        ("naam;geboortedatum", "Jansen, A.;3-2-1990"),
        ("dossiernummer;naam;geboortedatum", ";Jansen;03-02-1990"),
        ("dossiernummer;naam;geboortedatum", "563167;;03-02-1990"),
    ],
)
def test_a_person_is_found_by_number_or_by_name_and_birth_date(context, tmp_path, head, who):
    found = plan(context, tmp_path, f"{head};eerste ziektedag\n{who};01-04-2026\n")
    assert lines(found) == []
    running.carry_out(context, found)
    assert [case.first_sick_day for case in cases_of(context)] == [date(2026, 4, 1)]


@pytest.mark.parametrize(
    ("who", "line"),
    [
        (
            "563167;Jansen;04-02-1990",
            "geboortedatum: Naam of geboortedatum wijkt af van die bij dit dossiernummer.",
        ),
        (";Jansen;04-02-1990", f"naam: {NOBODY}"),
        (";Jansen;", "geboortedatum: Vul dit veld in."),
        (";;03-02-1990", "naam: Vul dit veld in."),
    ],
)
def test_whoever_is_not_surely_meant_is_a_problem(context, tmp_path, who, line):
    found = plan(context, tmp_path, f"dossiernummer;naam;geboortedatum;eerste ziektedag\n{who};01-04-2026\n")
    assert lines(found) == [f"rij 2, {line}"]


def test_two_people_of_the_same_name_and_birth_date_are_not_guessed_between(context, tmp_path):
    head = "dossiernummer;achternaam;geboortedatum;in dienst;afdeling;uren\n"
    twins = tmp_path / "twins.csv"
    twins.write_text(f"{head}1;Tweeling;01-01-1990;01-01-2020;001;36\n2;Tweeling;01-01-1990;01-01-2020;001;36\n")
    taken = Choices(answers={"namesakes": "take"})
    running.carry_out(context, running.plan_import(context, "employees", twins, {}, choices=taken))
    found = plan(context, tmp_path, "naam;geboortedatum;eerste ziektedag\nTweeling;01-01-1990;01-04-2026\n")
    assert lines(found) == ["rij 2, naam: Deze naam en geboortedatum passen op meer mensen: geef het dossiernummer."]


def test_further_rows_change_the_percentage_of_a_case(context, tmp_path):
    text = (
        f"{HEAD}{JANSEN};01-04-2026;30-04-2026;;100\n"
        f"{JANSEN};01-04-2026;;10-04-2026;62,5\n"
        f"{JANSEN};01-04-2026;;20-04-2026;25\n"
    )
    found = plan(context, tmp_path, text)
    assert lines(found) == []
    running.carry_out(context, found)
    [case] = cases_of(context)
    assert steps_of(context, case) == [
        (date(2026, 4, 1), Decimal(100)),
        (date(2026, 4, 10), Decimal("62.5")),
        (date(2026, 4, 20), Decimal(25)),
    ]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            f"{JANSEN};02-04-2026;;10-04-2026;50",
            (
                "eerste ziektedag: Geen rij hierboven meldt deze werknemer ziek per 02-04-2026. "
                "Zet de ziekmelding boven haar wijzigingen, met dezelfde eerste ziektedag."
            ),
        ),
        (
            f"{JANSEN};01-04-2026;;31-03-2026;50",
            "wijzigingsdatum: Dit is voor de eerste ziektedag, 01-04-2026. Typ die dag of een latere.",
        ),
        (
            f"{JANSEN};01-04-2026;;01-05-2026;50",
            "laatste ziektedag: Het percentage wijzigde op 01-05-2026: de laatste ziektedag kan daar niet vóór liggen.",
        ),
        (
            f"{JANSEN};01-04-2026;;10-04-2026;0",
            "percentage: Een percentage is meer dan 0 en hoogstens 100.",
        ),
    ],
)
def test_a_step_goes_by_the_rules_of_the_screen(context, tmp_path, row, line):
    found = plan(context, tmp_path, f"{HEAD}{JANSEN};01-04-2026;30-04-2026;;100\n{row}\n")
    assert lines(found) == [f"rij 3, {line}"]


def test_the_wage_at_the_start_comes_along_as_on_the_screen(context, tmp_path):
    running.carry_out(context, plan(context, tmp_path, f"{HEAD}{JANSEN};01-04-2026;02-04-2026;;\n"))
    absence.report_sick(context, SickReport(3, date(2026, 4, 1)))
    imported, by_screen = cases_of(context)[0], cases_of(context, 3)[0]
    assert (imported.wage_at_start, imported.wage_basis) == (Decimal(4000), "gross-month")
    same = ("kind", "protocol", "classification", "wage_at_start", "wage_basis", "wage_verified", "counted_from")
    assert [getattr(imported, name) for name in same] == [getattr(by_screen, name) for name in same]


def test_an_imported_open_case_has_the_tasks_that_the_screen_makes(context, tmp_path):
    running.carry_out(context, plan(context, tmp_path, f"{HEAD}{JANSEN};01-04-2026;;;\n"))
    absence.report_sick(context, SickReport(3, date(2026, 4, 1)))

    def tasks(person_id):
        [case] = cases_of(context, person_id)
        with context.reading() as session:
            rows = session.exec(select(Task).where(Task.case_id == case.key)).all()
        return {(t.code, t.sequence, t.opens, t.due, t.actor, t.closed_as) for t in rows}

    assert tasks(2) == tasks(3) != set()


def test_a_case_may_not_outlast_the_employment(context, tmp_path):
    head = "dossiernummer;achternaam;geboortedatum;in dienst;uit dienst;afdeling;uren\n"
    path = tmp_path / "gone.csv"
    path.write_text(f"{head}7001;Weg;01-01-1990;01-01-2020;31-03-2026;001;36\n")
    running.carry_out(context, running.plan_import(context, "employees", path, {}))
    found = plan(
        context, tmp_path, f"{HEAD}7001;30-03-2026;02-04-2026;;\n7001;01-04-2026;;;\n7001;02-03-2026;31-03-2026;;\n"
    )
    left = "Dit is na het einde van het dienstverband op 31-03-2026. Typ die dag of een eerdere."
    assert lines(found) == [f"rij 2, laatste ziektedag: {left}", f"rij 3, eerste ziektedag: {left}"]


def test_a_plan_is_refused_once_the_store_has_changed(context, tmp_path):
    found = plan(context, tmp_path, f"{HEAD}{JANSEN};01-04-2026;02-04-2026;;\n")
    absence.report_sick(context, SickReport(2, date(2026, 4, 1)))
    assert problems_of(running.carry_out, context, found) == [Problem("changed-since")]
    assert len(cases_of(context)) == 1


def test_who_sees_other_units_alone_finds_nobody_by_name(context, tmp_path):
    found = plan(
        context_of(context.store, units={3}),
        tmp_path,
        "naam;geboortedatum;eerste ziektedag\nJansen;03-02-1990;01-04-2026\n",
    )
    assert lines(found) == [f"rij 2, naam: {NOBODY}"]


class TestEndReasons:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("Hersteld", EndReason.RECOVERED),
            ("AOW", EndReason.PENSION),
            ("", EndReason.RECOVERED),
        ],
    )
    def test_a_reason_of_ending_comes_in_by_its_list(self, office, read, text, reason):
        found = read(f"{CASE_HEAD};Reden einde verzuim\n{CASE};{text}\n")
        assert [draft.new_case().end_reason for _row, draft in found.drafts] == [reason.value]
        running.carry_out(office, found)

    @pytest.mark.parametrize(("text", "reason"), [("uit dienst", EndReason.LEFT), ("overleden", EndReason.DECEASED)])
    def test_no_case_ends_by_leaving_or_death_while_the_employment_goes_on(self, office, read, text, reason):
        file = f"{CASE_HEAD};Reden einde verzuim\n{CASE};{text}\n"
        found = read(file)
        assert problems(found) == [(2, Problem("left-while-employed", "end_reason", {"reason": reason}))]
        assert lines(found) == [
            (
                f"rij 2, Reden einde verzuim: De reden is {label(reason)}, maar het dienstverband loopt door. Meld eerst uit "
                "dienst, of lees de laatste dag in met het personeelsbestand, en lees deze rij daarna in."
            )
        ]
        (person,) = search.resolve(office, "563168")
        leaving.report_leaving(office, person.person_id, date(2026, 6, 7), LeavingReason.OTHER)
        found = read(file)
        assert [draft.new_case().end_reason for _row, draft in found.drafts] == [reason.value]
        running.carry_out(office, found)

    def test_a_leaving_that_is_still_to_come_ends_no_case(self, office, read):
        (person,) = search.resolve(office, "563168")
        leaving.report_leaving(office, person.person_id, date(2026, 6, 30), LeavingReason.OTHER)
        found = read(f"{CASE_HEAD};Reden einde verzuim\n{CASE};uit dienst\n")
        assert problems(found) == [(2, Problem("left-while-employed", "end_reason", {"reason": EndReason.LEFT}))]

    @pytest.mark.parametrize("text", ["griep", "onterecht", "Zwangerschapsverlof"])
    def test_no_other_word_is_a_reason_of_ending(self, read, text):
        ((row, bad),) = problems(read(f"{CASE_HEAD};Reden einde verzuim\n{CASE};{text}\n"))
        details = {"value": text, "known": bad.details["known"]}
        assert (row, bad) == (2, Problem("choice-not-listed", "end_reason", details))
        not_offered = {EndReason.MISTAKEN, EndReason.BORN, EndReason.LEAVE, EndReason.WITHDRAWN}
        assert set(bad.details["known"]) == set(EndReason) - not_offered

    def test_a_reason_without_an_end_is_refused(self, read):
        assert lines(read(f"{CASE_HEAD};Reden einde verzuim\n563168;04-06-2026;;hersteld\n")) == [
            "rij 2, Reden einde verzuim: Er staat een reden van het einde, maar geen dag waarop het eindigde. Vul de dag in."
        ]


def test_absences_join_by_the_four_week_rule_and_open_ones_get_tasks(context, tmp_path):
    text = (
        "dossiernummer;eerste ziektedag;laatste ziektedag;hersteldatum;percentage;verzuimclassificatie\n"
        "563167;01-05-2026;;;50;Ziek t.g.v. arbeidsongeval\n"
        "563167;05-01-2026;31-01-2026;;;\n"
        "563167;28-02-2026;;10-03-2026;;Ziek\n"
    )
    found = plan_of(context, write(tmp_path, text), "absences")
    assert lines(found) == []
    running.carry_out(context, found)
    newest, middle, oldest = people.dossier_of(context, 2).cases
    assert (oldest.counted_from, middle.counted_from) == (date(2026, 1, 5), date(2026, 2, 1))
    assert (middle.last_sick_day, newest.percentage) == (date(2026, 3, 9), Decimal(50))
    assert newest.counted_from == date(2026, 5, 1)
    with context.reading() as session:
        tasks = session.exec(select(Task).where(Task.case_id == newest.case_id, Task.code == "T01")).all()
    assert [task.due for task in tasks] == [date(2026, 5, 8)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "563166;01-04-2026;05-04-2026;",
            "eerste ziektedag: Deze dagen vallen al in het traject van 02-03-2026. Controleer de datums.",
        ),
        (
            "563167;01-04-2026;01-03-2026;",
            "laatste ziektedag: Dit is voor de eerste ziektedag, 01-04-2026. Typ die dag of een latere.",
        ),
        (
            "563167;01-04-2024;05-04-2024;",
            "eerste ziektedag: Dit is voor het begin van het dienstverband op 01-05-2025. Typ die dag of een latere.",
        ),
        (
            "563167;09-06-2026;;",
            "eerste ziektedag: Deze datum ligt in de toekomst. De laatste dag die kan is 08-06-2026.",
        ),
        ("563167;01-04-2026;;0", "percentage: Een percentage is meer dan 0 en hoogstens 100."),
        ("12;01-04-2026;;", f"dossiernummer: {NO_NUMBER_HERE}"),
        (";01-04-2026;;", f"dossiernummer: {FILL_IN}"),
    ],
)
def test_wrong_absences_are_named(context, tmp_path, row, expected):
    head = "dossiernummer;eerste ziektedag;laatste ziektedag;percentage\n"
    assert lines(plan_of(context, write(tmp_path, f"{head}{row}\n"), "absences")) == [f"rij 2, {expected}"]


def test_absences_that_overlap_within_the_file_are_named(context, tmp_path):
    text = (
        "dossiernummer;eerste ziektedag;laatste ziektedag\n563167;01-04-2026;09-04-2026\n563167;05-04-2026;12-04-2026\n"
    )
    assert lines(plan_of(context, write(tmp_path, text), "absences")) == [
        "rij 3, eerste ziektedag: Deze dagen vallen al in het traject van 01-04-2026. Controleer de datums."
    ]


def test_people_of_other_units_are_unknown_here(context, tmp_path):
    path = write(tmp_path, "dossiernummer;eerste ziektedag\n563167;01-06-2026\n")
    found = plan_of(context_of(context.store, units={3}), path, "absences")
    assert lines(found) == [f"rij 2, dossiernummer: {NO_NUMBER_HERE}"]


def test_how_far_somebody_is_back_leaves_how_far_somebody_is_absent(read):
    head = f"{CASE_HEAD};Percentage hersteld;Verzuimpercentage"
    said = {"Percentage hersteld": "part_recovered"}
    found = read(f"{head}\n{CASE};40;60\n", mapping=said)
    assert [draft.steps[0].percentage for _row, draft in found.drafts] == [60]
    contradicts = Problem("percentages-contradict", "part_recovered", {"absent": Decimal(60)})
    assert problems(read(f"{head}\n{CASE};40;50\n", mapping=said)) == [(2, contradicts)]
    back = Problem("percentage-out-of-range", "part_recovered")
    assert problems(read(f"{head}\n{CASE};100;\n", mapping=said)) == [(2, back)]

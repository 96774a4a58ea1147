"""`xstui rules`: the worked examples, for people and for programs."""

import contextlib
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from xstui.cli import main

LIMIT_AT_PART = (
    "Hoe het maximumdagloon en het minimumloon bij gedeeltelijk verzuim tellen, staat niet vast: hier begrenzen ze de hele "
    "maand."
)
DATA = Path(__file__).parents[3] / "data"


def run(*words: str) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main.run(["rules", *words])
    return code, out.getvalue()


def facts(*words: str):
    code, text = run(*words, "--json")
    assert code == 0
    return json.loads(text)


def dues(*words: str):
    return {d["code"]: d["due"] for d in facts("deadlines", *words)["deadlines"] if d["sequence"] == 0}


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (
            "2026-03-02",
            "2026-03-09 2026-04-13 2026-04-27 2026-06-08 2026-12-21 2027-03-01 2027-11-29 2027-12-13 2028-02-28",
        ),
        (
            "2026-02-12",
            "2026-02-19 2026-03-26 2026-04-09 2026-05-21 2026-12-03 2027-02-11 2027-11-11 2027-11-25 2028-02-10",
        ),
        (
            "2024-02-29",
            "2024-03-07 2024-04-11 2024-04-25 2024-06-06 2024-12-19 2025-02-27 2025-11-27 2025-12-11 2026-02-26",
        ),
        (
            "2025-12-18",
            "2025-12-25 2026-01-29 2026-02-12 2026-03-26 2026-10-08 2026-12-17 2027-09-16 2027-09-30 2027-12-16",
        ),
    ],
)
def test_deadlines(first, days):
    found = dues(first)
    assert [found[code] for code in ("T01", "T02", "T03", "T04", "T05", "T06", "T09", "T10", "T12")] == days.split()


def test_recovered_days_shift_all_deadlines():
    found = facts("deadlines", "2022-01-03", "--recovered-days", "21")
    assert (found["counted_from"], found["last_wage_day"]) == ("2022-01-24", "2024-01-21")
    assert dues("2022-01-03", "--recovered-days", "21")["T12"] == "2024-01-22"


def test_1_2_what_is_late_lengthens_wage_payment_as_much():
    assert facts("deadlines", "2026-03-02", "--late-days", "10")["last_wage_day"] == "2028-03-08"


def test_every_deadline_names_its_source():
    assert all(d["source"] and d["label"] and d["actor"] for d in facts("deadlines", "2026-03-02")["deadlines"])


def test_deadlines_for_people():
    code, text = run("deadlines", "2026-03-02")
    lines = text.splitlines()
    assert code == 0
    first = facts("deadlines", "2026-03-02")["deadlines"][0]
    assert " ".join(lines[0].split()) == f"T01 {first['label']} (WG) 09-03-2026 {first['source']}"
    assert "27-02-2028" in lines[-1]
    assert "BW 7:629" in lines[-1]


def test_labels_in_english():
    assert facts("deadlines", "2026-03-02", "--lang", "en")["deadlines"][0]["label"].startswith("Report to")


def test_pension():
    found = facts("pension", "1982-05-01")
    assert (found["day"], found["fixed"], found["years"], found["months"]) == ("2050-11-01", False, 68, 6)
    assert "AOW" in found["source"]
    _, text = run("pension", "1960-12-31", "--lang", "en")
    assert "31-12-2027" in text
    assert "Fixed by law" in text
    assert "Not fixed yet" in run("pension", "1982-05-01", "--lang", "en")[1]


def test_leave():
    found = facts("leave", "2026-09-15")
    assert (found["start"], found["uwv_latest"], found["end"]) == ("2026-08-05", "2026-07-22", "2026-11-24")
    found = facts("leave", "2026-09-15", "--multiple", "--weeks", "8", "--born", "2026-08-25")
    assert (found["end"], found["after_birth_days"]) == ("2026-12-08", 105)
    assert found["sources"]["uwv_latest"] == "WAZO 3:11"
    assert "07-07-2026" in run("leave", "2026-09-15", "--multiple")[1]


def test_3_1_6_the_leave_says_what_may_be_spread():
    found = facts("leave", "2026-09-15")
    assert [found[f"spread_{name}"] for name in ("from", "latest", "ask_latest", "days")] == [
        "2026-10-28",
        "2027-05-25",
        "2026-10-07",
        28,
    ]
    assert "Rest te spreiden t/m            25-05-2027  WAZO 3:1 lid 6" in run("leave", "2026-09-15")[1]


def test_leave_is_longer_for_a_child_in_hospital_and_shorter_after_the_birth_for_sickness_before_it():
    early = ("leave", "2026-09-15", "--weeks", "4", "--born", "2026-09-01")
    found = facts(*early, "--hospital-days", "49")
    assert (found["hospital_extra_days"], found["end"], found["sources"]["end"]) == (
        14,
        "2026-12-22",
        "WAZO 3:1 lid 3-5",
    )
    sick = facts(
        "leave",
        "2026-09-15",
        "--weeks",
        "5",
        "--sick",
        "2026-08-05",
        "2026-08-06",
        "--sick",
        "2026-08-09",
        "2026-08-20",
    )
    assert (sick["after_birth_days"], sick["end"]) == (77 - 5, "2026-11-26")


def test_join():
    found = facts("join", "2022-01-03", "2022-07-03", "2022-07-25")
    assert (found["recovered_days"], found["joined"]) == (21, True)
    assert (found["counted_from"], found["two_years_over"]) == ("2022-01-24", "2024-01-22")
    found = facts("join", "2026-01-05", "2026-01-31", "2026-03-01")
    assert (found["recovered_days"], found["joined"], found["counted_from"]) == (28, False, "2026-03-01")


def test_r2_7_leave_in_between_does_not_part_two_cases():
    days = ("2026-07-01", "2026-08-04", "2026-11-25")
    assert facts("join", *days)["joined"] is False
    found = facts("join", *days, "--leave", "2026-08-05", "2026-11-24")
    assert (found["recovered_days"], found["joined"], found["counted_from"]) == (0, True, "2026-10-21")


def test_percentage():
    assert facts("percentage", "40", "15")["absence_percentage"] == 62.5
    assert "62,50 %" in run("percentage", "40", "15")[1]


@pytest.mark.parametrize(
    ("words", "working"),
    [
        (("percentage", "40", "15"), "100 − 15/40 × 100"),
        (("percentage", "36,86", "3*4"), "100 − (3×4)/36,86 × 100"),
        (("pay", "4000", "75", "2026-06-08"), "25,00 % × € 4.000,00 + 75,00 % × € 2.800,00"),
    ],
)
def test_a_sum_shows_its_working(words, working):
    assert working in run(*words)[1].replace("\u00a0", " ")


EACH_RULE = [
    ("deadlines", "2026-03-02"),
    ("pension", "1982-05-01"),
    ("leave", "2026-09-10", "--multiple"),
    ("join", "2022-01-03", "2022-07-03", "2022-07-25"),
    ("percentage", "40", "15"),
    ("workdays", "2026-03"),
    ("pay", "4000", "75", "2026-06-08"),
    ("what-if", "2026-03-02", "--recovered", "2026-05-01"),
]


@pytest.mark.parametrize("words", EACH_RULE)
def test_every_line_names_the_source_of_its_rule(words):
    code, text = run(*words)
    sources = ("art.", "BW", "WIA", "WAZO", "AOW", "Handleiding", "Dagloonbesluit", "Praktijk", "UWV")
    assert code == 0
    assert all(any(source in line.split("  ")[-1] for source in sources) for line in text.splitlines())


DUTCH = "lid onder binnen praktijk weken laat handleiding besluiten daarna bedragen arbodienst"
ENGLISH = "paragraph under within practice weeks late manual decisions amounts before employer"


@pytest.mark.parametrize(("language", "foreign"), [("nl", ENGLISH), ("en", DUTCH)])
@pytest.mark.parametrize("words", [*EACH_RULE, ("pay", "2000", "75", "2026-06-08", "--hours", "36")])
def test_sources_and_actors_are_in_the_language_that_is_spoken(words, language, foreign):
    _code, text = run(*words, "--lang", language)
    assert not set(re.findall(r"[a-z]+", text.lower())).intersection(foreign.split())


def test_an_english_source_cites_paragraphs():
    assert "BW 7:629 paragraph 10" in run("join", "2022-01-03", "2022-07-03", "2022-07-25", "--lang", "en")[1]
    assert "Manual 5.3" in run("percentage", "40", "15", "--lang", "en")[1]


def test_workdays():
    assert facts("workdays", "2026-03")["workdays"] == 22
    by_month = [facts("workdays", f"2026-{month:02}")["workdays"] for month in range(1, 13)]
    assert by_month == [22, 20, 22, 22, 21, 22, 23, 21, 22, 22, 21, 23]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("percentage", "40", "50"), "hours-over-contract"),
        (("leave", "2026-09-15", "--weeks", "9"), "leave-weeks-out-of-range"),
        (("join", "2026-02-01", "2026-01-31", "2026-03-01"), "end-before-start"),
        (("join", "2026-01-01", "2026-01-31", "2026-01-31"), "case-overlap"),
        (("percentage", "40", "x"), "hours-unreadable"),
        (("percentage", "0", "0"), "percentage-out-of-range"),
        (("pay", "4000", "75", "2027-06-08"), "amount-missing"),
        (("pay", "4000", "75", "2026-06-08", "--since", "2026-06-09"), "before-first-sick-day"),
    ],
)
def test_refusals(words, code):
    done, text = run(*words, "--json")
    assert done == 1
    assert json.loads(text)["problems"][0]["code"] == code
    assert run(*words)[1].strip()


@pytest.mark.parametrize(
    "words",
    [
        ("workdays", "2026-13"),
        ("workdays", "9999-12"),
        ("pension", "1982-02-30"),
        ("pension", "20260302"),
        ("deadlines", "9999-12-31"),
        ("deadlines", "2200-01-01"),
        ("deadlines", "2026-03-02", "--recovered-days", "99999"),
        ("deadlines", "2026-03-02", "--recovered-days", "-1"),
        ("leave", "2026-09-15", "--hospital-days", "x"),
        ("leave", "1899-12-31"),
        ("nothing",),
        (),
    ],
)
def test_bad_input_gets_one_clear_line_and_status_2(words, capsys):
    assert run(*words)[0] == 2
    said = capsys.readouterr().err
    assert said.startswith("xstui: ")
    assert said.count("\n") == 1


def test_a_day_may_be_written_as_the_screens_show_it():
    assert facts("pension", "01-05-1982") == facts("pension", "1982-05-01")
    assert facts("deadlines", "2199-12-31", "--recovered-days", "9999")["counted_from"] == "2227-05-18"


def test_r1_4_a_deadline_on_a_day_off_says_so():
    found = {(d["code"], d["sequence"]): d["day_off"] for d in facts("deadlines", "2026-03-02")["deadlines"]}
    assert (found["T02", 0], found["T03", 0]) == (None, "Koningsdag")
    assert "27-04-2026 (Koningsdag)" in run("deadlines", "2026-03-02")[1]
    assert "27-04-2026 (King's Day)" in run("deadlines", "2026-03-02", "--lang", "en")[1]
    weekend = [d["day_off"] for d in facts("deadlines", "2026-03-01")["deadlines"] if d["code"] == "T01"]
    assert weekend == ["zo"]


def test_the_parser_loads_its_words_and_no_rules():
    program = "import sys, xstui.cli.commands; print(sorted(m for m in sys.modules if m.startswith('xstui.')))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=DATA.parent)
    assert "xstui.cli.rules.pay" in found.stdout
    assert "xstui.services.context" not in found.stdout
    assert "xstui.store" not in found.stdout
    assert "xstui.domain.wages" not in found.stdout


def test_what_if_she_falls_ill_again_within_four_weeks():
    found = facts("what-if", "2026-03-02", "--recovered", "2026-05-01", "--sick-again", "2026-05-20")
    assert (found["joined"], found["recovered_days"], found["counted_from"]) == (True, 19, "2026-03-21")
    (term,) = [t for t in found["terms"] if t["code"] == "T05"]
    assert (term["before"], term["after"], term["effect"]) == ("2026-12-21", "2027-01-09", "shifts")
    assert term["source"].startswith("ZW art. 38 lid 1")


def test_what_if_for_people_has_the_old_day_the_new_one_and_the_source():
    code, text = run("what-if", "2026-03-02", "--recovered", "2026-05-01", "--sick-again", "2026-05-20")
    assert code == 0
    assert "21-12-2026 -> 09-01-2027  schuift" in text
    assert text.splitlines()[0].split() == ["Telt", "als", "één", "traject", "Ja", "BW", "7:629", "lid", "10"]
    assert "09-03-2026 -> -  vervalt" in run("what-if", "2026-03-02", "--recovered", "2026-05-01")[1]


def test_what_if_a_day_can_not_be_it_is_refused():
    code, text = run("what-if", "2026-03-02", "--recovered", "2026-03-02", "--json")
    assert code == 1
    assert json.loads(text)["problems"] == [{"code": "recovered-too-early", "field": "recovered"}]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (("4000", "75", "2026-06-08"), 3100),
        (("4.000,00", "62,5", "2026-06-08"), 3250),
        (("3000", "100", "2026-06-08", "--hours", "36"), 2294.76),
        (("3000", "100", "2026-06-08", "--hours", "36", "--age", "18"), 2100),
        (("3000", "100", "2026-06-08", "--hours", "36", "--since", "2025-06-08"), 2100),
        (("3000", "100", "2026-12-01", "--hours", "36", "--since", "2025-06-08"), 2100),
        (("9000", "100", "2026-06-08"), 4632.21),
        (("4000", "100", "2026-06-08", "--since", "2026-03-02", "--pension", "2026-03-02"), 0),
    ],
)
def test_5_2_pay_between_minimum_and_maximum(words, due):
    found = facts("pay", *words)
    assert (found["due"], found["source"]) == (due, "BW 7:629")


def test_pay_for_people_names_what_was_not_counted():
    _code, text = run("pay", "3000", "100", "2026-06-08")
    assert "BW 7:629" in text
    assert "--hours" in text


def test_14_3_pay_names_the_minimum_wage_that_is_missing_and_answers_where_it_does_not_matter():
    done, text = run("pay", "2500", "100", "2023-08-01", "--hours", "36")
    assert (done, "van 01-08-2023: niet in dit programma; het bedrag kan te laag zijn" in text) == (0, True)
    done, text = run("pay", "4000", "100", "2023-08-01", "--hours", "36")
    assert (done, "niet in dit programma" in text) == (0, False)
    assert "€ 2.800,00" in text


def test_14_9_pay_shows_the_minimum_wage_and_that_the_wage_lies_below_it():
    _done, text = run("pay", "2000", "100", "2026-06-08", "--hours", "36", "--age", "20")
    assert "de lagere bedragen voor BBL zijn niet toegepast" in text
    _done, text = run("pay", "2000", "100", "2026-06-08", "--hours", "36")
    assert "€ 2.294,76" in text
    assert "! ligt onder het minimumloon" in text


@pytest.mark.parametrize(
    ("words", "codes", "sentences"),
    [
        (
            ("9000", "100", "2025-07-01"),
            ["maximum-daily-wage"],
            ["Het maximumdagloon van 01-07-2025 is niet in een publicatie gevonden."],
        ),
        (("9000", "50", "2026-06-08"), ["limit-at-part"], [LIMIT_AT_PART]),
        (("3000", "50", "2026-06-08", "--hours", "36"), ["limit-at-part"], [LIMIT_AT_PART]),
        (
            ("4000", "100", "2026-05-25", "--waiting-days", "2"),
            ["waiting-on-holiday"],
            ["Of een feestdag een wachtdag kan zijn, staat niet vast: zie het contract of de cao."],
        ),
        (("9000", "100", "2026-05-26", "--waiting-days", "2"), [], []),
        (("4000", "50", "2026-06-08", "--hours", "36"), [], []),
    ],
)
def test_14_10_pay_says_what_is_not_settled_where_it_depends_on_it(words, codes, sentences):
    assert facts("pay", *words)["unsettled"] == codes
    _done, text = run("pay", *words)
    told = [line.partition("Staat niet vast")[2] for line in text.splitlines() if "Staat niet vast" in line]
    assert [one.strip().removesuffix("BW 7:629").strip() for one in told] == sentences


def test_14_10_the_state_pension_date_of_2032_is_not_fixed_yet():
    _done, text = run("pension", "1964-10-01")
    assert ("01-01-2032" in text, "Niet vastgesteld" in text) == (True, True)
    _done, text = run("pension", "1964-09-30")
    assert ("30-12-2031" in text, "Wettelijk vastgesteld" in text) == (True, True)


def test_14_7_join_says_to_check_where_somebody_worked_between_with_both_days():
    args = ("join", "2026-06-01", "2026-08-04", "2026-12-15", "--leave", "2026-08-05", "2026-11-24")
    _done, text = run(*args)
    assert "nagaan: gewerkt tussen ziekte, verlof en ziekte" in text
    assert "15-12-2026" in text

"""What a clerk pastes into a list of reports: names, cells of a spreadsheet, lines of a mail."""

from __future__ import annotations

import pytest

from xstui.services.imports.pasted import MOST_ROWS, read

SICK = ("name", "first_sick_day", "percentage", "classification", "last_sick_day")
CHANGED = ("name", "valid_from", "percentage")


def named(*names):
    return tuple({"name": name} for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "bakk;dijk;hof",
        "bakk; dijk ;hof;",
        "bakk\ndijk\nhof\n",
        "bakk\r\ndijk\r\n\r\nhof",
        "- bakk\n- dijk\n- hof",
        "1. bakk\n2. dijk\n3. hof",
    ],
)
def test_names_are_taken_one_by_one(text):
    assert read(text, SICK).rows == named("bakk", "dijk", "hof")


def test_cells_of_a_spreadsheet_go_by_their_headers_and_the_columns_that_mean_nothing_are_named():
    text = (
        "Naam werknemer\tAfdeling\tEerste ziektedag\tDiagnose\tPercentage\tLaatste ziektedag\n"
        "Jansen, A.\tInkomen\t01-06-2026\tgriep\t50\t\n"
        "Berg, J. van den\tInkomen\t2-6-2026\t\t\t03-06-2026"
    )
    found = read(text, SICK)
    assert found.rows == (
        {"name": "Jansen, A.", "first_sick_day": "01-06-2026", "percentage": "50"},
        {"name": "Berg, J. van den", "first_sick_day": "2-6-2026", "last_sick_day": "03-06-2026"},
    )
    assert found.left_out == ("Afdeling", "Diagnose")


def test_a_number_of_a_dossier_comes_before_a_name_and_parts_of_a_name_are_put_together():
    text = "Dossiernummer;Achternaam;Voorletters;Ziek vanaf\n563167;Jansen;A.;1-6-2026\n;Berg;J.;2-6-2026"
    assert read(text, SICK).rows == (
        {"name": "563167", "first_sick_day": "1-6-2026"},
        {"name": "Berg J.", "first_sick_day": "2-6-2026"},
    )


def test_cells_without_headers_go_by_what_they_look_like_and_the_rest_stands_where_there_is_room():
    text = "Jansen, A.\tInkomen\t01-06-2026\t50%\nCelik\tvangnet\t2026-06-01\t2026-06-03\t100"
    assert read(text, SICK).rows == (
        {"name": "Jansen, A.", "first_sick_day": "01-06-2026", "percentage": "50%", "classification": "Inkomen"},
        {
            "name": "Celik",
            "classification": "vangnet",
            "first_sick_day": "2026-06-01",
            "last_sick_day": "2026-06-03",
            "percentage": "100",
        },
    )


def test_lines_of_a_mail_are_taken_apart():
    text = "• Jansen, A. - ziek sinds 01-06-2026\n• J. van den Berg: 2-6-2026 t/m 3-6-2026, 50%\n• Celik (5 juni)"
    assert read(text, SICK).rows == (
        {"name": "Jansen, A.", "first_sick_day": "01-06-2026"},
        {"name": "J. van den Berg", "first_sick_day": "2-6-2026", "last_sick_day": "3-6-2026", "percentage": "50%"},
        {"name": "Celik", "first_sick_day": "5 juni"},
    )


def test_a_change_of_percentage_takes_the_first_sick_day_of_a_table_for_its_day():
    assert read("Naam\tZiek vanaf\tPercentage\nJansen\t01-06-2026\t50", CHANGED).rows == (
        {"name": "Jansen", "valid_from": "01-06-2026", "percentage": "50"},
    )


def test_a_paste_has_no_more_rows_than_a_screen_can_judge():
    assert len(read("jansen\n" * (MOST_ROWS + 9), SICK).rows) == MOST_ROWS
    assert read("  \n ", SICK).rows == ()


def test_what_nobody_can_see_is_made_visible():
    (row,) = read("Jan\x1b[2Jsen\t01-06-2026", SICK).rows
    assert "\x1b" not in row["name"]


def test_a_department_in_brackets_behind_a_name_stays_whole():
    assert read("Visser (werkplaats)\nHof:", SICK).rows == named("Visser (werkplaats)", "Hof")

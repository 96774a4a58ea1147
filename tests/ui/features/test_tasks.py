"""F43 to F45: the tasks of a case, where they are done, and those still to come (manual section 6)."""

from __future__ import annotations

from tests.ui.clerk import NARROW, WIDE, at_home


def due_days(clerk):
    """Return the tasks on the screen by what they ask: sign and due date."""
    lines = [
        line.translate(str.maketrans("▸┃│", "   ")).split()
        for line in clerk.screen.splitlines()
        if "20" in line and "WG" in line
    ]
    return [
        (words[0] if words[0] in {"!!", "!", "✓"} else "", next(w for w in words if w[:1].isdigit())) for words in lines
    ]


async def test_F43_the_law_sets_the_tasks_of_a_new_case_and_a_sign_marks_the_urgent_ones(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("z", "jans", "enter", "01052026", "f2")
        clerk.reads("Dat is 38 dagen geleden. Klopt dat?")
        await clerk.press("f2", "slash", "jans", "enter", "2")
        clerk.reads("!! 08-05-2026   Ziekmelding aan arbodienst", "Te laat")
        await clerk.press("f")
        clerk.reads("26-06-2026   Plan van aanpak", "07-08-2026   Evaluatie plan van aanpak")
        clerk.reads("19-02-2027   42e-weeksmelding UWV", "30-04-2027   Eerstejaarsevaluatie", "WIA-aanvraag")
        clerk.reads("Bron: ")


async def test_F43_home_and_the_list_agree_on_what_is_late(demo):
    async with at_home(demo, WIDE) as clerk:
        clerk.reads("Te laat", "21", "oudste 448 dagen", "Nu uitvoeren", "Polis, V.")
        await clerk.press("t")
        signs = [line.strip("┃ ▸").split()[0] for line in clerk.screen.splitlines() if "-20" in line]
        assert (signs.count("!!"), signs.count("!")) == (21, 1)
        clerk.reads("448 dagen", "! Polis, V.".replace("! ", "!  "))


async def test_F44_a_task_opens_in_the_dossier_is_done_there_and_taken_back(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("t", "end", "enter")
        clerk.reads("Dossier: Polis, V.", "!  08-06-2026   Evaluatie plan van aanpak")
        clerk.reads("Bron: Regeling procesgang eerste en tweede ziektejaar, art. 4 lid 2")
        clerk.reads("Bespreek met de werknemer of het plan van aanpak nog klopt", "Vragen? Neem contact op met")
        await clerk.press("a", "f2")
        clerk.reads("Taak Evaluatie plan van aanpak uitgevoerd: Polis, V.")
        await clerk.press("3")
        clerk.reads("Overzicht voortgang", "Taak Evaluatie plan van aanpak uitgevoerd")
        await clerk.press("u", "u")
        clerk.reads("Ongedaan gemaakt: Taak Evaluatie plan van aanpak uitgevoerd: Polis, V.")
        await clerk.press("escape", "escape")
        clerk.reads("Nu uitvoeren", "21", "Polis, V.")


async def test_F45_all_own_tasks_shows_the_future_and_those_of_others_apart(demo):
    async with at_home(demo, WIDE) as clerk:
        await clerk.press("slash", "polis", "enter", "2")
        clerk.reads("f □ Alle eigen taken")
        assert due_days(clerk) == [("!", "08-06-2026")]
        await clerk.press("f")
        clerk.reads("f ■ Alle eigen taken", "✓  27-04-2026 * Plan van aanpak", "20-07-2026   Evaluatie plan van aanpak")
        shown = clerk.screen
        assert shown.rindex("WG+WN") < shown.index("Probleemanalyse"), "those of the arbodienst come after one's own"
        assert "Nu uitvoeren" in shown
        assert "Toekomstig" in shown
        await clerk.press("f")
        assert due_days(clerk) == [("!", "08-06-2026")]


async def test_F45_a_dossier_without_open_tasks_says_so(demo):
    async with at_home(demo, NARROW) as clerk:
        await clerk.press("slash", "jansen", "enter", "2")
        clerk.reads("Geen open taken. f toont de toekomstige.")

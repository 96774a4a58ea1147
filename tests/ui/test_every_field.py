"""Bad input in every field of every screen (quality 4): nothing crashes, what was typed stays as typed or is refused."""

import importlib
import inspect
import pkgutil
import re

import pytest
from textual import events
from textual.widget import Widget
from textual.widgets import Input

from tests.company import PASSWORD
from tests.ui.clerk import at_home, at_sign_in
from xstui import screens
from xstui.screens.absence.close_task import CloseTaskScreen
from xstui.screens.absence.move_case import MoveCaseScreen
from xstui.screens.absence.what_if import WhatIfScreen
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.page import Page
from xstui.screens.office.logins import EndLoginScreen, NewLoginScreen
from xstui.screens.people.employment import EmploymentScreen
from xstui.screens.people.search import SearchScreen
from xstui.screens.reporting.export import ExportScreen
from xstui.screens.reporting.report import ReportScreen
from xstui.screens.sign_in.lost_password import LostPasswordScreen
from xstui.services import reporting
from xstui.services.absence import corrections
from xstui.services.absence.tasks import open_tasks
from xstui.services.access.accounts import logins
from xstui.services.context import drafts
from xstui.services.context.organisation import tree
from xstui.services.upkeep.audit import verify_store
from xstui.widgets.form_field import FormField
from xstui.widgets.grid import ListInput

STAYS = {
    "ten thousand characters": "x" * 10_000,
    "combining marks": "Z\u0351\u036b\u0343a\u0300\u0301\u0302l\u0334\u0335go",
    "emoji": "👩\u200d👩\u200d👧🏽 🇳🇱",
    "wide": "漢字かな",
    "right to left": "שלום مرحبا",
    "markup": "[bold]x[/]",
    "action": "[@click=app.quit]x[/]",
    "open markup": "[/][[",
    "formula": "=cmd|'/c calc'!A0",
    "path": "../../etc/passwd",
    "quotes": "'; DROP TABLE person; --\"",
    "format": "{0} %s {name} $HOME",
    "spaces": "   ",
}
"""What may be typed: it stays as it is, and shows as it is."""
REFUSED = {
    "override": "abc\u202egnp",
    "isolate": "\u2066x",
    "NUL": "a\0b",
    "bell": "a\x07b",
    "ANSI": "\x1b[31mred\x1b[2J",
    "OSC": "\x1b]0;title\x07",
    "C1": "\x9b31m",
    "delete": "a\x7fb",
    "line separator": "a\u2028b",
}
"""What nobody can see: it does not get in, and the field says so."""
STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SHORT = ("ten thousand characters", "action", "ANSI")
"""What is tried in the second and later fields of a kind on one screen."""


def every(kind):
    """Return all screens of a kind, those that are still to come among them, without what others are made of."""
    for module in pkgutil.walk_packages(screens.__path__, "xstui.screens."):
        importlib.import_module(module.name)
    found, left = set(), [kind]
    while left:
        below = left.pop().__subclasses__()
        left.extend(below)
        found.update(each for each in below if each.__module__.startswith("xstui.") and not each.__subclasses__())
    return sorted(found, key=lambda each: each.__name__)


MAKERS = {
    "CorrectCaseScreen": lambda context: importlib.import_module(
        "xstui.screens.absence.correct_case"
    ).CorrectCaseScreen(corrections.registered(context, 1)),
    "CloseTaskScreen": lambda context: CloseTaskScreen(open_tasks(context)[:1]),
    "MoveCaseScreen": lambda context: MoveCaseScreen(corrections.registered(context, 1)),
    "EmploymentScreen": lambda _context: EmploymentScreen(1),
    "ExportScreen": lambda context: ExportScreen(
        reporting.make(context, reporting.parameters_from(context, "werknemersbestand", {}))
    ),
    "NewLoginScreen": lambda context: NewLoginScreen(tree(context).units),
    "WipeScreen": lambda _context: importlib.import_module("xstui.screens.office.retention").WipeScreen([]),
    "EndLoginScreen": lambda context: EndLoginScreen(logins(context)[0], lambda *_: None),
}
"""How to open a form that needs more than a person."""


def make(kind, context):
    if kind.__name__ in MAKERS:
        return MAKERS[kind.__name__](context)
    names = inspect.signature(kind).parameters
    return kind(person_id=1) if "person_id" in names else kind()


def steering(clerk):
    """Return the texts on the screen that would steer the terminal."""
    strips = clerk.app.screen._compositor.render_strips()
    return [segment.text for strip in strips for segment in strip if segment.text and STEERS.search(segment.text)]


async def paste(clerk, text):
    clerk.app.post_message(events.Paste(text))
    await clerk.app.gate.settled()


def check_alive(clerk):
    """Fail where the program fell, or writes anything that steers the terminal."""
    assert clerk.app._exception is None
    assert clerk.app.is_running
    assert steering(clerk) == []


def show(field):
    """Have a field that only some choices ask for on the screen, whatever was chosen."""
    for node in field.ancestors_with_self:
        if isinstance(node, Widget) and (node.disabled or not node.display):
            node.display, node.disabled = True, False


def is_seen(clerk, field):
    """Tell whether a text of some letters shows whole: a field may go again, as what was chosen asks none."""
    return field in clerk.app.screen._compositor.visible_widgets and field.size.width > 30 and not field.password


async def try_field(clerk, field, names):
    """Paste texts into a field, and look what becomes of them."""
    show(field)
    first = field.value
    takes_several = isinstance(field, ListInput)
    for name in names:
        if takes_several and name == "quotes":
            continue  # it is taken for two names
        text = (STAYS | REFUSED)[name]
        if field.value:
            field.value = ""
            await clerk.app.gate.settled()
            await clerk.app.workers.wait_for_complete()  # what is looked up behind the typing may hide it too
            await clerk.app.gate.settled()
            show(field)  # emptied, it may be asked no more
        if not field.has_focus:
            clerk.app.screen.set_focus(field)
            await clerk._quiet()  # a field that was hidden loses the focus at the next layout
        if field.has_focus:
            await paste(clerk, text)
            check_alive(clerk)
        if not (field.has_focus or field.value):
            return  # the form itself asks it no more
        assert field.value == (text if name in STAYS else ""), (field.parent, name)
        if name in REFUSED:
            assert_told(clerk, field)
        elif name in {"markup", "action"}:
            await clerk._quiet()  # what was typed may have shown or hidden fields
            assert not is_seen(clerk, field) or text in clerk.screen, clerk.screen
    field.value = ""
    if names is not SHORT:
        await clerk.press(*("[b]=x" if takes_several else "[b]=;x"))
        check_alive(clerk)
    field.value = first


def assert_told(clerk, field):
    """Fail unless the field says that it refused something; a field without a line for it rings the bell."""
    owner = next((node for node in field.ancestors if isinstance(node, FormField)), None)
    if owner is not None:
        hint = owner.query_one(".field--hint")
        assert "onzichtbare" in str(hint.render()), owner.id


async def try_screen(clerk):
    top = clerk.app.screen
    kinds = set()
    for field in list(top.query(Input)):
        kind = (type(field), type(field.parent.parent), field.password)
        await try_field(clerk, field, SHORT if kind in kinds else (*STAYS, *REFUSED))
        kinds.add(kind)
        await clerk._quiet()
        check_alive(clerk)
        assert clerk.app.screen is top
    return top


def test_a_form_that_is_new_is_tried_too():
    assert {"EmployeeScreen", "PregnancyScreen", "ReportSickScreen"} <= {kind.__name__ for kind in every(FormPage)}
    for kind in every(FormPage):
        given = inspect.signature(kind).parameters.values()
        needed = [p for p in given if p.default is p.empty and p.kind is not p.VAR_POSITIONAL]
        assert not needed or kind.__name__ in MAKERS, f"say in MAKERS how {kind.__name__} is opened"


@pytest.mark.parametrize("kind", every(FormPage))
async def test_every_field_of_a_form(company_path, kind):
    async with at_home(company_path) as clerk:
        await clerk.app.push_screen(make(kind, clerk.app.context))
        await clerk._quiet()
        top = await try_screen(clerk)
        for text in (STAYS["ten thousand characters"], STAYS["action"], STAYS["formula"], ""):
            for field in top.query(Input):
                field.value = text
            await clerk.press("f2")
            check_alive(clerk)
            if clerk.app.screen is not top:
                break
        assert verify_store(clerk.app.program.store).findings == ()


@pytest.mark.parametrize(
    "opened",
    [SearchScreen, lambda: WhatIfScreen(1), lambda: ReportScreen("verzuimcijfers")],
    ids=["search", "what if", "report"],
)
async def test_every_field_of_a_screen_without_a_form(company_path, opened):
    async with at_home(company_path) as clerk:
        await clerk.app.push_screen(opened())
        await clerk._quiet()
        assert list(clerk.app.screen.query(Input))
        await try_screen(clerk)


def test_every_screen_with_a_field_is_among_those():
    tried = {"SearchScreen", "WhatIfScreen", "ReportScreen"}
    with_fields = {
        kind.__name__
        for kind in every(Page)
        if not issubclass(kind, FormPage) and re.search(r"yield .*(Field|SafeInput)\(", inspect.getsource(kind))
    }
    assert with_fields <= tried


async def test_every_field_before_signing_in(company_path):
    async with at_sign_in(company_path) as clerk:
        await try_screen(clerk)
        for text in ("[@click=app.quit]x[/]", "=cmd|'/c calc'!A0", "x" * 10_000):
            for field in clerk.app.screen.query(Input):
                field.value = text
            await clerk.press("enter")
            check_alive(clerk)


async def test_every_field_of_the_lost_password(company_path):
    async with at_sign_in(company_path) as clerk:
        await clerk.app.push_screen(LostPasswordScreen())
        await clerk._quiet()
        await try_screen(clerk)


async def test_every_field_of_the_lock(company_path):
    async with at_home(company_path) as clerk:
        clerk.app.action_lock()
        await clerk._quiet()
        await try_screen(clerk)


async def test_a_dossier_shows_a_hostile_name_as_it_was_typed(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("slash", "jansen", "enter", "e")
        clerk.app.screen.field("surname").put_back("=cmd|[@click=app.quit]x[/]")
        await clerk.press("f2")
        clerk.sees("Gegevens aangepast: =cmd|[@click=app.quit]x[/]")
        check_alive(clerk)


async def test_pasted_lines_become_one_and_a_line_end_never_goes_on(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("n")
        field = clerk.app.screen.field
        for name, text, raw in (
            ("surname", "\r\nvan Bakker\r\n", "van Bakker"),
            ("street", "Dorpsstraat\t1\r\n 1234 AB\r\nUtrecht", "Dorpsstraat 1 1234 AB Utrecht"),
            ("birth_date", "08-06-\n1980", "08-06- 1980"),
            ("hours", "36\n40", "36 40"),
            ("unit_id", "Inkomen\nZorg", "Inkomen Zorg"),
        ):
            field(name).focus()
            await clerk.press()
            await paste(clerk, text)
            assert field(name).raw == raw
            assert clerk.app.focused in field(name).query("*")
            assert bool(field(name).problems) == (name in {"hours", "unit_id"})
        field("surname").focus()
        await clerk.press()
        await paste(clerk, "J.\x07K.")
        assert field("surname").raw == "van Bakker"
        assert_told(clerk, clerk.app.focused)
        for text, chosen in (("Vrouw\n", "Vrouw"), ("Man\nVrouw", "Vrouw")):
            field("gender").focus()
            await clerk.press()
            await paste(clerk, text)
            assert field("gender").raw == chosen
        assert [problem.details["typed"] for problem in field("gender").problems] == ["Man Vrouw"]


@pytest.mark.parametrize("kind", [kind for kind in every(FormPage) if kind.KEEPS_DRAFT and kind.FIELDS])
async def test_every_form_is_kept_by_the_lock_and_is_there_again(encrypted_path, kind):
    async with at_home(encrypted_path) as clerk:
        await clerk.app.push_screen(make(kind, clerk.app.context))
        await clerk._quiet()
        top = clerk.app.screen
        field = next(one for name in top.FIELDS for one in top.field(name).query(Input))
        show(field)
        field.value = "Zzgeplant"
        await clerk.app.gate.settled()
        clerk.app._last_key -= 10 * 60
        clerk.app.lock_if_idle()
        await clerk._quiet()
        assert clerk.app.program.is_locked
        assert "Zzgeplant" not in clerk.screen
        files = [file.read_bytes() for file in encrypted_path.parent.iterdir() if file.is_file()]
        assert not any(b"Zzgeplant" in content for content in files)
        await clerk.press(PASSWORD, "enter")
        assert clerk.app.screen is top
        assert field.value == "Zzgeplant"
        draft = drafts.draft_of(clerk.app.context, top.draft_name)
        assert draft is not None
        assert "Zzgeplant" in str(draft.content)

"""The quicker ways of the tests within Textual say what Textual's own say."""

from __future__ import annotations

from functools import partial, wraps

from textual import events
from textual.widgets import Input

from tests.ui import quick_textual
from tests.ui.clerk import at_home


def plain(one, *others, key=None, **more):
    return one, others, key, more


@wraps(plain)
def wrapped(*given):
    return given


def shown(styles):
    """Return the rules of a style sheet; a layout is another object each time that it is set."""
    return {name: str(rule) if name == "layout" else rule for name, rule in styles.base.get_rules().items()}


def test_parameters_are_counted_as_by_their_signature():
    for function in (plain, wrapped, lambda: None, lambda one, /, two: (one, two), partial(plain, 1), len):
        assert quick_textual.count_parameters(function) == quick_textual._count(function)


async def test_values_rules_and_handlers_of_a_form_are_textuals_own(company_path):
    async with at_home(company_path) as clerk:
        await clerk.press("z")
        messages = (events.Idle(), events.Mount(), events.Focus(), events.Key("a", "a"), Input.Submitted(Input(), ""))
        for node in clerk.app.screen.walk_children(with_self=True):
            styles, sheet = node.styles, clerk.app.stylesheet
            for name in ("width", "display", "margin", "color"):
                assert styles.has_rule(name) == (styles.inline.has_rule(name) or styles.base.has_rule(name))
                assert styles.get_rule(name) == styles.get_rules().get(name)
            for name, reactive in type(node)._reactives.items():
                assert getattr(node, name) == quick_textual._value(reactive, node, type(node))
            for message in messages:
                asked = (node, message.handler_name, message)
                assert list(quick_textual.dispatch_methods(*asked)) == list(quick_textual._dispatch(*asked))
            before, rules = shown(styles), dict(styles.base.get_rules())
            sheet.replace_rules(node, rules)
            assert shown(styles) == before
            quick_textual._replace(type(sheet), node, {"width": None})
            sheet.replace_rules(node, rules)
            assert shown(styles) == before

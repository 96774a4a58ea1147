"""What makes an app in a test quick: nobody sees its pictures, and its style sheets are read and matched once.

Nothing here changes what the app does; only what it would do for eyes that are not there.
"""

from __future__ import annotations

from functools import cache, wraps
from pathlib import Path

from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from tests.ui import quick_textual
from xstui.app import app
from xstui.app.app import XstuiApp

quick_textual.install()


class UnseenApp(XstuiApp):
    """The app as a test looks at it: painted when all keys are handled, not after each of them."""

    CSS_PATH = [Path(app.__file__).parent / path for path in XstuiApp.CSS_PATH]
    paints = False

    def paint(self):
        """Paint what has changed since the last time: what cannot be painted fails here."""
        self.paints = True
        try:
            self.screen._compositor_refresh()
        finally:
            self.paints = False

    @property
    def has_more_to_show(self):
        """Whether something is still looked up, or is to be laid out or painted."""
        top = self.screen
        to_lay_out = top._layout_required or top._scroll_required or top._repaint_required or top._recompose_required
        is_looked_up = not all(worker.is_finished for worker in self.workers)
        has_work = not self.gate._is_at_rest or any(map(_is_to_change, top.walk_children()))
        return bool(is_looked_up or to_lay_out or has_work or top._dirty_widgets or top._callbacks)


def _is_to_change(widget):
    """Tell whether a widget has yet to ask its screen for a new layout or picture."""
    return widget._layout_required or widget._repaint_required or widget._refresh_styles_required


class UnseenHome(UnseenApp):
    """The app for somebody who has signed in already: an empty screen lies in the place of the sign-in."""

    def get_default_screen(self):
        return Screen()


def _paint_when_looked_at(render_update):
    @wraps(render_update)
    def render(self, full=False, *args, **kwargs):
        by = self.root.app if self.root else None
        if full or not isinstance(by, UnseenApp) or by.paints:
            return render_update(self, full, *args, **kwargs)
        return None  # what has changed stays noted until then

    return render


def _read_once(parse_rules):
    """Read a style sheet once for all apps with the same colours: it costs each of them a tenth of a second."""

    @cache
    def read(variables, args, options):
        return parse_rules(Stylesheet(variables=dict(variables)), *args, **dict(options))

    @wraps(parse_rules)
    def parse(self, *args, **options):
        return read(tuple(self._variables.items()), args, tuple(options.items()))

    return parse


class _Rules:
    """The rules that may hold for nodes of one name, and what they came to for each node that was looked at."""

    FLAGS = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")

    def __init__(self, sheet, names):
        found = {rule for name in sheet.rules_map.keys() & names for rule in sheet.rules_map[name]}
        self._pseudo = sorted(set().union(*[rule.pseudo_classes for rule in found]))
        self._known = {}

    def of(self, node, apply, sheet):
        """Return the styles of a node, and set what its rules ask to be noted about it."""
        key = self._seen_by_selectors(node)
        if key not in self._known:
            apply(looking := _Looking(sheet), node)
            self._known[key] = looking.styles, {flag: getattr(node, flag) for flag in self.FLAGS}
        styles, flags = self._known[key]
        node.__dict__.update(flags)
        return styles

    def _asked_of(self, node):
        known = node._PSEUDO_CLASSES
        return [known[name] for name in self._pseudo if name in known]

    def _seen_by_selectors(self, node):
        """Return all that a selector can ask of a node and of those around it."""
        return tuple(
            (type(one), one._id, frozenset(one._classes), *[holds(one) for holds in self._asked_of(one)])
            for one in node.css_path_nodes
        )


class _Looking:
    """Stands in for a style sheet, to hear what it would give a node."""

    _check_rule = Stylesheet._check_rule

    def __init__(self, sheet):
        self.rules, self.rules_map, self.styles = sheet.rules, sheet.rules_map, None

    def replace_rules(self, _node, styles, **_options):
        self.styles = styles

    def _process_component_classes(self, _node):
        pass


@cache
def _rules_by_names(_rules):
    """Return the place for the rules of all style sheets that are made of the same ones, by the names of a node."""
    return {}


def _rules_for(sheet, node):
    if getattr(sheet, "_looked_up", None) is not sheet.rules:
        sheet._looked_up, sheet._by_names = sheet.rules, _rules_by_names(tuple(sheet.rules))
    names = frozenset(node._selector_names)
    return sheet._by_names.get(names) or sheet._by_names.setdefault(names, _Rules(sheet, names))


def _match_once(apply):
    """Match rules once for all nodes that no selector can tell apart: it would take a sixth of a test."""

    @wraps(apply)
    def matched(self, node, *, animate=False, cache=None):
        styles = _rules_for(self, node).of(node, apply, self)
        if styles is not None:
            self.replace_rules(node, styles, animate=animate)
        self._process_component_classes(node)

    return matched


Compositor.render_update = _paint_when_looked_at(Compositor.render_update)
Stylesheet._parse_rules = _read_once(Stylesheet._parse_rules)
Stylesheet.apply = _match_once(Stylesheet.apply)

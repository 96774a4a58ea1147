"""What makes an app in a test quick: nobody sees its pictures, and its style sheets are read once.

Nothing here changes what the app does; only what it would do for eyes that are not there.
"""

from __future__ import annotations

from functools import cache, wraps
from pathlib import Path

from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from xstui.app import app
from xstui.app.app import XstuiApp


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


Compositor.render_update = _paint_when_looked_at(Compositor.render_update)
Stylesheet._parse_rules = _read_once(Stylesheet._parse_rules)

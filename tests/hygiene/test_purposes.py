"""Every page says in help what it is for."""

from __future__ import annotations

import importlib
import pkgutil

import xstui.screens
from xstui.screens.base.page import Page


def pages():
    """Return every kind of page that can be opened: those that none is a special kind of."""
    for info in pkgutil.walk_packages(xstui.screens.__path__, "xstui.screens."):
        importlib.import_module(info.name)
    found, waiting = [], [Page]
    while waiting:
        kinds = [kind for kind in waiting.pop().__subclasses__() if kind.__module__.startswith("xstui.")]
        found += [kind for kind in kinds if not kind.__subclasses__()]
        waiting += kinds
    return found


def test_every_page_says_what_it_is_for():
    assert len(pages()) > 30
    assert sorted(kind.__name__ for kind in pages() if not kind.PURPOSE) == []

"""Demo companies as the tests make them."""

from __future__ import annotations

import shutil
from datetime import date

from xstui.clock import FixedClock
from xstui.services.access import sign_in
from xstui.services.access.sign_in import SignInContext
from xstui.services.context.context import Context
from xstui.services.context.reference import Reference, data_folder
from xstui.services.demo.company import make_demo
from xstui.store.opening import open_store

REFERENCE = Reference(data_folder())
CROWD = 1_500


def made(path, template, today, employees=0):
    shutil.copy(template, path)
    clock = FixedClock(today)
    store = open_store(path, clock.now())
    make_demo(store, clock, REFERENCE, employees=employees)
    return store


def context_of(store, today=date(2026, 6, 8)):
    clock = FixedClock(today)
    return Context(store, clock, sign_in.demo_actor(SignInContext(store, clock), "demo"), REFERENCE)

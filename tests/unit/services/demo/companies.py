"""Demo companies as the tests make them."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date

from sqlmodel import select

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


PASSED_OVER = {"password_hash", "totp_sealed", "backup_hash", "last_step", "version"}
"""Columns that are salted, and so are never the same twice; and those that a sign-in changes."""


def digest(context, *tables):
    """Return the number of rows of tables, and a digest of all that stands in them; a column that is empty is as none."""
    found = hashlib.sha256()
    count = 0
    with context.reading() as session:
        for table in tables:
            columns = [column for column in table.__table__.c if column.name not in PASSED_OVER]
            for row in session.execute(select(*columns).order_by(*table.__table__.primary_key)):
                found.update(repr([f"{name}={value}" for name, value in row._mapping.items() if value]).encode())
                count += 1
    return count, found.hexdigest()[:16]

"""What the tests of several rooms share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import select

from xstui.store.tables import EmployerDetails


@pytest.fixture
def office(context):
    """The company at an administrator's context, without anything set for it."""
    with context.unit("test") as unit:
        details = unit.session.exec(select(EmployerDetails)).one()
        details.insured_absence = details.insured_wga = False
    return replace(context, actor=replace(context.actor, administrator=True))

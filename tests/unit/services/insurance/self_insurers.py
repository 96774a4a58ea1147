"""An employer at its own risk, and days on which its people are sick or leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlmodel import select

from tests import insured
from xstui.clock import FixedClock
from xstui.domain.absence import CaseKind
from xstui.store.tables import Task


def at(context, day):
    return replace(context, clock=FixedClock(day), kept={})


def self_insurer(context, starts_on=date(2025, 1, 1), ends_on=None, kind=CaseKind.SICKNESS_ACT):
    insured.insure(context, insurance_type=kind, starts_on=starts_on, ends_on=ends_on, policy_no=f"{kind}-1")


def open_tasks(context, *wanted):
    with context.reading() as session:
        rows = session.exec(select(Task).where(Task.closed_as == "", Task.case_id == 1)).all()
        return {task.code for task in rows} & set(wanted)

"""Any report by its name, and in a file."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.company import context_of
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.domain.roles import Role
from xstui.services import reporting
from xstui.services.reporting.declarations.staff import StaffParameters
from xstui.store.journal import entries


@pytest.fixture
def staff(context):
    return reporting.make(context, reporting.defaults(context, "werknemersbestand"))


def last_entry(context):
    with context.reading() as session:
        return session.connection().execute(select(entries).order_by(entries.c.seq.desc())).first()


def test_a_report_that_nobody_declared_is_refused(context):
    unknown = [Problem("unknown-report", "", {"name": "schoenmaten"})]
    assert problems_of(reporting.defaults, context, "schoenmaten") == unknown
    assert problems_of(reporting.parameters_from, context, "schoenmaten", {}) == unknown


def test_a_report_asks_its_right(context):
    reporter = context_of(context.store, Role.REPORTER)
    assert problems_of(reporting.make, reporter, StaffParameters(reference_date=date(2026, 6, 8))) == [
        Problem("not-allowed", "", {"role": Role.REPORTER})
    ]


def test_an_export_is_noted_and_says_nothing_of_a_file_that_holds_all(context, staff, tmp_path):
    path = tmp_path / "staff.csv"
    assert reporting.export(context, staff, "csv", path) == ""
    assert path.read_text("utf-8-sig").count("\n") >= len(staff.rows)
    entry = last_entry(context)
    assert (entry.use_case, entry.kind, entry.undoable) == ("reports.export", "note", False)
    assert json.loads(entry.summary) == {"report": staff.name, "format": "csv", "rows": 7}


def test_an_export_says_that_nothing_was_found_and_which_letters_the_file_lacks(context, staff, tmp_path):
    nothing = replace(staff, rows=())
    assert reporting.export(context, nothing, "csv", tmp_path / "none.csv") == staff.empty
    odd = replace(staff, rows=(replace(staff.rows[0], cells=("日本", *staff.rows[0].cells[1:])), *staff.rows[1:]))
    assert reporting.export(context, odd, "pdf", tmp_path / "odd.pdf").startswith(
        "2 letters of tekens kunnen niet in een PDF"
    )


def test_variations_in_use_are_named(context):
    assert reporting.variations(context) == []


def test_each_report_asks_its_own_right(context):
    payroll = context_of(context.store, Role.PAYROLL)
    assert reporting.make(payroll, reporting.defaults(payroll, "werknemersbestand")).rows
    assert problems_of(reporting.make, payroll, reporting.defaults(payroll, "verzuimcijfers")) == [
        Problem("not-allowed", "", {"role": Role.PAYROLL})
    ]

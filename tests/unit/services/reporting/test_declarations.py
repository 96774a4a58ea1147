"""Every report is declared once, and the command line, the screen and the table agree with it."""

from __future__ import annotations

from dataclasses import fields

import pytest

from tests import company
from xstui.cli.main import parser
from xstui.domain.problems import Problem, Refused
from xstui.domain.roles import Role, allows
from xstui.i18n import set_language
from xstui.screens.absence.year_calendar import YearCalendarScreen
from xstui.screens.base import commands, routes
from xstui.screens.reporting.report_fields import report_fields
from xstui.services import reporting
from xstui.services.reporting.parameters import Kind


@pytest.mark.parametrize("report", reporting.REPORTS, ids=lambda report: report.name)
def test_the_table_the_options_and_the_fields_are_those_of_the_declaration(context, report):
    start = reporting.defaults(context, report.name)
    assert reporting.make(context, start).name == report.name
    words = parser(["report"]).parse_args(["report", report.name, "--format", "csv", "--out", "x"])
    assert {asked.name for asked in report.asked} <= vars(words).keys()
    assert [field.id for field in report_fields(report, start, context.today)] == [one.name for one in report.asked]
    assert {asked.attribute for asked in report.asked} == {field.name for field in fields(start)}
    assert [asked.is_main for asked in report.asked].count(True) == 1
    for asked in report.asked:
        assert (asked.kind is Kind.CHOICE) == bool(asked.choices)
        assert asked.choices == (tuple(asked.enum()) if asked.enum else ())


@pytest.mark.parametrize("report", reporting.REPORTS, ids=lambda report: report.name)
def test_every_column_is_explained_in_both_languages_under_its_own_name(context, report):
    explained = {}
    for language in ("nl", "en"):
        set_language(language)
        table = reporting.make(context, reporting.defaults(context, report.name))
        named = dict.fromkeys(("days" if c.label.isdigit() else c.label, c.about) for c in table.columns)
        assert [text.partition(": ")[2] for text in table.definitions] == [about for _label, about in named]
        assert {column.key for column in table.columns if not (column.label and column.about.endswith("."))} == set()
        assert set(table.definitions) <= set(table.remarks)
        explained[language] = {column.key: column.about for column in table.columns}
    assert {key for key, text in explained["nl"].items() if text == explained["en"][key]} == set()


@pytest.mark.parametrize("report", reporting.REPORTS, ids=lambda report: report.name)
def test_a_report_is_for_the_roles_that_have_its_right(context, report):
    refused = set()
    for role in Role:
        actor = company.context_of(context.store, role)
        try:
            reporting.make(actor, reporting.defaults(actor, report.name))
        except Refused as error:
            if error.problems == (Problem("not-allowed", "", {"role": role}),):
                refused.add(role)
    assert refused == {role for role in Role if not allows(role, report.right)}


def test_every_report_is_reached_by_a_command_or_from_another_or_is_what_a_screen_exports():
    routed = {c.where.name for c in commands.table().values() if isinstance(c.route, routes.Report)}
    reached = routed | {report.leads_to for report in reporting.REPORTS} | {YearCalendarScreen.REPORT}
    assert {report.name for report in reporting.REPORTS} <= reached


def test_a_report_leads_to_one_that_is_there():
    assert {report.leads_to for report in reporting.REPORTS} - {""} <= {report.name for report in reporting.REPORTS}

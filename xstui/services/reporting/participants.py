"""*Deelnemersregistratie*: the yearly list for the insurer's settlement (manual section 2 D; domain rules, 10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from xstui.domain.figures import Period
from xstui.i18n import _, format_money, format_percentage, label, ngettext_
from xstui.i18n.labels import salutation
from xstui.reports.table import Column, ColumnKind, ReportTable, Row
from xstui.services.context.context import Context
from xstui.services.insurance.participants import ParticipantLine, Participants, participants_of_year
from xstui.services.reporting.head import report_head

if TYPE_CHECKING:
    from xstui.services.reporting.declarations.participants import ParticipantsParameters


def columns() -> tuple[Column, ...]:
    """Return the columns; what the insurer asks first stands first."""
    return (*_of_wage(), *_of_person(), *_of_terms())


def _of_wage() -> Iterator[Column]:
    text, day, money = ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.MONEY
    yield from (
        Column(
            "name",
            _("Name"),
            text,
            23,
            about=_("surname, initials and prefix of the employee; a row for each employment."),
        ),
        Column(
            "wage_in_year",
            _("Wage in the year"),
            money,
            13,
            short=_("Year wage"),
            about=_("a twelfth of the year's wage for each month as participant, by days for a part of a month."),
        ),
        Column(
            "first",
            _("Participant from"),
            day,
            13,
            short=_("Part. from"),
            about=_("first day of the year on which the wage counts."),
        ),
        Column(
            "last",
            _("Participant to"),
            day,
            13,
            short=_("Part. to"),
            about=_("last day of the year on which the wage counts."),
        ),
        Column(
            "exclusion",
            _("Excluded"),
            text,
            12,
            about=_("why the wage is not insured; empty for a participant."),
        ),
    )


def _of_person() -> Iterator[Column]:
    text, day = ColumnKind.TEXT, ColumnKind.DATE
    yield from (
        Column("bsn", _("BSN"), text, 9, about=_("citizen service number, of which the last three digits are shown.")),
        Column("birth_date", _("Date of birth"), day, 13, about=_("of the employee.")),
        Column("gender", _("Salutation"), text, 7, about=_("how the employee is addressed.")),
        Column("start_date", _("In service"), day, 11, about=_("first day of the employment.")),
        Column(
            "end_date",
            _("Out of service"),
            day,
            11,
            about=_("last day of the employment; empty as long as none is known."),
        ),
    )


def _of_terms() -> Iterator[Column]:
    text, money = ColumnKind.TEXT, ColumnKind.MONEY
    yield from (
        Column(
            "contract_type",
            _("Employment type"),
            text,
            16,
            about=_("the kind of contract by the last terms of the year."),
        ),
        Column(
            "hours", _("Hours"), ColumnKind.HOURS, 8, about=_("contract hours a week by the last terms of the year.")
        ),
        Column("fte", _("FTE"), ColumnKind.DECIMAL, 6, about=_("contract hours by the hours of a full-time week.")),
        Column(
            "wage", _("Wage"), money, 12, about=_("gross, by the last terms of the year and the wage basis beside it.")
        ),
        Column(
            "wage_basis",
            _("Wage basis"),
            text,
            20,
            about=_("which parts of the pay the wage covers, and of which period it is."),
        ),
    )


def participants_table(context: Context, asked: ParticipantsParameters) -> ReportTable:
    """Return the participant register of a year.

    Raises:
        Refused: As `participants_of_year` does.
    """
    found = participants_of_year(context, asked.year, asked.employer)
    basis = label(found.policy.wage_basis) if found.policy else _("There is no active policy")
    count, wage = found.total.participants, found.total.wage
    return ReportTable(
        name=asked.name,
        title=_("Participant register"),
        parameters=(
            (_("Employers"), found.employer.name),
            (_("Year"), str(found.year)),
            (_("Policy number"), found.policy.policy_no if found.policy else "-"),
            (_("Wage basis"), basis),
        ),
        columns=columns(),
        rows=tuple(_row(line) for line in found.lines),
        head=report_head(context, Period(date(found.year, 1, 1), date(found.year, 12, 31))),
        totals=Row((_("Total ({n} participants)", n=count), wage, *("",) * 13)),
        notes=tuple(_notes(context, found)),
        empty=_("Nobody was employed and insured in this year."),
    )


def _row(line: ParticipantLine) -> Row:
    return Row(
        (
            line.name,
            line.wage_in_year,
            line.first,
            line.last,
            label(line.exclusion) if line.exclusion else "",
            line.bsn,
            line.birth_date,
            salutation(line.gender),
            line.start_date,
            line.end_date,
            label(line.contract_type),
            line.hours,
            line.fte,
            line.wage,
            label(line.wage_basis),
        )
    )


def _notes(context: Context, found: Participants) -> Iterator[str]:
    if found.policy is None:
        yield _("There is no absence policy of {year}: nobody takes part.", year=str(found.year))
    if (account := found.settlement) and found.policy:
        yield _(
            "Settlement: wage sum {actual} instead of {estimated}; premium {rate}: {premium}; advance {advance}; "
            "{balance}; next advance {next}.",
            actual=format_money(found.total.wage),
            estimated=format_money(found.policy.estimated_wage_sum or 0),
            rate=format_percentage(found.policy.premium_percentage or 0),
            premium=format_money(account.premium),
            advance=format_money(account.advance),
            balance=_balance(account.balance),
            next=format_money(account.next_advance),
        )
    if found.year >= context.today.year:
        yield _("The year is not over: wages are counted to its end as they stand now.")
    unknown = sum(line.wage_in_year is None and line.exclusion is None for line in found.lines)
    if unknown:
        yield ngettext_(
            "{n} wage is unknown and counts for nothing.", "{n} wages are unknown and count for nothing.", unknown
        )
    if found.other_basis:
        yield ngettext_(
            "{n} wage is on another basis than the policy insures.",
            "{n} wages are on another basis than the policy insures.",
            found.other_basis,
        )


def _balance(amount: Decimal) -> str:
    if amount < 0:
        return _("to get back {amount}", amount=format_money(-amount))
    return _("still to pay {amount}", amount=format_money(amount))

"""The reports for and of the insurer as data: participants, claims by month, payouts (manual sections 2 D and 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from xstui.domain.figures import Period
from xstui.i18n import _, format_money, format_month, format_percentage, label, ngettext_
from xstui.i18n.labels import salutation
from xstui.reports.table import ReportTable
from xstui.services.context.context import Context
from xstui.services.insurance.claims import CaseClaim, MonthClaims, claims_of_month
from xstui.services.insurance.participants import ParticipantLine, Participants, participants_of_year
from xstui.services.insurance.payouts import Batch, PayoutReport, payouts_in_period
from xstui.services.reporting import claims as claims_report
from xstui.services.reporting import participants as participants_report
from xstui.services.reporting import payouts as payouts_report
from xstui.services.reporting.claims import ClaimRow
from xstui.services.reporting.declarations.claims import ClaimsParameters
from xstui.services.reporting.declarations.participants import ParticipantsParameters
from xstui.services.reporting.declarations.payouts import PayoutsParameters
from xstui.services.reporting.head import report_head
from xstui.services.reporting.participants import ParticipantRow
from xstui.services.reporting.payouts import PaidBatch, PaidLine


def participants_table(context: Context, asked: ParticipantsParameters) -> ReportTable:
    """Return the participant register of a year.

    Raises:
        Refused: As `participants_of_year` does.
    """
    found = participants_of_year(context, asked.year, asked.employer)
    basis = label(found.policy.wage_basis) if found.policy else _("There is no active policy")
    parameters = [
        (_("Employers"), found.employer.name),
        (_("Year"), str(found.year)),
        (_("Policy number"), found.policy.policy_no if found.policy else "-"),
        (_("Wage basis"), basis),
    ]
    return participants_report.build(
        [_participant(line) for line in found.lines],
        (found.total.participants, found.total.wage),
        parameters,
        report_head(context, Period(date(found.year, 1, 1), date(found.year, 12, 31))),
        list(_participant_notes(context, found)),
    )


def _participant(line: ParticipantLine) -> ParticipantRow:
    return ParticipantRow(
        name=line.name,
        bsn=line.bsn,
        birth_date=line.birth_date,
        gender=salutation(line.gender),
        start_date=line.start_date,
        end_date=line.end_date,
        first=line.first,
        last=line.last,
        contract_type=label(line.contract_type),
        hours=line.hours,
        fte=line.fte,
        wage=line.wage,
        wage_basis=label(line.wage_basis),
        wage_in_year=line.wage_in_year,
        exclusion=label(line.exclusion) if line.exclusion else "",
    )


def _participant_notes(context: Context, found: Participants) -> Iterator[str]:
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


def claims_table(context: Context, asked: ClaimsParameters) -> ReportTable:
    """Return the claim specification of a month.

    Raises:
        Refused: As `claims_of_month` does.
    """
    found = claims_of_month(context, asked.month, asked.employer)
    parameters = [(_("Employers"), found.employer.name), (_("Month"), format_month(asked.month))]
    rows = [row for claim in found.claims for row in _claim_rows(claim)]
    return claims_report.build(rows, parameters, report_head(context, found.period), list(_claim_notes(found)))


def _claim_rows(claim: CaseClaim) -> Iterator[ClaimRow]:
    for line in claim.lines:
        yield ClaimRow(
            name=claim.name,
            case_no=claim.case_no,
            policy_no=claim.policy_no,
            insured_wage=line.insured_wage,
            daily_wage=line.daily_wage,
            sick_first=line.sick.first,
            sick_last=line.sick.last,
            absence_percentage=line.absence_percentage,
            absence_workdays=line.absence_workdays,
            payout_first=line.payout.first if line.payout else None,
            payout_last=line.payout.last if line.payout else None,
            cover_percentage=line.cover_percentage,
            payout_days=line.payout_days,
            amount=line.amount,
        )


def _claim_notes(found: MonthClaims) -> Iterator[str]:
    if not found.is_insured:
        yield _("There is no active policy")
    for claim in found.claims:
        if claim.unpaid is not None:
            yield _("Not paid: {name} ({number}): {reason}.", name=claim.name, number=claim.case_no,
                    reason=label(claim.unpaid))  # fmt: skip


def payouts_table(context: Context, asked: PayoutsParameters) -> ReportTable:
    """Return what was paid in a period by payout reference.

    Raises:
        Refused: As `payouts_in_period` does.
    """
    period, reference = Period(asked.first, asked.last), asked.reference.strip()
    found = payouts_in_period(context, period, asked.employer, reference)
    parameters = [(_("Employers"), found.employer.name), (_("Show overview by"), _("By payout reference"))]
    if reference:
        parameters.append((_("Payout reference"), reference))
    batches = [_paid(batch) for batch in found.batches]
    notes = list(_payout_notes(found))
    empty = _("Nothing found: no payout has the reference {reference}.", reference=reference)
    head = report_head(context, None if reference else period)
    table = payouts_report.build(found.employer.name, batches, parameters, head, notes)
    return replace(table, empty=empty) if reference else table


def _paid(batch: Batch) -> PaidBatch:
    return PaidBatch(
        batch.payout_reference,
        tuple(
            PaidLine(
                policy_no=line.policy_no,
                employee_name=line.employee_name,
                first_sick_day=line.first_sick_day,
                insurance_type=label(line.kind),
                period_start=line.first,
                period_end=line.last,
                benefit=line.benefit,
            )
            for line in batch.lines
        ),
    )


def _payout_notes(found: PayoutReport) -> Iterator[str]:
    if found.hidden:
        yield ngettext_(
            "{n} line of somebody you are not authorised for is left out, of the amounts as well.",
            "{n} lines of people you are not authorised for are left out, of the amounts as well.",
            found.hidden,
        )

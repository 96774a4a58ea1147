"""The policies of a dossier's tab *Verzekeringen*, as text (manual section 4.4)."""

from __future__ import annotations

from collections.abc import Iterator

from xstui.domain.absence import CaseKind
from xstui.domain.claims import CoverStep
from xstui.i18n import _, format_date, format_money, format_percentage, label, ngettext_
from xstui.services.insurance.policies import Insurance, PolicyLine

WIDTH = 30


def insurance_text(insurance: Insurance) -> str:
    """Return the policies, a block each; what a policy does not say has no line."""
    basis = label(insurance.wage_basis)
    if not insurance.is_insured:
        basis += " " + _("(There is no active policy)")
    blocks = [_row(_("Wage basis"), basis)]
    blocks += ["\n".join(_lines(policy)) for policy in insurance.policies]
    return "\n\n".join(blocks)


def _lines(policy: PolicyLine) -> Iterator[str]:
    terms = policy.terms
    yield _row(_("Policy number"), policy.policy_no)
    yield _row(_("Type of insurance"), label(policy.kind))
    yield _row(_("Policy starts"), format_date(policy.span.starts_on))
    if policy.span.ends_on is not None:
        yield _row(_("Policy ends"), format_date(policy.span.ends_on))
    if policy.kind is CaseKind.ABSENCE:
        yield _row(_("Waiting days"), ngettext_("{n} working day", "{n} working days", terms.waiting_days))
    yield _row(_("Cover"), _cover(terms.cover))
    yield _row(_("Insured wage basis"), f"{label(policy.wage_basis)}, {format_percentage(terms.insured_percentage)}")
    if terms.maximum_wage is not None:
        yield _row(_("Maximum wage a year"), format_money(terms.maximum_wage))


def _cover(steps: tuple[CoverStep, ...]) -> str:
    """Return what is covered from week to week: `week 1-52 100,00 %, week 53-104 70,00 %`."""
    texts, weeks = [], 0
    for step in steps:
        first, weeks = weeks + 1, weeks + step.weeks
        texts.append(_("week {first}-{last} {percentage}", first=first, last=weeks,
                       percentage=format_percentage(step.percentage)))  # fmt: skip
    return ", ".join(texts)


def _row(name: str, value: str) -> str:
    return f" {name:<{WIDTH}} {value}"

"""What F1 says of the field in focus: what belongs in it, and how it can be typed."""

from __future__ import annotations

from types import MappingProxyType

from xstui.domain.absence import Classification
from xstui.i18n import N_, _, label
from xstui.i18n.key_names import keys_in_words
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.date_field import DateField
from xstui.widgets.form_field import FormField
from xstui.widgets.lookup_field import LookupField
from xstui.widgets.number_fields import AmountField, HoursField, PercentageField

DATES = N_(
    "Dates: t today, y yesterday, dby the day before, -1 +7 days, +2w +6m, mon..sun last such day, 8, 0806, "
    "080626, 8 jun, w24; + and - step a day."
)
PERCENTAGES = N_("Percentages: 62,5, 10/40 (productive of contract hours) or 15u.")
CLASSIFICATIONS = MappingProxyType(
    {
        Classification.SICK: N_("Plain sickness: no accident, organ donation or safety net."),
        Classification.WORK_ACCIDENT: N_("The absence comes from an accident during work."),
        Classification.RECOURSE: N_("An accident for which somebody else may be liable: costs may be recovered."),
        Classification.ORGAN_DONATION: N_("Falls under the no-risk policy: UWV takes over the costs."),
        Classification.SAFETY_NET: N_(
            "A no-risk policy (ZW 29a to d): such as sick from pregnancy or birth, or a structural limitation. "
            "Which one is not recorded."
        ),
    }
)
"""When to choose each classification, after the manual's section 5.1."""

_FIELDS = MappingProxyType(
    {
        "first_sick_day": N_("The first day of the absence; the day itself counts."),
        "extent": N_("Fully sick is 100 %. Partially sick asks for the percentage."),
        "percentage": N_("The part of the contract hours that is not worked productively: how sick somebody still is."),
        "joins": N_("Less than four weeks between two absences: the law counts them as one, unless there is a reason."),
        "situation": N_("What is reported; the form asks for what belongs to it."),
        "last_sick_day": N_("The last day of the absence; recovery is the day after."),
        "phone": N_("The number on which somebody can be called."),
        "address": N_("Where somebody is nursed; empty where that is at home. Never what for."),
        "expected_until": N_("3d or 2w from the first sick day on, or a day; empty or ? where nobody knows."),
        "reported_on": N_("The day on which the employee reported it, where that is not today."),
        "valid_from": N_("From when the percentage holds. With several changes begin with the oldest."),
        "wage_at_start": N_("The wage on the first sick day. It need not be changed."),
        "wage_basis": N_("Which parts of the pay the wage covers."),
        "wage_verified": N_("Whether somebody has looked up the wage."),
        "surname": N_("Small letters are enough: van den berg becomes van den Berg."),
        "initials": N_("Without full stops: jp becomes J.P."),
        "unit_id": N_("The part of the organisation that the employee works in."),
        "job": N_("A job that is not there yet is added by typing it, with a + before it if need be."),
        "hours": N_("The contract hours a week."),
        "end_date": N_("The last day of a contract for a fixed term; empty where there is none."),
        "wage": N_("The gross wage by the wage basis below it."),
        "last_day": N_("The last day of the employment."),
        "sector": N_("Of the thirty-six that CBS publishes, with letters as codes; parts of some have numbers."),
        "last_month": N_("The last month that counts, typed as 2026-05."),
        "month": N_("The month, typed as 2026-05."),
        "months": N_("How many months count, up to and including the last one."),
        "levels": N_("How many levels of the organisation have a row."),
        "units": N_("Names separated by semicolons; nothing means all."),
        "out": N_("The file with its folder."),
        "due_date": N_("The day that the birth is expected, as the certificate says."),
        "hospital_days": N_(
            "All days that the child was in hospital after the birth, all stays together. Those inside the leave after "
            "the birth count, the first seven not, and less what that leave lasts longer than ten weeks anyway."
        ),
    }
)
_KINDS: tuple[tuple[type, str], ...] = (
    (DateField, DATES),
    (PercentageField, N_("Type 62,5 or a sum: 10/40 (productive of contract hours) or 15u give the percentage.")),
    (HoursField, N_("Type 36 or 36,5.")),
    (AmountField, N_("Type 4000 or 4000,50.")),
    (ChoiceField, N_("A digit or the first letter picks at once; ← and → step; {key_choices} opens the list.")),
    (LookupField, N_("Type a part of the name; {key_list} opens the list.")),
)


def classification_text(choice: Classification) -> str:
    """Return when to choose this classification."""
    return _(CLASSIFICATIONS[choice])


def help_on(field: FormField[object]) -> list[str]:
    """Return what there is to know of a field, a paragraph each."""
    own = _FIELDS.get(field.id or "", "")
    texts = [_(own)] if own and (field.id != "valid_from" or field.screen.query("#percentage")) else []
    if field.id == "classification":
        texts += [f"{label(choice)}: {_(text)}" for choice, text in CLASSIFICATIONS.items()]
    texts += [_(text, **keys_in_words()) for kind, text in _KINDS if isinstance(field, kind)]
    return texts or [_("Text, as it is.")]

"""Words and formats at the edge: what users read, in Dutch by default and in English beside it.

Only screens, widgets, the command line and report writers speak; the rules, the store and the services
hand over codes, dates and numbers. Numbers and dates keep the Dutch order in both languages.
"""

from xstui.i18n.catalogue import (
    N_,
    NP_,
    Language,
    _,
    current_language,
    in_language,
    ngettext_,
    pgettext_,
    set_language,
)
from xstui.i18n.dates import (
    format_age,
    format_date,
    format_date_card,
    format_date_echo,
    format_date_head,
    format_date_long,
    format_date_short,
    format_date_task,
    format_distance,
    format_duration,
    format_moment,
    format_month,
    format_so_far,
    format_weekday,
)
from xstui.i18n.labels import actor_label, label, salutation, side_bar_label
from xstui.i18n.numbers import format_decimal, format_fte, format_hours, format_money, format_percent, format_percentage
from xstui.i18n.problems import command_text, problem_text

__all__ = [
    "NP_",
    "N_",
    "Language",
    "_",
    "actor_label",
    "command_text",
    "current_language",
    "format_age",
    "format_date",
    "format_date_card",
    "format_date_echo",
    "format_date_head",
    "format_date_long",
    "format_date_short",
    "format_date_task",
    "format_decimal",
    "format_distance",
    "format_duration",
    "format_fte",
    "format_hours",
    "format_moment",
    "format_money",
    "format_month",
    "format_percent",
    "format_percentage",
    "format_so_far",
    "format_weekday",
    "in_language",
    "label",
    "ngettext_",
    "pgettext_",
    "problem_text",
    "salutation",
    "set_language",
    "side_bar_label",
]

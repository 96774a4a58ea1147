"""Making reports and writing them to files, for the screen and the command line."""

from xstui.services.reporting.choosing import STANDARD, variations
from xstui.services.reporting.insurance import claims_table, participants_table, payouts_table
from xstui.services.reporting.making import export, make
from xstui.services.reporting.parameters import BY_UNIT, MONTHLY, Parameters, defaults, parameters_from, read_month

__all__ = [
    "BY_UNIT",
    "MONTHLY",
    "STANDARD",
    "Parameters",
    "claims_table",
    "defaults",
    "export",
    "make",
    "parameters_from",
    "participants_table",
    "payouts_table",
    "read_month",
    "variations",
]

"""Making reports and writing them to files, for the screen and the command line.

Loaded by `xstui --help`, so what is heavy is imported where it is used.
"""

from xstui.services.reporting.declarations import CLAIMS, REPORTS, report_named
from xstui.services.reporting.making import defaults, export, make, parameters_from, variations
from xstui.services.reporting.parameters import STANDARD, Parameters, Report, read_month

__all__ = [
    "CLAIMS",
    "REPORTS",
    "STANDARD",
    "Parameters",
    "Report",
    "defaults",
    "export",
    "make",
    "parameters_from",
    "read_month",
    "report_named",
    "variations",
]

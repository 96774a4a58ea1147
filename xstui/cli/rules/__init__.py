"""`xstui rules`: the rules by themselves, on dates from the command line; no store is opened."""

from xstui.cli.parsing import Group
from xstui.cli.rules import deadlines, join, leave, pay, pension, percentage, what_if, workdays
from xstui.i18n import N_

COMMANDS = Group(
    "rules",
    N_("work out a rule: deadlines, pension, leave and so on"),
    (
        deadlines.COMMAND,
        pension.COMMAND,
        leave.COMMAND,
        join.COMMAND,
        what_if.COMMAND,
        percentage.COMMAND,
        pay.COMMAND,
        workdays.COMMAND,
    ),
    dest="rule",
    metavar=N_("RULE"),
)

"""What each role may do and see: the table of the domain rules, 9, written out by operation and by reading."""

from __future__ import annotations

COMBI, WITHOUT_CLAIMS, VIEWER, CLAIMS_VIEWER = "combi", "combi-without-claims", "viewer", "claims-viewer"
WITH_EMPLOYEES, REPORTER, PAYROLL = "reporter-with-employees", "reporter", "payroll"
EVERYBODY = frozenset({COMBI, WITHOUT_CLAIMS, VIEWER, CLAIMS_VIEWER, WITH_EMPLOYEES, REPORTER, PAYROLL})
CLERKS = frozenset({COMBI, WITHOUT_CLAIMS})
REPORTERS = frozenset({WITH_EMPLOYEES, REPORTER})
PERSONNEL = CLERKS | {WITH_EMPLOYEES, PAYROLL}
ABSENCE = CLERKS | REPORTERS
CLAIMS = frozenset({COMBI, CLAIMS_VIEWER})
SEES_PEOPLE = EVERYBODY - {CLAIMS_VIEWER}

DOES = {
    **dict.fromkeys(("hire", "rename", "move", "leave_firm"), PERSONNEL),
    **dict.fromkeys(("sick", "sick_several", "percentage", "recovery", "end", "correct"), ABSENCE),
    **dict.fromkeys(("pregnancy", "import"), ABSENCE),
    "close_task": CLERKS,
    "reply": EVERYBODY - {VIEWER, CLAIMS_VIEWER},
    "payout": CLAIMS,
    "policy": frozenset({COMBI}),
}
"""Who may do an operation; one that is not here is for everybody."""
SEES = {
    **dict.fromkeys(("absent", "found", "dossier", "terms"), SEES_PEOPLE),
    **dict.fromkeys(("tasks", "tasks of one"), ABSENCE),
    "case file": CLERKS | {VIEWER},
    "absence figures": CLERKS | {VIEWER},
    "staff list": CLERKS | {VIEWER, WITH_EMPLOYEES, PAYROLL},
    **dict.fromkeys(("claims", "payouts"), CLAIMS),
    "participants": PERSONNEL,
    "insurance": CLAIMS,
    "leaving": PERSONNEL,
}
"""Who may read what; reporters see the case files of their own reports besides."""
SEES_CLASSIFICATIONS = ABSENCE
"""Who may see why somebody has a right to which benefit (domain rules, 7)."""
SEES_ALL_FILES = CLERKS | {VIEWER}


def may(role: str, kind: str) -> bool:
    """Tell whether a role may do an operation."""
    return role in DOES.get(kind, EVERYBODY)

"""Roles and rights (the manual, 1.3)."""

from pathlib import Path

import pytest

import xstui
from xstui.domain.roles import MATRIX, Access, Right, Role, access, allows


def test_there_are_seven_roles_and_every_right_names_each():
    assert len(Role) == 7
    assert set(MATRIX) == set(Right)
    assert all(set(row) == set(Role) for row in MATRIX.values())


@pytest.mark.parametrize(
    ("role", "right", "reads", "writes"),
    [
        (Role.COMBI, Right.CLAIMS, True, True),
        (Role.COMBI_WITHOUT_CLAIMS, Right.CLAIMS, False, False),
        (Role.VIEWER, Right.EMPLOYEES, True, False),
        (Role.VIEWER, Right.ABSENCE_REPORTS, False, False),
        (Role.CLAIMS_VIEWER, Right.CLAIMS, True, True),
        (Role.CLAIMS_VIEWER, Right.EMPLOYEES, False, False),
        (Role.REPORTER_WITH_EMPLOYEES, Right.EMPLOYEE_CHANGES, True, True),
        (Role.REPORTER, Right.EMPLOYEE_CHANGES, False, False),
        (Role.REPORTER, Right.ABSENCE_REPORTS, True, True),
        (Role.PAYROLL, Right.ABSENCE_REPORTS, False, False),
        (Role.PAYROLL, Right.PARTICIPANTS, True, True),
    ],
)
def test_a_role_reads_and_writes_what_its_name_says(role, right, reads, writes):
    assert allows(role, right) is reads
    assert allows(role, right, write=True) is writes


def test_reporters_read_the_files_of_their_own_reports_alone():
    for role in (Role.REPORTER, Role.REPORTER_WITH_EMPLOYEES):
        assert access(role, Right.CASE_FILES) is Access.OWN_REPORTS
        assert allows(role, Right.CASE_FILES)
        assert not allows(role, Right.CASE_FILES, write=True)


def test_nobody_changes_master_data_but_by_a_correction_request():
    assert {access(role, Right.MASTER_DATA) for role in Role} == {Access.READ}


def test_who_may_write_may_read():
    assert all(allows(role, right) for role in Role for right in Right if allows(role, right, write=True))


def test_every_right_of_the_list_is_asked_for_somewhere():
    told = {"roles.py", "labels.py"}
    sources = (path for path in Path(xstui.__file__).parent.rglob("*.py") if path.name not in told)
    code = "\n".join(path.read_text("utf-8") for path in sources)
    assert [right for right in Right if f"Right.{right.name}" not in code] == []

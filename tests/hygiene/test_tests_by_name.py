"""The tests of a module of services are found by its name, in the folder of its room."""

from __future__ import annotations

from tools import measure

WITHOUT_TESTS = {
    "context/operations.py": "passes on `store/operations.py`",
}
"""Modules without tests of their own, each with the reason."""


def test_the_tests_of_a_module_of_services_are_found_by_its_name():
    assert {path.relative_to(measure.SERVICES).as_posix() for path in measure.untested_services()} == set(WITHOUT_TESTS)


def test_a_test_of_a_module_that_is_not_there_is_none(tmp_path):
    (tmp_path / "test_absence_limits.py").touch()
    assert [measure.has_tests(name, tmp_path) for name in ("absence", "absence_limits", "abs")] == [True, True, False]

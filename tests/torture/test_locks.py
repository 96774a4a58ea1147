"""Two programs that lock, unlock, quit and are killed at work. `tools/two_programs.py 200` is the run for the record."""

import sys

import pytest

from tools.two_programs import torture

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="locks are told by /proc")


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_locked_program_has_nothing_open_and_a_working_one_keeps_its_lock(tmp_path, encrypted):
    figures = torture(1, 20260608, tmp_path, encrypted=encrypted, turns=5)
    assert figures.wrong == []
    assert figures.locked > 0

"""The power cut while it saves, from what strace saw. `python tools/power.py 300 --encrypted` is the run for the record."""

import shutil
import subprocess

import pytest

from tools import power


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    if shutil.which("strace") is None:
        pytest.skip("not on this machine: strace")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets no process be traced")
    return power.record(tmp_path_factory.mktemp("power"), 16, 20260608)


def test_nothing_acknowledged_is_lost_by_a_power_cut(recording):
    assert recording.count("told") > 5
    assert recording.count("sync") >= recording.count("told")
    assert power.torture(recording, 6, 20260608) == []


def test_a_disk_that_only_says_it_wrote_loses_some(recording):
    assert any("lost" in text for text in power.torture(recording, 2, 20260608, lying=True))

"""A program that dies leaves nothing of its memory behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xstui.terminal import hardening

PATTERN = Path("/proc/sys/kernel/core_pattern")
DIE = (
    "import os, resource; resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2);"
)
KEEP = "from xstui.terminal.hardening import keep_memory_private; keep_memory_private();"
ROOT = Path(__file__).parents[3]


def died(tmp_path, words):
    """Return whether a core was made of a process that died after `words`, as the machine told who waited."""
    code = f"{DIE}{words}os.chdir(r'{tmp_path}'); os.abort()"
    script = (
        f"import os, subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {code!r}]); "
        f"print(os.WCOREDUMP(os.waitpid(p.pid, 0)[1]))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip() == "True"


@pytest.mark.skipif(sys.platform != "linux", reason="core files are looked for where Linux leaves them")
def test_no_core_is_left(tmp_path):
    if not died(tmp_path, ""):
        pytest.skip("this machine makes no core of any process")
    for file in tmp_path.iterdir():
        file.unlink()
    assert not died(tmp_path, KEEP)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the mark")
def test_every_command_on_a_store_marks_its_process_as_not_to_be_dumped(tmp_path):
    ask = "import ctypes, resource; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE)[0])"
    code = f"from xstui.cli.main import run; run(['verify', '--store', r'{tmp_path / 'none.db'}']); {ask}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0 0"


@pytest.mark.parametrize(
    "name",
    [
        "TEXTUAL",
        "TEXTUAL_LOG",
        "TEXTUAL_SCREENSHOT",
        "TEXTUAL_SCREENSHOT_LOCATION",
        "TEXTUAL_DEVTOOLS_HOST",
        "TEXTUAL_DRIVER",
        "TEXTUAL_PRESS",
        "TEXTUAL_DEBUG",
        "PYTHONASYNCIODEBUG",
        "PYTHONINSPECT",
    ],
)
def test_a_variable_that_has_values_written_is_dropped_before_textual_is_there(name, tmp_path):
    code = (
        "import os, sys; sys.argv = ['xstui', '--version']; from xstui.__main__ import main; "
        f"assert 'textual' not in sys.modules; main(); print({name!r} in os.environ)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, name: str(tmp_path / "seen.log")},
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.stdout.splitlines()[-1] == "False"


def test_what_decides_how_the_screen_looks_stays():
    environ = {
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_FPS": "30",
        "PYTHONPATH": ".",
        "HOME": "/",
        "TEXTUAL_LOG": "x",
    }
    hardening.drop_debugging(environ)
    assert sorted(environ) == ["HOME", "PYTHONPATH", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS"]

"""`run.py` installs what the lock file says, once."""

import importlib.util
import re
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SCRIPT = Path(__file__).resolve().parents[2] / "run.py"


@pytest.fixture
def script(tmp_path, monkeypatch):
    """Return the script as a module, over an empty folder; its calls are kept in `script.calls`."""
    spec = importlib.util.spec_from_file_location("run_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.calls, module.status = [], 0

    def make(folder, **_options):
        python = module.PYTHON
        python.parent.mkdir(parents=True)
        python.touch()

    def call(command, **_options):
        module.calls.append([str(part) for part in command])
        return module.status

    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / "venv" / "bin" / "python")
    monkeypatch.setattr(module.venv, "create", make)
    monkeypatch.setattr(module.subprocess, "call", call)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_text(name, "utf-8")
    return module


def run(script, monkeypatch, *words):
    script.calls.clear()
    monkeypatch.setattr(sys, "argv", ["run.py", *words])
    status = script.main()
    return status, script.calls


def test_the_first_run_installs_with_hashes_and_later_runs_do_not(script, monkeypatch):
    _status, first = run(script, monkeypatch, "demo", "--lang", "en")
    assert "--require-hashes" in first[0]
    assert first[0][-1].endswith("requirements.lock")
    assert first[1][1:] == ["-m", "xstui", "demo", "--lang", "en"]
    _status, second = run(script, monkeypatch, "demo")
    assert [call[1:] for call in second] == [["-m", "xstui", "demo"]]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_is_whole_so_nothing_is_looked_for_beside_it(script, monkeypatch, lock):
    """A package that only a dependency asks for must be in the lock too: a later release would fail on its hash."""
    _status, calls = run(script, monkeypatch, "demo")
    assert "--no-deps" in calls[0]
    text = (SCRIPT.parent / lock).read_text("utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==([^ ]+)", text, re.MULTILINE))
    missing = {
        (name, needed.name)
        for name in locked
        if (found := _distribution(name)) is not None
        for needed in map(Requirement, found.requires or ())
        if (needed.marker is None or needed.marker.evaluate()) and canonicalize_name(needed.name) not in locked
    }
    assert not missing


def _distribution(name):
    """Return what is installed; another system's packages are not."""
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def test_a_changed_lock_file_is_installed_again(script, monkeypatch):
    run(script, monkeypatch, "demo")
    (script.ROOT / "requirements.lock").write_text("newer", "utf-8")
    _status, calls = run(script, monkeypatch, "demo")
    assert len(calls) == 2


def test_tests_have_a_lock_file_of_their_own(script, monkeypatch):
    _status, calls = run(script, monkeypatch, "test", "-k", "dates")
    assert calls[0][-1].endswith("requirements-dev.lock")
    assert calls[1][1:] == ["-m", "pytest", "-k", "dates"]


def test_the_programs_exit_status_is_passed_on(script, monkeypatch):
    run(script, monkeypatch, "demo")
    script.status = 3
    assert run(script, monkeypatch, "demo")[0] == 3


def test_a_failed_installation_says_so_and_is_tried_again(script, monkeypatch):
    script.status = 1
    for _attempt in range(2):
        with pytest.raises(SystemExit, match="could not be installed"):
            run(script, monkeypatch, "demo")
        assert len(script.calls) == 1


def test_a_python_without_venv_says_what_to_install(script, monkeypatch):
    monkeypatch.setattr(script, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit, match="python3-venv"):
        run(script, monkeypatch, "demo")

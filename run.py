"""Run xstui from a fresh checkout: `python3 run.py demo`, `python3 run.py test`; on Windows `py run.py ...`.

The first run makes an environment in `.venv` (or where `XSTUI_VENV` says) with exactly the packages of
the lock file, each checked against its hash. Later runs install only if the lock file has changed.
Further arguments go on to the program or to pytest.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("XSTUI_VENV", ROOT / ".venv")).absolute()
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MODULE_OF = {"test": "pytest"}  # every other word is a command of xstui itself
LOCK_OF = {"test": "requirements-dev.lock"}


def check_python() -> None:
    """Stop with the remedy if this Python can't make the environment."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older one can start this file, and should say so
        sys.exit(f"xstui needs Python 3.11 or newer; this is {sys.version.split()[0]}. See python.org.")
    if find_spec("ensurepip") is None:
        sys.exit("This Python has no venv. On Debian or Ubuntu: sudo apt install python3-venv")


def install(lock: Path) -> None:
    """Make the environment hold what the lock file says, unless it does already."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f"{lock.name}.sha256"
    if PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == digest:
        return
    if not PYTHON.exists():
        check_python()
        print(f"Making an environment in {VENV} ...", flush=True)
        venv.create(VENV, with_pip=True)
    print(f"Installing the packages of {lock.name} ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # The lock is whole; looking for dependencies anew finds releases later than it, and stops at their hashes.
    if subprocess.call([*pip, "--no-deps", "--require-hashes", "-r", str(lock)]) != 0:
        sys.exit("The packages could not be installed: the first run needs the internet, or a mirror for pip.")
    stamp.write_text(digest, "utf-8")


def main() -> int:
    """Install what is needed, run the command in the environment and return its exit status."""
    command = sys.argv[1] if len(sys.argv) > 1 else "demo"
    install(ROOT / LOCK_OF.get(command, "requirements.lock"))
    rest = sys.argv[2:] if command in MODULE_OF else [command, *sys.argv[2:]]
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.call(
        [str(PYTHON), "-m", MODULE_OF.get(command, "xstui"), *rest],
        cwd=ROOT if command in MODULE_OF else None,
        env={**os.environ, "PYTHONPATH": path},
    )


if __name__ == "__main__":
    sys.exit(main())

"""Lets `python -m xstui` do what the command `xstui` does."""

from __future__ import annotations

import os
import sys

from xstui.terminal.hardening import drop_debugging


def main() -> int:
    """Run the command line; return its exit code."""
    drop_debugging(os.environ)
    # What a key does may take two or three pictures, and Textual waits for the next turn before each.
    os.environ.setdefault("TEXTUAL_FPS", "240")

    from xstui.cli import output
    from xstui.cli.main import run

    output.prepare()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

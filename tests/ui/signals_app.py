"""The app as it is, on the store named first, for tests that send it signals; with `deaf` nobody tells it of hang-ups."""

import signal
import sys
from pathlib import Path

from tests.company import TODAY
from xstui.app.app import XstuiApp
from xstui.bootstrap import Program
from xstui.clock import FixedClock
from xstui.terminal import signals


def install_on_mount() -> None:
    """Install the handlers, whether or not the app does so by itself."""
    mounted = XstuiApp.on_mount

    def on_mount(app: XstuiApp) -> None:
        mounted(app)
        signals.install(app, app.lock_if_idle)

    XstuiApp.on_mount = on_mount


if __name__ == "__main__":
    install_on_mount()
    if "deaf" in sys.argv:
        signals.ENDING = (signal.SIGTERM,)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    app = XstuiApp(Program(Path(sys.argv[1]), TODAY, FixedClock(TODAY)))
    app.run()
    sys.exit(app.return_code)

"""Every command of the command line, in the order of the help; loaded once there is anything on the line."""

from xstui.cli import (
    backup,
    cbs,
    demo,
    import_file,
    init,
    keys,
    protocol,
    record,
    report,
    restore,
    retention,
    rules,
    store,
    verify,
)
from xstui.cli.parsing import Command, Group

COMMANDS: tuple[Command | Group, ...] = (
    demo.COMMAND,
    init.COMMAND,
    report.COMMANDS,
    verify.COMMAND,
    store.COMMANDS,
    import_file.COMMAND,
    keys.COMMANDS,
    backup.COMMAND,
    restore.COMMAND,
    retention.COMMAND,
    record.COMMAND,
    protocol.COMMANDS,
    cbs.COMMAND,
    rules.COMMANDS,
)

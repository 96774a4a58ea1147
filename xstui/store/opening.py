"""Making and opening a store: its tables brought up to date after a backup, or the file refused untouched."""

from __future__ import annotations

import glob
import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from xstui.domain.problems import refuse
from xstui.store import engine as engines
from xstui.store import key_file
from xstui.store.shares import refuse_share
from xstui.store.store import Store

REVISION = "0008"
"""The newest migration. A test compares it with the migrations folder."""
COPIED = "%Y%m%d%H%M%S"
"""The moment in the name of the copy before an upgrade."""
KNOWN = frozenset(f"{number:04}" for number in range(1, int(REVISION) + 1))


def create_store(path: Path, key: bytes | None = None) -> Store:
    """Make a new store at `path`, readable by its owner alone; encrypted where there is a key.

    Raises:
        Refused: `store-exists`, `store-on-share`, or `file-unwritable` with the reason.
    """
    if path.exists():
        raise refuse("store-exists", path=path)
    refuse_share(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise engines.file_refusal(error, path) from error
    engines.use_write_ahead_log(path, key)
    store = Store(path, engines.make_engine(path, key), key)
    migrate(store)
    return store


def open_store(path: Path, now: datetime, key: bytes | None = None) -> Store:
    """Open the store at `path`; an older one is backed up beside itself and brought up to date first.

    Raises:
        Refused: `store-missing`, `store-newer` (left untouched), `store-damaged`, `store-foreign`,
            `store-on-share` or `store-locked`; `store-replaced` where a plain file lies beside a key file;
            `backup-failed` or `disk-full` before anything was changed.
    """
    if not path.exists():
        raise refuse("store-missing", path=path)
    if not path.is_file():
        raise refuse("store-foreign", path=path)
    refuse_share(path)
    revision = engines.schema_revision(path, key)
    if revision in {None, "foreign"}:
        raise refuse("store-foreign", path=path)
    if key is None:
        _refuse_replaced(path)
    if revision not in KNOWN:
        raise refuse("store-newer", path=path)
    engines.use_write_ahead_log_again(path, key)
    store = Store(path, engines.make_engine(path, key), key)
    if revision != REVISION:
        _keep_copy(path, path.with_name(f"{path.name}.backup-{revision}-{now:{COPIED}}"), key)
        migrate(store)
    return store


def _refuse_replaced(path: Path) -> None:
    """Refuse a plain file beside a key file, unless another program is encrypting it or has just done so."""
    keys = key_file.path_beside(path)
    if keys.exists() and not leftover_copy(path).exists():
        if engines.is_encrypted(path):
            raise refuse("store-locked", path=path)
        raise refuse("store-replaced", path=path, keys=keys)


def leftover_copy(path: Path) -> Path:
    """Return where the encrypted copy of a plain store is made: one that was killed may have left its key file."""
    return path.with_name(f"{path.name}.encrypting")


def closed_store(path: Path) -> Store:
    """Return the store at `path` as it is for somebody who may not read it at the moment: every use is refused."""
    store = Store(path, engines.make_engine(path))
    store.shut()
    return store


def forget_copies(path: Path, before: datetime) -> list[Path]:
    """Remove the copies of a store that were made at its upgrades before a moment; return them."""
    old = []
    for copy in path.parent.glob(f"{glob.escape(path.name)}.backup-*-*"):
        try:
            made = datetime.strptime(copy.name.rpartition("-")[2], COPIED).replace(tzinfo=before.tzinfo)
        except ValueError:  # its key file, or something of somebody else's
            continue
        if made < before:
            old.append(copy)
            for file in (copy, key_file.path_beside(copy)):
                file.unlink(missing_ok=True)
    return old


def _keep_copy(path: Path, target: Path, key: bytes | None) -> None:
    """Copy a store and its key file, without which nobody could open the copy; leave nothing half."""
    try:
        key_file.copy_with_store(path, target, key)
    except (OSError, engines.driver(key).Error) as error:
        for file in (target, key_file.path_beside(target)):
            file.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise engines.file_refusal(error, target, "backup-failed") from error
        raise engines.as_refusal(error, target) from error


def migrate(store: Store) -> None:
    """Run every migration that the store has not had, in one transaction.

    Raises:
        Refused: The file can't be written.
    """
    try:
        with store.engine.connect().execution_options(**engines.WRITES) as connection:
            upgrade(connection)
            connection.commit()
    except DBAPIError as error:
        raise engines.as_refusal(error, store.path) from error


def upgrade(connection: Connection) -> None:
    """Run every migration that a database has not had."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

"""Copies of the store: made while it is in use, held against the journal, and put back."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from xstui.domain.problems import refuse
from xstui.services import heads
from xstui.services.settings import setting
from xstui.store import engine, key_file
from xstui.store.opening import forget_copies, open_store
from xstui.store.store import Store
from xstui.store.verification import verify

KEEP = 14
"""Back-ups that rotation leaves, unless the setting `backup_keep` says otherwise."""
EVERY = 1
"""Days between two back-ups at exit, unless the setting `backup_days` says otherwise; 0: none."""
STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Checked:
    """What a check of a back-up found: nothing, for a sound one."""

    path: Path
    findings: tuple[str, ...]


def folder_of(store: Store) -> Path:
    """Return where back-ups of a store go."""
    named = setting(store, "backup_folder")
    return Path(named) if named else store.path.parent / "backups"


def back_up(store: Store, folder: Path, now: datetime) -> Path:
    """Copy a store, and the key file of an encrypted one, into a folder; the copy is checked before it counts.

    Raises:
        Refused: `backup-failed` with the reason, `store-locked` or `disk-full`.
    """
    target = folder / f"{store.path.stem}-{now.astimezone():{STAMP}}.db"
    part = target.with_name(f"{target.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        engine.copy_store(store.path, part, store.key)
        if engine.integrity_problems(part, store.key):
            raise refuse("backup-failed", path=target, reason="integrity_check")
        if store.key is not None:
            engine.copy_store(key_file.path_beside(store.path), key_file.path_beside(target))
        part.replace(target)
    except OSError as error:
        raise refuse("backup-failed", path=target, reason=error.strerror) from error
    except engine.driver(store.key).Error as error:
        raise engine.as_refusal(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    return target


def back_up_at_exit(store: Store, now: datetime) -> Path | None:
    """Make the back-up that is due, and let the oldest go; None where none is due."""
    days = int(setting(store, "backup_days") or EVERY)
    folder = folder_of(store)
    made = back_ups(folder, store.path.stem)
    newest = _moment(made[-1], store.path.stem) if made else None
    if not days or (newest and newest > now.astimezone().replace(tzinfo=None) - timedelta(days=days)):
        return None
    path = back_up(store, folder, now)
    keep = int(setting(store, "backup_keep") or KEEP)
    rotate([*made, path], keep)
    kept = [moment for copy in back_ups(folder, store.path.stem) if (moment := _moment(copy, store.path.stem))]
    if len(kept) >= keep:  # as many newer ones: what was wiped since an upgrade must not stay in its copy for ever
        forget_copies(store.path, kept[0])
    return path


def back_ups(folder: Path, stem: str) -> list[Path]:
    """Return the back-ups of a store in a folder, oldest first."""
    found = folder.glob(f"{stem}-*.db") if folder.is_dir() else ()
    return sorted(path for path in found if _moment(path, stem))


def _moment(path: Path, stem: str) -> datetime | None:
    """Return the local moment in a back-up's name; None for another file."""
    try:
        return datetime.strptime(path.stem.removeprefix(f"{stem}-"), STAMP)  # noqa: DTZ007 - local, as it was written
    except ValueError:
        return None


def rotate(made: Iterable[Path], keep: int) -> list[Path]:
    """Remove all but the newest back-ups; return those removed."""
    old = sorted(made)[: -max(keep, 1)]
    for path in old:
        path.unlink(missing_ok=True)
        key_file.path_beside(path).unlink(missing_ok=True)
    return old


def rehearse(back_up_path: Path, key: bytes | None, now: datetime) -> Checked:
    """Restore a back-up into a folder of its own, hold it against its journal, and throw it away.

    Raises:
        Refused: `store-missing`, `store-damaged` or `store-newer`.
    """
    with tempfile.TemporaryDirectory(dir=back_up_path.parent, prefix=".rehearsal-") as folder:
        copy = Path(folder) / back_up_path.name
        _copy_store(back_up_path, copy)
        return Checked(back_up_path, _findings(copy, key, now))


def restore(back_up_path: Path, target: Path, key: bytes | None, now: datetime) -> Path | None:
    """Put a back-up in the place of a store, once it has proved to be sound; the store there is set aside.

    Returns:
        Where the store that was there lies now; None where there was none.

    Raises:
        Refused: `backup-unsound` with what was found, `store-locked` where somebody has the store open, or
            `file-unwritable`.
    """
    part = target.with_name(f"{target.name}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_store(back_up_path, part)
        findings = _findings(part, key, now)
        if findings:
            raise refuse("backup-unsound", path=back_up_path, findings=", ".join(findings[:5]))
        with engine.nobody_else(target) if target.exists() else contextlib.nullcontext():
            aside = _set_aside(target, now)
            if key is not None:
                key_file.path_beside(part).replace(key_file.path_beside(target))
            part.replace(target)
    except OSError as error:
        raise refuse("file-unwritable", path=target, reason=error.strerror) from error
    finally:
        for file in (part, key_file.path_beside(part), *_logs(part)):
            file.unlink(missing_ok=True)
    return aside


def _findings(path: Path, key: bytes | None, now: datetime) -> tuple[str, ...]:
    store = open_store(path, now, key)
    try:
        wrong = engine.integrity_problems(path, key)
        with store.reading() as session:
            wrong += [f"{f.code} {f.place} {f.number}" for f in verify(session.connection())]
    finally:
        store.close()
    return tuple(wrong)


def _set_aside(target: Path, now: datetime) -> Path | None:
    """Move a store out of the way with all that belongs to it, or what a kill has left of that; None: nothing."""
    aside = target.with_name(f"{target.name}.before-restore-{now.astimezone():{STAMP}}")
    beside = (key_file.path_beside(target), heads.path_beside(target), *_logs(target))
    there = [file for file in (target, *beside) if file.exists()]
    for file in there:
        file.rename(aside.with_name(aside.name + file.name.removeprefix(target.name)))
    return aside if there else None


def _logs(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))


def _copy_store(source: Path, target: Path) -> None:
    if not source.is_file():
        raise refuse("store-missing", path=source)
    _copy_file(source, target)
    keys = key_file.path_beside(source)
    if keys.is_file():
        _copy_file(keys, key_file.path_beside(target))


def _copy_file(source: Path, target: Path) -> None:
    engine.new_file(target)
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())

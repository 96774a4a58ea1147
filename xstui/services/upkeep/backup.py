"""Copies of the store: made while it is in use, checked against the journal, and put back."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from sqlmodel import col, select

from xstui.domain.findings import Finding
from xstui.domain.problems import Problem, Refused, refuse
from xstui.services.context.context import PROGRAM
from xstui.services.context.settings import setting
from xstui.services.security import chain_head, signature, vault
from xstui.services.upkeep.audit import verify_store
from xstui.services.upkeep.work_folder import work_folder
from xstui.store import engine, key_file, lasting, whole_file
from xstui.store.opening import forget_copies, open_store
from xstui.store.store import Store
from xstui.store.tables import Account
from xstui.store.unit import EntryMeta

KEEP = 14
"""Back-ups that rotation leaves, unless the setting `backup_keep` says otherwise."""
EVERY = 1
"""Days between two back-ups at exit, unless the setting `backup_days` says otherwise; 0: none."""
STAMP = "%Y%m%d-%H%M%S"
DAMAGED = MappingProxyType({"store-damaged": "backup-damaged", "store-foreign": "backup-foreign"})
"""What is said of a back-up where it would be said of a store."""
TOLD = 5
"""Findings that a refusal names at most."""
WORK = ".xstui-copying-"
"""How the folders begin in which back-ups are made and rehearsed: either removes what the other left."""


@dataclass(frozen=True)
class Checked:
    """What a check of a back-up found: nothing, for a sound one."""

    path: Path
    findings: tuple[Finding, ...]


def folder_of(store: Store) -> Path:
    """Return where back-ups of a store go."""
    named = setting(store, "backup_folder")
    return Path(named) if named else store.path.parent / "backups"


def back_up(store: Store, folder: Path, now: datetime) -> Path:
    """Copy a store, and the key file of an encrypted one, into a folder; the copy is checked before it counts.

    What back-ups that were killed have left in the folder is removed.

    Raises:
        Refused: `backup-failed` with the reason, `store-locked` or `disk-full`.
    """
    target = folder / f"{store.path.stem}-{now.astimezone():{STAMP}}.db"
    try:
        with work_folder(folder, WORK) as work:
            _remove_leftovers(folder, store.path.stem)
            part = work / target.name
            key_file.copy_with_store(store.path, part, store.key)
            if whole_file.integrity_problems(part, store.key):
                raise refuse("backup-failed", path=target, reason="integrity_check")
            if store.key is not None:
                key_file.path_beside(part).replace(key_file.path_beside(target))
            lasting.note()
            part.replace(target)
    except OSError as error:
        raise engine.file_refusal(error, target, "backup-failed") from error
    except engine.driver(store.key).Error as error:
        raise engine.as_refusal(error, target) from error
    return target


def back_up_unattended(store: Store, folder: Path, now: datetime) -> Path:
    """Make a back-up for whom nobody has signed in: the system's key store has opened the store.

    Raises:
        Refused: `backup-failed`, `store-locked` or `disk-full`.
    """
    path = back_up(store, folder, now)
    with store.unit(EntryMeta("keys.backup", PROGRAM, now, kind="note", undoable=False)) as unit:
        unit.summary = {"file": path.name}
    return path


def _remove_leftovers(folder: Path, stem: str) -> None:
    """Remove halves of back-ups, folders of rehearsals, and key files whose back-up never came or is gone.

    What lies in folders to work in is of programs that are at work: the others' are gone by then.
    """
    for old in folder.glob(".rehearsal-*"):
        shutil.rmtree(old, ignore_errors=True)
    for half in folder.glob(f"{glob.escape(stem)}-*.db.*"):
        whole = half.with_suffix("")
        if _moment(whole, stem) and (half.suffix == ".part" or (half.suffix == ".keys" and _never_comes(whole))):
            half.unlink(missing_ok=True)


def _never_comes(whole: Path) -> bool:
    """Tell whether a back-up isn't there, and no program is about to put it there beside its key file."""
    # In this order: a back-up that is put in its place in between is found there.
    return not any(whole.parent.glob(f"{WORK}*/{glob.escape(whole.name)}")) and not whole.exists()


def back_up_at_exit(store: Store, now: datetime) -> Path | None:
    """Make the back-up that is due, and let the oldest go; None where none is due."""
    days = int(setting(store, "backup_days") or EVERY)
    folder = folder_of(store)
    here = now.astimezone().replace(tzinfo=None)
    made = back_ups(folder, store.path.stem)
    ahead = [path for path in made if (_moment(path, store.path.stem) or here) > here]
    newest = max((_moment(path, store.path.stem) or here for path in made if path not in ahead), default=None)
    if not days or (newest and newest > here - timedelta(days=days)):
        return None
    path = back_up(store, folder, now)
    keep = int(setting(store, "backup_keep") or KEEP)
    # A clock that once was ahead must neither keep back-ups from being made, nor push the new ones out.
    rotate([*ahead, *(one for one in made if one not in ahead), path], keep)
    kept = [
        moment
        for copy in [*made, path]
        if copy.exists() and (moment := _moment(copy, store.path.stem)) and moment <= here
    ]
    if len(kept) >= keep:  # as many newer ones: what was wiped since an upgrade must not stay in its copy for ever
        forget_copies(store.path, kept[0])
    return path


def back_ups(folder: Path, stem: str) -> list[Path]:
    """Return the back-ups of a store in a folder, oldest first."""
    found = folder.glob(f"{glob.escape(stem)}-*.db") if folder.is_dir() else ()
    return sorted(path for path in found if _moment(path, stem))


def _moment(path: Path, stem: str) -> datetime | None:
    """Return the local moment in a back-up's name; None for another file."""
    try:
        return datetime.strptime(path.stem.removeprefix(f"{stem}-"), STAMP)  # noqa: DTZ007 - local, as it was written
    except ValueError:
        return None


def rotate(made: Iterable[Path], keep: int) -> list[Path]:
    """Remove all but the last of some back-ups; return those removed."""
    old = [*made][: -max(keep, 1)]
    for path in old:
        path.unlink(missing_ok=True)
        key_file.path_beside(path).unlink(missing_ok=True)
    return old


def check_file(path: Path) -> None:
    """Refuse what can't be a back-up, before it is opened: to open a pipe would wait for ever.

    Raises:
        Refused: `backup-missing`, `backup-not-a-file` or `backup-empty`.
    """
    if not path.exists():
        raise refuse("backup-missing", path=path)
    if not path.is_file():
        raise refuse("backup-not-a-file", path=path)
    if not path.stat().st_size:
        raise refuse("backup-empty", path=path)


def rehearse(back_up_path: Path, key: bytes | None, now: datetime) -> Checked:
    """Restore a back-up into a folder of its own, check it against its journal and keys, and throw it away.

    Raises:
        Refused: As `check_file`; `backup-damaged`, `store-newer`, `disk-full`, or what is wrong with its key file.
    """
    try:
        with work_folder(_workplace(back_up_path), WORK) as folder:
            copy = folder / back_up_path.name
            _copy_store(back_up_path, copy)
            with _told_of(back_up_path, copy), contextlib.closing(open_store(copy, now, key)) as store:
                return Checked(back_up_path, _findings(store))
    except OSError as error:
        raise engine.file_refusal(error, back_up_path) from error


def restore(
    back_up_path: Path, target: Path, key: bytes | None, now: datetime, admit: Callable[[Store], str]
) -> Path | None:
    """Put a back-up in the place of a store, once it has proved to be sound; the store there is set aside.

    Args:
        admit: Returns the user name of the administrator who restores, given the copy that is to be the store.

    Returns:
        Where the store that was there lies now; None where there was none.

    Raises:
        Refused: As `check_file`; `backup-damaged`, `backup-unsound` with what was found, `store-locked` where somebody
            has the store open, `disk-full` or `file-unwritable`; or by `admit`.
    """
    try:
        with work_folder(target.parent, f".{target.name}.restoring-") as folder:
            part = folder / target.name
            _copy_store(back_up_path, part)
            with _told_of(back_up_path, part), contextlib.closing(open_store(part, now, key)) as store:
                username = admit(store)
                if findings := _findings(store):
                    raise refuse("backup-unsound", path=back_up_path, findings=findings[:TOLD])
                _note_restored(store, username, back_up_path, now)
            return _put_in_place(part, target, now)
    except OSError as error:
        raise engine.file_refusal(error, target) from error


def _note_restored(store: Store, username: str, back_up_path: Path, now: datetime) -> None:
    with store.reading() as session:
        account = session.exec(select(Account.id).where(col(Account.username) == username)).first()
    with store.unit(EntryMeta("keys.restore", username, now, account, kind="note", undoable=False)) as unit:
        unit.summary = {"file": back_up_path.name}


def _put_in_place(part: Path, target: Path, now: datetime) -> Path | None:
    with whole_file.nobody_else(target) if target.exists() else contextlib.nullcontext():
        lasting.note()
        aside = _set_aside(target, now)
        for file, place in zip((*_beside(part), part), (*_beside(target), target), strict=True):
            if file.exists():
                file.replace(place)
    return aside


def _findings(store: Store) -> tuple[Finding, ...]:
    wrong = list(verify_store(store).findings)
    with store.reading() as session:
        administrators = select(Account.username).where(col(Account.administrator), col(Account.ends_on).is_(None))
        usernames = session.exec(administrators).all()
    if store.key is not None:
        signature.check(store.path, store.key)
        if usernames and not any(vault.has_account(store.path, name) for name in usernames):
            wrong.append(Finding("no-administrator", "keys"))
    return tuple(wrong)


def _set_aside(target: Path, now: datetime) -> Path | None:
    """Move a store out of the way with all that belongs to it, or what a kill has left of that; None: nothing."""
    aside = target.with_name(f"{target.name}.before-restore-{now.astimezone():{STAMP}}")
    there = [file for file in (target, *_beside(target)) if file.exists()]
    for file in there:
        file.rename(aside.with_name(aside.name + file.name.removeprefix(target.name)))
    return aside if there else None


def _beside(path: Path) -> tuple[Path, ...]:
    """Return what lies beside a store and belongs to it."""
    logs = (path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))
    return (key_file.path_beside(path), chain_head.path_beside(path), *logs)


def _workplace(back_up_path: Path) -> Path:
    """Return a folder to rehearse in: that of the back-up, or where it can't be written that of temporary files."""
    beside = back_up_path.parent
    return beside if os.access(beside, os.W_OK) else Path(tempfile.gettempdir())


@contextlib.contextmanager
def _told_of(given: Path, copy: Path) -> Iterator[None]:
    """Tell what is wrong with the copy of a file as what is wrong with the file that was given."""
    names = {copy: given, key_file.path_beside(copy): key_file.path_beside(given)}
    try:
        yield
    except Refused as refused:
        raise Refused(*(_renamed(problem, names) for problem in refused.problems)) from refused


def _renamed(problem: Problem, names: Mapping[Path, Path]) -> Problem:
    details = {
        key: names.get(value, value) if isinstance(value, Path) else value for key, value in problem.details.items()
    }
    return Problem(DAMAGED.get(problem.code, problem.code), problem.field, details)


def _copy_store(source: Path, target: Path) -> None:
    """Copy a back-up with its key file, and with a log that lies beside it: what that holds is part of it."""
    check_file(source)
    _copy_file(source, target)
    for beside, place in zip(_needed(source), _needed(target), strict=True):
        if beside.is_file():
            _copy_file(beside, place)


def _needed(path: Path) -> tuple[Path, ...]:
    return (key_file.path_beside(path), *(path.with_name(path.name + end) for end in ("-wal", "-journal")))


def _copy_file(source: Path, target: Path) -> None:
    engine.new_file(target)
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())

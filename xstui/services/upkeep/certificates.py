"""Wiping with a certificate in a file, beside the store's back-ups or where it is asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from xstui.domain.problems import Refused, refuse
from xstui.reports import files
from xstui.reports.certificate import certificate_name, certificate_text
from xstui.services.context.context import Context
from xstui.services.upkeep import backup, retention
from xstui.services.upkeep.retention import Certificate, Item


def wipe(context: Context, items: Sequence[Item], path: Path | None = None) -> Path:
    """Wipe what is past its retention period; return the path of the certificate.

    The certificate's file is taken first: where there can be none, nothing is wiped.

    Raises:
        Refused: As `retention.wipe`; `file-exists`, `file-is-store` or `file-unwritable` before anything is wiped, or
            `certificate-unwritten` after it: the certificate can be made again from the journal.
    """
    context.require_administrator()
    target, file = _take(context, path)
    try:
        certificate = retention.wipe(context, items)
    except BaseException:
        file.close()
        target.unlink(missing_ok=True)
        raise
    try:
        with file:
            file.write(certificate_text(**asdict(certificate)))
    except OSError as error:
        raise refuse("certificate-unwritten", "out", path=target, reason=error.strerror, seq=certificate.seq) from error
    return target


def write_certificate(context: Context, certificate: Certificate, path: Path | None = None) -> Path:
    """Write a certificate to a text file; return its path.

    Raises:
        Refused: `file-exists`, `file-is-store` or `file-unwritable`.
    """
    target, file = _take(context, path)
    try:
        with file:
            file.write(certificate_text(**asdict(certificate)))
    except OSError as error:
        raise _unwritable(target, error) from error
    return target


def _take(context: Context, path: Path | None) -> tuple[Path, TextIO]:
    """Make the file, for its owner alone and over no other."""
    moment = context.clock.now().astimezone()
    target = path or backup.folder_of(context.store) / certificate_name(moment)
    files.refuse_target(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as error:
        raise refuse("file-exists", "out", path=target) from error
    except OSError as error:
        raise _unwritable(target, error) from error
    return target, os.fdopen(handle, "w", encoding="utf-8")


def _unwritable(target: Path, error: OSError) -> Refused:
    return refuse("file-unwritable", "out", path=target, reason=error.strerror)

"""Writing a certificate beside the store's back-ups, or where it is asked for."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

from xstui.domain.problems import refuse
from xstui.reports.certificate import certificate_text
from xstui.services import backup
from xstui.services.desk import Desk
from xstui.services.retention import Certificate


def write_certificate(desk: Desk, certificate: Certificate, path: Path | None = None) -> Path:
    """Write the certificate of a wipe to a text file; return its path.

    Raises:
        Refused: `file-exists` or `file-unwritable`.
    """
    moment = certificate.at.astimezone()
    target = path or backup.folder_of(desk.store) / f"certificate-{moment:%Y%m%d-%H%M%S}.txt"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(certificate_text(**asdict(certificate)))
    except FileExistsError as error:
        raise refuse("file-exists", "out", path=target) from error
    except OSError as error:
        raise refuse("file-unwritable", "out", path=target, reason=error.strerror) from error
    return target

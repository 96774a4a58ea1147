"""The recovery key on paper: a page with the key in groups and its QR code."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from xstui.domain.problems import refuse
from xstui.i18n import _
from xstui.reports.files import refuse_target

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

POINTS_PER_MM = 72 / 25.4


def write_recovery_paper(path: Path, text: str, about: str = "") -> None:
    """Write a one-page PDF, readable by its owner alone.

    Args:
        about: Which store the key opens, and of which day it is.

    Raises:
        Refused: `file-exists`, `file-is-store` or `file-unwritable`.
    """
    from reportlab.pdfgen.canvas import Canvas

    refuse_target(path)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise refuse("file-exists", "out", path=path) from error
    except OSError as error:
        raise refuse("file-unwritable", "out", path=path, reason=error.strerror) from error
    canvas = Canvas(str(path))
    canvas.setTitle(_("Recovery key of xstui"))
    lines = [
        (18, _("Recovery key of xstui")),
        (11, _("Anybody who holds this page can open the store. Keep it in a safe, not beside the computer.")),
        (11, _("Use it with: xstui keys lost-password, or with F4 and 1 on the sign-in page.")),
        *([(11, about)] if about else []),
        (16, text),
    ]
    height = 270 * POINTS_PER_MM
    for size, line in lines:
        canvas.setFont("Courier-Bold" if line is text else "Helvetica", size)
        canvas.drawString(20 * POINTS_PER_MM, height, line)
        height -= 10 * POINTS_PER_MM
    _draw_code(canvas, text, 20 * POINTS_PER_MM, height - 60 * POINTS_PER_MM, 60 * POINTS_PER_MM)
    canvas.save()


def _draw_code(canvas: Canvas, text: str, left: float, bottom: float, size: float) -> None:
    import qrcode

    code = qrcode.QRCode(border=2)
    code.add_data(text.replace(" ", ""))
    matrix = code.get_matrix()
    cell = size / len(matrix)
    for row, dots in enumerate(matrix):
        for column, dark in enumerate(dots):
            if dark:
                canvas.rect(left + column * cell, bottom + size - (row + 1) * cell, cell, cell, stroke=0, fill=1)

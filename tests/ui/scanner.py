"""A phone's camera: a picture of the screen, and the QR code read from it by a real scanner."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from PIL import Image
from textual.color import Color
from textual.filter import LineFilter


def needs(*programs):
    """Skip the test where one of the programs is not on this machine."""
    missing = [name for name in programs if not shutil.which(name)]
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")


def picture(app, path):
    """Write what the screen shows as a picture, as the terminal would get it."""
    canvas = Image.new("L", (app.size.width, 2 * app.size.height), 128)
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        paint(canvas, row, strip.apply_filter(Together(app._filters), Color(0, 0, 0)))
    canvas.resize((8 * canvas.width, 8 * canvas.height), Image.Resampling.NEAREST).save(path)


class Together(LineFilter):
    """What the app does to colours before they reach the terminal."""

    def __init__(self, filters) -> None:
        super().__init__()
        self.filters = filters

    def apply(self, segments, background):
        for each in self.filters:
            if each.enabled:
                segments = each.apply(segments, background)
        return segments


def scanned(path) -> str:
    command = ["zbarimg", "-q", "--raw", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def paint(canvas, row: int, strip) -> None:
    """Draw a line of the screen, two dots above each other for each cell."""
    column = 0
    for text, style, _control in strip:
        front, back = (grey(style.color, 255), grey(style.bgcolor, 0)) if style else (255, 0)
        for character in text:
            canvas.putpixel((column, 2 * row), front if character in "▀█" else back)
            canvas.putpixel((column, 2 * row + 1), front if character in "▄█" else back)
            column += 1


def grey(color, default: int) -> int:
    return default if color is None or color.is_default else round(sum(color.get_truecolor()) / 3)

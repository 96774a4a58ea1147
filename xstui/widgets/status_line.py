"""The line above the footer: receipts and warnings, so that nothing lies over the form."""

from __future__ import annotations

from textual.content import Content

from xstui.widgets.cells import harmless
from xstui.widgets.paragraph import Paragraph


class StatusLine(Paragraph):
    """A line that tells what was done: `✓ Ziek gemeld: Jansen, A. · u = ongedaan maken`; more where it needs them."""

    DEFAULT_CSS = """
    StatusLine { height: auto; min-height: 1; max-height: 8; width: 1fr; padding: 0 1; }
    StatusLine.-warning { color: $text-warning; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, markup=False)
        self.text = self._sign = ""

    def receipt(self, text: str) -> None:
        """Tell what was done."""
        self._show("✓ ", text, warns=False)

    def kept(self, text: str) -> None:
        """Tell that what was typed is kept, and not done."""
        self._show("↺ ", text, warns=False)

    def note(self, text: str) -> None:
        """Tell what is neither done nor wrong."""
        self._show("", text, warns=False)

    def warn(self, text: str) -> None:
        """Tell what could not be done, or needs attention."""
        self._show("! ", text, warns=True)

    def add(self, text: str) -> None:
        """Tell something more, behind what stands there; what is told already is told once."""
        if text in self.text:
            return
        if self.text:
            before = self.text if self.text.endswith((".", "?", "!", "…")) else f"{self.text} ·"
            self._show(self._sign, f"{before} {text}", warns=self.has_class("-warning"))
        else:
            self.warn(text)

    def clear(self) -> None:
        """Tell nothing."""
        self._show("", "", warns=False)

    def _show(self, sign: str, text: str, *, warns: bool) -> None:
        self.text, self._sign = text, sign
        self.set_class(warns, "-warning")
        colour = {"✓": "$text-success", "↺": "$text-muted"}.get(sign.strip(), "")
        words = Content(" ".join(harmless(line) for line in text.splitlines()))
        self.update(Content.assemble(Content.styled(sign, colour), words) if colour else Content(sign) + words)

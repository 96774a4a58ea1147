"""A screen that covers all others: what goes on below it opens and closes no screen until it is lifted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen

from xstui.terminal.type_ahead import HOLDING, TypeAheadApp


class CoverableApp(TypeAheadApp[int]):
    """An app that can be covered.

    Work that ends below the cover would open its next screen on top of it, or close it in the place of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._cover: Screen[Any] | None = None
        self._steps: list[Callable[[], Any]] = []

    @property
    def is_covered(self) -> bool:
        """Whether a screen covers all others."""
        return self._cover is not None

    async def cover(self, screen: Screen[Any]) -> None:
        """Show a screen on top of all others, and keep it there."""
        opened = self.push_screen(screen)
        self._cover = screen
        await opened

    def uncover(self) -> None:
        """Take the cover away, then open and close what was asked for below it, in that order.

        The worker is the app's: the cover's own would end with it.
        """
        self.run_worker(self._uncover(), group=HOLDING)

    async def _uncover(self) -> None:
        steps = self.forget_cover()
        await self.pop_screen()
        for step in steps:
            await step()

    def forget_cover(self) -> list[Callable[[], Any]]:
        """Let screens open and close again; return what was asked for meanwhile."""
        steps, self._steps, self._cover = self._steps, [], None
        return steps

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Textual's overloads
        """Open a screen on top, or once nothing covers it."""
        return self._now_or_later(partial(super().push_screen, *args, **kwargs))

    def pop_screen(self) -> Any:  # noqa: ANN401 - what Textual awaits
        """Close the screen on top, or once nothing covers it."""
        return self._now_or_later(super().pop_screen)

    def switch_screen(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as above
        """Open a screen in the place of the one on top, or once nothing covers it."""
        return self._now_or_later(partial(super().switch_screen, *args, **kwargs))

    def _now_or_later(self, step: Callable[[], Any]) -> Any:  # noqa: ANN401 - as above
        if self.is_covered:
            self._steps.append(step)
            return AwaitComplete()
        return step()

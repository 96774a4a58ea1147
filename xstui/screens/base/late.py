"""Workers that outlive their screen: an answer that comes too late is for nobody."""

from __future__ import annotations

from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from textual.app import ScreenError
from textual.css.query import NoMatches
from textual.widget import MountError, Widget
from textual.worker import Worker, WorkType

T = TypeVar("T")

if TYPE_CHECKING:
    Base = Widget
else:
    Base = object


class LateAnswers(Base):
    """A screen, or a part of one, whose workers may end after it is gone, or after the program has begun to end.

    Their last steps then find the widgets gone that were to show the answer.
    """

    @property
    def is_open(self) -> bool:
        """Whether there is somebody to show an answer to."""
        return self.app.is_running and self.is_mounted and self.is_attached and self.screen in self.app.screen_stack

    def run_worker(  # noqa: PLR0913 - Textual's signature
        self,
        work: WorkType[T],
        name: str | None = "",
        group: str = "default",
        description: str = "",
        exit_on_error: bool = True,  # noqa: FBT001, FBT002
        start: bool = True,  # noqa: FBT001, FBT002
        exclusive: bool = False,  # noqa: FBT001, FBT002
        thread: bool = False,  # noqa: FBT001, FBT002
    ) -> Worker[T]:
        """Run work that waits for the services behind the typing."""
        work = work if thread else cast("WorkType[T]", partial(self._unless_gone, work))
        return super().run_worker(work, name, group, description, exit_on_error, start, exclusive, thread)

    async def _unless_gone(self, work: WorkType[T]) -> T | None:
        from xstui.services.context.operations import operation

        try:
            with operation():
                return await cast("Awaitable[T]", work() if callable(work) else work)
        except (NoMatches, MountError, ScreenError):
            if self.is_open:
                raise
            return None

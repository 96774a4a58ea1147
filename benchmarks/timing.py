"""What the benchmarks share: pieces of work timed in turn, and their figures."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
Clock = Callable[[], float]


def timed(work: Callable[..., T], *args: Any, clock: Clock = time.perf_counter, **kwargs: Any) -> tuple[float, T]:
    """Return the seconds that a piece of work takes, by the clock on the wall or by another, and its result."""
    begin = clock()
    result = work(*args, **kwargs)
    return clock() - begin, result


def in_turn(works: Sequence[Callable[[], object]], times: int, clock: Clock = time.perf_counter) -> list[list[float]]:
    """Return the seconds of pieces of work done in turn, so that whatever else the machine does slows all of them."""
    rounds = [[timed(work, clock=clock)[0] for work in works] for _ in range(times)]
    return [list(seconds) for seconds in zip(*rounds, strict=True)]


def p95(seconds: Iterable[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(seconds, n=20)[-1]


def figures(seconds: Iterable[float]) -> str:
    """Return median and 95th percentile in milliseconds."""
    times = list(seconds)
    return f"p50 {1000 * statistics.median(times):7.2f} ms   p95 {1000 * p95(times):7.2f} ms"

"""How long the stages of one answer take, in milliseconds."""

from __future__ import annotations

import time


class Clock:
    """Milliseconds of each stage and in total."""

    def __init__(self) -> None:
        """Start the total."""
        self._start = time.perf_counter()
        self._spent: dict[str, float] = {"retrieve": 0.0, "answer": 0.0}

    def __call__(self, stage: str) -> Lap:
        """Measure a stage: a context manager that adds to what the stage has taken so far."""
        return Lap(self._spent, stage)

    def timings(self) -> dict[str, float]:
        """Return the milliseconds of every stage, and of all until now as ``total``."""
        return {**self._spent, "total": (time.perf_counter() - self._start) * 1000}


class Lap:
    """One measured stretch of a stage."""

    def __init__(self, spent: dict[str, float], stage: str) -> None:
        """Keep where to add it."""
        self._spent, self._stage = spent, stage

    def __enter__(self) -> None:
        """Begin."""
        self._start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        """End, and add what it took."""
        self._spent[self._stage] += (time.perf_counter() - self._start) * 1000

"""A circuit breaker: a service that fails again and again is left alone for a while, so that nobody waits for it.

Closed, it lets every call through. After ``limit`` failures in a row it is open and refuses at once. After a rest it is
half open: one call may try; success closes it, failure opens it for another rest.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from chatbot.errors import ModelError

Result = TypeVar("Result")

LIMIT = 5
REST_SECONDS = 60.0


class Circuit:
    """Shared by all threads that call one service."""

    def __init__(
        self,
        *,
        limit: int = LIMIT,
        rest_seconds: float = REST_SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start closed."""
        self._limit = limit
        self._rest_seconds = rest_seconds
        self._now = now
        self._guard = threading.Lock()
        self._failures = 0
        self._closed = True
        self._tries_at = 0.0

    @property
    def open(self) -> bool:
        """Tell whether calls are refused at the moment."""
        with self._guard:
            return not self._closed and self._now() < self._tries_at

    def call(self, work: Callable[[], Result]) -> Result:
        """Return what ``work`` returns and count how it went.

        :raises ModelError: from ``work``, or because the circuit is open. Other exceptions count as failures too.
        """
        self._admit()
        try:
            result = work()
        except BaseException:
            self._failed()
            raise
        with self._guard:
            self._failures, self._closed = 0, True
        return result

    def _admit(self) -> None:
        with self._guard:
            if self._closed:
                return
            if self._now() < self._tries_at:
                raise ModelError("続けて失敗したため、呼び出しをしばらく休んでいます")
            self._tries_at = self._now() + self._rest_seconds  # this call is the one that tries

    def _failed(self) -> None:
        with self._guard:
            self._failures += 1
            if self._failures >= self._limit:
                self._closed = False
                self._tries_at = self._now() + self._rest_seconds

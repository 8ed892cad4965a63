"""Lets a few questions run at once, a few wait, and turns the rest away in a sentence.

The core is synchronous; this is where it meets the event loop.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from chatbot.errors import ChatbotError

RUNNING_LIMIT = 2
"""Answers at once from the documents alone: pure computing under one interpreter lock. 100 questions at once on
2 cores: 13 answers a second with 4 threads, 22 with 2, 24 with 1; a second thread keeps short requests from waiting."""
RUNNING_LIMIT_MODEL = 8
"""Answers at once with a language model, which is waited for, not computed here."""
WAITING_LIMIT = 60
"""At 50 ms an answer, the last one in the queue waits under one second."""
RETRY_AFTER_SECONDS = 2

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class UnavailableError(ChatbotError):
    """Not now, but soon: HTTP 503."""


class OverloadedError(UnavailableError):
    """More questions wait than can be answered soon."""


class Gate:
    """A thread pool with a bounded queue."""

    def __init__(self, *, running: int = RUNNING_LIMIT, waiting: int = WAITING_LIMIT) -> None:
        """Start no thread yet."""
        self._pool = ThreadPoolExecutor(running, thread_name_prefix="answer")
        self._limit = running + waiting
        self._inside = 0
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise OverloadedError if a further question would be turned away now."""
        if self._inside >= self._limit:
            raise OverloadedError("ただいま質問が集中しています。少し時間をおいて、もう一度お試しください。")

    async def run(
        self, work: Callable[Parameters, Result], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        """Run the work in the pool; raises OverloadedError instead of waiting without end."""
        with self._lock:
            self.check()
            self._inside += 1
        future = self._pool.submit(work, *args, **kwargs)
        future.add_done_callback(self._leave)
        return await asyncio.wrap_future(future)

    def _leave(self, _future: Future[Result]) -> None:
        # Counted here and not after the await: a caller that hangs up does not stop the thread.
        with self._lock:
            self._inside -= 1

    def close(self) -> None:
        """Let the running ones finish, drop the waiting ones."""
        self._pool.shutdown(wait=True, cancel_futures=True)

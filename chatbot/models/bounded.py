"""Bounds on what a model's server may send: a size, and a time for the whole of it.

A socket's timeout limits one read; a server that sends a byte a second never trips it. The bounds hang on the response
of an ``httpx`` client as an event hook, so that proxies and certificates of the environment go on working.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 2 * 1024 * 1024
"""Of one response: an answer has a few kilobytes, with all its metadata a few dozen."""


class OversizedError(Exception):
    """The server sends more than it may."""


def client_options(seconds: float, *, max_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """Return arguments for ``httpx.Client``: timeout, no redirects, bounded bodies."""

    def bound(response: httpx.Response) -> None:
        from httpx import SyncByteStream

        class Bounded(SyncByteStream):
            """The same bytes, until a bound is passed."""

            def __init__(self, inner: SyncByteStream) -> None:
                self._inner = inner

            def __iter__(self) -> Iterator[bytes]:
                return _bounded(self._inner, until, max_bytes)

            def close(self) -> None:
                self._inner.close()

        until = time.monotonic() + seconds
        if isinstance(response.stream, SyncByteStream):
            response.stream = Bounded(response.stream)

    hooks: dict[str, list[Callable[[httpx.Response], None]]] = {"response": [bound]}
    return {"timeout": seconds, "follow_redirects": False, "event_hooks": hooks}


def _bounded(parts: Iterable[bytes], until: float, max_bytes: int) -> Iterator[bytes]:
    received = 0
    for part in parts:
        received += len(part)
        if received > max_bytes:
            raise OversizedError
        if time.monotonic() > until:
            raise TimeoutError
        yield part

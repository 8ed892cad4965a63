"""A deadline for calls that have none of their own.

A socket's timeout limits one read, not the whole: a server that sends one byte a second never trips it. So the call
runs in a thread of its own, and whoever waits gives up in time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, call: Callable[[], Result], *, abandon: Callable[[], object] = lambda: None) -> Result:
    """Return what ``call`` returns, or raise what it raises.

    :param abandon: called when time is up, to break off what the call waits for (close its connection).
    :raises TimeoutError: ``seconds`` have passed. The thread is a daemon: it does not keep the program alive.
    """
    results: list[Result] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:  # handed to the caller below
            failures.append(error)

    thread = threading.Thread(target=run, name="deadline", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        abandon()
        raise TimeoutError(f"no result within {seconds:g} s")
    if failures:
        raise failures[0]
    return results[0]

"""The deadline of a call."""

from __future__ import annotations

import threading

import pytest

from chatbot.models.deadline import within


def test_a_result_in_time_is_returned() -> None:
    """The caller gets what the call returns."""
    assert within(10, lambda: "done") == "done"


def test_a_failure_is_the_callers() -> None:
    """An exception in the call reaches the caller as it is."""
    with pytest.raises(ZeroDivisionError):
        within(10, lambda: 1 // 0)


def test_a_late_call_is_abandoned() -> None:
    """When time is up the caller goes on, and what the call waits for is broken off."""
    broken_off = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.01, broken_off.wait, abandon=broken_off.set)
    assert broken_off.is_set()

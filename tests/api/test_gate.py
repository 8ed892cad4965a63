"""The queue before the answers."""

from __future__ import annotations

import asyncio
import threading

import pytest
from starlette.testclient import TestClient

from chatbot.api.application import create_api
from chatbot.api.gate import Gate, OverloadedError
from chatbot.app import Chatbot


def test_turns_away_what_cannot_wait() -> None:
    """With every place taken the next one is refused at once; when places are free again it is let in."""
    gate = Gate(running=1, waiting=1)
    release = threading.Event()

    async def scenario() -> None:
        waiting = [asyncio.create_task(gate.run(release.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(OverloadedError):
            await gate.run(int)
        release.set()
        assert await asyncio.gather(*waiting) == [True, True]
        assert await gate.run(int) == 0

    asyncio.run(scenario())
    gate.close()


def test_caller_that_hangs_up_leaves_no_place_taken() -> None:
    """A cancelled question gives its place back once its thread ends."""
    gate = Gate(running=1, waiting=0)
    release, started = threading.Event(), threading.Event()

    def work() -> None:
        started.set()
        release.wait()

    async def scenario() -> None:
        task = asyncio.create_task(gate.run(work))
        await asyncio.to_thread(started.wait)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with pytest.raises(OverloadedError):
            gate.check()
        release.set()

    asyncio.run(scenario())
    gate.close()
    gate.check()


@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/ask/stream"])
def test_full_queue_is_503_with_a_time_to_come_back(chatbot: Chatbot, path: str) -> None:
    """An overloaded server says so in Japanese and when to try again; its health still answers."""
    gate = Gate(running=1, waiting=-1)
    with TestClient(create_api(chatbot, gate=gate)) as client:
        response = client.post(path, json={"question": "橋の点検は"})
        assert client.get("/healthz").status_code == 200
    gate.close()
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert response.json()["detail"].endswith("。")

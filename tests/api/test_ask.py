"""Questions over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

QUESTION = "橋の点検の結果はどこに記録しますか"
KEYS = [
    "id", "status", "answer", "citations", "desk", "desk_candidates", "clarification", "notices", "rewritten_question",
    "missing", "confidence", "answerer", "timings_ms",
]  # fmt: skip


def events(body: str) -> Iterator[tuple[str, Any]]:
    """Read a stream of events as (name, data)."""
    for block in body.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines())
        yield lines["event"], json.loads(lines["data"])


def test_answer_has_the_keys_of_the_contract(client: TestClient) -> None:
    """An answer over HTTP is the whole record of the contract, with the caller's id."""
    answer = client.post("/api/v1/ask", json={"question": QUESTION, "id": "q-1"}).json()
    assert list(answer) == KEYS
    assert answer["id"] == "q-1"
    assert answer["status"] == "answered"
    assert "点検調書" in answer["answer"]


def test_quote_stands_in_the_stored_text(client: TestClient) -> None:
    """A citation's span in the document's page is exactly its quote."""
    cited = client.post("/api/v1/ask", json={"question": QUESTION}).json()["citations"][0]
    span = {"page": 1, "start": cited["start"], "end": cited["end"]}
    document = client.get(f"/api/v1/documents/{cited['document_id']}", params=span).json()
    assert document["highlights"] == [{**span, "text": cited["quote"]}]


def test_stream_ends_with_the_same_record(client: TestClient) -> None:
    """The deltas of a stream joined are the answer of its last event."""
    body = client.post("/api/v1/ask/stream", json={"question": QUESTION}).text
    found = list(events(body))
    name, final = found[-1]
    assert name == "final"
    assert list(final) == KEYS
    assert "".join(data["text"] for event, data in found if event == "delta") == final["answer"]
    assert [data for event, data in found if event == "citation"] == final["citations"]


@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/ask/stream"])
@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({"question": ""}, 422, id="empty"),
        pytest.param({"question": " \u3000\u200b\n"}, 422, id="nothing-visible"),
        pytest.param({"question": "あ" * 2001}, 422, id="too-long"),
        pytest.param({"question": "㌖" * 401}, 422, id="too-long-after-nfkc"),
        pytest.param({}, 422, id="no-question"),
        pytest.param({"question": "橋", "history": [{"role": "system", "content": "x"}]}, 422, id="wrong-role"),
        pytest.param({"question": 5}, 422, id="number"),
    ],
)
def test_wrong_question_is_a_problem_in_japanese(
    client: TestClient, path: str, body: dict[str, object], status: int
) -> None:
    """A question that cannot be asked is refused before anything is streamed, with a Japanese sentence."""
    response = client.post(path, json=body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["detail"].endswith("。")


def test_longest_question_is_answered(client: TestClient) -> None:
    """2,000 characters are not too many."""
    assert client.post("/api/v1/ask", json={"question": "橋の点検" * 500}).status_code == 200


def test_unknown_region_is_a_notice(client: TestClient) -> None:
    """A region that nobody knows does not stop the answer."""
    answer = client.post("/api/v1/ask", json={"question": QUESTION, "user_region": "どこでもない村"}).json()
    assert answer["status"] == "answered"
    assert any("どこでもない村" in notice for notice in answer["notices"])


def test_body_that_is_no_json_is_a_problem(client: TestClient) -> None:
    """A broken body is the caller's error."""
    response = client.post("/api/v1/ask", content=b"{", headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert "JSON" in response.json()["detail"]

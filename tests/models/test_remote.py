"""Embeddings from a server, against a real one on loopback that behaves well, badly and not at all."""

from __future__ import annotations

import json
import math
import socket
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from pydantic import SecretStr

from chatbot.errors import ModelError
from chatbot.models.remote import RemoteEmbedding
from tests.chat_server import Reply, send, serving


def well(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    """Answer in reverse order, as the protocol allows: the vector of a text is its length and one."""
    rows = [{"index": i, "embedding": [len(text), 1.0]} for i, text in enumerate(body["input"])]
    send(handler, json.dumps({"data": rows[::-1], "model": body["model"]}).encode())


def answers(content: str, status: int = 200, kind: str = "application/json") -> Reply:
    """Return a reply that is always this content."""
    return lambda handler, _: send(handler, content.encode(), status, kind)


def model_of(address: str, seconds: float = 10.0, key: str | None = "planted-key") -> RemoteEmbedding:
    """Return a model of that server."""
    secret = SecretStr(key) if key else None
    return RemoteEmbedding("m", base_url=address, api_key=secret, timeout_seconds=seconds)


def test_vectors_come_back_in_order_and_normalised() -> None:
    """Each text gets its own vector, whatever the order of the response, in requests of at most 64 texts."""
    texts = ["あ" * n for n in range(1, 131)]
    with serving(well) as (address, asked):
        vectors = model_of(address).embed_documents(texts)
    assert [len(body["input"]) for body in asked] == [64, 64, 2]
    assert vectors[129] == pytest.approx([130 / math.hypot(130, 1), 1 / math.hypot(130, 1)])
    assert all(math.isclose(math.hypot(*vector), 1.0) for vector in vectors)


def test_the_key_is_sent_and_the_name_is_the_models() -> None:
    """The request carries the key and the model; the vector space is named after the model."""
    with serving(well) as (address, asked):
        model = model_of(address)
        assert model.dimension == 2
    body = asked[0]
    assert (body["authorization"], body["model"], model.name) == ("Bearer planted-key", "m", "openai:m")


def test_without_a_key_none_is_sent() -> None:
    """A server of one's own needs no key."""
    with serving(well) as (address, asked):
        model_of(address, key=None).embed_query("橋")
    assert asked[0]["authorization"] == ""


def test_no_texts_make_no_request() -> None:
    """An empty list is answered without the server."""
    assert RemoteEmbedding("m", base_url="http://127.0.0.1:9").embed_documents([]) == []


BAD = {
    "unauthorised": answers('{"error": {"message": "planted-key is wrong"}}', 401),
    "too many requests": answers("{}", 429),
    "server error": answers("", 500),
    "redirect": answers("", 302),
    "HTML": answers("<html>Login</html>", kind="text/html"),
    "cut JSON": answers('{"data": [{"index": 0, "embedding": [0.1,'),
    "empty": answers(""),
    "no rows": answers('{"data": []}'),
    "too many rows": answers('{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embedding": [1]}]}'),
    "same row twice": answers('{"data": [{"index": 1, "embedding": [1]}]}'),
    "empty vector": answers('{"data": [{"index": 0, "embedding": []}]}'),
    "words": answers('{"data": [{"index": 0, "embedding": ["x"]}]}'),
    "base64": answers('{"data": [{"index": 0, "embedding": "AAAA"}]}'),
    "not a number": answers('{"data": [{"index": 0, "embedding": [NaN]}]}'),
    "zero vector": answers('{"data": [{"index": 0, "embedding": [0, 0]}]}'),
    "null": answers("null"),
    "deep nesting": answers("[" * 100_000),
    "wrong charset": lambda handler, _: send(handler, b'{"data": "\xff\xfe"}'),
    "hangs up": lambda handler, _: handler.connection.shutdown(socket.SHUT_RDWR),
}


@pytest.mark.parametrize("reply", [pytest.param(reply, id=name) for name, reply in BAD.items()])
def test_misbehaviour_becomes_one_error(reply: Reply) -> None:
    """Whatever the server sends, the caller sees a ModelError in Japanese that holds no secret and no foreign text."""
    with serving(reply) as (address, _), pytest.raises(ModelError, match="埋め込みサービス") as told:
        model_of(address).embed_query("橋")
    assert "planted" not in str(told.value)


def test_a_huge_response_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A response beyond the limit is not read to its end."""
    monkeypatch.setattr("chatbot.models.remote._MAX_BYTES", 1000)
    with serving(answers(" " * 100_000)) as (address, _), pytest.raises(ModelError, match="大きすぎます"):
        model_of(address).embed_query("橋")


def drip(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Send a byte now and then, so that no single read times out."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        time.sleep(0.02)


def silent(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Accept the request and say nothing until the client goes."""
    handler.connection.recv(1)


@pytest.mark.parametrize("reply", [silent, drip])
def test_a_slow_server_meets_the_deadline(reply: Reply) -> None:
    """A server that is silent, or sends a byte now and then, is given up after the timeout."""
    with serving(reply) as (address, _), pytest.raises(ModelError, match=r"0\.3 秒以内"):
        model_of(address, seconds=0.3).embed_query("橋")


def test_vectors_of_different_lengths_are_refused() -> None:
    """A server that changes its dimension from one request to the next is not believed."""

    def shrink(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        rows = [{"index": i, "embedding": [1.0] * len(body["input"])} for i in range(len(body["input"]))]
        send(handler, json.dumps({"data": rows}).encode())

    with serving(shrink) as (address, _), pytest.raises(ModelError, match="長さの違う"):
        model_of(address).embed_documents(["橋"] * 65)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://127.0.0.1:1/v1", id="refused"),
        pytest.param("http://no-such-host.invalid/v1", id="unknown host"),
        pytest.param("http://127.0.0.1:99999/v1", id="impossible port"),
    ],
)
def test_an_unreachable_server_is_told(address: str) -> None:
    """A server that cannot be reached gives the same kind of error."""
    with pytest.raises(ModelError, match="CHATBOT_EMBEDDING_BASE_URL"):
        model_of(address, seconds=5).embed_query("橋")

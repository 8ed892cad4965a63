"""A real server on loopback that speaks OpenAI's chat completions, well or badly in every way promised against."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@contextmanager
def serving(reply: Reply) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve every POST below ``/v1`` with ``reply``; yield the address and the bodies of what was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({**body, "path": self.path, "authorization": self.headers.get("Authorization", "")})
            try:
                reply(self, body)
            except OSError:
                self.close_connection = True  # the client has given up

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, content: bytes, status: int = 200, kind: str = "application/json") -> None:
    """Send one whole response."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def completion(text: str) -> bytes:
    """Return the body of a completion that says a text."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    whole = {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage}
    return json.dumps(whole, ensure_ascii=False).encode()


def says(*texts: str) -> Reply:
    """Return a reply that says these texts one after the other, and the last of them from then on."""
    left = list(texts)

    def reply(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        send(handler, completion(left.pop(0) if len(left) > 1 else left[0]))

    return reply


def answers(content: str | bytes, status: int = 200, kind: str = "application/json") -> Reply:
    """Return a reply that is always this content."""
    raw = content.encode() if isinstance(content, str) else content
    return lambda handler, _: send(handler, raw, status, kind)


def silent(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Accept the request and say nothing until the client goes."""
    handler.connection.recv(1)


def drip(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
    """Send a byte now and then, so that no single read times out."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        time.sleep(0.02)


ERROR = '{"error": {"message": "planted-secret is wrong", "type": "x", "code": "x"}}'

MISBEHAVIOUR: Mapping[str, Reply] = {
    "silent": silent,
    "one byte at a time": drip,
    "401": answers(ERROR, 401),
    "429": answers(ERROR, 429),
    "500": answers(ERROR, 500),
    "HTML": answers("<html><h1>Login</h1></html>", kind="text/html"),
    "cut JSON": answers(completion("橋の点検は5年に1回です。[1]")[:-40]),
    "empty": answers(completion("")),
    "10 MB": answers(completion("橋の点検は、5年に1回です。[1]" * 250_000)),
    "wrong charset": answers(completion("橋の点検は5年に1回です。[1]").decode().encode("cp932")),
}
"""Ten of the twelve modes; the other two have no server."""

UNREACHABLE: Mapping[str, str] = {
    "refused": "http://127.0.0.1:1/v1",
    "unknown host": "http://no-such-host.invalid/v1",
}
"""Addresses where nobody answers: the other two."""

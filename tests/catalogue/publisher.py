"""A publisher's server on loopback that can be polite, slow, mistaken or malicious; it notes what it was asked."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PDF = b"%PDF-1.7\n" + bytes(range(32, 127)) * 300 + b"\n%%EOF\n"
HTML = (
    "<!doctype html><html><head><title>橋の点検の案内</title></head>"
    "<body><p>試験県の橋は、5年に1回点検します。</p></body></html>"
).encode()


@dataclass
class Reply:
    """What the server does with a path: ``cut`` bytes are sent before it hangs up, ``pause`` seconds between bytes."""

    body: bytes = PDF
    content_type: str | None = "application/pdf"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: bool = True
    length: int | None = None
    framing: str = "length"
    ranges: bool = True
    cut: int | None = None
    pause: float = 0.0
    silent: bool = False
    content_range: str | None = None


@dataclass
class Publisher:
    """The running server: ``replies`` by path (used up but for the last), ``asked`` the requests so far."""

    host: str
    replies: dict[str, list[Reply]]
    asked: list[tuple[str, dict[str, str]]]
    closing: threading.Event

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://{self.host}{path}"

    def serve(self, path: str, *replies: Reply) -> str:
        """Set what a path does; returns its address."""
        self.replies[path] = list(replies)
        return self.url(path)

    def headers(self, path: str) -> list[dict[str, str]]:
        """Return the headers of every request for a path."""
        return [headers for asked, headers in self.asked if asked == path]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    publisher: Publisher

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up: some tests are about just that."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Do what the path says."""
        publisher = self.server.publisher
        publisher.asked.append((self.path, dict(self.headers.items())))
        replies = publisher.replies.get(self.path, [Reply(status=404, body=b"", content_type="text/html")])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        self.close_connection = True
        if reply.silent:
            publisher.closing.wait(20)
        else:
            self._answer(reply)

    def _answer(self, reply: Reply) -> None:
        etag = '"' + hashlib.sha256(reply.body).hexdigest()[:12] + '"'
        if reply.etag and self.headers.get("If-None-Match") == etag:
            return self._head(304, {})
        body, status, extra = reply.body, reply.status, dict(reply.headers)
        start = self._start(reply, etag)
        if start is not None:
            if start >= len(body):
                return self._head(416, {"Content-Length": "0"})
            extra["Content-Range"] = reply.content_range or f"bytes {start}-{len(body) - 1}/{len(body)}"
            body, status = body[start:], 206
        if reply.content_type is not None:
            extra["Content-Type"] = reply.content_type
        if reply.etag:
            extra["ETag"] = etag
        if reply.framing == "length":
            extra["Content-Length"] = str(len(body) if reply.length is None else reply.length)
        elif reply.framing == "chunked":
            extra["Transfer-Encoding"] = "chunked"
        self._head(status, extra)
        self._body(reply, body if reply.cut is None else body[: reply.cut])

    def _start(self, reply: Reply, etag: str) -> int | None:
        """Return the first byte that is asked for, where ranges are known and the file is still the same."""
        asked = self.headers.get("Range", "")
        if not reply.ranges or not asked or (reply.etag and self.headers.get("If-Range") != etag):
            return None
        return int(asked.removeprefix("bytes=").removesuffix("-"))

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()

    def _body(self, reply: Reply, body: bytes) -> None:
        if reply.framing == "chunked":
            self.wfile.write(b"%x\r\n%s\r\n" % (len(body), body) + (b"0\r\n\r\n" if reply.cut is None else b""))
        elif not reply.pause:
            self.wfile.write(body)
        else:
            for byte in body:
                self.wfile.write(bytes([byte]))
                if self.server.publisher.closing.wait(reply.pause):
                    return

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@contextmanager
def publishing() -> Iterator[Publisher]:
    """Run a publisher on a free port."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        publisher = Publisher(f"127.0.0.1:{server.server_address[1]}", {}, [], threading.Event())
        server.publisher = publisher
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield publisher
        finally:
            publisher.closing.set()
            server.shutdown()
            thread.join()

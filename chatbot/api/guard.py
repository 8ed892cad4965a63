"""The outermost layer: who may speak to the server, how much may be sent, and the headers of every response.

A page of another site must neither read nor write here (DNS rebinding, cross-site requests), whatever lies inside.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chatbot.api import problems
from chatbot.api.models import Problem

BODY_LIMIT_BYTES = 64 * 1024
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
SCRIPT_TAG = re.compile(rb"<script(?=[\s>])")

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Gradio compiles its HTML templates with `new Function`: without 'unsafe-eval' the page stays empty.
        # Inline handlers and injected script tags stay forbidden: they carry no nonce.
        "script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Checks Host, Origin and size, then lets the request in; puts the headers on whatever comes back.

    ``page_paths`` are answered by our own page: only there does a script tag get the nonce of this response.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], page_paths: Collection[str] = ("/",)) -> None:
        """Allow the loopback names and ``hosts`` (names without a port)."""
        self._app = app
        self._hosts = LOOPBACK_NAMES | {host.lower().strip("[]") for host in hosts}
        self._page_paths = frozenset(page_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; web sockets are not used and not accepted."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            sender = Sender(send, rewrite=scope["path"] in self._page_paths)
            refusal = self._refuse(Headers(scope=scope))
            if refusal is not None:
                await refusal(scope, receive, sender)
            else:
                await _within_limit(self._app, scope, receive, sender)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refuse(self, headers: Headers) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or _name(hosts[0]) not in self._hosts:
            return _problem(403, "このアドレスからは利用できません。起動時に表示されたアドレスを開いてください。")
        # Every method: a foreign page's read carries an Origin too, a person's own navigation does not.
        foreign = [
            origin for origin in headers.getlist("origin") if urlsplit(origin).netloc.lower() != hosts[0].lower()
        ]
        if foreign or (headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"):
            return _problem(403, "ほかのサイトからの操作は受け付けていません。")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return _problem(400, problems.DETAILS[400])
        return _too_large() if int(length) > BODY_LIMIT_BYTES else None


class Sender:
    """Adds the headers to a response and, on our own page, the nonce to its script tags."""

    def __init__(self, send: Send, *, rewrite: bool) -> None:
        """Draw a fresh nonce for this response."""
        self._send = send
        self._rewrite = rewrite
        self._nonce = secrets.token_urlsafe(16)
        self._held: Message | None = None
        self._body = bytearray()
        self.started = False

    async def __call__(self, message: Message) -> None:
        """Pass one message on; the page's own HTML is held until it is whole."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(raw=list(message["headers"]))
            headers.update({**HEADERS, "Content-Security-Policy": CONTENT_SECURITY_POLICY.format(nonce=self._nonce)})
            headers.setdefault("Cache-Control", "no-store")
            message = {**message, "headers": headers.raw}
            if self._rewrite and headers.get("content-type", "").startswith("text/html"):
                self._held = message
                return
        elif self._held is not None:
            await self._collect(message)
            return
        await self._send(message)

    async def _collect(self, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body", False) or self._held is None:
            return
        body = SCRIPT_TAG.sub(f'<script nonce="{self._nonce}"'.encode(), bytes(self._body))
        headers = MutableHeaders(raw=list(self._held["headers"]))
        headers["content-length"] = str(len(body))
        await self._send({**self._held, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


class _TooLargeError(HTTPException):
    """The body grew over the limit while it was read. An HTTP error, because FastAPI turns any other into 400."""

    def __init__(self) -> None:
        super().__init__(413)


async def _within_limit(app: ASGIApp, scope: Scope, receive: Receive, send: Sender) -> None:
    """Count the body as it arrives: a length may be missing or wrong."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > BODY_LIMIT_BYTES:
            raise _TooLargeError
        return message

    try:
        await app(scope, counted, send)
    except _TooLargeError:
        if send.started:
            raise
        await _too_large()(scope, receive, send)


def _name(host: str) -> str:
    """Return the name of a Host header without its port."""
    return (urlsplit(f"//{host}").hostname or "") if "@" not in host else ""


def _problem(status: int, detail: str) -> Response:
    return problems.respond(Problem(title=problems.TITLES[status], status=status, detail=detail))


def _too_large() -> Response:
    return _problem(413, problems.DETAILS[413])

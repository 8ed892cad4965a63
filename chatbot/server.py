"""Runs the API and the page in one process: socket, signals, the note for other commands, the warm-up.

It knows how to serve, not how to answer.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

from chatbot import presence
from chatbot.errors import SettingsError
from chatbot.presence import Presence

if TYPE_CHECKING:
    from chatbot.api.gate import Gate
    from chatbot.api.jobs import Jobs
    from chatbot.app import Chatbot
    from chatbot.settings import Settings

logger = logging.getLogger(__name__)

API_PATHS = ("/api/", "/internal/", "/healthz", "/readyz", "/openapi.json")
GRACE_SECONDS = 5
JOB_GRACE_SECONDS = 20
"""A running ingest ends after the file that it reads now."""
IDLE_SECONDS = 30
CONNECTION_BACKLOG = 128
WARM_UP_TEXT = "橋の点検"


class Switch:
    """Sends the API's paths to the API and everything else to the page.

    A mount of the page at ``/`` would swallow the API's own answers to a wrong path or method.
    """

    def __init__(self, api: ASGIApp, page: ASGIApp) -> None:
        """Keep both."""
        self._api = api
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; start and end belong to the page, the API has neither."""
        inner = scope["type"] == "http" and scope["path"].startswith(API_PATHS)
        await (self._api if inner else self._page)(scope, receive, send)


def create_app(chatbot: Chatbot, settings: Settings, *, gate: Gate, jobs: Jobs, token: str = "") -> ASGIApp:
    """Return the whole: guard, API, page."""
    from fastapi import FastAPI

    from chatbot.api.application import create_api
    from chatbot.api.guard import Guard
    from chatbot.ui.page import mount_page

    page = FastAPI(openapi_url=None)
    mount_page(page, chatbot, running=running_limit(settings), builtin_search=settings.embedding == "builtin")
    api = create_api(chatbot, gate=gate, jobs=jobs, token=token)
    return Guard(Switch(api, page), hosts=allowed_hosts(settings))


def running_limit(settings: Settings) -> int:
    """Return how many answers may be worked on at once."""
    from chatbot.api.gate import RUNNING_LIMIT, RUNNING_LIMIT_MODEL

    return RUNNING_LIMIT if settings.answerer == "extractive" else RUNNING_LIMIT_MODEL


def allowed_hosts(settings: Settings) -> list[str]:
    """Return the names under which the server may be addressed, beside the loopback ones."""
    return [settings.host, *settings.allowed_hosts]


def check_host(settings: Settings) -> None:
    """Refuse to serve other machines unless a person has set so: the page has no login yet."""
    if is_loopback(settings.host) or settings.allow_remote:
        return
    raise SettingsError(
        f"アドレス「{settings.host}」で待ち受けると、ほかの端末からも利用できるようになります。"
        "利用者の認証はまだ無いため、既定では起動しません。庁内の限られた範囲で公開するときだけ、"
        "環境変数 CHATBOT_ALLOW_REMOTE=true を設定してください。"
    )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextlib.contextmanager
def listen(settings: Settings) -> Iterator[socket.socket]:
    """Take the port before the long start, so that a port in use is said at once."""
    check_host(settings)
    try:
        listener = socket.create_server(
            (settings.host, settings.port),
            family=socket.AF_INET6 if ":" in settings.host else socket.AF_INET,
            backlog=CONNECTION_BACKLOG,
        )
    except OSError as error:
        raise SettingsError(
            f"「{settings.host}」のポート {settings.port} では待ち受けられません（{error.strerror}）。"
            "ほかのプログラムが使っている場合は、--port で別の番号を指定してください。"
        ) from None
    with listener:
        yield listener


def serve(chatbot: Chatbot, settings: Settings, listener: socket.socket, *, on_ready: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM, with the note in the data directory while it lasts."""
    from chatbot.api.gate import Gate
    from chatbot.api.jobs import Jobs

    note = Presence(address_of(listener), os.getpid(), presence.new_token())
    gate, jobs = Gate(running=running_limit(settings)), Jobs()
    warm_up = threading.Thread(target=_warm_up, args=(chatbot,), name="warm-up")

    def ready() -> None:
        try:
            presence.announce(settings.data_dir, note)
        except OSError:
            logger.exception("the note for other commands could not be written; they will find the library in use")
        on_ready(note.address)
        warm_up.start()

    app = create_app(chatbot, settings, gate=gate, jobs=jobs, token=note.token)
    try:
        with _terminate_as_interrupt():
            _run(app, listener, ready)
    except KeyboardInterrupt:
        logger.info("stopped by a signal")
    finally:
        presence.withdraw(settings.data_dir, note)
        jobs.close(wait_seconds=JOB_GRACE_SECONDS)
        gate.close()
        if warm_up.ident is not None:
            warm_up.join()


def address_of(listener: socket.socket) -> str:
    """Return the address that a person can open on this machine."""
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _run(app: ASGIApp, listener: socket.socket, ready: Callable[[], None]) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        """Tells when it listens."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    config = uvicorn.Config(
        app,
        log_config=None,  # no access log: the address of a search holds the question
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=IDLE_SECONDS,
        ws="none",
    )
    Server(config).run(sockets=[listener])


@contextlib.contextmanager
def _terminate_as_interrupt() -> Iterator[None]:
    """Let SIGTERM unwind the stack: uvicorn raises it again after its shutdown, and by default it ends the process."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _warm_up(chatbot: Chatbot) -> None:
    """Load what the first question would otherwise wait for."""
    try:
        chatbot.search(WARM_UP_TEXT, 1)
    except Exception:
        logger.exception("the warm-up failed")

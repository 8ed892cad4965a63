"""Speaks to a running server of the same user on loopback, so that a command need not own the library.

It knows the contract's JSON and the inner routes, but nothing of how the server answers.
"""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import cast
from urllib.parse import quote, urlencode, urlsplit

from chatbot import presence
from chatbot.errors import ChatbotError, LibraryBusyError, NotFoundError, QuestionError, UsageError
from chatbot.presence import Presence
from chatbot.records import Question

PING_TIMEOUT_SECONDS = 1.0
ANSWER_TIMEOUT_SECONDS = 60.0
JOB_POLL_SECONDS = 0.2
BUSY_ATTEMPTS = 30

Json = dict[str, object]
JobProgress = Callable[[int, int, str], None]

ERROR_OF_STATUS: dict[int, type[ChatbotError]] = {
    400: UsageError,
    404: NotFoundError,
    422: QuestionError,
    503: LibraryBusyError,
}


class ServerClient:
    """The commands' way to a running server."""

    def __init__(self, server: Presence) -> None:
        """Connect to nothing yet."""
        self._server = server
        self._address = urlsplit(server.address)

    @property
    def address(self) -> str:
        """The address that a person can open."""
        return self._server.address

    def ping(self) -> bool:
        """Tell whether the server that wrote the file answers."""
        try:
            return self._exchange("GET", "/internal/ping", timeout=PING_TIMEOUT_SECONDS)[0] == 200
        except (OSError, http.client.HTTPException, ValueError):
            return False

    def ask(self, question: Question) -> Json:
        """Return the answer record."""
        body: Json = {
            "question": question.text,
            "history": [asdict(turn) for turn in question.history],
            "user_region": question.region,
            "id": question.id,
        }
        return self._call("POST", "/api/v1/ask", body)

    def search(self, text: str, k: int) -> list[Json]:
        """Return passages, best first."""
        found = self._call("GET", "/api/v1/search?" + urlencode({"q": text, "k": k}))
        return cast("list[Json]", found["passages"])

    def desk(self, place: str) -> Json:
        """Return the desk of a place."""
        return self._call("GET", "/api/v1/desks/resolve?" + urlencode({"place": place}))

    def documents(self) -> list[Json]:
        """Return every stored document."""
        return cast("list[Json]", self._call("GET", "/api/v1/documents")["documents"])

    def ingest(self, paths: Sequence[Path], *, remove_missing: bool, progress: JobProgress) -> list[Json]:
        """Hand an ingest to the server and follow it to its end; return what became of every file."""
        body: Json = {"paths": [str(path) for path in paths], "remove_missing": remove_missing}
        job = self._call("POST", "/internal/ingest", body, attempts=1)
        while job["state"] == "running":
            progress(cast(int, job["done"]), cast(int, job["total"]), str(job["current"]))
            time.sleep(JOB_POLL_SECONDS)
            job = self._call("GET", f"/internal/jobs/{quote(str(job['job_id']))}")
        if job["state"] == "failed":
            raise ChatbotError(str(job["detail"]))
        progress(cast(int, job["done"]), cast(int, job["total"]), "")
        return cast("list[Json]", job["entries"])

    def close(self) -> None:
        """Nothing stays open between calls."""

    def _call(self, method: str, path: str, body: Json | None = None, *, attempts: int = BUSY_ATTEMPTS) -> Json:
        for attempt in range(attempts):
            status, answer = self._reach(method, path, body)
            if status < 300:
                return answer
            if status != 503 or attempt + 1 == attempts:
                break
            time.sleep(1)
        detail = str(answer.get("detail", "サーバーが処理できませんでした。"))
        raise ERROR_OF_STATUS.get(status, ChatbotError)(detail)

    def _reach(self, method: str, path: str, body: Json | None) -> tuple[int, Json]:
        try:
            return self._exchange(method, path, body)
        except TimeoutError:
            raise ChatbotError("起動中のサーバーから応答がありません。サーバーを再起動してください。") from None
        except (OSError, http.client.HTTPException, ValueError):
            raise ChatbotError(
                "起動中のサーバーとの通信が途切れました。サーバーが動いているか確認して、もう一度実行してください。"
            ) from None

    def _exchange(
        self, method: str, path: str, body: Json | None = None, *, timeout: float = ANSWER_TIMEOUT_SECONDS
    ) -> tuple[int, Json]:
        connection = http.client.HTTPConnection(self._address.hostname or "", self._address.port or 80, timeout=timeout)
        headers = {"X-Chatbot-Token": self._server.token, "Content-Type": "application/json"}
        try:
            connection.request(method, path, None if body is None else json.dumps(body).encode(), headers)
            response = connection.getresponse()
            return response.status, cast(Json, json.loads(response.read()))
        finally:
            connection.close()


def find_server(data_dir: Path) -> ServerClient | None:
    """Return a client of the server that runs on this data directory; a file that a dead one left is ignored."""
    found = presence.read(data_dir)
    if found is None:
        return None
    client = ServerClient(found)
    return client if client.ping() else None

"""Fetches one address into a partial file: politely, within limits, only from allowed hosts, resuming where it can.

Every failure becomes a ``TransferError``; no exception of the HTTP library escapes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from chatbot.catalogue.fetch_parts import Part, PartState
from chatbot.catalogue.fetch_receive import Failure, Limits, Received, Receiving, TransferError, Validators

if TYPE_CHECKING:
    import httpx

USER_AGENT = "infra-maintenance-chatbot (chatbot corpus fetch; one request at a time)"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RESUMED: frozenset[Failure] = frozenset({"broken"})
"""Only a broken connection is tried again: to ask a busy or refusing server once more would not be polite."""


class Transfer:
    """Fetches addresses one after another; ``sleep`` waits between requests."""

    def __init__(self, hosts: frozenset[str], limits: Limits, sleep: Callable[[float], None]) -> None:
        """Take the hosts that may be spoken to (``host`` or ``host:port``, compared exactly)."""
        self._hosts = hosts
        self._limits = limits
        self._sleep = sleep
        self._asked = False

    def fetch(self, url: str, part: Part, known: Validators | None) -> Received | None:
        """Fetch an address into the part; None when the server says that ``known`` is still true.

        :raises TransferError: it was refused, broke off, took too long or is not there; what may be resumed is kept.
        """
        import httpx

        deadline = time.monotonic() + self._limits.total_seconds
        timeout = httpx.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds)
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Accept": "application/pdf, text/html"}
        for attempt in range(1, self._limits.attempts + 1):
            try:
                with httpx.Client(timeout=timeout, headers=headers, follow_redirects=False) as client:
                    return self._attempt(client, url, part, known, deadline)
            except TransferError as error:
                if error.outcome not in _RESUMED or attempt == self._limits.attempts:
                    raise
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _attempt(
        self, client: httpx.Client, url: str, part: Part, known: Validators | None, deadline: float
    ) -> Received | None:
        import httpx

        try:
            return self._follow(client, url, part, known, deadline)
        except httpx.TimeoutException as error:
            raise TransferError(
                "timed_out", "時間内に応答がありませんでした。時間をおいて、もう一度実行してください。"
            ) from error
        except (httpx.ConnectError, httpx.ProxyError) as error:
            said = "接続できませんでした。インターネットの接続と、組織のプロキシの設定を確かめてください。"
            raise TransferError("unreachable", said) from error
        except httpx.InvalidURL as error:
            raise TransferError("refused", "アドレスの書き方に誤りがあるため、取得しませんでした。") from error
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise TransferError("broken", "通信が途中で切れました。もう一度実行すると、続きから取得します。") from error

    def _follow(
        self, client: httpx.Client, url: str, part: Part, known: Validators | None, deadline: float
    ) -> Received | None:
        import httpx

        address, seen = httpx.URL(url), set[str]()
        for _ in range(self._limits.redirects + 1):
            if time.monotonic() > deadline:
                raise TransferError("timed_out", "時間がかかりすぎたため止めました。もう一度実行してください。")
            self._permit(address)
            if str(address) in seen:
                raise TransferError("refused", "転送が輪になっていて、資料にたどり着けません。")
            seen.add(str(address))
            self._wait()
            resumed = part.resumable(url)
            with client.stream("GET", address, headers=_asking(resumed, known)) as response:
                if response.status_code not in _REDIRECTS:
                    return Receiving(self._limits, deadline, url, part, resumed).take(response)
                onward = address.join(response.headers.get("Location", ""))
            if address.scheme == "https" and onward.scheme != "https":
                raise TransferError("refused", "暗号化されていないアドレスへ転送されたため、取得しませんでした。")
            address = onward
        raise TransferError("refused", f"転送が {self._limits.redirects} 回を超えました。")

    def _permit(self, address: httpx.URL) -> None:
        """Refuse every address but plain ones on an allowed host, as the connecting library itself reads them."""
        host = address.host.lower() + ("" if address.port is None else f":{address.port}")
        if address.scheme not in ("http", "https") or address.userinfo or host not in self._hosts:
            said = f"目録にないアドレス（{address.scheme}://{host}）のため、取得しませんでした。"
            raise TransferError("refused", said)

    def _wait(self) -> None:
        if self._asked:
            self._sleep(self._limits.delay_seconds)
        self._asked = True


def _asking(resumed: tuple[int, PartState] | None, known: Validators | None) -> dict[str, str]:
    """Return the headers that ask for the rest, or whether anything changed."""
    if resumed is not None:
        size, state = resumed
        return {"Range": f"bytes={size}-", "If-Range": state.validator}
    asked = {}
    if known is not None and known.etag:
        asked["If-None-Match"] = known.etag
    if known is not None and known.last_modified:
        asked["If-Modified-Since"] = known.last_modified
    return asked

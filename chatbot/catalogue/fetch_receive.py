"""Takes one answer of a publisher's server: what it may be, how large, and whether it came whole.

Its failures are ``TransferError``s with an outcome and a Japanese reason.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from chatbot.catalogue.fetch_content import (
    SNIFFED_BYTES,
    TAIL_BYTES,
    ContentKind,
    ends_well,
    expected_kind,
    looks_like,
    stated_length,
    stated_range,
)
from chatbot.catalogue.fetch_parts import Part, PartState
from chatbot.errors import ChatbotError

if TYPE_CHECKING:
    import httpx

Failure = Literal["refused", "missing", "busy", "broken", "timed_out", "unreachable"]

_GONE = frozenset({404, 410})
_BUSY = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost, in bytes and seconds; ``total_seconds`` is for one source with all its attempts."""

    max_bytes: int = 50 * 1024 * 1024  # as much as an ingest takes
    connect_seconds: float = 15.0
    read_seconds: float = 30.0
    total_seconds: float = 600.0
    delay_seconds: float = 3.0
    attempts: int = 3
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a file that is here whole, to ask whether it changed."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A whole file in the partial file's place."""

    kind: ContentKind
    final_url: str
    validators: Validators


class TransferError(ChatbotError):
    """Why an address could not be fetched; ``outcome`` is one of the failures."""

    def __init__(self, outcome: Failure, reason: str) -> None:
        """Keep the outcome beside the Japanese reason."""
        super().__init__(reason)
        self.outcome = outcome


class Receiving:
    """Takes one answer."""

    def __init__(
        self, limits: Limits, deadline: float, url: str, part: Part, resumed: tuple[int, PartState] | None
    ) -> None:
        """Take the address as the catalogue names it, and what is already here of it."""
        self._limits = limits
        self._deadline = deadline
        self._url = url
        self._part = part
        self._offset = 0 if resumed is None else resumed[0]
        self._state = None if resumed is None else resumed[1]
        self._first = bytearray()

    def take(self, response: httpx.Response) -> Received | None:
        """Write the body into the part and check that it is whole."""
        status = response.status_code
        if status == 304:
            return None
        if status == 416 or (status == 206 and not self._continues(response)):
            self._part.discard()
            raise TransferError("broken", "続きを取得できなかったため、次は最初から取得します。")
        if status not in (200, 206):
            raise _refusal(status)
        kind = self._kind(response)
        if status == 200:
            self._offset = 0
        total = self._total(response)
        stream = self._part.go_on() if status == 206 else self._part.begin(self._described(response, total))
        with stream:
            for block in response.iter_raw():
                stream.write(block)
                self._check_progress(kind, stream.tell(), block)
        self._check_whole(kind, total, framed="chunked" in response.headers.get("Transfer-Encoding", "").lower())
        return Received(kind, str(response.url), _validators(response))

    def _continues(self, response: httpx.Response) -> bool:
        """Tell whether a 206 is exactly the rest of what is here."""
        found = stated_range(response.headers.get("Content-Range"))
        if found is None or self._state is None:
            return False
        first, last, whole = found
        return first == self._offset and last == whole - 1 and self._state.total in (None, whole)

    def _kind(self, response: httpx.Response) -> ContentKind:
        stated = response.headers.get("Content-Type", "")
        if not stated and self._state is not None and response.status_code == 206:
            stated = self._state.content_type
        kind = expected_kind(stated, response.url.path)
        if kind is None:
            self._part.discard()
            raise TransferError(
                "refused", f"資料の形式（{stated or '表示なし'}）が、PDF でもウェブページでもありません。"
            )
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            self._part.discard()
            raise TransferError("refused", "圧縮された形で届いたため、大きさを確かめられず、取得しませんでした。")
        return kind

    def _total(self, response: httpx.Response) -> int | None:
        length = stated_length(response.headers.get("Content-Length"))
        ranged = stated_range(response.headers.get("Content-Range")) if response.status_code == 206 else None
        total = ranged[2] if ranged else length
        if total is not None and total > self._limits.max_bytes:
            raise self._too_large()
        return total

    def _described(self, response: httpx.Response, total: int | None) -> PartState:
        validators = _validators(response)
        strong = validators.etag if not validators.etag.startswith("W/") else ""
        kind = response.headers.get("Content-Type", "")
        return PartState(self._url, strong or validators.last_modified, total, kind)

    def _check_progress(self, kind: ContentKind, size: int, block: bytes) -> None:
        if size > self._limits.max_bytes:
            raise self._too_large()
        if time.monotonic() > self._deadline:
            raise TransferError(
                "timed_out", "時間がかかりすぎたため止めました。もう一度実行すると、続きから取得します。"
            )
        # An answer of another kind is refused as soon as its first bytes are here, not after 50 MB.
        if self._offset == 0 and len(self._first) < SNIFFED_BYTES:
            self._first += block
            if len(self._first) >= SNIFFED_BYTES:
                self._check_first(kind, bytes(self._first[:SNIFFED_BYTES]))

    def _check_first(self, kind: ContentKind, first: bytes) -> None:
        if not looks_like(kind, first):
            self._part.discard()
            said = "PDF" if kind == "pdf" else "ウェブページ"
            raise TransferError(
                "refused", f"{said}と表示されていますが、中身が違います。ブラウザで開いて確かめてください。"
            )

    def _check_whole(self, kind: ContentKind, total: int | None, *, framed: bool) -> None:
        size = self._part.path.stat().st_size
        with self._part.path.open("rb") as stream:
            first = stream.read(SNIFFED_BYTES)
            stream.seek(max(0, size - TAIL_BYTES))
            last = stream.read()
        self._check_first(kind, first)
        if total is not None and size != total:
            if size > total:
                self._part.discard()
            raise TransferError("broken", f"届いた大きさ（{size} バイト）が、表示（{total} バイト）と違います。")
        if total is None and not framed and not ends_well(kind, last):
            self._part.discard()
            raise TransferError("broken", "通信が途中で切れたようです。もう一度実行してください。")

    def _too_large(self) -> TransferError:
        self._part.discard()
        limit = self._limits.max_bytes // (1024 * 1024)
        return TransferError("refused", f"大きさが上限（{limit}MB）を超えるため、取得しませんでした。")


def _refusal(status: int) -> TransferError:
    if status in _GONE:
        return TransferError("missing", f"資料がありません（{status}）。移動したか、公開が終わった可能性があります。")
    if status in _BUSY:
        return TransferError("busy", f"公表元が混み合っています（{status}）。時間をおいて、もう一度実行してください。")
    return TransferError("refused", f"公表元が応答を断りました（{status}）。ブラウザで開けるか確かめてください。")


def _validators(response: httpx.Response) -> Validators:
    return Validators(response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))

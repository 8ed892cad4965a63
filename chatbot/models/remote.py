"""Embeddings from a server that speaks OpenAI's ``POST /embeddings``: a hosted service, Ollama, vLLM and others.

The text of documents and questions leaves this machine for that server: it is used only when an operator names its
address. A plain HTTP client serves better than LangChain's here: that one counts tokens with a tokeniser it downloads,
and takes 3 s to import.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from chatbot.errors import ModelError
from chatbot.models.deadline import within

if TYPE_CHECKING:
    import httpx
    from pydantic import SecretStr

_BATCH = 64
_MAX_BYTES = 64 * 1024 * 1024
"""Of one response: 64 vectors of 4,096 numbers in 20 characters each are 5 MB."""

_ADVICE = "CHATBOT_EMBEDDING_BASE_URL などの設定と、サービスの状態を確認してください。"


class RemoteEmbedding(Embeddings):
    """One model of one server; every failure of network or server becomes a ``ModelError`` within the timeout."""

    def __init__(
        self, model: str, *, base_url: str, api_key: SecretStr | None = None, timeout_seconds: float = 20.0
    ) -> None:
        """Keep the address; nothing is sent yet."""
        self.name = f"openai:{model}"
        self._model = model
        self._address = base_url.rstrip("/") + "/embeddings"
        self._api_key = api_key
        self._timeout_seconds = timeout_seconds

    @cached_property
    def dimension(self) -> int:
        """Return the length of a vector; asks the server once."""
        return len(self.embed_query("次元"))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one normalised vector per passage, in order; ``_BATCH`` passages per request."""
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            vectors += self._request(texts[start : start + _BATCH])
        if len({len(vector) for vector in vectors}) > 1:
            raise ModelError(f"埋め込みサービスが、長さの違うベクトルを返しました。{_ADVICE}")
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the normalised vector of a question."""
        return self._request([text])[0]

    def _request(self, texts: list[str]) -> list[list[float]]:
        import httpx

        headers = {"Authorization": f"Bearer {self._api_key.get_secret_value()}"} if self._api_key else {}
        client = httpx.Client(timeout=self._timeout_seconds, headers=headers, follow_redirects=False)
        body = {"model": self._model, "input": texts, "encoding_format": "float"}
        try:
            raw = within(self._timeout_seconds, lambda: self._read(client, body), abandon=client.close)
        except (httpx.TimeoutException, TimeoutError):
            limit = f"{self._timeout_seconds:g} 秒"
            raise ModelError(f"埋め込みサービスが {limit}以内に応答しませんでした。{_ADVICE}") from None
        except httpx.HTTPStatusError as error:
            status = error.response.status_code
            raise ModelError(f"埋め込みサービスが要求を断りました（HTTP {status}）。{_ADVICE}") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise ModelError(f"埋め込みサービスに接続できませんでした（{type(error).__name__}）。{_ADVICE}") from None
        finally:
            client.close()
        return [_normalised(vector) for vector in _parse(raw, len(texts))]

    def _read(self, client: httpx.Client, body: Mapping[str, object]) -> bytes:
        """Send the request and read the body, which may not grow beyond ``_MAX_BYTES``."""
        with client.stream("POST", self._address, json=body) as response:
            if not response.is_success:
                response.raise_for_status()
                raise ModelError(f"埋め込みサービスの応答が正しくありません（HTTP {response.status_code}）。{_ADVICE}")
            received = bytearray()
            for part in response.iter_bytes():
                received += part
                if len(received) > _MAX_BYTES:
                    raise ModelError(f"埋め込みサービスの応答が大きすぎます。{_ADVICE}")
            return bytes(received)


def _parse(raw: bytes, expected: int) -> list[list[float]]:
    """Return the vectors of a response in the order of the texts; the server may list them in any order.

    :raises ModelError: it is not JSON, or does not hold one finite vector for each text.
    """
    try:
        rows = sorted(json.loads(raw)["data"], key=lambda row: row["index"])
        vectors = [[float(number) for number in row["embedding"]] for row in rows]
        complete = [row["index"] for row in rows] == list(range(expected)) and all(vectors)
        finite = all(math.isfinite(number) for vector in vectors for number in vector)
    except (ValueError, KeyError, TypeError, RecursionError):
        complete = finite = False
        vectors = []
    if not (complete and finite):
        raise ModelError(f"埋め込みサービスの応答を読み取れませんでした。{_ADVICE}")
    return vectors


def _normalised(vector: list[float]) -> list[float]:
    length = math.sqrt(sum(number * number for number in vector))
    if length == 0.0:
        raise ModelError(f"埋め込みサービスが、長さ 0 のベクトルを返しました。{_ADVICE}")
    return [number / length for number in vector]

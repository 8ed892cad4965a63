"""Small documents and a tiny model for the tests of the library."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

from chatbot.records import Chunk, Document, IngestEntry, Page, Segment, Source

SENTENCES = (
    "道路橋の点検は五年に一回行います。",
    "下水道管の調査はテレビカメラで行います。",
    "公園の遊具は毎年点検してください。",
    "補助金の申請は県の担当課に出します。",
    "橋梁長寿命化修繕計画を見直しました。",
)


class TinyEmbedding:
    """A deterministic model: a vector that depends on nothing but the text."""

    def __init__(self, name: str = "tiny", dimension: int = 8) -> None:
        """Take a name and a length, so that two models can be told apart."""
        self.name = name
        self.dimension = dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector per text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return a vector of length 1."""
        numbers = random.Random(self.name + text)
        found = [numbers.gauss(0, 1) for _ in range(self.dimension)]
        length = sum(number * number for number in found) ** 0.5
        return [number / length for number in found]


Sample = tuple[Document, list[Page], list[Chunk], IngestEntry]


def sample(number: int, texts: Sequence[str] = SENTENCES[:3], version: int = 0) -> Sample:
    """Return what ``Library.put`` takes: one page, one chunk per text."""
    document_id = f"資料{number}"
    path = f"/no/such/folder/資料{number}.txt"
    chunks: list[Chunk] = []
    start = 0
    for ordinal, text in enumerate(texts):
        search_text = f"資料{number} 第{version}版 {text}"
        digest = hashlib.sha256(search_text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        segments = (
            Segment("sentence", start, start + len(text), text, ("点検",)),
            Segment("item", start, start, "", ()),
        )
        chunks.append(
            Chunk(
                f"{document_id}#{ordinal}-{digest}",
                document_id,
                ordinal,
                1,
                start,
                start + len(text),
                text,
                search_text,
                ("点検",),
                segments,
                Source("省令", url="https://example.jp/"),
            )
        )
        start += len(text)
    document = Document(
        document_id, f"資料{number}", "original", "text", path, f"sha-{number}-{version}", source=Source("手引き")
    )
    entry = IngestEntry(path, "indexed", document_id=document_id, pages=1, chunks=len(chunks), seconds=0.5)
    return document, [Page(1, "".join(texts), "1")], chunks, entry


def gone(number: int) -> IngestEntry:
    """Return the ledger's line for a removed sample."""
    return IngestEntry(f"/no/such/folder/資料{number}.txt", "removed", document_id=f"資料{number}")

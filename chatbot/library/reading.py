"""The reading half of the library's face: what is stored, exactly as it is stored. It knows no index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chatbot.errors import NotFoundError
from chatbot.library.database import Database
from chatbot.library.facts import ChunkTerms, Statistics
from chatbot.records import Chunk, Document, IngestEntry, Page


class Reading:
    """Documents, pages, chunks and the ledger of one database."""

    def __init__(self, database: Database) -> None:
        """Read from this database."""
        self._database = database
        self._chunks = database.chunks

    def documents(self) -> list[Document]:
        """Return every document, by id."""
        return self._database.documents()

    def document(self, document_id: str) -> Document:
        """Return one document; raise NotFoundError when there is none."""
        return self._database.document(document_id)

    def find_by_path(self, path: str | Path) -> Document | None:
        """Return the document that was read from this path."""
        return self._database.find_by_path(str(path))

    def fingerprint(self, path: str | Path) -> tuple[int, int, str] | None:
        """Return (size, mtime_ns, sha256) of the file when it was last read."""
        found = self._database.fingerprint(str(path))
        return None if found is None else (found.size, found.mtime_ns, found.sha256)

    def pages(self, document_id: str) -> list[Page]:
        """Return the pages of a document in order."""
        return self._database.pages(document_id)

    def page(self, document_id: str, number: int) -> Page:
        """Return one page; raise NotFoundError when there is none."""
        return self._database.page(document_id, number)

    def chunk(self, chunk_id: str) -> Chunk:
        """Return one chunk; raise NotFoundError when there is none."""
        found = self.chunks([chunk_id])
        if not found:
            raise NotFoundError("引用元の段落が見つかりません。資料が更新されたようです。もう一度質問してください。")
        return found[0]

    def chunks(self, chunk_ids: Sequence[str]) -> list[Chunk]:
        """Return the chunks in the order asked for, without those that are gone."""
        found = self._chunks.by_id(chunk_ids)
        return [found[chunk_id] for chunk_id in chunk_ids if chunk_id in found]

    def chunks_of(self, document_id: str) -> list[Chunk]:
        """Return the chunks of a document in order."""
        return self._chunks.of_document(document_id)

    def chunks_between(self, document_id: str, first: int, last: int) -> list[Chunk]:
        """Return the chunks of a document from one ordinal to another, both included, in order."""
        return self._chunks.between(document_id, first, last)

    def count(self) -> tuple[int, int]:
        """Return the numbers of documents and chunks."""
        return self._database.count()

    def ledger(self, limit: int) -> list[IngestEntry]:
        """Return the newest lines of the ledger, newest first."""
        return self._database.ledger(limit)

    @property
    def generation(self) -> int:
        """Return how often what can be found has changed; a cache that rests on an older one is stale."""
        return self._database.generation

    def statistics(self) -> Statistics:
        """Return number and mean lengths of the chunks."""
        return self._chunks.statistics()

    def terms(self, chunk_ids: Sequence[str]) -> dict[str, ChunkTerms]:
        """Return the stored analysed forms of those chunks that exist, for exact scoring."""
        return self._chunks.terms(chunk_ids)

    def written(self, limit: int) -> list[ChunkTerms]:
        """Return the stored analysed forms of at most ``limit`` chunks, for the words that documents are written in."""
        return self._chunks.first_terms(limit)
